//! What runs here.

mod bytes;
mod page;

pub use page::SystemPage;
