//! The centre of what is published: where each publication is, why it failed, and what can be done.

mod acts;
pub mod api;
mod filter;
mod mend;
mod of_post;
mod one;
mod page;
mod row;
mod rows;
#[cfg(feature = "ssr")]
mod steps;
pub(super) mod texts;

pub use mend::MendPage;
pub(super) use of_post::OfPost;
pub use one::PublicationPage;
pub use page::PublicationsPage;
