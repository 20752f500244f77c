//! What those who are invited or asked read: a message of its own, or the words of a comment, which may still change.

use crate::{Sharing, letters, store};
use model::{CommentId, ContentId, Result, error::Check, sharing::MESSAGE_MAX};

/// What goes with an invitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Message<'a> {
    /// May be empty.
    pub text: &'a str,
    /// The comment whose words these are.
    pub comment: Option<CommentId>,
}

impl<'a> From<&'a str> for Message<'a> {
    fn from(text: &'a str) -> Self {
        Self { text, comment: None }
    }
}

impl Sharing {
    /// A comment was changed, or deleted (then `text` is empty): so are the invitations that quote it, and their mails
    /// that have not gone out.
    ///
    /// # Errors
    /// `Unavailable` if the database is.
    pub async fn comment_changed(&self, id: ContentId, comment: CommentId, text: &str) -> Result<()> {
        let message = message_of(&mut Check::new(), text);
        let mut tx = self.0.db.write().await?;
        store::invitations::quote_again(&mut tx, id, comment, &message).await?;
        self.0.mail.quote_again(&mut tx, comment, &letters::quoted(&message)).await?;
        tx.commit().await
    }
}

/// A text of some lines, without control characters; what is wrong with it is noted.
pub(crate) fn message_of(check: &mut Check, text: &str) -> String {
    let clean: String = text.replace("\r\n", "\n").chars().filter(|&c| c == '\n' || !c.is_control()).collect();
    let clean = clean.trim().to_owned();
    check.length("message", &clean, 0, MESSAGE_MAX);
    clean
}
