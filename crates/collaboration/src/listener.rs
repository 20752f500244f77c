//! Who else hears what happens in the rooms.

use async_trait::async_trait;
use document::Derived;
use model::{CommentId, ContentId, Reader, Result, UserId, content::Role, reader::Participant};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Hears what becomes of documents and of the people in them.
#[async_trait]
pub trait Listener: Send + Sync {
    /// Something has changed for people. Said at once and in the task that makes it: this must not wait for anything.
    fn changed(&self, _: Change) {}

    /// A document has become this. It is durable, and lists and exports do not show it yet.
    ///
    /// # Errors
    /// `Unavailable` if the database is: the room tells it again.
    async fn derived(&self, _: ContentId, _: &Derived, _: &Since) -> Result<()> {
        Ok(())
    }
}

/// What has changed for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// Who is in a post now, on all servers.
    Here(ContentId, Vec<Participant>),
    /// Who is in a post now, on this server alone: for the other servers.
    HereOfMine(ContentId, Vec<Participant>),
    /// Somebody has another role in a post, or none.
    Role(ContentId, Reader, Option<Role>),
    /// The links of a post have changed: its guests may have other roles, or none.
    Guests(ContentId),
    /// A thread of comments has changed.
    Comments(ContentId, CommentId),
    /// A post is in the trash or deleted.
    Gone(ContentId),
    /// A person's sessions have ended, all but one.
    SessionsEnded(UserId, Option<String>),
    /// One session or token of a person has ended.
    SignedOut(UserId, String),
}

/// What has happened in a document since the listener was last told of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Since {
    /// Who has written; guests are left out, since nothing is known of them later.
    pub writers: BTreeSet<UserId>,
    /// Guests have written.
    pub guests: bool,
    /// The last of those who may write has left.
    pub left: bool,
}
