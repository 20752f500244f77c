//! Two states of a post, side by side or in one text.

mod keys;
mod line;
mod lines;
mod page;
mod spans;

pub use page::ComparePage;
