//! What one was told of: the bell in the frame, and the page behind it.

pub mod api;
mod bell;
mod page;
mod row;
mod texts;

pub use bell::Bell;
pub use page::NotificationsPage;
