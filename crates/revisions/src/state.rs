//! What a post is at one moment.

use crate::blocking;
use model::{Result, revisions::Comparison};

/// Title and body of a post, without comments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// The title.
    pub title: String,
    /// The body as ProseMirror JSON.
    pub json: String,
}

impl State {
    /// A title, and a body as the live document has it.
    ///
    /// # Errors
    /// `Internal` if the server is about to stop.
    pub async fn of(title: String, json: String) -> Result<Self> {
        blocking(move || Self { title, json: document::without_comments(&json) }).await
    }

    /// What an empty post is.
    pub(crate) fn empty() -> Self {
        Self { title: String::new(), json: document::derive_json("", "").json }
    }

    /// The same for the same title and body, as hex.
    pub(crate) fn hash(&self) -> String {
        // A title is on one line: no two states run together into the same text.
        db::hash(&format!("{}\n{}", self.title, self.json))
    }
}

/// How the first became the second.
pub(crate) async fn compare(was: State, is: State) -> Result<Comparison> {
    blocking(move || document::compare((&was.title, &was.json), (&is.title, &is.json))).await
}
