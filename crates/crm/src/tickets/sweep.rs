//! Dead letters at SQS that are none: their messages were put back, or taken back, by a person; or were sent by servers that died
//! before they could say so, and the ticket came too often.

use super::Said;
use crate::{Crm, store::tickets};
use amazon::{Away, Queue, Received};
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
        let mut still = Vec::new();
        for _ in 0..TENS {
            // What SQS does not answer now is looked at the next time.
            match self.sweep_ten(queue).await {
                Ok(Some(some)) => still.extend(some),
                _ => break,
            }
        }
        // Only now: what is given back is received again.
        let still: Vec<&str> = still.iter().map(String::as_str).collect();
        let _ = queue.give_back_dead(&still).await;
    }

    /// What of ten dead letters still is one; `None` where there is none.
    async fn sweep_ten(&self, queue: &Queue) -> Result<Option<Vec<String>>, Away> {
        let dead = queue.receive_dead().await?;
        if dead.is_empty() {
            return Ok(None);
        }
        let read = |one: Received| (one.handle, serde_json::from_str::<Said>(&one.body).ok().and_then(|said| said.message_id));
        let said: Vec<(String, Option<String>)> = dead.into_iter().map(read).collect();
        let messages: HashSet<&str> = said.iter().filter_map(|(_, message)| message.as_deref()).collect();
        let messages: Vec<&str> = messages.into_iter().collect();
        let places = tickets::places(self.0.db.read(), &messages).await.map_err(|error| Away(error.to_string()))?;
        let is_dead = |message: &Option<String>| message.as_ref().and_then(|id| places.get(id)).is_some_and(|place| place.dead);
        let (still, over): (Vec<_>, Vec<_>) = said.iter().partition(|(_, message)| is_dead(message));
        let over: Vec<&str> = over.iter().map(|(handle, _)| handle.as_str()).collect();
        queue.delete_dead(&over).await?;
        Ok(Some(still.into_iter().map(|(handle, _)| handle.clone()).collect()))
    }
}
