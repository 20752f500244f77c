//! The timeline of a post.

mod page;
mod pick;
mod row;
mod save;
mod who;

pub use page::TimelinePage;
