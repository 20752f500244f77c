//! The timeline of a post.

mod page;
mod pick;
mod row;
mod save;

pub use page::TimelinePage;
