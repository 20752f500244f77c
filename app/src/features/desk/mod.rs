//! The fan desk: the inbox with its conversations, campaigns, and the import of fans.

pub mod api;
pub mod campaigns;
mod chat;
mod composer;
mod connect;
mod fresh;
pub mod import;
mod line;
mod list;
mod page;
mod rows;
mod state;
mod texts;

pub use campaigns::{CampaignPage, CampaignsPage, NewCampaignPage};
pub use import::ImportPage;
pub use page::InboxPage;
