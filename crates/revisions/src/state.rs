//! What a post is at one moment.

use crate::blocking;
use document::Derived;
use model::{Result, revisions::Comparison};

/// Title and body of a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// The title.
    pub title: String,
    /// The body as ProseMirror JSON.
    pub json: String,
}

impl State {
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

impl From<&Derived> for State {
    fn from(derived: &Derived) -> Self {
        Self { title: derived.title.clone(), json: derived.json.clone() }
    }
}

/// How the first became the second.
pub(crate) async fn compare(was: State, is: State) -> Result<Comparison> {
    blocking(move || document::compare((&was.title, &was.json), (&is.title, &is.json))).await
}
