//! Posts: lists, status, rights, collaborators, and the stored documents behind them.
//!
//! Whoever asks is named in every call, and every call asks [`policy`] first. A stranger learns nothing:
//! what is not shared with them is `NotFound`.

mod access;
mod cursor;
mod documents;
mod lists;
pub mod policy;
mod posts;
mod sharing;
mod store;
mod writers;

pub use documents::{Since, StoredDocument, Texts};
pub use writers::Writers;

use db::Db;
use model::{ContentId, ErrorCode, Reader, Result, content::Role, sharing::SharingSettings};
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

    /// What this person or guest may do with a post.
    ///
    /// # Errors
    /// `NotFound` for strangers, and for all but the owner when it is in the trash.
    pub async fn role(&self, me: impl Into<Reader>, id: ContentId) -> Result<Role> {
        Ok(self.standing(me.into(), id).await?.0)
    }

    /// The role, if it allows the act.
    ///
    /// # Errors
    /// `NotFound` for strangers, `Forbidden` if the role does not allow it.
    pub async fn allowed(&self, me: impl Into<Reader>, id: ContentId, act: Act) -> Result<Role> {
        let me = me.into();
        let (role, settings) = self.standing(me, id).await?;
        // Guests share nothing, whatever their link says.
        let settings = if me.user().is_some() { settings } else { SharingSettings::default() };
        if policy::may_under(settings, role, act) { Ok(role) } else { Err(ErrorCode::Forbidden.into()) }
    }

    async fn standing(&self, me: Reader, id: ContentId) -> Result<(Role, SharingSettings)> {
        let standing = match me {
            Reader::User(user) => store::place(self.db.read(), user, id).await?.and_then(|place| Some((place.role()?, place.settings))),
            Reader::Guest(guest) => store::guest_standing(self.db.read(), guest, id, db::now()).await?,
        };
        standing.ok_or_else(|| ErrorCode::NotFound.into())
    }
}
