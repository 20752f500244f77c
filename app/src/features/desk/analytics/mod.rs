//! An account in numbers.

pub mod api;
mod chart;
mod page;
mod rows;
mod texts;

pub use page::AnalyticsPage;
