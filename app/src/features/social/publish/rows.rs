//! What the page that publishes shows, ready for the screen: written on the server.

use super::filled::{Filled, Picked};
use model::{
    ContentId, PublicationId, SocialAccountId,
    social::{Platform, PublicationState},
};
use serde::{Deserialize, Serialize};

/// The page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishView {
    /// The post.
    pub post: ContentId,
    /// Its title; may be empty.
    pub title: String,
    /// Its text.
    pub text: String,
    /// The person's time zone, until the browser says its own.
    pub zone: String,
    /// One's accounts.
    pub accounts: Vec<TargetRow>,
}

/// An account that one may publish through.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TargetRow {
    /// Its id.
    pub id: SocialAccountId,
    /// Where.
    pub platform: Platform,
    /// Its name there.
    pub name: String,
    /// Whether a sandbox stands in for the platform.
    pub sandbox: bool,
    /// Whether an administrator has paused publishing there.
    pub paused: bool,
    /// Why it cannot be used, and what to do.
    pub why: Option<String>,
    /// What TikTok lets the account choose, as it said just now.
    pub tiktok: TikTokRow,
}

/// What TikTok lets an account choose.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TikTokRow {
    /// The name that is shown beside the post.
    pub nickname: String,
    /// Who may see it, in TikTok's words.
    pub privacy: Vec<String>,
    /// Comments cannot be allowed.
    pub comments_off: bool,
    /// Duets cannot be allowed.
    pub duets_off: bool,
    /// Stitches cannot be allowed.
    pub stitches_off: bool,
    /// The longest video, in seconds.
    pub longest: Option<u32>,
}

/// What a form begins with.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Start {
    /// What stands in the fields.
    pub filled: Filled,
    /// The files.
    pub files: Vec<Picked>,
    /// A local time; empty for now.
    pub at: String,
    /// Its time zone.
    pub zone: String,
    /// Whether the browser's own time zone takes its place.
    pub own_zone: bool,
}

/// The page on which a publication is mended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MendView {
    /// The publication.
    pub id: PublicationId,
    /// Where it is.
    pub state: PublicationState,
    /// Its account.
    pub account: TargetRow,
    /// What its form begins with.
    pub start: Start,
}

/// What became of one target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Into which subreddit, where it is one.
    pub place: String,
    /// The publication.
    pub id: PublicationId,
}

/// What a subreddit takes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubredditView {
    /// Why it cannot be read, and what to do.
    pub trouble: Option<String>,
    /// Whether a flair must be chosen.
    pub flair_needed: bool,
    /// Its flairs: id and text.
    pub flairs: Vec<(String, String)>,
    /// Its rules, a sentence each.
    pub rules: Vec<String>,
}
