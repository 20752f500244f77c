//! Who else hears what becomes of documents.

use async_trait::async_trait;
use document::Derived;
use model::{ContentId, Result, UserId};
use std::collections::BTreeSet;

/// Hears what becomes of documents, once it is durable and before lists and exports show it.
#[async_trait]
pub trait Listener: Send + Sync {
    /// A document has become this.
    ///
    /// # Errors
    /// `Unavailable` if the database is: the room tells it again.
    async fn derived(&self, id: ContentId, derived: &Derived, since: &Since) -> Result<()>;
}

/// What has happened in a document since the listener was last told of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Since {
    /// Who has written.
    pub writers: BTreeSet<UserId>,
    /// The last of those who may write has left.
    pub left: bool,
}

impl Since {
    /// What has happened before comes to it.
    pub(crate) fn add(&mut self, before: Self) {
        self.writers.extend(before.writers);
        self.left |= before.left;
    }
}
