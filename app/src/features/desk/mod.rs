//! The fan desk: the inbox with its conversations.

pub mod api;
mod chat;
mod composer;
mod connect;
mod fresh;
mod line;
mod list;
mod page;
mod rows;
mod state;
mod texts;
#[cfg(feature = "ssr")]
mod why;

pub use page::InboxPage;
