//! What is sent and answered about comments.

use model::{
    CommentId, Error, Result,
    accounts::Person,
    comments::{Anchor, Comment, Thread},
    error::Problem as Wrong,
    reader::Participant,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Words of the post's text: quoted, or from a character up to another.
#[derive(Debug, Deserialize, ToSchema)]
pub struct AnchorBody {
    /// The words, up to 5,000 characters in up to 200 paragraphs, items and headings; white space does not count.
    quote: Option<String>,
    /// What stands before them, where they come more than once; up to 200 characters.
    prefix: Option<String>,
    /// What stands after them.
    suffix: Option<String>,
    /// Instead of the words: the first character of `text`,
    start: Option<u32>,
    /// and the one after the last.
    end: Option<u32>,
}

impl AnchorBody {
    /// # Errors
    /// `Invalid` for what is neither a quote nor a range.
    pub fn read(self) -> Result<Anchor> {
        match self {
            Self { quote: Some(quote), prefix, suffix, start: None, end: None } => {
                Ok(Anchor::Quote { quote, prefix: prefix.unwrap_or_default(), suffix: suffix.unwrap_or_default(), at: None })
            }
            Self { quote: None, prefix: None, suffix: None, start: Some(start), end: Some(end) } => Ok(Anchor::Range { start, end }),
            _ => Err(Error::field("anchor", Wrong::UnknownValue)),
        }
    }
}

/// A person who is mentioned.
#[derive(Debug, Serialize, ToSchema)]
pub struct PersonBody {
    #[schema(format = "uuid")]
    id: String,
    name: String,
}

impl From<Person> for PersonBody {
    fn from(person: Person) -> Self {
        Self { id: person.id.to_string(), name: person.name }
    }
}

/// Who wrote a comment or resolved a thread.
#[derive(Debug, Serialize, ToSchema)]
pub struct AuthorBody {
    #[schema(format = "uuid")]
    id: String,
    name: String,
    /// Somebody without an account, who came by a link.
    guest: bool,
}

impl From<Participant> for AuthorBody {
    fn from(somebody: Participant) -> Self {
        Self { id: somebody.who.to_string(), name: somebody.name, guest: somebody.who.guest().is_some() }
    }
}

/// One emoji under a comment.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReactionBody {
    emoji: String,
    /// How many people.
    count: u32,
    /// Whether you are among them.
    mine: bool,
}

/// A comment.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CommentBody {
    #[schema(format = "uuid")]
    id: String,
    /// The id of the thread's first comment.
    #[schema(format = "uuid")]
    thread_id: String,
    /// `null` if they have left.
    author: Option<AuthorBody>,
    /// Whether you wrote it.
    mine: bool,
    /// As it was written; empty once it is deleted.
    text: String,
    /// The same as safe HTML.
    html: String,
    mentions: Vec<PersonBody>,
    reactions: Vec<ReactionBody>,
    #[schema(format = "date-time")]
    created_at: String,
    #[schema(format = "date-time")]
    edited_at: Option<String>,
    /// It stays as a gap above its replies.
    deleted: bool,
}

impl CommentBody {
    /// A comment of this thread.
    pub fn new(thread: CommentId, comment: Comment) -> Self {
        Self {
            id: comment.id.to_string(),
            thread_id: thread.to_string(),
            author: comment.author.map(Into::into),
            mine: comment.mine,
            text: comment.text,
            html: comment.html,
            mentions: comment.mentions.into_iter().map(Into::into).collect(),
            reactions: comment.reactions.into_iter().map(|one| ReactionBody { emoji: one.emoji, count: one.count, mine: one.mine }).collect(),
            created_at: comment.created_at.to_string(),
            edited_at: comment.edited_at.map(|at| at.to_string()),
            deleted: comment.deleted,
        }
    }
}

/// A part of the post's text, in characters.
#[derive(Debug, Serialize, ToSchema)]
pub struct RangeBody {
    start: u32,
    /// The one after the last.
    end: u32,
}

/// A thread.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ThreadBody {
    /// The id of its first comment.
    #[schema(format = "uuid")]
    id: String,
    /// The words that it was started on; `null` for the whole post.
    quote: Option<String>,
    /// Where they are in the post's `text` now.
    range: Option<RangeBody>,
    /// Those words are not in the text any more.
    on_deleted_text: bool,
    resolved: bool,
    #[schema(format = "date-time")]
    resolved_at: Option<String>,
    resolved_by: Option<AuthorBody>,
    /// Others have written what you have not read.
    unread: bool,
    /// How many replies there are.
    replies: u32,
    /// The first comment and its replies; in lists the first 20 of them.
    comments: Vec<CommentBody>,
}

impl From<Thread> for ThreadBody {
    fn from(thread: Thread) -> Self {
        Self {
            id: thread.id.to_string(),
            on_deleted_text: thread.on_deleted_text(),
            quote: thread.quote,
            range: thread.range.map(|(start, end)| RangeBody { start, end }),
            resolved: thread.resolved_at.is_some(),
            resolved_at: thread.resolved_at.map(|at| at.to_string()),
            resolved_by: thread.resolved_by.map(Into::into),
            unread: thread.unread,
            replies: thread.replies,
            comments: thread.comments.into_iter().map(|comment| CommentBody::new(thread.id, comment)).collect(),
        }
    }
}
