//! What went wrong at a platform, said in the reader's language on the server, so that pages need not carry the words.

use model::{Language, social::ProblemCode};

/// What happened, and what to do.
pub(super) fn in_words(language: Language, code: ProblemCode) -> String {
    let (what, todo) = (code.what(language), code.todo(language));
    if todo.is_empty() { what.to_owned() } else { format!("{what} {todo}") }
}
