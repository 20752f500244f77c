//! The way out to fans, for those who run the installation.

pub mod api;
mod checks;
mod facts;
mod journal;
mod page;
pub mod rows;
mod texts;
mod troubled;

pub use page::SendingPage;
