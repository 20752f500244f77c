//! Publishing from a post: one form for each account.

pub mod api;
mod choose;
mod files;
mod filled;
mod instagram;
mod page;
mod reddit;
mod request;
pub(super) mod rows;
#[cfg(feature = "ssr")]
mod rules;
mod state;
mod subreddit;
pub(super) mod target;
mod texts;
mod tiktok;
mod upload;
mod uploads;
mod when;
mod wrong;

pub use page::PublishPage;
