//! Posts: lists, status, rights, collaborators, and the stored documents behind them.
//!
//! Whoever asks is named in every call, and every call asks [`policy`] first. A stranger learns nothing:
//! what is not shared with them is `NotFound`.

mod cursor;
mod documents;
mod lists;
pub mod policy;
mod posts;
mod sharing;
mod store;

pub use documents::{StoredDocument, Texts};

use db::Db;
use model::{ContentId, ErrorCode, Result, UserId, content::Role};
use policy::Act;

/// The largest Markdown that is taken, in bytes.
pub const MARKDOWN_MAX: usize = 1 << 20;
/// The largest document that is stored, in bytes.
pub const DOCUMENT_MAX: usize = 10 << 20;

/// What can be done with posts. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Contents {
    db: Db,
}

impl Contents {
    /// Over this database.
    pub fn new(db: Db) -> Self {
        Self { db }
    }

    /// What this person may do with a post.
    ///
    /// # Errors
    /// `NotFound` for strangers, and for all but the owner when it is in the trash.
    pub async fn role(&self, me: UserId, id: ContentId) -> Result<Role> {
        let place = store::place(self.db.read(), me, id).await?;
        place.and_then(|place| place.role()).ok_or_else(|| ErrorCode::NotFound.into())
    }

    /// The person's role, if it allows the act.
    async fn allowed(&self, me: UserId, id: ContentId, act: Act) -> Result<Role> {
        let role = self.role(me, id).await?;
        policy::require(role, act)?;
        Ok(role)
    }
}
