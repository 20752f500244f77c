//! The fan desk: the inbox with its conversations.

pub mod api;
mod chat;
mod composer;
mod connect;
mod fresh;
mod head;
mod keys;
mod line;
mod list;
mod page;
mod rows;
mod snooze;
mod state;
mod texts;
pub mod triage_api;
mod which;
mod work_texts;

pub use page::InboxPage;
