//! Time zones that are offered: those that are named after a place.

/// Regions of the tz database whose names say a place.
const REGIONS: [&str; 10] = ["Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"];

/// The offered names in order, with the one that is chosen now, whatever it is.
pub(super) fn offered(chosen: &str) -> Vec<String> {
    let place = |name: &str| name.split_once('/').is_some_and(|(region, _)| REGIONS.contains(&region));
    let all = jiff::tz::db().available().map(|name| name.to_string());
    let mut names: Vec<String> = all.filter(|name| place(name) || name == "UTC").collect();
    if !chosen.is_empty() && !names.iter().any(|name| name == chosen) {
        names.push(chosen.to_owned());
    }
    names.sort_unstable();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::offered;

    #[test]
    fn places_and_utc_are_offered_and_old_abbreviations_are_not() {
        let names = offered("Europe/Paris");
        for name in ["Europe/Paris", "America/New_York", "Asia/Kolkata", "UTC"] {
            assert_eq!(names.iter().filter(|offered| *offered == name).count(), 1, "{name}");
        }
        assert!(!names.iter().any(|name| name == "EST" || name.starts_with("Etc/")));
    }

    #[test]
    fn what_somebody_has_already_stays_in_their_list() {
        assert!(offered("Etc/GMT+3").contains(&"Etc/GMT+3".to_owned()));
    }
}
