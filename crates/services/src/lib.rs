//! The slices put together. What one of them changes and another must hear of goes through here, so that REST
//! and the pages cannot forget: a changed role reaches the open sockets, a read sees what was just typed.
//!
//! No axum and no leptos here; who asks has been found out before ([`Caller`]).

mod about;
mod caller;
mod people;
mod posts;
mod revisions;

pub use about::About;
pub use caller::{Caller, Identity};
pub use revisions::KeepsRevisions;

use ::revisions::Revisions;
use accounts::Accounts;
use collaboration::Hub;
use content::Contents;
use db::Db;
use mail::Mail;

/// All that pages, REST and sockets need. Cheap to clone.
#[derive(Clone)]
pub struct Services {
    /// The database.
    pub db: Db,
    /// People and how they sign in.
    pub accounts: Accounts,
    /// Posts and who may do what with them.
    pub contents: Contents,
    /// Live rooms.
    pub hub: Hub,
    /// Kept states of posts.
    pub revisions: Revisions,
    /// The outbox.
    pub mail: Mail,
    /// What the program knows of itself.
    pub about: About,
}
