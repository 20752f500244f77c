//! The timeline of a post.

mod page;
mod row;
mod save;

pub use page::TimelinePage;
