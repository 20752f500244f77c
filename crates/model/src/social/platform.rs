//! The platforms.

use serde::{Deserialize, Serialize};

/// A platform that accounts can be connected to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Platform {
    /// TikTok.
    TikTok,
    /// Instagram.
    Instagram,
    /// Reddit.
    Reddit,
}

impl Platform {
    /// All of them, in the order of the pages.
    pub const ALL: &[Self] = &[Self::TikTok, Self::Instagram, Self::Reddit];

    /// The stable word for addresses and tables.
    pub fn code(self) -> &'static str {
        match self {
            Self::TikTok => "tiktok",
            Self::Instagram => "instagram",
            Self::Reddit => "reddit",
        }
    }

    /// The platform of a word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|platform| platform.code() == code)
    }
}

/// Which of a platform's ways to sign in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SignIn {
    /// The platform's own.
    Own,
    /// Instagram by Facebook.
    Facebook,
}

impl SignIn {
    /// The stable word.
    pub fn code(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Facebook => "facebook",
        }
    }

    /// The way of a word.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Own, Self::Facebook].into_iter().find(|way| way.code() == code)
    }
}
