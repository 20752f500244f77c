//! Saved replies: the page to keep them, and the list from which one is chosen while one writes.

pub mod api;
mod form;
mod page;
pub(super) mod pick;
mod rows;
mod texts;

pub use page::RepliesPage;
