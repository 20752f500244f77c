//! What becomes of notifications when the comment that they tell of is changed or deleted.

use crate::{EXCERPT_MAX, Notifications, news::one_line, store};
use model::{ContentId, Result, UserId, ids::CommentId};

impl Notifications {
    /// Forgets what was told of a deleted comment: its words are in no list and in no mail that is still to be written.
    /// Returns who has fewer notifications now.
    ///
    /// # Errors
    /// `Unavailable` if the database is.
    pub async fn forget_comment(&self, content: ContentId, comment: CommentId) -> Result<Vec<UserId>> {
        let mut tx = self.0.db.write().await?;
        let told = store::delete_comment(&mut tx, content, comment).await?;
        store::quote_again(&mut tx, content, comment, "").await?;
        tx.commit().await?;
        Ok(told)
    }

    /// What was told of a comment shows its first words as they are now.
    ///
    /// # Errors
    /// `Unavailable` if the database is.
    pub async fn comment_changed(&self, content: ContentId, comment: CommentId, text: &str) -> Result<()> {
        let mut tx = self.0.db.write().await?;
        store::quote_again(&mut tx, content, comment, &one_line(text, EXCERPT_MAX)).await?;
        tx.commit().await
    }
}
