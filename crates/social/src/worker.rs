//! The workers.

use crate::{Social, store};
use futures::future::join_all;
use model::Result;
use std::{pin::pin, time::Duration};
use tokio::{sync::watch, time::sleep};

/// So many publications are sent at once.
const WORKERS: usize = 4;
const LOOK: Duration = Duration::from_secs(1);
/// Between looks for tokens that end.
const REFRESH: Duration = Duration::from_secs(300);
/// Between looks for numbers that are to be read.
const READ: Duration = Duration::from_secs(30);
/// After a failure of the database.
const REST: Duration = Duration::from_secs(5);
const JOURNAL_DAYS: i64 = 30;

impl Social {
    /// Publishes, refreshes, hears and reads numbers until `stop` is done. A step that is cut off is found by its lease.
    pub async fn run(&self, stop: impl Future<Output = ()>) {
        let (ended, _) = watch::channel(false);
        let all = async {
            let sending = join_all((0..WORKERS).map(|_| self.repeat(LOOK, &ended, || self.work_one())));
            let hearing = self.repeat(LOOK, &ended, || self.hear_one());
            let refreshing = self.repeat(REFRESH, &ended, || async { self.refresh_due().await.map(|_| false) });
            let reading = self.repeat(READ, &ended, || self.read_one());
            futures::join!(sending, hearing, refreshing, reading);
        };
        let mut all = pin!(all);
        tokio::select! {
            () = stop => {}
            () = &mut all => {}
        }
        ended.send_replace(true);
        // What is under way ends by itself, in the time a call may take.
        all.await;
    }

    async fn repeat<F: Future<Output = Result<bool>>>(&self, wait: Duration, ended: &watch::Sender<bool>, work: impl Fn() -> F) {
        let mut end = ended.subscribe();
        while !*end.borrow() {
            let wait = match work().await {
                Ok(true) => continue,
                Ok(false) => wait,
                // Logged where it happened.
                Err(_) => REST,
            };
            tokio::select! {
                () = sleep(wait) => {}
                _ = end.changed() => {}
            }
        }
    }

    /// Drops what is old: sign-ins that ended and the journal's events after a month. A failure is logged; the next time
    /// will do.
    pub async fn prune(&self) {
        let now = self.now();
        let pruned = async {
            let mut tx = self.0.db.write().await?;
            store::flows::delete_over(&mut tx, now).await?;
            store::holds::delete_over(&mut tx, now).await?;
            store::webhooks::delete_older(&mut tx, now - JOURNAL_DAYS * 86_400_000).await?;
            tx.commit().await
        };
        if let Err(error) = pruned.await {
            tracing::warn!(%error, "old sign-ins and events stay until the next try");
        }
    }
}
