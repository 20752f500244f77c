//! Administration: people, mails, the system.

pub mod api;
mod layout;
mod mails;
mod system;
mod texts;
mod users;

pub use mails::{MailPage, MailsPage};
pub use system::SystemPage;
pub use users::UsersPage;
