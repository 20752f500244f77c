//! When the messages of a campaign are due: one after the other at the account's rate, and campaigns after each other.

use crate::{
    bucket::MINUTE,
    settings::{Pace, ms},
    store,
};
use db::WriteTx;
use model::{CampaignId, CreatorId, Result};

/// The time that so many messages take, in milliseconds.
pub(super) fn duration(pace: &Pace, count: u64) -> u64 {
    let rate = u64::from(pace.per_minute.max(1));
    let spacing = u64::try_from(ms(pace.spacing)).unwrap_or_default();
    (count * MINUTE.unsigned_abs() / rate).max(count * spacing)
}

/// When the message with this number is due after the first.
pub(super) fn due(pace: &Pace, start: i64, number: usize) -> i64 {
    start + i64::try_from(duration(pace, number as u64)).unwrap_or_default()
}

/// When a campaign of so many messages begins that is to begin at a moment: not while another one of the account runs.
pub(super) async fn begin(tx: &mut WriteTx, creator: CreatorId, id: CampaignId, from: i64, pace: &Pace, count: usize) -> Result<i64> {
    let long = i64::try_from(duration(pace, count as u64)).unwrap_or(i64::MAX / 2);
    let mut start = from;
    while let Some(end) = store::campaigns::busy_until(tx, creator, id, start, start + long).await? {
        start = end;
    }
    Ok(start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn the_slower_of_rate_and_spacing_counts() {
        let pace = Pace { per_minute: 10, burst: 10, spacing: Duration::from_secs(3) };
        assert_eq!((duration(&pace, 500), due(&pace, 7, 1)), (3_000_000, 6_007));
        assert_eq!(duration(&Pace { spacing: Duration::from_secs(10), ..pace }, 6), 60_000);
    }
}
