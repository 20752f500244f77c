//! What a person chooses for TikTok, and its rules.

use super::{Draft, MediaKind};
use crate::{
    Result,
    error::{Check, Problem},
};
use serde::{Deserialize, Serialize};

const GB: u64 = 1024 * 1024 * 1024;

/// The choices. Nothing about privacy is chosen beforehand, and comments, duets and stitches are off until they are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TikTokOptions {
    /// One of the options that were just read from TikTok.
    pub privacy: String,
    /// Whether people may comment.
    pub comments: bool,
    /// Whether people may make duets.
    pub duets: bool,
    /// Whether people may stitch.
    pub stitches: bool,
    /// The moment of the cover, in milliseconds.
    pub cover_ms: Option<u64>,
    /// Advertises another brand.
    pub brand_content: bool,
    /// Advertises the person's own.
    pub brand_organic: bool,
    /// Made by artificial intelligence.
    pub is_aigc: bool,
    /// Into the app's inbox instead of out.
    pub inbox: bool,
    /// The title of photos, whose description is the draft's text.
    pub photo_title: String,
    /// The person agreed to the consent line.
    pub consent: bool,
}

pub(super) fn validate(draft: &Draft) -> Result<()> {
    let options: TikTokOptions = draft.options()?;
    let mut check = Check::new();
    let units = |text: &str| text.encode_utf16().count();
    let photos = draft.media.iter().all(|file| file.kind == MediaKind::Image);
    match draft.media.as_slice() {
        [] => check.wrong("media", Problem::Required),
        files if photos => {
            if files.len() > 35 {
                check.wrong("media", Problem::TooGreat);
            }
            if files.iter().any(|file| !matches!(file.content_type.as_str(), "image/jpeg" | "image/webp") || file.size > 20 * 1024 * 1024) {
                check.wrong("media", Problem::UnknownValue);
            }
            if units(&draft.text) > 4000 {
                check.wrong("text", Problem::TooLong);
            }
        }
        [video] => {
            if !matches!(video.content_type.as_str(), "video/mp4" | "video/quicktime" | "video/webm") {
                check.wrong("media", Problem::UnknownValue);
            }
            if video.size == 0 || video.size > 4 * GB {
                check.wrong("media", Problem::TooGreat);
            }
            if units(&draft.text) > 2200 {
                check.wrong("text", Problem::TooLong);
            }
        }
        _ => check.wrong("media", Problem::TooGreat),
    }
    if units(&options.photo_title) > 90 {
        check.wrong("photo_title", Problem::TooLong);
    }
    check.length("privacy", &options.privacy, 0, 100);
    if !options.inbox && options.privacy.is_empty() {
        check.wrong("privacy", Problem::Required);
    }
    if !options.inbox && !options.consent {
        check.wrong("consent", Problem::Required);
    }
    check.done()
}
