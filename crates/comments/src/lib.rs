//! Comments on posts: threads on words or on the whole post, replies, mentions, reactions, what is unread.
//!
//! A thread is named by its first comment. Whoever asks is named in every call; [`policy`] says who may do
//! what, and strangers learn nothing. The words of a thread are marked in the live document by whoever calls
//! this slice (`services`); here is kept what was marked.

mod change;
mod mentions;
pub mod policy;
mod read;
mod store;
mod write;

pub use change::{Deleted, Resolved};
pub use document::Anchored;
pub use mentions::{invited, mentioned, said};
pub use write::Written;

use content::Contents;
use db::Db;
use model::{ContentId, ErrorCode, Reader, Result, UserId, content::Role};

/// What can be done with comments. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Comments {
    db: Db,
    contents: Contents,
}

impl Comments {
    /// Over this database.
    pub fn new(db: Db, contents: Contents) -> Self {
        Self { db, contents }
    }

    /// The reader's role in the post, if it allows the act.
    async fn allowed(&self, me: Reader, id: ContentId, act: policy::Act) -> Result<Role> {
        let role = self.contents.role(me, id).await?;
        policy::require(role, act)?;
        Ok(role)
    }

    async fn has_access(&self, who: UserId, id: ContentId) -> Result<bool> {
        match self.contents.role(who, id).await {
            Ok(_) => Ok(true),
            Err(error) if error.code == ErrorCode::NotFound => Ok(false),
            Err(error) => Err(error),
        }
    }
}
