//! Cells as what they mean.

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    fmt::strtime,
    tz::TimeZone,
};

/// Whether a text looks like an e-mail address.
pub(super) fn is_address(text: &str) -> bool {
    let (name, host) = text.rsplit_once('@').unwrap_or_default();
    !name.is_empty() && host.contains('.') && !text.contains(char::is_whitespace)
}

/// An amount in cents: `$1,234.50`, `1234.5`, `1 234,50 €`.
pub(super) fn amount(text: &str) -> Option<i64> {
    let kept: String = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '$' | '€' | '£' | '\'')).collect();
    let kept = kept.strip_prefix("USD").or_else(|| kept.strip_suffix("USD")).unwrap_or(&kept);
    // What stands before at most two digits in the end is the decimal mark; three digits are thousands.
    let mark = kept.rfind([',', '.']).filter(|at| kept[at + 1..].len() <= 2);
    let (whole, part) = mark.map_or((kept, ""), |at| (&kept[..at], &kept[at + 1..]));
    let whole = digits(whole)?;
    if !part.bytes().all(|byte| byte.is_ascii_digit()) || whole.len() > 10 {
        return None;
    }
    let part: i64 = format!("{part:0<2}").parse().ok()?;
    Some(whole.parse::<i64>().ok()? * 100 + part)
}

/// Whole digits, perhaps in groups of three.
fn digits(whole: &str) -> Option<String> {
    let groups: Vec<&str> = whole.split([',', '.']).collect();
    let plain = |group: &&str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    let threes = groups.iter().skip(1).all(|group| group.len() == 3);
    (groups.iter().all(plain) && threes).then(|| groups.concat())
}

/// A day or a moment, where no zone is said in the account's, as milliseconds; within what is sensible.
pub(super) fn moment(text: &str, zone: &TimeZone) -> Option<i64> {
    let at = match text.parse::<Timestamp>() {
        Ok(at) => at,
        Err(_) => {
            let local = text.parse::<DateTime>().ok().or_else(|| Some(day(text)?.at(0, 0, 0, 0)))?;
            local.to_zoned(zone.clone()).ok()?.timestamp()
        }
    };
    let at = at.as_millisecond();
    // From the year 2000 to 2100: anything else is a slip.
    (946_684_800_000..4_102_444_800_000).contains(&at).then_some(at)
}

fn day(text: &str) -> Option<Date> {
    text.parse().ok().or_else(|| strtime::parse("%b %d, %Y", text).ok()?.to_date().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (text, cents) in [
            ("$1,234.50", Some(123_450)),
            ("1234.5", Some(123_450)),
            ("1\u{a0}234,50 €", Some(123_450)),
            ("1,234", Some(123_400)),
            ("1.234,50", Some(123_450)),
            ("$0", Some(0)),
            ("12.", Some(1200)),
            ("many", None),
            ("-5", None),
            ("1,2,3", None),
            ("", None),
            ("$.50", None),
            ("99999999999", None),
        ] {
            assert_eq!(amount(text), cents, "{text}");
        }
    }

    #[test]
    fn moments_without_a_zone_are_the_accounts() {
        let paris = TimeZone::get("Europe/Paris").unwrap();
        let midnight = "2026-07-13T22:00:00Z".parse::<Timestamp>().unwrap().as_millisecond();
        for text in ["2026-07-14", "2026-07-14T00:00", "2026-07-14 00:00:00", "Jul 14, 2026", "2026-07-13T22:00:00Z"] {
            assert_eq!(moment(text, &paris), Some(midnight), "{text}");
        }
        for text in ["07/14/2026", "soon", "1026-07-14", "2026-13-01"] {
            assert_eq!(moment(text, &paris), None, "{text}");
        }
    }
}
