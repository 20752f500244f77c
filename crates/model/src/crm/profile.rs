//! What is known of a fan: what they paid, and what the team noted.

use super::{CustomField, Fan};
use crate::{
    Timestamp,
    ids::{ListId, NoteId},
};
use serde::{Deserialize, Serialize};

words! {
    /// What somebody paid for.
    MoneyKind {
        /// A tip.
        Tip = "tip",
        /// A message.
        Message = "message",
        /// A subscription.
        Subscription = "subscription",
        /// A post.
        Post = "post",
        /// A stream.
        Stream = "stream",
        /// Something else.
        Other = "other",
        /// Money that went back.
        Chargeback = "chargeback",
    }
}

words! {
    /// What a note is about.
    NoteCategory {
        /// The person: names, family, work, days to remember.
        Person = "person",
        /// What they like and ask for.
        Wishes = "wishes",
        /// What they buy, and what was agreed on.
        Money = "money",
        /// What to take care of.
        Care = "care",
        /// Anything else.
        Other = "other",
    }
}

/// A note of the team about a fan.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Note {
    /// Its id.
    pub id: NoteId,
    /// What it is about.
    pub category: NoteCategory,
    /// Its text.
    pub text: String,
    /// Who wrote it, while they have an account.
    pub author: Option<String>,
    /// When it was written.
    pub created_at: Timestamp,
    /// When it was changed last.
    pub changed_at: Timestamp,
}

/// A payment of a fan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Payment {
    /// Tells it from all others.
    pub id: String,
    /// What for.
    pub kind: MoneyKind,
    /// How much, in cents.
    pub amount_cents: i64,
    /// When.
    pub at: Timestamp,
}

/// A fan with what is known of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Profile {
    /// The fan.
    pub fan: Fan,
    /// Tags, by name.
    pub tags: Vec<String>,
    /// Notes, the last written first.
    pub notes: Vec<Note>,
    /// What they paid in cents, by kind; only what there is.
    pub kinds: Vec<(MoneyKind, i64)>,
    /// What they paid in cents in each of the last twelve months of the account's time zone, as `2026-07`; the oldest first.
    pub months: Vec<(String, i64)>,
    /// The tier that an imported file gave them; may be empty.
    pub tier: String,
    /// The address that an imported file gave them; may be empty.
    pub email: String,
    /// The account's lists by name, and whether they are on each.
    pub lists: Vec<(ListId, String, bool)>,
    /// The account's own fields, with what stands in them; empty for nothing.
    pub fields: Vec<(CustomField, String)>,
    /// Whether only a file has named them so far: OnlyFans has no chat with them.
    pub only_imported: bool,
}
