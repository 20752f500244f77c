//! Social accounts: connected, published through, heard back from.

pub mod connections;
#[cfg(feature = "ssr")]
mod said;
pub mod publications;
pub mod publish;
pub(super) mod texts;
pub(super) mod words;

pub use connections::{ConnectPage, ConnectionsPage};
pub use publications::{MendPage, PublicationPage, PublicationsPage};
pub use publish::PublishPage;
