//! Dead letters at SQS that are none: their messages were put back, or taken back, by a person; or were sent by servers that died
//! before they could say so, and the ticket came too often.

use super::Said;
use crate::{Crm, store::tickets};
use amazon::Queue;
use std::{collections::HashSet, future::pending, time::Duration};
use tokio::time::{sleep, timeout};

/// Between two looks, where nobody does anything.
const EVERY: Duration = Duration::from_secs(300);
/// What is done at once is looked at together.
const GATHER: Duration = Duration::from_secs(1);
/// Tens of dead letters of one look.
const TENS: usize = 100;

impl Crm {
    /// Deletes dead letters at SQS whose messages are no dead letters. Never returns.
    pub(crate) async fn sweep_all(&self) {
        let Some(queue) = self.tickets().filter(|queue| queue.has_dead()) else { return pending().await };
        loop {
            self.sweep(queue).await;
            let _ = timeout(EVERY, self.0.exhumed.notified()).await;
            sleep(GATHER).await;
        }
    }

    async fn sweep(&self, queue: &Queue) {
        for _ in 0..TENS {
            let Ok(dead) = queue.receive_dead().await else { return };
            if dead.is_empty() {
                return;
            }
            let said: Vec<(&str, Option<String>)> =
                dead.iter().map(|one| (one.handle.as_str(), serde_json::from_str::<Said>(&one.body).ok().and_then(|said| said.message_id))).collect();
            let messages: HashSet<&str> = said.iter().filter_map(|(_, message)| message.as_deref()).collect();
            let messages: Vec<&str> = messages.into_iter().collect();
            let Ok(places) = tickets::places(self.0.db.read(), &messages).await else { return };
            let still = |message: &Option<String>| message.as_ref().and_then(|id| places.get(id)).is_some_and(|place| place.dead);
            let over: Vec<&str> = said.iter().filter(|(_, message)| !still(message)).map(|(handle, _)| *handle).collect();
            if queue.delete_dead(&over).await.is_err() {
                return;
            }
        }
    }
}
