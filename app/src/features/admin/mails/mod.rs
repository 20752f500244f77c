//! Mails that were written.

mod body;
mod list;
mod one;
mod state;

pub use list::MailsPage;
pub use one::MailPage;
