//! Posts: the list, and the page where one is written together.

pub mod api;
mod comments;
mod editor;
mod list;
mod roles;
mod texts;

pub use editor::{EditorPage, Post, PostLayout};
pub use list::ListPage;

/// A role in one word, in the visitor's language.
pub(crate) fn role_word(role: model::content::Role) -> &'static str {
    roles::word(crate::texts::t(), role)
}
