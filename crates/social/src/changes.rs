//! What changes, for whoever shows it; and what people have not been told of yet.

use crate::{Platform, ProblemCode, Social, State, store};
use db::WriteTx;
use model::{PublicationId, Result, SocialAccountId, UserId};
use tokio::sync::broadcast;

/// Changes that a listener may be behind.
pub(crate) const BEHIND: usize = 1024;

/// Something changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Change {
    /// Whose.
    pub user: UserId,
    /// Which publication.
    pub publication: Option<PublicationId>,
    /// Which account.
    pub account: Option<SocialAccountId>,
}

/// What somebody should be told of, and was not yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Untold {
    /// Whom.
    pub user: UserId,
    /// Where.
    pub platform: Platform,
    /// The account's name.
    pub account: String,
    /// What.
    pub what: UntoldOf,
    /// Why.
    pub problem: ProblemCode,
    /// The platform's own words, where it said any.
    pub detail: Option<String>,
}

/// What it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UntoldOf {
    /// A publication that failed, or of which nobody knows.
    Publication(PublicationId, State),
    /// An account whose tokens, this pair, are of no use any more.
    Account(SocialAccountId, i64),
}

impl Social {
    /// Hears what changes on this server from now on.
    pub fn changes(&self) -> broadcast::Receiver<Change> {
        self.0.changes.subscribe()
    }

    pub(crate) fn changed_publication(&self, user: UserId, id: PublicationId) {
        // Nobody may be listening.
        let _ = self.0.changes.send(Change { user, publication: Some(id), account: None });
    }

    pub(crate) fn changed_account(&self, user: UserId, id: SocialAccountId) {
        let _ = self.0.changes.send(Change { user, publication: None, account: Some(id) });
    }

    /// The same, by an account of which only the id is at hand.
    pub(crate) async fn changed_account_of(&self, id: SocialAccountId) {
        if let Ok(Some(account)) = store::accounts::get(&self.0.db, id).await {
            self.changed_account(account.user, id);
        }
    }

    /// What people should be told of; at most a hundred at once.
    ///
    /// # Errors
    /// `Unavailable` if the database is.
    pub async fn untold(&self) -> Result<Vec<Untold>> {
        store::untold::list(&self.0.db).await
    }

    /// Notes that somebody is told of it, in the transaction that tells them. `false`: another server does.
    ///
    /// # Errors
    /// `Unavailable` if the database is.
    pub async fn telling(&self, tx: &mut WriteTx, untold: &Untold) -> Result<bool> {
        store::untold::told(tx, untold.what).await
    }
}
