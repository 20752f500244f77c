//! Administration: people, mails, the way out to fans, the system.

pub mod api;
pub mod integrations;
mod layout;
mod mails;
pub mod sending;
mod system;
mod texts;
mod users;

pub use integrations::IntegrationsPage;
pub use mails::{MailPage, MailsPage};
pub use sending::SendingPage;
pub use system::SystemPage;
pub use users::UsersPage;
