//! Times of day, in an account's time zone.

use crate::{Crm, policy::Act, store};
use jiff::{civil::DateTime, tz::TimeZone};
use model::{ConversationId, Error, Result, Timestamp, UserId, error::Problem};

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

/// A moment as a local time in a time zone, such as `2026-07-14T08:00`.
pub fn as_local(at: Timestamp, zone: &str) -> String {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let local = jiff::Timestamp::from_millisecond(at.0).unwrap_or_default().to_zoned(zone);
    local.strftime("%Y-%m-%dT%H:%M").to_string()
}

impl Crm {
    /// The time zone that the account of a conversation works in.
    ///
    /// # Errors
    /// `NotFound`, also for others'.
    pub async fn zone(&self, me: UserId, id: ConversationId) -> Result<String> {
        let creator = store::inbox::one(self.0.db.read(), id).await?.fan.creator;
        self.allowed(me, creator, Act::See).await?;
        Ok(store::creators::get(self.0.db.read(), creator).await?.time_zone)
    }
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
    fn a_moment_reads_back_from_its_local_time() {
        let at = local_time("2026-07-14T08:00", "Europe/Paris").unwrap();
        assert_eq!(as_local(at, "Europe/Paris"), "2026-07-14T08:00");
        assert_eq!(as_local(at, "Not/AZone"), "2026-07-14T06:00");
    }

    #[test]
    fn what_is_no_time_is_refused() {
        assert!(local_time("tomorrow", "Europe/Paris").is_err() && local_time("2026-07-14T08:00", "Not/AZone").is_err());
    }
}
