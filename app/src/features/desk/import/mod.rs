//! Fans out of a file: chosen or dropped, sent, and what became of each row.

pub mod api;
mod page;
mod texts;
mod upload;

pub use page::ImportPage;
