//! Hours of an account's day in which nothing goes out by itself.

use jiff::{
    Timestamp,
    civil::{DateTime, Time},
    tz::TimeZone,
};

/// Minutes of a day.
pub(crate) const DAY: u32 = 24 * 60;

fn time(minute: u32) -> Time {
    let part = |number: u32| i8::try_from(number).unwrap_or_default();
    Time::constant(part(minute % DAY / 60), part(minute % 60), 0, 0)
}

/// When the quiet hours end that a moment is in; `None` if it is in none. From one minute of the day to another, over
/// midnight too.
pub(crate) fn until(at: i64, zone: &str, (from, to): (u32, u32)) -> Option<i64> {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let local = Timestamp::from_millisecond(at).ok()?.to_zoned(zone.clone());
    let minute = u32::try_from(local.hour()).ok()? * 60 + u32::try_from(local.minute()).ok()?;
    let over_midnight = from > to;
    let quiet = if over_midnight { minute >= from || minute < to } else { minute >= from && minute < to };
    if !quiet {
        return None;
    }
    let day = if over_midnight && minute >= from { local.date().tomorrow().ok()? } else { local.date() };
    // Where the clocks go back, the end comes twice: the first time may be over.
    let ends = zone.into_ambiguous_zoned(DateTime::from_parts(day, time(to)));
    let ends = [ends.clone().earlier(), ends.later()].into_iter().flatten().map(|end| end.timestamp().as_millisecond());
    Some(ends.filter(|end| *end > at).min().unwrap_or(at + 60_000))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> i64 {
        text.parse::<Timestamp>().unwrap().as_millisecond()
    }

    #[test]
    fn the_night_is_quiet_in_the_accounts_time_zone() {
        let night = (22 * 60, 8 * 60);
        let paris = |text: &str| until(at(text), "Europe/Paris", night).map(|end| Timestamp::from_millisecond(end).unwrap().to_string());
        assert_eq!(paris("2026-07-14T21:30:00Z").as_deref(), Some("2026-07-15T06:00:00Z"));
        assert_eq!(paris("2026-07-14T01:00:00Z").as_deref(), Some("2026-07-14T06:00:00Z"));
        assert_eq!((paris("2026-07-14T19:59:00Z"), paris("2026-07-14T06:00:00Z")), (None, None));
        // The hour that comes twice in October.
        let early = |text: &str| until(at(text), "Europe/Paris", (120, 150)).map(|end| Timestamp::from_millisecond(end).unwrap().to_string());
        assert_eq!(early("2026-10-25T00:10:00Z").as_deref(), Some("2026-10-25T00:30:00Z"));
        assert_eq!(early("2026-10-25T01:10:00Z").as_deref(), Some("2026-10-25T01:30:00Z"));
        // The night in which the clocks go forward is an hour shorter.
        assert_eq!(paris("2026-03-28T23:00:00Z").as_deref(), Some("2026-03-29T06:00:00Z"));
    }

    #[test]
    fn a_time_of_the_day_can_be_quiet_too() {
        let noon = (12 * 60, 13 * 60 + 30);
        assert_eq!(until(at("2026-07-14T12:00:00Z"), "UTC", noon), Some(at("2026-07-14T13:30:00Z")));
        assert_eq!(until(at("2026-07-14T13:30:00Z"), "UTC", noon), None);
        assert_eq!(until(at("2026-07-14T12:00:00Z"), "UTC", (600, 600)), None, "nothing is never quiet");
    }
}
