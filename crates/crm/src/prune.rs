//! What is too old to be kept.

use crate::{Crm, store};

/// How long a done event stays in the journal, in milliseconds: 30 days.
const KEPT: i64 = 30 * 86_400_000;

impl Crm {
    /// Drops events of the journal that are done with and too old. A failure is logged; the next time will do.
    pub async fn prune(&self) {
        let pruned = async {
            let mut tx = self.0.db.write().await?;
            store::happened::prune(&mut tx, self.now().0).await?;
            let count = store::journal::delete_done(&mut tx, self.now().0 - KEPT).await?;
            tx.commit().await?;
            Ok::<_, model::Error>(count)
        };
        match pruned.await {
            Ok(0) => {}
            Ok(count) => tracing::info!(count, "old events of the gateway dropped"),
            Err(error) => tracing::warn!(%error, "old events of the gateway stay until the next try"),
        }
    }
}
