//! The regular reading of accounts: soon after one is connected, then every while.

use crate::{Crm, settings::ms, store::creators};
use model::{CreatorId, Result};
use std::time::Duration;
use tokio::time::timeout;

/// How long a server has for a reading before another one takes it up, in milliseconds.
const TURN: i64 = 5 * 60_000;
/// The wait between two looks at which account is due.
const LOOK: Duration = Duration::from_secs(5);

impl Crm {
    /// Reads what is due until this is dropped.
    pub(crate) async fn read_all(&self) {
        // Without a time to read by, an account is read where somebody asks for it.
        let Some(every) = self.0.settings.read_every else { return std::future::pending().await };
        loop {
            match self.take_due(ms(every)).await {
                // Errors are logged where they happen; its turn comes again.
                Ok(Some(creator)) => drop(self.read_account(creator).await),
                Ok(None) | Err(_) => drop(timeout(LOOK, self.0.connected.notified()).await),
            }
        }
    }

    /// The account that is due and that no other server reads.
    async fn take_due(&self, every: i64) -> Result<Option<CreatorId>> {
        let now = self.now().0;
        // Mostly nothing is: a look takes no turn at writing.
        if !creators::is_due(self.0.db.read(), now - every, now - TURN).await? {
            return Ok(None);
        }
        let mut tx = self.0.db.write().await?;
        let due = creators::take_due(&mut tx, now, now - every, now - TURN).await?;
        tx.commit().await?;
        Ok(due)
    }
}
