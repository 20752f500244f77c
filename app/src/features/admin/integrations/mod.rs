//! The platforms of social accounts: what is set, whether it works, what they told, and the brake.

pub mod api;
mod journal;
mod page;
mod pause;
mod platform;
mod rows;
mod texts;

pub use page::IntegrationsPage;
