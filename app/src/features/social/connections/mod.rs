//! Accounts at other platforms: what is connected, how it is, and the way to connect more.

mod account;
pub mod api;
mod connect;
mod disconnect;
mod page;
mod rows;
#[cfg(feature = "ssr")]
mod scopes;
mod texts;

pub use connect::ConnectPage;
pub use page::ConnectionsPage;
