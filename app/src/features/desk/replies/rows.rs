//! What the page of saved replies shows.

use model::{CreatorId, ReplyId};
use serde::{Deserialize, Serialize};

/// All saved replies that one sees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replies {
    /// One's own, then those of each team.
    pub shelves: Vec<Shelf>,
}

/// The replies of one owner.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Shelf {
    /// The account whose team shares them, with its name; `None` for one's own.
    pub account: Option<(CreatorId, String)>,
    /// Whether the reader may change them.
    pub keeps: bool,
    /// By name.
    pub replies: Vec<ReplyRow>,
}

/// A saved reply.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ReplyRow {
    /// Its id.
    pub id: ReplyId,
    /// What it is called up by.
    pub name: String,
    /// Its text, with the places for names.
    pub text: String,
}

/// A reply that can be chosen while one writes to a fan.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Choice {
    /// What it is called up by.
    pub name: String,
    /// Its text, filled for the fan.
    pub text: String,
}
