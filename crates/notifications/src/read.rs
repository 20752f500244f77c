//! Marking as read.

use crate::{KEPT, Notifications, store};
use model::{ErrorCode, Result, UserId, ids::NotificationId};

impl Notifications {
    /// Marks these as read: a bundle by all of its ids. Ids that are not this person's change nothing. Returns how
    /// many are still unread.
    ///
    /// # Errors
    /// `TooLarge` for more ids than are kept.
    pub async fn read(&self, me: UserId, ids: &[NotificationId]) -> Result<u32> {
        if ids.len() > usize::try_from(KEPT).unwrap_or(usize::MAX) {
            return Err(ErrorCode::TooLarge.into());
        }
        let mut tx = self.0.db.write().await?;
        store::read(&mut tx, me, ids, self.now()).await?;
        tx.commit().await?;
        self.unread(me).await
    }

    /// Marks all as read.
    ///
    /// # Errors
    /// `Unavailable` if the database is.
    pub async fn read_all(&self, me: UserId) -> Result<()> {
        let mut tx = self.0.db.write().await?;
        store::read_all(&mut tx, me, self.now()).await?;
        tx.commit().await
    }
}
