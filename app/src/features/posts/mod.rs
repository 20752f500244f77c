//! Posts: the list, and the page where one is written together.

pub mod api;
mod comments;
mod editor;
mod list;
mod roles;
mod texts;

pub use editor::{EditorPage, Post, PostLayout};
pub use list::ListPage;

use crate::texts::t;
use model::content::Role;

/// The roles that can be given: code and what it may do, in the visitor's language.
pub(crate) fn role_options() -> Vec<(String, String)> {
    Role::GIVEN.iter().map(|&role| (role.code().to_owned(), roles::explained(t(), role).to_owned())).collect()
}

/// The same with a word each, for where there is little room.
pub(crate) fn role_words() -> Vec<(String, String)> {
    Role::GIVEN.iter().map(|&role| (role.code().to_owned(), role_word(role).to_owned())).collect()
}

/// A role in one word, in the visitor's language.
pub(crate) fn role_word(role: Role) -> &'static str {
    roles::word(t(), role)
}
