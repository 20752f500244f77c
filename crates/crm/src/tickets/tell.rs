//! Tickets are put for what is due. What is due is committed by then; that it has been told of is noted before, so that several
//! servers do not tell of the same.

use super::{test_letter, ticket};
use crate::{Crm, settings::ms, store::tickets};
use amazon::Queue;
use model::Result;
use std::{future::pending, time::Duration};
use tokio::time::timeout;

/// Messages that are told of at once.
const AT_ONCE: i64 = 100;

impl Crm {
    /// Tells of what is due, where there is somebody to tell. Never returns.
    pub(crate) async fn tell_all(&self) {
        let Some(queue) = self.tickets() else { return pending().await };
        loop {
            // Errors are logged where they happen; the next round tries again.
            let wait = match self.tell_due(queue).await {
                Ok(true) => continue,
                Ok(false) if queue.away().is_none() => self.until_next().await.unwrap_or(self.0.settings.look),
                // Nobody may write anything for hours: whether letters are taken again is found by one.
                _ if queue.refuses() && queue.try_put(test_letter("is it back?")).await.is_ok() => continue,
                _ => self.0.settings.idle(),
            };
            let woken = timeout(wait, self.0.queued.notified()).await.is_ok();
            if woken && queue.away().is_some() {
                self.0.told.notify_one();
            }
        }
    }

    /// Puts tickets for what is due; whether there may be more.
    async fn tell_due(&self, queue: &Queue) -> Result<bool> {
        if queue.spoils() {
            // Each ticket would come again and again, and be a dead letter in the end.
            return Ok(false);
        }
        let now = self.now().0;
        let due = tickets::untold(self.0.db.read(), now, AT_ONCE).await?;
        if due.is_empty() {
            return Ok(false);
        }
        let more = i64::try_from(due.len()).is_ok_and(|count| count == AT_ONCE);
        let mut ours = Vec::new();
        for one in due {
            // Each by itself: whoever pauses a campaign changes many of the same rows, in an order of their own.
            let mut tx = self.0.db.write().await?;
            let first = tickets::tell(&mut tx, &one.id, now).await?;
            tx.commit().await?;
            if first {
                ours.push(one);
            }
        }
        let letters: Vec<_> = ours.iter().map(|one| ticket(one, now)).collect();
        let Err((missing, why)) = queue.put(&letters, || self.0.told.notify_one()).await else { return Ok(more) };
        tracing::warn!(count = missing.len(), %why, "SQS was not told of messages that are due; they go out without");
        let missing: Vec<&str> = missing.iter().filter_map(|at| ours.get(*at)).map(|one| one.id.as_str()).collect();
        let mut tx = self.0.db.write().await?;
        tickets::untell(&mut tx, &missing).await?;
        tx.commit().await?;
        Ok(false)
    }

    /// The wait until something is due that nobody was told of.
    async fn until_next(&self) -> Result<Duration> {
        let settings = &self.0.settings;
        let next = tickets::next(self.0.db.read()).await?;
        let wait = next.map_or(i64::MAX, |at| at - self.now().0).clamp(ms(settings.look), ms(settings.idle()));
        Ok(Duration::from_millis(u64::try_from(wait).unwrap_or_default()))
    }
}
