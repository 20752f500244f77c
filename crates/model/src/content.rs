//! Posts.

use crate::{ContentId, Timestamp, UserId, accounts::Person};
use serde::{Deserialize, Serialize};

/// What a person may do with a post; each role may do all that the lesser ones may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Reads.
    Viewer,
    /// Comments.
    Commenter,
    /// Writes.
    Editor,
    /// Shares, archives, deletes.
    Owner,
}

impl Role {
    /// The roles that can be given to a collaborator, greatest first.
    pub const GIVEN: [Self; 3] = [Self::Editor, Self::Commenter, Self::Viewer];

    /// The code as stored and sent.
    pub fn code(self) -> &'static str {
        match self {
            Self::Viewer => "viewer",
            Self::Commenter => "commenter",
            Self::Editor => "editor",
            Self::Owner => "owner",
        }
    }

    /// From a code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Viewer, Self::Commenter, Self::Editor, Self::Owner].into_iter().find(|role| role.code() == code)
    }

    /// May change the title and the text.
    pub fn writes(self) -> bool {
        self >= Self::Editor
    }
}

/// Where a post stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Being written.
    #[default]
    Draft,
    /// Put away, still readable.
    Archived,
    /// Deleted; gone for good 30 days later.
    Trash,
}

impl Status {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Draft, Self::Archived, Self::Trash];

    /// The code as stored and sent.
    pub fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Archived => "archived",
            Self::Trash => "trash",
        }
    }

    /// From a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code)
    }
}

/// How long the trash keeps a post, in days.
pub const TRASH_DAYS: i64 = 30;
/// The longest title, in characters.
pub const TITLE_MAX: u32 = 300;

/// Whose posts a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Whose {
    /// Those that the person owns.
    #[default]
    Mine,
    /// Those that others share with them.
    Shared,
}

/// The order of a list of posts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sort {
    /// Last changed first.
    #[default]
    Updated,
    /// Newest first.
    Created,
    /// By title.
    Title,
}

/// Which posts a list shows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContentQuery {
    /// Mine, or shared with me.
    pub whose: Whose,
    /// One status; drafts and archived ones where it is not said.
    pub status: Option<Status>,
    /// Words that title or text contain.
    pub search: String,
    /// The order.
    pub sort: Sort,
}

/// A post in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ContentSummary {
    /// Its id.
    pub id: ContentId,
    /// Its title; may be empty.
    pub title: String,
    /// The first words of its text.
    pub excerpt: String,
    /// Where it stands.
    pub status: Status,
    /// What the one who asks may do with it.
    pub role: Role,
    /// Whose it is.
    pub owner: Person,
    /// Words of the text.
    pub words: u32,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// When it went into the trash.
    pub trashed_at: Option<Timestamp>,
}

/// A post, whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Content {
    /// Its id.
    pub id: ContentId,
    /// Its title; may be empty.
    pub title: String,
    /// Its text without formatting.
    pub text: String,
    /// Its text as clean HTML.
    pub html: String,
    /// Its text as Markdown.
    pub markdown: String,
    /// Where it stands.
    pub status: Status,
    /// What the one who asks may do with it.
    pub role: Role,
    /// Whose it is.
    pub owner: Person,
    /// Words of the text.
    pub words: u32,
    /// Characters of the text, spaces included.
    pub characters: u32,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// When it went into the trash.
    pub trashed_at: Option<Timestamp>,
}

/// Somebody who has access to a post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Collaborator {
    /// Who.
    pub user_id: UserId,
    /// Their name.
    pub name: String,
    /// Their e-mail address.
    pub email: String,
    /// An index into the avatar palette.
    pub color: u8,
    /// Path of their picture, where they have one.
    pub picture: Option<String>,
    /// What they may do.
    pub permission: Role,
}
