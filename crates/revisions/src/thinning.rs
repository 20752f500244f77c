//! Old revisions are thinned out: all of the last day stay, then the last of every hour for a week, then the last
//! of every day. Those with a name, restore points and the newest fifty stay for good.

use crate::{
    Revisions, State, state,
    store::{self, Stamp},
};
use model::{ContentId, Result, RevisionId, Timestamp};

/// So many stay whatever their age.
const LEAST: usize = 50;
const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

impl Revisions {
    /// Thins out the revisions of all posts. Failures are in the log; the next round tries again.
    pub async fn thin(&self) {
        let Ok(posts) = store::crowded(self.db.read(), LEAST as i64).await else { return };
        let mut count = 0;
        for post in posts {
            count += self.thin_one(post, db::now()).await.unwrap_or_default();
        }
        if count > 0 {
            tracing::info!(count, "old revisions thinned out");
        }
    }

    /// How many went.
    async fn thin_one(&self, id: ContentId, now: Timestamp) -> Result<usize> {
        let stamps = store::stamps(self.db.read(), id).await?;
        let goes = goes(&stamps, now);
        let mut gone = 0;
        let mut next: Option<RevisionId> = None;
        let mut changed = false;
        // From the newest to the oldest: what goes leaves its authors to the one after it.
        for (stamp, goes) in stamps.iter().zip(goes) {
            match next {
                Some(next) if goes => {
                    let mut tx = self.db.write().await?;
                    if store::drop_into(&mut tx, stamp.id, next).await? {
                        (gone, changed) = (gone + 1, true);
                    }
                    tx.commit().await?;
                }
                _ => {
                    if let Some(after) = next.filter(|_| changed) {
                        self.recount(id, Some(stamp.id), after).await?;
                    }
                    (next, changed) = (Some(stamp.id), false);
                }
            }
        }
        if let Some(first) = next.filter(|_| changed) {
            self.recount(id, None, first).await?;
        }
        Ok(gone)
    }

    async fn recount(&self, id: ContentId, before: Option<RevisionId>, revision: RevisionId) -> Result<()> {
        let was = match before {
            Some(before) => self.state(id, before).await?,
            None => State::empty(),
        };
        let comparison = state::compare(was, self.state(id, revision).await?).await?;
        let mut tx = self.db.write().await?;
        store::recount(&mut tx, revision, comparison.words_added, comparison.words_removed).await?;
        tx.commit().await
    }
}

/// For each revision, the newest first, whether it goes.
fn goes(stamps: &[Stamp], now: Timestamp) -> Vec<bool> {
    // The last one that was kept stands for its hour or day.
    let mut last: Option<(i64, i64)> = None;
    let each = stamps.iter().enumerate().map(|(at, stamp)| {
        let age = now.0 - stamp.at.0;
        let span = match age {
            ..DAY => 1,
            DAY..604_800_000 => HOUR,
            _ => DAY,
        };
        let slot = (span, stamp.at.0.div_euclid(span));
        let stays = at < LEAST || stamp.for_good || span == 1 || last != Some(slot);
        last = Some(slot);
        !stays
    });
    each.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// At the end of an hour.
    const NOW: Timestamp = Timestamp(1_799_999_999_999);

    /// One every ten minutes, for so many days.
    fn busy(days: i64) -> Vec<Stamp> {
        (0..days * 144).map(|at| Stamp { id: db::new_id(), at: Timestamp(NOW.0 - at * 600_000), for_good: false }).collect()
    }

    fn staying(stamps: &[Stamp]) -> Vec<Stamp> {
        stamps.iter().zip(goes(stamps, NOW)).filter(|(_, goes)| !goes).map(|(stamp, _)| *stamp).collect()
    }

    fn between(stamps: &[Stamp], from: i64, to: i64) -> usize {
        stamps.iter().filter(|stamp| (from..to).contains(&(NOW.0 - stamp.at.0))).count()
    }

    #[test]
    fn all_of_a_day_stay_one_an_hour_of_a_week_and_one_a_day_after() {
        let left = staying(&busy(30));
        assert_eq!(between(&left, 0, DAY), 144);
        assert_eq!(between(&left, DAY, 7 * DAY), 6 * 24);
        assert!((23..=24).contains(&between(&left, 7 * DAY, 30 * DAY)));
        assert_eq!(staying(&left).len(), left.len(), "what stays stays");
    }

    #[test]
    fn what_is_kept_for_good_stays_among_what_goes() {
        let mut stamps = busy(30);
        for at in [2000, 2001, 2002] {
            stamps[at].for_good = true;
        }
        let left = staying(&stamps);
        assert!([2000, 2001, 2002].iter().all(|&at| left.iter().any(|stamp| stamp.id == stamps[at].id)));
    }

    #[test]
    fn the_newest_fifty_stay_however_old_they_are() {
        let old: Vec<Stamp> = busy(1).into_iter().map(|stamp| Stamp { at: Timestamp(stamp.at.0 - 100 * DAY), ..stamp }).collect();
        assert_eq!(staying(&old).len(), 50, "and with them the last of each of the two days");
    }
}
