//! Social accounts: what is connected, what is published through it, and what went wrong. The platforms' own rules are here,
//! so that the browser checks a draft by the same ones as the server.

mod draft;
mod heard;
mod instagram;
mod media;
mod numbers;
mod platform;
mod problem;
mod publication;
mod reddit;
mod tiktok;
mod views;

pub use draft::{Draft, MediaFile, MediaKind};
pub use heard::{Integration, IntegrationSetting, JournalEntry, JournalState, Tested};
pub use instagram::{InstagramOptions, Kind as InstagramKind};
pub use media::{CHUNK_MAX, MEDIA_MAX, MediaView, QUOTA};
pub use numbers::{DayNumber, Number};
pub use platform::{Platform, SignIn};
pub use problem::{ProblemCode, Trouble};
pub use publication::{Attempt, Decision, FILES_MAX, May, PublicationState, PublicationView, PublishRequest, TARGETS_MAX, Target, When};
pub use reddit::{Flair, PostKind, RedditOptions, Subreddit};
pub use tiktok::TikTokOptions;
pub use views::{AccountState, AccountView, Checked, Health, InstagramHealth, RedditHealth, TikTokHealth};

use crate::Result;

/// Whether a draft keeps the rules of a platform.
///
/// # Errors
/// `Invalid`, naming the fields that break them.
pub fn validate(platform: Platform, draft: &Draft) -> Result<()> {
    match platform {
        Platform::TikTok => tiktok::validate(draft),
        Platform::Instagram => instagram::validate(draft),
        Platform::Reddit => reddit::validate(draft),
    }
}
