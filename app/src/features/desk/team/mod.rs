//! Who works with one's accounts.

pub mod api;
mod member;
mod page;
mod rows;
mod texts;

pub use page::TeamPage;
