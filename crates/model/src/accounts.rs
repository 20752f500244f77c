//! People and what they can set about themselves.

use crate::{Language, MailId, Theme, Timestamp, TokenId, UserId};
use serde::{Deserialize, Serialize};

/// What a person may do in the installation as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AccountRole {
    /// Uses the product.
    #[default]
    User,
    /// Sees the admin pages too.
    Admin,
}

impl AccountRole {
    /// The code as stored and sent.
    pub fn code(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Admin => "admin",
        }
    }

    /// From a code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::User, Self::Admin].into_iter().find(|role| role.code() == code)
    }
}

/// How many colours an avatar can have: `color` is below this.
pub const AVATAR_COLORS: u8 = 12;

/// A person, as they see themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    /// Their id.
    pub id: UserId,
    /// Their name, 2 to 80 characters.
    pub name: String,
    /// Their e-mail address, lower case.
    pub email: String,
    /// Whether the address is known to be theirs.
    pub email_verified: bool,
    /// An address that waits for its verification.
    pub pending_email: Option<String>,
    /// User or admin.
    pub role: AccountRole,
    /// An index into the avatar palette.
    pub color: u8,
    /// Path of their picture, where they have one.
    pub picture: Option<String>,
    /// The language they chose.
    pub language: Language,
    /// The theme they chose.
    pub theme: Theme,
    /// IANA name of their time zone.
    pub time_zone: String,
    /// When they signed up.
    pub created_at: Timestamp,
}

/// A person, as others see them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    /// Their id.
    pub id: UserId,
    /// Their name.
    pub name: String,
    /// An index into the avatar palette.
    pub color: u8,
    /// Path of their picture, where they have one.
    pub picture: Option<String>,
}

impl From<&User> for Person {
    fn from(user: &User) -> Self {
        Self { id: user.id, name: user.name.clone(), color: user.color, picture: user.picture.clone() }
    }
}

/// A place where a person is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SignedIn {
    /// Names the session in lists; not the cookie's value.
    pub id: String,
    /// Browser and system in words, as "Firefox on Windows".
    pub device: String,
    /// Its address at the last use.
    pub address: String,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was last used, to the minute.
    pub last_used_at: Timestamp,
    /// Whether it is the one that asks.
    pub current: bool,
}

/// A personal API token, without its secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ApiToken {
    /// Its id.
    pub id: TokenId,
    /// What its owner calls it.
    pub name: String,
    /// Its first characters, to tell it from others.
    pub hint: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last used, to the minute.
    pub last_used_at: Option<Timestamp>,
}

/// A mail in the admin pages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Mail {
    /// Its id.
    pub id: MailId,
    /// Whom it goes to.
    pub to: String,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub text: String,
    /// Where it stands.
    pub state: MailState,
    /// Why it failed, where it did.
    pub error: Option<String>,
    /// When it was written.
    pub created_at: Timestamp,
    /// When the mail server took it.
    pub sent_at: Option<Timestamp>,
}

/// Where a mail stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MailState {
    /// No mail server is set: it is only kept here.
    Kept,
    /// It waits for its turn.
    Queued,
    /// It is being handed over.
    Sending,
    /// The mail server took it.
    Sent,
    /// The mail server refused it, or could not be reached often enough.
    Failed,
}

impl MailState {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Kept, Self::Queued, Self::Sending, Self::Sent, Self::Failed];

    /// The code as stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Queued => "queued",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Failed => "failed",
        }
    }

    /// From a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// How hard a password is to guess, for the meter beside the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Strength {
    /// Shorter than what is taken.
    TooShort,
    /// Guessed quickly.
    Weak,
    /// Good enough.
    Fair,
    /// Hard to guess.
    Strong,
}

/// The shortest password that is taken, in characters.
pub const PASSWORD_MIN: u32 = 8;
/// The longest password that is taken, in characters.
pub const PASSWORD_MAX: u32 = 200;

/// Rates a password by length and variety; whether it is a common one only the server knows.
pub fn strength(password: &str) -> Strength {
    let long = password.chars().count();
    if long < PASSWORD_MIN as usize {
        return Strength::TooShort;
    }
    let kinds = [char::is_lowercase as fn(char) -> bool, char::is_uppercase, char::is_numeric, |c| !c.is_alphanumeric()]
        .into_iter()
        .filter(|&kind| password.chars().any(kind))
        .count();
    let mut different: Vec<char> = password.chars().collect();
    different.sort_unstable();
    different.dedup();
    match long + 2 * kinds + different.len() {
        0..=20 => Strength::Weak,
        21..=30 => Strength::Fair,
        _ => Strength::Strong,
    }
}
