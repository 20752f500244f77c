//! Dead letters at SQS that are none: their messages were put back, or taken back, by a person; or were sent by servers that died
//! before they could say so, and the ticket came too often.

use super::Said;
use crate::{Crm, store::tickets};
use amazon::Queue;
use std::{collections::HashSet, future::pending, time::Duration};
use tokio::time::{sleep, timeout};

/// Between two looks, where nobody does anything.
const EVERY: Duration = Duration::from_secs(300);
/// Where there are some that nobody gave us: for so long they may be somebody else's.
const HELD: Duration = Duration::from_secs(30);
/// What is done at once is looked at together.
const GATHER: Duration = Duration::from_secs(1);
/// Tens of dead letters of one look.
const TENS: usize = 100;

/// What a look at ten dead letters, or at more, leaves.
#[derive(Debug, Default)]
struct Ten {
    left: Vec<String>,
    /// Those of them that are no tickets of ours.
    foreign: usize,
}

impl Crm {
    /// Deletes dead letters at SQS whose messages are no dead letters. Never returns.
    pub(crate) async fn sweep_all(&self) {
        let Some(queue) = self.tickets().filter(|queue| queue.has_dead()) else { return pending().await };
        let mut known = 0;
        loop {
            let Ten { left, foreign } = self.sweep(queue).await;
            if foreign > known {
                tracing::warn!(count = foreign, "the dead letters at SQS hold letters that are no tickets of this installation; they stay there");
            }
            known = foreign;
            // What somebody else looks at, or died while looking at, comes back.
            let unseen =
                queue.counts().await.is_ok_and(|counts| counts.dead.is_some_and(|dead| usize::try_from(dead).is_ok_and(|dead| dead > left.len())));
            let _ = timeout(if unseen { HELD } else { EVERY }, self.0.exhumed.notified()).await;
            sleep(GATHER).await;
        }
    }

    /// Looks at all of them.
    async fn sweep(&self, queue: &Queue) -> Ten {
        let mut all = Ten::default();
        for _ in 0..TENS {
            // What SQS or the database does not answer now is looked at the next time.
            let Ok(Some(ten)) = self.sweep_ten(queue).await else { break };
            all.left.extend(ten.left);
            all.foreign += ten.foreign;
        }
        // Only now: what is given back is received again.
        let handles: Vec<&str> = all.left.iter().map(String::as_str).collect();
        let _ = queue.give_back_dead(&handles).await;
        all
    }

    /// What of ten dead letters is left there; `None` where there is none.
    async fn sweep_ten(&self, queue: &Queue) -> model::Result<Option<Ten>> {
        let Ok(dead) = queue.receive_dead().await else { return Ok(None) };
        if dead.is_empty() {
            return Ok(None);
        }
        let said: Vec<(String, Option<Said>)> = dead.into_iter().map(|one| (one.handle, serde_json::from_str(&one.body).ok())).collect();
        let each = |of: fn(&Said) -> Option<&String>| {
            let some: HashSet<&str> = said.iter().filter_map(|(_, said)| said.as_ref().and_then(of)).map(String::as_str).collect();
            some.into_iter().collect::<Vec<_>>()
        };
        let pool = self.0.db.read();
        let places = tickets::places(pool, &each(|said| said.message_id.as_ref())).await?;
        let accounts = tickets::ours(pool, &each(|said| said.account_id.as_ref())).await?;
        let (mut ten, mut over, mut waiting) = (Ten::default(), Vec::new(), Vec::new());
        for (handle, said) in &said {
            let message = said.as_ref().and_then(|said| said.message_id.as_ref());
            let account = said.as_ref().and_then(|said| said.account_id.as_ref());
            let test = message.is_none() && said.as_ref().is_some_and(|said| said.test_id.is_some());
            match message.and_then(|id| Some((id, places.get(id)?))) {
                Some((_, place)) if place.dead => ten.left.push(handle.clone()),
                Some((id, place)) => {
                    waiting.extend(place.visible_at.map(|_| id.as_str()));
                    over.push(handle.as_str());
                }
                // Its message was erased.
                None if test || (message.is_some() && account.is_some_and(|id| accounts.contains(id))) => over.push(handle),
                None => {
                    ten.foreign += 1;
                    ten.left.push(handle.clone());
                }
            }
        }
        if !waiting.is_empty() {
            // Another ticket tells of them.
            let mut tx = self.0.db.write().await?;
            tickets::untell(&mut tx, &waiting).await?;
            tx.commit().await?;
            self.0.queued.notify_one();
        }
        // What is not deleted now is found the next time.
        let deleted = queue.delete_dead(&over).await;
        Ok(deleted.is_ok().then_some(ten))
    }
}
