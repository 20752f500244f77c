//! What a person chooses for Reddit. One publication is for one subreddit.

use super::{Draft, MediaKind};
use crate::{
    Result,
    error::{Check, Problem},
};
use serde::{Deserialize, Serialize};

/// Kinds of posts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PostKind {
    /// Text.
    #[default]
    #[serde(rename = "self")]
    Text,
    /// An address.
    Link,
    /// A picture.
    Image,
    /// A video.
    Video,
}

impl PostKind {
    /// The word that Reddit knows.
    pub fn code(self) -> &'static str {
        match self {
            Self::Text => "self",
            Self::Link => "link",
            Self::Image => "image",
            Self::Video => "video",
        }
    }
}

/// The choices.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RedditOptions {
    /// The subreddit, without `r/`.
    pub subreddit: String,
    /// Which kind of post.
    pub kind: PostKind,
    /// The title.
    pub title: String,
    /// The address of a link.
    pub url: String,
    /// The flair's id.
    pub flair_id: String,
    /// The flair's text, where it may be changed.
    pub flair_text: String,
    /// Not for minors.
    pub nsfw: bool,
    /// Gives something away.
    pub spoiler: bool,
    /// Whether replies are sent to Reddit's inbox.
    pub send_replies: bool,
    /// Submits a link that was submitted there before.
    pub resubmit: bool,
}

pub(super) fn validate(draft: &Draft) -> Result<()> {
    let options: RedditOptions = draft.options()?;
    let mut check = Check::new();
    check.length("title", options.title.trim(), 1, 300);
    check.length("text", &draft.text, 0, 40_000);
    check.length("flair_id", &options.flair_id, 0, 100);
    check.length("flair_text", &options.flair_text, 0, 100);
    let name = options.subreddit.as_bytes();
    if !(2..=21).contains(&name.len()) || !name.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'_') {
        check.wrong("subreddit", if name.is_empty() { Problem::Required } else { Problem::UnknownValue });
    }
    let files = draft.media.as_slice();
    match options.kind {
        // Sent without them it would be another post than the one that was written.
        PostKind::Text | PostKind::Link if !files.is_empty() => check.wrong("media", Problem::UnknownValue),
        PostKind::Text => {}
        PostKind::Link if !options.url.starts_with("https://") && !options.url.starts_with("http://") => check.wrong("url", Problem::UnknownValue),
        PostKind::Link => check.length("url", &options.url, 1, 2000),
        PostKind::Image if files.len() != 1 || files[0].kind != MediaKind::Image => check.wrong("media", Problem::Required),
        PostKind::Video if files.len() != 1 || files[0].kind != MediaKind::Video => check.wrong("media", Problem::Required),
        PostKind::Image | PostKind::Video => {}
    }
    check.done()
}

/// A flair that a post may carry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flair {
    /// Its id.
    pub id: String,
    /// Its text.
    pub text: String,
    /// Whether the text may be changed.
    pub editable: bool,
}

/// What a subreddit takes, as Reddit tells it at the moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subreddit {
    /// Its name, without `r/`.
    pub name: String,
    /// The kinds of posts that it takes.
    pub kinds: Vec<PostKind>,
    /// For adults.
    pub over18: bool,
    /// Whether the account is banned there.
    pub banned: bool,
    /// Whether a post needs a flair.
    pub flair_needed: bool,
    /// The flairs that one may choose.
    pub flairs: Vec<Flair>,
    /// The shortest title, where there is a rule.
    pub title_min: Option<u32>,
    /// The longest title, where there is a rule.
    pub title_max: Option<u32>,
    /// Words that a title must not have.
    pub title_forbidden: Vec<String>,
    /// Words of which a title must have one; empty: any title will do.
    pub title_required: Vec<String>,
}
