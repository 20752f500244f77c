//! The places where people are signed in.

use crate::{Clock, store::sessions as store};
use db::{Db, new_id};
use model::{ErrorCode, Result, Timestamp, UserId, accounts::SignedIn};
use std::collections::HashSet;
use uuid::Uuid;

/// How exact `last_used_at` is, in milliseconds.
const EXACT_TO: i64 = 60_000;

/// A session as it is stored. `id` is the SHA-256 of the cookie's value ([`db::hash`]), never the value itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredSession {
    /// The hash of the cookie's value.
    pub id: String,
    /// Who is signed in with it, if somebody is.
    pub user_id: Option<UserId>,
    /// What the session holds, as JSON.
    pub data: String,
    /// When it is over.
    pub expires_at: Timestamp,
}

/// Rows of the table of sessions. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Sessions {
    db: Db,
    clock: Clock,
}

impl Sessions {
    pub(crate) fn new(db: Db, clock: Clock) -> Self {
        Self { db, clock }
    }

    /// A session that is not over.
    pub async fn load(&self, id: &str) -> Result<Option<StoredSession>> {
        store::load(&self.db, id, self.clock.now()).await
    }

    /// Those of these sessions that are not over.
    ///
    /// # Errors
    /// `Unavailable` if the database is.
    pub async fn alive(&self, ids: &[&str]) -> Result<HashSet<String>> {
        store::alive(&self.db, ids, self.clock.now()).await
    }

    /// Keeps a new session. `false` if there is one of this id already, or the person is gone.
    pub async fn create(&self, session: &StoredSession) -> Result<bool> {
        store::insert(&self.db, session, new_id::<Uuid>(), self.clock.now()).await
    }

    /// Keeps the changes to a session. `false` if it has ended in the meantime: it stays ended then.
    pub async fn save(&self, session: &StoredSession) -> Result<bool> {
        store::update(&self.db, session).await
    }

    /// Ends a session, if it is there.
    pub async fn delete(&self, id: &str) -> Result<()> {
        store::delete(&self.db, id).await
    }

    /// Notes that a session is in use, and from where: at its first use, then at most once a minute.
    /// `device` is what [`crate::device`] makes of the `User-Agent`.
    pub async fn touch(&self, id: &str, device: &str, address: &str) -> Result<()> {
        let now = self.clock.now();
        store::touch(&self.db, id, device, address, now, Timestamp(now.0 - EXACT_TO)).await
    }

    /// Where a person is signed in, last used first. `current` is the id of the session that asks.
    pub async fn list(&self, me: UserId, current: Option<&str>) -> Result<Vec<SignedIn>> {
        store::list(&self.db, me, current, self.clock.now()).await
    }

    /// Ends one of a person's sessions by its name in the list; returns its id, so that its sockets can be closed.
    ///
    /// # Errors
    /// `NotFound` if they have no such session.
    pub async fn end(&self, me: UserId, public_id: &str) -> Result<String> {
        let named = Uuid::parse_str(public_id).map_err(|_| ErrorCode::NotFound)?;
        store::end(&self.db, me, named).await?.ok_or_else(|| ErrorCode::NotFound.into())
    }

    /// Ends all of a person's sessions, or all but the one of this id; says how many.
    pub async fn end_all(&self, me: UserId, but: Option<&str>) -> Result<u64> {
        let mut tx = self.db.write().await?;
        let ended = store::end_all(&mut tx, me, but).await?;
        tx.commit().await?;
        Ok(ended)
    }
}
