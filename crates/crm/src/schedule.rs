//! Times of day, in an account's time zone.

use jiff::{civil::DateTime, tz::TimeZone};
use model::{Error, Result, Timestamp, error::Problem};

/// The moment of a local time such as `2026-07-14T08:00` in a time zone (an IANA name). A time that the clocks skip is
/// the one after the gap, one that comes twice is the first.
///
/// # Errors
/// `Invalid`, naming `scheduledAt` or `timeZone`.
pub fn local_time(local: &str, zone: &str) -> Result<Timestamp> {
    let zone = TimeZone::get(zone).map_err(|_| Error::field("timeZone", Problem::UnknownValue))?;
    let wrong = || Error::field("scheduledAt", Problem::UnknownValue);
    let local: DateTime = local.parse().map_err(|_| wrong())?;
    Ok(Timestamp(local.to_zoned(zone).map_err(|_| wrong())?.timestamp().as_millisecond()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eight_in_paris_is_six_in_summer_and_seven_in_winter() {
        let at = |local: &str| local_time(local, "Europe/Paris").unwrap().to_string();
        assert_eq!(at("2026-07-14T08:00"), "2026-07-14T06:00:00.000Z");
        assert_eq!(at("2026-12-14T08:00"), "2026-12-14T07:00:00.000Z");
        // In the night of 29 March 2026 the clocks go from 2 to 3.
        assert_eq!(at("2026-03-29T02:30"), "2026-03-29T01:30:00.000Z");
    }

    #[test]
    fn what_is_no_time_is_refused() {
        assert!(local_time("tomorrow", "Europe/Paris").is_err() && local_time("2026-07-14T08:00", "Not/AZone").is_err());
    }
}
