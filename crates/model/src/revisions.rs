//! Revisions of a post: states that were kept, and how two of them differ.

mod comparison;

pub use comparison::{Block, Change, Comparison, Format, Line, Run, Shape, Span, Within};

use crate::{RevisionId, Timestamp, UserId, accounts::Person, ids::NotAnId};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// The longest name of a revision, in characters.
pub const NAME_MAX: u32 = 100;

/// So many revisions of a post may have a name.
pub const NAMED_MAX: i64 = 500;

/// Why a revision was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// After a few minutes of changes.
    Time,
    /// After a significant change.
    Change,
    /// The last writer had left.
    Left,
    /// Before another revision was restored.
    BeforeRestore,
    /// Before the text was replaced by an import.
    BeforeImport,
    /// Somebody asked for it.
    Manual,
}

impl Cause {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Time, Self::Change, Self::Left, Self::BeforeRestore, Self::BeforeImport, Self::Manual];

    /// The code as stored and sent.
    pub fn code(self) -> &'static str {
        match self {
            Self::Time => "time",
            Self::Change => "change",
            Self::Left => "left",
            Self::BeforeRestore => "before_restore",
            Self::BeforeImport => "before_import",
            Self::Manual => "manual",
        }
    }

    /// From a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cause| cause.code() == code)
    }

    /// Kept for good, so that what is replaced can always be had back.
    pub fn is_restore_point(self) -> bool {
        matches!(self, Self::BeforeRestore | Self::BeforeImport)
    }
}

/// Which revisions of a post are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Which {
    /// Only those with a name.
    pub named: bool,
    /// Only those that this person has written in.
    pub who: Option<UserId>,
}

/// A revision in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RevisionSummary {
    /// Its id.
    pub id: RevisionId,
    /// When the post was in this state.
    pub created_at: Timestamp,
    /// Why it was kept.
    pub cause: Cause,
    /// The name that somebody gave it.
    pub name: Option<String>,
    /// All who have written since the revision before.
    pub authors: Vec<Person>,
    /// Guests of links have written, too.
    pub guests: bool,
    /// Words that the revision before did not have.
    pub words_added: u32,
    /// Words that only the revision before had.
    pub words_removed: u32,
}

/// A revision, whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Revision {
    /// When, who and why.
    pub summary: RevisionSummary,
    /// The title at that time.
    pub title: String,
    /// The text without formatting.
    pub text: String,
    /// The text as clean HTML.
    pub html: String,
    /// The text as Markdown.
    pub markdown: String,
}

/// What a revision is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Side {
    /// The post as it is.
    Now,
    /// A revision.
    Revision(RevisionId),
}

impl FromStr for Side {
    type Err = NotAnId;
    fn from_str(text: &str) -> Result<Self, NotAnId> {
        if text == "now" { Ok(Self::Now) } else { text.parse().map(Self::Revision) }
    }
}

impl std::fmt::Display for Side {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Now => f.write_str("now"),
            Self::Revision(id) => id.fmt(f),
        }
    }
}

/// Two states of a post, and how they differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Compared {
    /// The first.
    pub from: RevisionSummary,
    /// The second; `None` is the post as it is.
    pub to: Option<RevisionSummary>,
    /// How the first became the second.
    pub comparison: Comparison,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn causes_and_sides_read_back_as_written() {
        for cause in Cause::ALL {
            assert_eq!(Cause::from_code(cause.code()), Some(cause));
            assert_eq!(serde_json::to_value(cause).unwrap(), cause.code());
        }
        for side in ["now", "0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11"] {
            assert_eq!(side.parse::<Side>().unwrap().to_string(), side);
        }
        assert!("later".parse::<Side>().is_err());
    }
}
