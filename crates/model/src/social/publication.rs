//! Publications, as people see them.

use super::{Draft, Number, Platform, ProblemCode};
use crate::{ContentId, PublicationId, SocialAccountId, Timestamp};
use serde::{Deserialize, Serialize};

/// The most accounts or subreddits that one request publishes to.
pub const TARGETS_MAX: usize = 20;
/// The most files that any platform takes in one publication.
pub const FILES_MAX: usize = 35;

/// Where a publication is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PublicationState {
    /// Its time has not come, or it waits for its account.
    Scheduled,
    /// It is being sent.
    Sending,
    /// The platform works on it.
    Processing,
    /// It is public.
    Published,
    /// It is certainly not public.
    Failed,
    /// Nobody knows: a person decides.
    Unconfirmed,
    /// The person cancelled it.
    Cancelled,
}

impl PublicationState {
    /// All of them, in their order.
    pub const ALL: [Self; 7] = [Self::Scheduled, Self::Sending, Self::Processing, Self::Published, Self::Failed, Self::Unconfirmed, Self::Cancelled];

    /// The stable word.
    pub fn code(self) -> &'static str {
        match self {
            Self::Scheduled => "scheduled",
            Self::Sending => "sending",
            Self::Processing => "processing",
            Self::Published => "published",
            Self::Failed => "failed",
            Self::Unconfirmed => "unconfirmed",
            Self::Cancelled => "cancelled",
        }
    }

    /// The state of a word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// A publication.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PublicationView {
    /// Its id.
    pub id: PublicationId,
    /// Through which account.
    pub account: SocialAccountId,
    /// The account's name.
    pub account_name: String,
    /// Where.
    pub platform: Platform,
    /// Of which post, if of one and if it is still there.
    pub content: Option<ContentId>,
    /// What.
    pub draft: Draft,
    /// Where it is.
    pub state: PublicationState,
    /// When it is to begin.
    pub scheduled_at: Timestamp,
    /// When it goes on by itself; `None`: it waits for somebody, or is over.
    pub next_at: Option<Timestamp>,
    /// What was tried and failed.
    pub attempts: u32,
    /// Its address, where it is known.
    pub url: Option<String>,
    /// What a person should know of it.
    pub note: Option<ProblemCode>,
    /// Why it failed or waits.
    pub problem: Option<ProblemCode>,
    /// The platform's own words for the problem.
    pub detail: Option<String>,
    /// Not to be seen any more since: moderators or the platform removed it.
    pub removed_at: Option<Timestamp>,
    /// Made at.
    pub created_at: Timestamp,
    /// Public since.
    pub published_at: Option<Timestamp>,
    /// What can be done with it now.
    pub may: May,
    /// What the platform counts; filled where one publication is shown, empty in lists.
    pub numbers: Vec<Number>,
}

/// What can be done with a publication.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct May {
    /// Cancelled: until a minute before its time, and after it failed.
    pub cancel: bool,
    /// Changed: until a minute before its time.
    pub change: bool,
    /// Tried again, as it was or mended.
    pub retry: bool,
    /// Decided on.
    pub settle: bool,
}

/// One thing that was tried.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// When.
    pub at: Timestamp,
    /// Which step; empty: the first, which looks what may be chosen.
    pub step: String,
    /// `went_on`, `waits`, `published`, or the code of a problem.
    pub outcome: String,
    /// The platform's own words.
    pub detail: String,
}

/// What a person found out about an unconfirmed publication.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// It is public, perhaps at this address.
    IsPublic(Option<String>),
    /// It is not, and may be retried.
    IsNot,
}

/// When to publish.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// Now.
    #[default]
    Now,
    /// At a moment.
    At(Timestamp),
    /// At a local time (`2026-07-14T08:00`) in a time zone (an IANA name). A time that the clocks skip is the one after
    /// the gap, one that comes twice is the first.
    Local {
        /// The time.
        time: String,
        /// The zone; empty: the person's own.
        zone: String,
    },
}

/// One account, and what is to be published there. Several subreddits are several targets of one account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// Through which account.
    pub account: SocialAccountId,
    /// What. Of `media` only the keys count; the server knows the rest.
    pub draft: Draft,
}

/// What is to be published, to several targets at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishRequest {
    /// Of which post; it must be one's own, or one that one may edit.
    pub content: Option<ContentId>,
    /// Where, at most [`TARGETS_MAX`].
    pub targets: Vec<Target>,
    /// When.
    #[serde(default)]
    pub when: When,
    /// The sender's own name for this request (1 to 60 bytes): sent twice, it publishes once.
    pub key: String,
}
