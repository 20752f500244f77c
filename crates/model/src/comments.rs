//! Comments on a post.

use crate::{CommentId, Timestamp, accounts::Person, reader::Participant};
use serde::{Deserialize, Serialize};

/// The longest comment, in characters.
pub const TEXT_MAX: u32 = 10_000;
/// The most threads of a post.
pub const THREADS_MAX: i64 = 1_000;
/// The most replies in a thread.
pub const REPLIES_MAX: i64 = 500;
/// The longest words that a thread is anchored to, in characters.
pub const QUOTE_MAX: u32 = 5_000;
/// What stands before and after those words, at the most, in characters.
pub const CONTEXT_MAX: u32 = 200;
/// The emoji that one can react with.
pub const REACTIONS: [&str; 8] = ["👍", "❤️", "😂", "🎉", "🚀", "👀", "😮", "😢"];

/// The words that a new thread is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Anchor {
    /// Words, and what stands around them where they come more than once. White space does not count.
    Quote {
        /// The words.
        quote: String,
        /// What stands before them.
        #[serde(default)]
        prefix: String,
        /// What stands after them.
        #[serde(default)]
        suffix: String,
        /// How many characters stand before them in the text, white space left out: of the same words with the same
        /// around them, the nearest are meant.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<u32>,
    },
    /// A part of the post's text, in characters from its start.
    Range {
        /// The first character.
        start: u32,
        /// The one after the last.
        end: u32,
    },
}

/// Which threads a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Filter {
    /// Those that are not resolved.
    Open,
    /// Those that are.
    Resolved,
    /// Those in which one has written, or is mentioned.
    Mine,
    /// Those with something that one has not read.
    Unread,
}

/// A thread of comments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Thread {
    /// Its id, which is that of its first comment.
    pub id: CommentId,
    /// The words that it was started on; `None` for the whole post.
    pub quote: Option<String>,
    /// Where they are in the post's text now, in characters: the first, and the one after the last. `None` if
    /// they are deleted, or it is about the whole post.
    pub range: Option<(u32, u32)>,
    /// When it was resolved, where it is.
    pub resolved_at: Option<Timestamp>,
    /// Who resolved it; `None` too if they have left.
    pub resolved_by: Option<Participant>,
    /// Whether others have written what the one who asks has not read.
    pub unread: bool,
    /// Whether the one who asks has written in it, or is mentioned.
    pub mine: bool,
    /// How many replies it has.
    pub replies: u32,
    /// The first comment and the first replies; all of them where one thread is asked for.
    pub comments: Vec<Comment>,
}

impl Thread {
    /// It was about words that are not in the text any more.
    pub fn on_deleted_text(&self) -> bool {
        self.quote.is_some() && self.range.is_none()
    }
}

/// A comment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Comment {
    /// Its id.
    pub id: CommentId,
    /// Who wrote it, a person or a guest; `None` if they have left.
    pub author: Option<Participant>,
    /// Whether the one who asks wrote it.
    pub mine: bool,
    /// What it says, as it was written; empty once it is deleted.
    pub text: String,
    /// The same as safe HTML.
    pub html: String,
    /// Whom it mentions.
    pub mentions: Vec<Person>,
    /// How people reacted.
    pub reactions: Vec<Reaction>,
    /// When it was written.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub edited_at: Option<Timestamp>,
    /// It is deleted, and stays as a gap above its replies.
    pub deleted: bool,
}

/// One emoji under a comment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Reaction {
    /// One of [`REACTIONS`].
    pub emoji: String,
    /// How many people.
    pub count: u32,
    /// Whether the one who asks is among them.
    pub mine: bool,
}
