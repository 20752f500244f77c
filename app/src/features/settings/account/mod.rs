//! E-mail address, password, and the end of the account.

mod delete;
mod email;
mod page;
mod password;

pub use page::AccountPage;
