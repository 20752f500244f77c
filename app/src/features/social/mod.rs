//! Social accounts: connected, published through, heard back from.

pub mod connections;
pub mod publications;
pub mod publish;
#[cfg(feature = "ssr")]
mod said;
pub(super) mod texts;
pub(super) mod words;

pub use connections::{ConnectPage, ConnectionsPage};
pub use publications::{MendPage, PublicationPage, PublicationsPage};
pub use publish::PublishPage;
