//! How others see one, and how one likes the pages.

mod color;
mod form;
mod page;
mod picture;
mod theme;
mod upload;

pub use page::ProfilePage;
