//! Who wrote in a document: noted with the updates, and kept until whoever keeps revisions was told.

use crate::{Contents, store};
use model::{ContentId, Reader, Result, UserId};
use std::collections::BTreeSet;

/// Who has written in a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Writers {
    /// People.
    pub people: BTreeSet<UserId>,
    /// Guests have, too: nothing else is known of them later.
    pub guests: bool,
}

impl Writers {
    /// Adds one.
    pub fn add(&mut self, who: Reader) {
        match who.user() {
            Some(user) => drop(self.people.insert(user)),
            None => self.guests = true,
        }
    }

    /// Whether nobody has written.
    pub fn is_empty(&self) -> bool {
        self.people.is_empty() && !self.guests
    }
}

impl Contents {
    /// Who wrote updates up to `seq` that are not told yet.
    ///
    /// # Errors
    /// `Unavailable` if the database is.
    pub async fn untold_writers(&self, id: ContentId, seq: i64) -> Result<Writers> {
        store::writers(self.db.read(), id, seq).await
    }

    /// What was written up to `seq` is told.
    ///
    /// # Errors
    /// `Unavailable` if the database is.
    pub async fn writers_told(&self, id: ContentId, seq: i64) -> Result<()> {
        let mut tx = self.db.write().await?;
        store::forget_writers(&mut tx, id, seq).await?;
        tx.commit().await
    }
}
