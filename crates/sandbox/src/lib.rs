//! Imitations of the outside services, over HTTP, with faults on demand.
//!
//! Each module is one service as its contract describes it. They keep everything in memory, count what became
//! public, and never speak to the real services.

pub mod common;
pub mod instagram;
pub mod onlyfans;
pub mod reddit;
pub mod tiktok;
