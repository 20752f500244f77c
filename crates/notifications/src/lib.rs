//! What people are told of: one row for a person and an event, bundled while unread, with mails as they chose.
//!
//! A slice that does something tells of it through `services`; here is decided who hears of it ([`policy`]),
//! what it looks like, and when a mail is written. Nobody hears of their own deeds.

mod comments;
mod letters;
mod list;
mod mails;
mod morning;
mod news;
pub mod policy;
mod read;
mod sentences;
mod settings;
mod store;
mod tell;

pub use news::{By, News, Said, What};
pub use sentences::sentence;
pub use tell::Told;

use accounts::{Accounts, Clock};
use content::Contents;
use db::Db;
use mail::Mail;
use model::Timestamp;
use std::sync::Arc;
use tokio::sync::Notify;

/// The most notifications that are kept for a person; the oldest go first.
pub const KEPT: i64 = 500;
/// How long a notification is kept, in days.
pub const KEPT_DAYS: i64 = 90;
/// The longest excerpt, in characters.
pub const EXCERPT_MAX: usize = 200;

/// Tells people, lists what they were told, writes the mails. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Notifications(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    db: Db,
    accounts: Accounts,
    contents: Contents,
    mail: Mail,
    public_url: String,
    clock: Clock,
    /// A mail may be due earlier than the worker thinks.
    wake: Notify,
}

impl Notifications {
    /// Over this database. `public_url` is where people reach the installation: links in mails begin with it.
    pub fn new(db: Db, accounts: Accounts, contents: Contents, mail: Mail, public_url: &str, clock: Clock) -> Self {
        let public_url = public_url.trim_end_matches('/').to_owned();
        Self(Arc::new(Inner { db, accounts, contents, mail, public_url, clock, wake: Notify::new() }))
    }

    fn now(&self) -> Timestamp {
        self.0.clock.now()
    }
}
