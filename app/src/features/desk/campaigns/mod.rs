//! Campaigns: one text to many fans, from the words to what came of them.

pub mod api;
#[cfg(feature = "ssr")]
pub(super) mod filled;
mod form;
mod list;
mod one;
#[cfg(feature = "ssr")]
pub(super) mod phrases;
mod review;
mod rows;
mod said;
mod texts;

pub use form::NewCampaignPage;
pub use list::CampaignsPage;
pub use one::CampaignPage;
