//! Who is who: signing up and in, recovery, profiles, sessions, API tokens.
//!
//! Limits are counted in memory, per server: see [`Limits`].

mod admin;
mod clock;
mod common;
mod device;
mod fields;
mod letters;
mod limits;
mod links;
mod passwords;
mod pictures;
mod policy;
mod profile;
mod recovery;
mod register;
mod sessions;
mod settings;
mod shared;
mod sign_in;
mod store;
mod tokens;

pub use clock::Clock;
pub use common::is_common;
pub use device::device;
pub use fields::{email as check_email, one_line};
pub use policy::administers;
pub use profile::ProfileChange;
pub use register::NewAccount;
pub use sessions::{Sessions, StoredSession};
pub use settings::{Limits, Settings};

use db::{Db, WriteTx};
use letters::Letter;
use limits::Limiter;
use mail::Mail;
use model::{
    Result, Timestamp, UserId,
    accounts::{Person, User},
};
use passwords::Passwords;
use pictures::Pictures;
use std::sync::Arc;

/// Everything about accounts. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Accounts(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    db: Db,
    mail: Mail,
    settings: Settings,
    limiter: Limiter,
    passwords: Passwords,
    pictures: Pictures,
    sessions: Sessions,
}

impl Accounts {
    /// Over this database, with these settings.
    pub fn new(db: Db, mail: Mail, settings: Settings) -> Self {
        let limiter = Limiter::new(settings.limits.remembered, settings.clock.clone());
        let sessions = Sessions::new(db.clone(), settings.clock.clone());
        Self(Arc::new(Inner { db, mail, settings, limiter, passwords: Passwords::new(), pictures: Pictures::new(), sessions }))
    }

    /// A person by id.
    pub async fn user(&self, id: UserId) -> Result<Option<User>> {
        Ok(store::by_id(self.0.db.read(), id).await?.map(|account| account.user))
    }

    /// A person by address, in whatever case it is written.
    pub async fn by_email(&self, email: &str) -> Result<Option<User>> {
        let Some(email) = fields::address(email) else { return Ok(None) };
        Ok(store::by_email(self.0.db.read(), &email).await?.map(|account| account.user))
    }

    /// People as others see them, in the order of the ids; those who are gone are left out.
    pub async fn people(&self, ids: &[UserId]) -> Result<Vec<Person>> {
        store::people(&self.0.db, ids).await
    }

    /// Whether there are no accounts yet.
    pub async fn is_empty(&self) -> Result<bool> {
        store::is_empty(self.0.db.read()).await
    }

    /// The places where people are signed in.
    pub fn sessions(&self) -> &Sessions {
        &self.0.sessions
    }

    /// Drops sessions and links that are over. A failure is logged; the next time will do.
    pub async fn prune(&self) {
        let now = self.now();
        let pruned = async {
            let mut tx = self.0.db.write().await?;
            store::links::delete_over(&mut tx, now).await?;
            store::sessions::delete_over(&mut tx, now).await?;
            tx.commit().await
        };
        if let Err(error) = pruned.await {
            tracing::warn!(%error, "old sessions and links stay until the next try");
        }
    }

    fn now(&self) -> Timestamp {
        self.0.settings.clock.now()
    }

    /// A link of one page of ours with a secret in it.
    fn link(&self, page: &str, secret: &str) -> String {
        format!("{}/{page}?secret={secret}", self.0.settings.public_url.trim_end_matches('/'))
    }

    async fn post(&self, tx: &mut WriteTx, to: &str, letter: Letter) -> Result<()> {
        self.0.mail.queue(tx, to, letter.subject, &letter.text).await?;
        Ok(())
    }
}
