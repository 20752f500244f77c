//! The first page, for visitors.

mod page;
mod texts;

pub use page::LandingPage;
