//! Fans: the list with its filters, one fan's page, and what a team keeps to tell fans apart.

pub mod api;
pub(super) mod asked;
pub(super) mod builder;
mod bulk;
mod count;
mod danger;
mod filters;
mod history;
mod keep;
pub mod keep_api;
mod kept_form;
mod one;
pub mod one_api;
mod page;
#[cfg(feature = "ssr")]
pub(super) mod read;
pub(super) mod rows;
pub(super) mod texts;

pub use keep::KeepPage;
pub use one::FanPage;
pub use page::FansPage;
