//! Until when a conversation is put aside: a few usual times, or a local time.

#[cfg(feature = "ssr")]
use model::{Error, Result, Timestamp, error::Problem};

/// What the menu offers: the code that is sent.
pub(super) const HOURS: &str = "hours";
pub(super) const TOMORROW: &str = "tomorrow";
pub(super) const MONDAY: &str = "monday";

/// The moment that a code, or a local time as `2026-07-14T08:00`, means in a time zone.
#[cfg(feature = "ssr")]
pub(super) fn moment(said: &str, zone: &str, now: Timestamp) -> Result<Timestamp> {
    use jiff::{ToSpan, civil::Weekday, tz::TimeZone};
    let wrong = || Error::field("until", Problem::UnknownValue);
    if said == HOURS {
        return Ok(Timestamp(now.0 + 3 * 3_600_000));
    }
    let local = jiff::Timestamp::from_millisecond(now.0).map_err(|_| wrong())?.to_zoned(TimeZone::get(zone).map_err(|_| wrong())?);
    let day = match said {
        TOMORROW => local.date().checked_add(1.day()),
        MONDAY => local.date().nth_weekday(1, Weekday::Monday),
        _ => return crm::local_time(said, zone).map_err(|_| wrong()),
    };
    crm::local_time(&format!("{}T09:00", day.map_err(|_| wrong())?), zone).map_err(|_| wrong())
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn mornings_are_those_of_the_one_who_asks() {
        // A Tuesday evening in Paris, where it is Wednesday already in Tokyo.
        let now: Timestamp = "2026-07-14T20:00:00.000Z".parse().unwrap();
        let at = |said: &str, zone: &str| moment(said, zone, now).unwrap().to_string();
        assert_eq!(at(HOURS, "Europe/Paris"), "2026-07-14T23:00:00.000Z");
        assert_eq!(at(TOMORROW, "Europe/Paris"), "2026-07-15T07:00:00.000Z");
        assert_eq!(at(TOMORROW, "Asia/Tokyo"), "2026-07-16T00:00:00.000Z");
        assert_eq!(at(MONDAY, "Europe/Paris"), "2026-07-20T07:00:00.000Z");
        assert_eq!(at("2026-08-01T18:30", "Europe/Paris"), "2026-08-01T16:30:00.000Z");
        assert_eq!(moment("some day", "Europe/Paris", now).unwrap_err().fields[0].field, "until");
    }

    #[test]
    fn on_a_monday_it_is_the_next_one() {
        let monday: Timestamp = "2026-07-20T08:00:00.000Z".parse().unwrap();
        assert_eq!(moment(MONDAY, "Europe/Paris", monday).unwrap().to_string(), "2026-07-27T07:00:00.000Z");
    }
}
