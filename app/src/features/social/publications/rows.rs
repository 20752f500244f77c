//! What the pages about publications show, ready for the screen: written on the server.

use crate::when::When;
use model::{
    ContentId, PublicationId, SocialAccountId,
    social::{Platform, PublicationState},
};
use serde::{Deserialize, Serialize};

/// The page of all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publications {
    /// One's accounts, for the filter: id and name.
    pub accounts: Vec<(SocialAccountId, String)>,
    /// Whether an administrator has paused publishing.
    pub paused: bool,
    /// They, newest first.
    pub rows: Vec<PublicationRow>,
    /// Where the next page begins.
    pub next: Option<String>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PublicationRow {
    /// Its id.
    pub id: PublicationId,
    /// Where.
    pub platform: Platform,
    /// Through which account, and into which subreddit.
    pub account: String,
    /// How it begins.
    pub words: String,
    /// Where it is.
    pub state: PublicationState,
    /// Why it failed or waits, or what one should know of it, and what to do.
    pub why: Option<String>,
    /// The platform's own words.
    pub detail: Option<String>,
    /// When it became public, or is to begin.
    pub when: When,
    /// Its address there.
    pub url: Option<String>,
    /// Not to be seen any more.
    pub removed: bool,
    /// What can be done.
    pub acts: Acts,
}

/// What can be done with a publication as it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Acts {
    /// It can be cancelled.
    pub cancel: bool,
    /// It can be tried again, as it was or mended.
    pub retry: bool,
    /// It can be changed before it begins.
    pub change: bool,
    /// A person has to say whether it is public.
    pub settle: bool,
}

/// The page of one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicationView {
    /// As in the list.
    pub row: PublicationRow,
    /// Its text.
    pub text: String,
    /// The post that it is of: id and title.
    pub post: Option<(ContentId, String)>,
    /// When it was made.
    pub created: When,
    /// When it is or was to begin.
    pub scheduled: When,
    /// When it became public.
    pub published: Option<When>,
    /// Since when it is not to be seen.
    pub removed: Option<When>,
    /// Its newest numbers: which, and how much.
    pub numbers: Vec<(String, String)>,
    /// What was tried, oldest first.
    pub history: Vec<AttemptRow>,
}

/// Something that was tried.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct AttemptRow {
    /// When.
    pub when: When,
    /// What.
    pub step: String,
    /// What came of it.
    pub outcome: String,
    /// The platform's own words.
    pub detail: String,
}
