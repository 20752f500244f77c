//! What a person was told, page by page.

use crate::{Notifications, store};
use model::{ErrorCode, Page, PageRequest, Result, UserId, ids::NotificationId, notifications::Notification};

impl Notifications {
    /// One page of a person's notifications, last first; only those with something unread, if so asked.
    ///
    /// # Errors
    /// `BadRequest` for a cursor that is not from the page before.
    pub async fn list(&self, me: UserId, unread: bool, page: &PageRequest) -> Result<Page<Notification>> {
        let before = page.cursor.as_deref().map(str::parse::<NotificationId>).transpose().map_err(|_| ErrorCode::BadRequest)?;
        let limit = usize::try_from(page.limit()).unwrap_or(1);
        // One more than asked for: it tells whether there is a next page.
        let mut bundles = store::page(self.0.db.read(), me, unread, before, page.limit() + 1).await?;
        let more = bundles.len() > limit;
        bundles.truncate(limit);
        let items = store::bundles(self.0.db.read(), me, &bundles).await?;
        let next_cursor = items.last().filter(|_| more).map(|last| last.id.to_string());
        Ok(Page { items, next_cursor })
    }

    /// How many notifications a person has not read.
    ///
    /// # Errors
    /// `Unavailable` if the database is.
    pub async fn unread(&self, me: UserId) -> Result<u32> {
        store::unread(self.0.db.read(), me).await
    }

    /// Drops notifications older than [`crate::KEPT_DAYS`]. A failure is logged; the next time will do.
    pub async fn prune(&self) {
        let before = model::Timestamp(self.now().0 - crate::KEPT_DAYS * 86_400_000);
        let pruned = async {
            let mut tx = self.0.db.write().await?;
            let count = store::delete_older(&mut tx, before).await?;
            tx.commit().await?;
            Ok::<_, model::Error>(count)
        };
        match pruned.await {
            Ok(0) => {}
            Ok(count) => tracing::info!(count, "old notifications dropped"),
            Err(error) => tracing::warn!(%error, "old notifications stay until the next try"),
        }
    }
}
