//! Posts: the list, and the page where one is written together.

pub mod api;
mod comments;
mod editor;
mod list;
mod roles;
mod texts;

pub use editor::EditorPage;
pub use list::ListPage;
