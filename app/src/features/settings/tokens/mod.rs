//! Tokens for programs that speak to the API in one's name.

mod create;
mod page;
mod row;
mod secret;

pub use page::TokensPage;
