//! The list of posts.

mod filters;
mod page;
mod row;

pub use page::ListPage;
