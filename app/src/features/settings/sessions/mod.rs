//! Where one is signed in.

mod page;
mod row;

pub use page::SessionsPage;
