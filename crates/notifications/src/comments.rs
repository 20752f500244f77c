//! What becomes of notifications when the comment that they tell of is changed or deleted.

use crate::{EXCERPT_MAX, Notifications, news::one_line, store};
use db::WriteTx;
use model::{ContentId, MailId, Result, UserId, ids::CommentId};

impl Notifications {
    /// Forgets what was told of a deleted comment: its words are in no list, and in no mail that has not gone out.
    /// Returns who has fewer notifications now.
    ///
    /// # Errors
    /// `Unavailable` if the database is.
    pub async fn forget_comment(&self, content: ContentId, comment: CommentId) -> Result<Vec<UserId>> {
        let mut tx = self.0.db.write().await?;
        let (told, mut mails) = store::delete_comment(&mut tx, content, comment).await?;
        mails.extend(store::quote_again(&mut tx, content, comment, "").await?);
        self.write_again(tx, mails).await?;
        Ok(told)
    }

    /// What was told of a comment shows its first words as they are now, in mails that have not gone out too.
    ///
    /// # Errors
    /// `Unavailable` if the database is.
    pub async fn comment_changed(&self, content: ContentId, comment: CommentId, text: &str) -> Result<()> {
        let mut tx = self.0.db.write().await?;
        let mails = store::quote_again(&mut tx, content, comment, &one_line(text, EXCERPT_MAX)).await?;
        self.write_again(tx, mails).await
    }

    /// Takes mails back that have not gone out, and commits. What else they told of is due again.
    async fn write_again(&self, mut tx: WriteTx, mut mails: Vec<MailId>) -> Result<()> {
        mails.sort_unstable();
        mails.dedup();
        let gone = self.0.mail.take_back(&mut tx, &mails).await?;
        store::due_again(&mut tx, &gone, self.now()).await?;
        tx.commit().await?;
        self.0.wake.notify_one();
        Ok(())
    }
}
