//! What the pages about connections show, ready for the screen: written on the server.

use crate::when::When;
use model::{SocialAccountId, social::Platform};
use serde::{Deserialize, Serialize};

/// The page of all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Connections {
    /// Every platform with its accounts.
    pub platforms: Vec<PlatformRow>,
    /// What a platform refused when the browser came back from it, and what to do.
    pub refused: Option<String>,
}

/// A platform with one's accounts there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlatformRow {
    /// Which.
    pub platform: Platform,
    /// Whether a sandbox stands in for it.
    pub sandbox: bool,
    /// Whether accounts can be connected to it.
    pub ready: bool,
    /// One's accounts.
    pub accounts: Vec<AccountRow>,
}

/// An account.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct AccountRow {
    /// Its id.
    pub id: SocialAccountId,
    /// Where.
    pub platform: Platform,
    /// Its name there.
    pub name: String,
    /// Connected through Facebook.
    pub by_facebook: bool,
    /// Whether it can be used.
    pub usable: bool,
    /// Whether an administrator has paused publishing there.
    pub paused: bool,
    /// Why not, or what the last check found wrong, and what to do.
    pub why: Option<String>,
    /// What was allowed, in words.
    pub scopes: Vec<String>,
    /// When the access ends.
    pub until: When,
    /// Whether it is renewed before by itself.
    pub renews: bool,
    /// When one must sign in again at the latest, where that is known.
    pub again: Option<When>,
    /// The last call that went well.
    pub worked: Option<When>,
    /// The last check.
    pub checked: Option<When>,
    /// What the last check found: what it is, and how much.
    pub health: Vec<(String, String)>,
}

/// What the page that connects a platform shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConnectView {
    /// Which.
    pub platform: Platform,
    /// Whether a sandbox stands in for it.
    pub sandbox: bool,
    /// Whether accounts can be connected to it.
    pub ready: bool,
}
