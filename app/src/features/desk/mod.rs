//! The fan desk: the inbox with its conversations, campaigns, and the import of fans.

pub mod analytics;
pub mod api;
pub mod automations;
pub mod campaigns;
mod chat;
mod composer;
mod connect;
pub mod fans;
mod found;
pub(super) mod fresh;
mod head;
pub mod import;
mod keys;
mod line;
mod list;
mod notes;
mod page;
pub mod replies;
mod rows;
pub mod search_api;
mod search_rows;
mod side;
pub mod side_api;
mod side_kept;
mod side_rows;
mod side_texts;
mod snooze;
mod state;
pub mod team;
mod texts;
pub mod triage_api;
pub mod vault;
mod which;
#[cfg(feature = "ssr")]
pub(super) mod why;
mod work_texts;
mod write_texts;

pub use analytics::AnalyticsPage;
pub use automations::{AutomationPage, AutomationsPage};
pub use campaigns::{CampaignPage, CampaignsPage, NewCampaignPage};
pub use fans::{FanPage, FansPage, KeepPage};
pub use import::ImportPage;
pub use page::InboxPage;
pub use replies::RepliesPage;
pub use team::TeamPage;
