//! When the daily mail is due.

use jiff::{Timestamp as Moment, ToSpan, tz::TimeZone};
use model::Timestamp;

/// The hour of the daily mail, in the person's time zone.
const HOUR: i8 = 8;

/// The next morning in a time zone (an IANA name; UTC for one that is not known): today's if it is still to come.
pub(crate) fn next_morning(now: Timestamp, zone: &str) -> Timestamp {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let today = Moment::from_millisecond(now.0).unwrap_or_default().to_zoned(zone.clone()).date();
    let morning = |date: jiff::civil::Date| date.at(HOUR, 0, 0, 0).to_zoned(zone.clone()).map(|at| at.timestamp().as_millisecond());
    let next = [today, today.saturating_add(1.day())].into_iter().filter_map(|date| morning(date).ok()).find(|at| *at > now.0);
    // Only a date beyond the calendar has no morning.
    Timestamp(next.unwrap_or(now.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn next(now: &str, zone: &str) -> String {
        next_morning(now.parse().unwrap(), zone).to_string()
    }

    #[test]
    fn the_morning_is_that_of_the_persons_time_zone() {
        assert_eq!(next("2026-07-14T05:59:59.999Z", "Europe/Paris"), "2026-07-14T06:00:00.000Z");
        assert_eq!(next("2026-07-14T06:00:00.000Z", "Europe/Paris"), "2026-07-15T06:00:00.000Z");
        assert_eq!(next("2026-07-14T13:00:00.000Z", "America/New_York"), "2026-07-15T12:00:00.000Z");
        assert_eq!(next("2026-07-14T07:00:00.000Z", "Not/AZone"), "2026-07-14T08:00:00.000Z");
    }

    #[test]
    fn it_stays_at_eight_when_the_clocks_change() {
        // In the night of 25 October 2026 the clocks in Paris go back.
        assert_eq!(next("2026-10-24T12:00:00.000Z", "Europe/Paris"), "2026-10-25T07:00:00.000Z");
        assert_eq!(next("2026-10-23T12:00:00.000Z", "Europe/Paris"), "2026-10-24T06:00:00.000Z");
    }
}
