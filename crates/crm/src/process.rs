//! What the journal says, done: each event in one transaction with its mark, so that it is done once.

use crate::{
    Crm, erase,
    event::{self, Done},
    policy::Act,
    store::{creators, happened, journal},
    text::line,
};
use model::{CreatorId, Result, Timestamp, UserId};
use serde_json::Value;
use tokio::time::timeout;

/// Events in one round.
const ROUND: i64 = 200;
/// Attempts at an event whose doing fails, as when the database is away.
const ATTEMPTS: i64 = 5;

impl Crm {
    /// Does what the journal says until this is dropped.
    pub(crate) async fn process_all(&self) {
        loop {
            if !self.process().await.is_ok_and(|done| done > 0) {
                let _ = timeout(self.0.settings.idle(), self.0.journalled.notified()).await;
            }
        }
    }

    /// Does what is due now; says how much that was.
    ///
    /// # Errors
    /// `Unavailable` if the database is.
    pub async fn process(&self) -> Result<usize> {
        let due = journal::due(self.0.db.read(), self.now().0, ROUND).await?;
        for waiting in &due {
            if let Err(error) = self.process_one(waiting).await {
                let mut tx = self.0.db.write().await?;
                let now = self.now().0;
                if waiting.attempts + 1 >= ATTEMPTS {
                    journal::settle(&mut tx, &waiting.id, "failed", Some(error.code.message()), now).await?;
                } else {
                    journal::later(&mut tx, &waiting.id, error.code.message(), now + (1000 << waiting.attempts)).await?;
                }
                tx.commit().await?;
            }
        }
        Ok(due.len())
    }

    async fn process_one(&self, waiting: &journal::Waiting) -> Result<()> {
        let body: Value = serde_json::from_str(&waiting.body).unwrap_or_default();
        let now = self.now().0;
        let mut tx = self.0.db.write().await?;
        if !journal::lock(&mut tx, &waiting.id).await? {
            return Ok(());
        }
        let creator = creators::by_gateway_id(&mut tx, &waiting.gateway_account).await?;
        let done = match creator {
            Some(creator) => {
                let done = event::apply(&mut tx, creator, &waiting.event, &body["payload"], waiting.received_at, now).await?;
                // Asked after it: who is being erased at this moment holds the fan's row, and this waited for them.
                let named = erase::named_in(&waiting.event, &body["payload"]);
                if happened::is_erased(&mut tx, creator, &named, waiting.received_at).await? {
                    drop(tx);
                    return self.leave_out(&waiting.id).await;
                }
                done
            }
            None => Done::Ignored,
        };
        let (state, error) = match done {
            Done::Applied => ("done", None),
            Done::Ignored => ("ignored", None),
            Done::Broken(why) => {
                tracing::warn!(event = waiting.event, why, "an event is not of the contract's shape");
                ("failed", Some(line(&why, 300)))
            }
        };
        journal::settle(&mut tx, &waiting.id, state, error.as_deref(), now).await?;
        tx.commit().await?;
        if let Some(creator) = creator {
            self.changed(creator);
        }
        if waiting.event.starts_with("accounts.") {
            self.0.queued.notify_one();
        }
        Ok(())
    }

    /// Forgets an event about somebody who asked to be forgotten.
    async fn leave_out(&self, id: &str) -> Result<()> {
        let mut tx = self.0.db.write().await?;
        journal::empty(&mut tx, id, self.now().0).await?;
        tx.commit().await
    }

    /// Lets all events of an account from a moment on be done again; says how many. Done again, they change nothing that
    /// is right already.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`.
    pub async fn replay(&self, me: UserId, creator: CreatorId, from: Timestamp) -> Result<u64> {
        self.allowed(me, creator, Act::Manage).await?;
        let account = creators::get(self.0.db.read(), creator).await?;
        let mut tx = self.0.db.write().await?;
        let count = journal::replay(&mut tx, &account.gateway_id, from.0).await?;
        tx.commit().await?;
        self.0.journalled.notify_one();
        Ok(count)
    }
}
