//! Revisions: states of a post that are kept, listed, compared, named and given back to be restored.
//!
//! A revision is a whole state (title and body as ProseMirror JSON), apart from the live document. The rooms say
//! what a post has become ([`Revisions::heard`]); here it is decided whether that is kept. No state is kept
//! twice in a row, and comments are no part of one. Whoever asks is named in every call, and every call asks [`policy`] first.

mod automatic;
mod keep;
mod packed;
pub mod policy;
mod reading;
mod restoring;
mod state;
mod store;
mod thinning;

use content::Contents;
use db::Db;
use model::{ContentId, ErrorCode, Reader, Result};
use policy::Act;

pub use automatic::Writers;
pub use restoring::Target;
pub use state::State;

/// Kept states of posts. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Revisions {
    db: Db,
    contents: Contents,
}

impl Revisions {
    /// Over this database.
    pub fn new(db: Db, contents: Contents) -> Self {
        Self { db, contents }
    }

    /// Whether somebody may do this with a post's revisions.
    ///
    /// # Errors
    /// `NotFound` for strangers, `Forbidden` if the role does not allow it.
    pub async fn allowed(&self, me: impl Into<Reader>, id: ContentId, act: Act) -> Result<()> {
        policy::require(self.contents.role(me, id).await?, act)
    }
}

/// Runs work that takes long enough to hold others up.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(|error| {
        tracing::error!(%error, "work on a revision was cut off");
        ErrorCode::Internal.into()
    })
}
