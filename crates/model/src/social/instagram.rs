//! What a person chooses for Instagram, and its rules.

use super::{Draft, MediaKind};
use crate::{
    Result,
    error::{Check, Problem},
};
use serde::{Deserialize, Serialize};

/// Kinds of posts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A picture.
    #[default]
    Image,
    /// A video.
    Reel,
    /// A picture or a video for a day.
    Story,
    /// Two to ten pictures and videos.
    Carousel,
}

/// The choices.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct InstagramOptions {
    /// Which kind of post.
    pub kind: Kind,
    /// What is seen, for those who can't see it; one for each picture.
    pub alt_texts: Vec<String>,
    /// The moment of the cover, in milliseconds.
    pub thumb_offset: Option<u64>,
    /// Whether a reel is shown in the feed, too.
    pub share_to_feed: Option<bool>,
    /// A comment that is written below it at once.
    pub first_comment: String,
}

pub(super) fn validate(draft: &Draft) -> Result<()> {
    let options: InstagramOptions = draft.options()?;
    let mut check = Check::new();
    let (files, video) = (draft.media.len(), draft.media.iter().any(|file| file.kind == MediaKind::Video));
    let fits = match options.kind {
        Kind::Image => files == 1 && !video,
        Kind::Reel => files == 1 && video,
        Kind::Story => files == 1,
        Kind::Carousel => (2..=10).contains(&files),
    };
    if files == 0 {
        check.wrong("media", Problem::Required);
    } else if !fits {
        check.wrong("media", Problem::UnknownValue);
    }
    let pictures = draft.media.iter().filter(|file| file.kind == MediaKind::Image);
    if pictures.clone().any(|file| file.content_type != "image/jpeg") {
        check.wrong("media", Problem::NotAPicture);
    }
    if pictures.clone().any(|file| file.size > 8 * 1024 * 1024) {
        check.wrong("media", Problem::TooGreat);
    }
    if draft.text.encode_utf16().count() > 2200 {
        check.wrong("text", Problem::TooLong);
    }
    check.length("first_comment", &options.first_comment, 0, 2200);
    if options.alt_texts.len() > files {
        check.wrong("alt_texts", Problem::TooGreat);
    } else if let Some(long) = options.alt_texts.iter().max_by_key(|alt| alt.len()) {
        check.length("alt_texts", long, 0, 1000);
    }
    check.done()
}
