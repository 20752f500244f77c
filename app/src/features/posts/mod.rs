//! Posts: the list, and the page where one is written together.

pub mod api;
mod comments;
mod editor;
mod list;
mod roles;
mod texts;

pub use editor::{EditorPage, Post, PostLayout};
pub use list::ListPage;

/// The roles that can be given: code and what it may do, in the visitor's language.
pub(crate) fn role_options() -> Vec<(String, String)> {
    let options = model::content::Role::GIVEN.iter();
    options.map(|&role| (role.code().to_owned(), roles::explained(crate::texts::t(), role).to_owned())).collect()
}

/// A role in one word, in the visitor's language.
pub(crate) fn role_word(role: model::content::Role) -> &'static str {
    roles::word(crate::texts::t(), role)
}
