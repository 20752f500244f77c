//! People and their roles.

mod page;
mod row;

pub use page::UsersPage;
