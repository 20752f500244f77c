//! The slices put together. What one of them changes and another must hear of goes through here, so that REST
//! and the pages cannot forget: a changed role reaches the open sockets, a read sees what was just typed.
//!
//! No axum and no leptos here; who asks has been found out before ([`Caller`]).

mod about;
mod alarms;
mod caller;
mod campaigns;
mod checks;
mod comments;
mod desk;
pub mod events;
mod expiry;
mod hears;
mod notifications;
mod people;
mod posts;
mod revisions;
mod servers;
mod sharing;
mod social;
mod social_admin;
mod social_news;
mod social_sandbox;
mod social_view;
mod team;

pub use about::{About, PlatformAbout};
pub use caller::{Caller, Identity};
pub use desk::Imitation;
pub use expiry::{Stay, Stays};
pub use hears::Hears;
pub use posts::Joined;
pub use servers::Servers;
pub use sharing::Which;
pub use social_sandbox::{Files, Stand, Standing};

use ::comments::Comments;
use ::notifications::Notifications;
use ::revisions::Revisions;
use ::sharing::Sharing;
use ::social::{Social, Uploads};
use accounts::Accounts;
use cluster::Bus;
use collaboration::Hub;
use content::Contents;
use crm::Crm;
use db::Db;
use events::Events;
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
    /// Comments on posts.
    pub comments: Comments,
    /// Invitations, links, guests and requests.
    pub sharing: Sharing,
    /// Live rooms.
    pub hub: Hub,
    /// What people are told of.
    pub notifications: Notifications,
    /// The tabs that are open.
    pub events: Events,
    /// Kept states of posts.
    pub revisions: Revisions,
    /// The fan desk.
    pub desk: Crm,
    /// What stands in for the desk's gateway where none is set.
    pub imitation: Option<Imitation>,
    /// Social accounts.
    pub social: Social,
    /// Files that are to be published.
    pub uploads: Uploads,
    /// Where these files are.
    pub files: Files,
    /// What stands in for platforms of which no settings are given.
    pub stand: Stand,
    /// With which sessions people are connected to posts.
    pub stays: Stays,
    /// The outbox.
    pub mail: Mail,
    /// The line to other servers, where there are any.
    pub bus: Option<Bus>,
    /// What the program knows of itself.
    pub about: About,
}
