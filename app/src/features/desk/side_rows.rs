//! What the column about a fan shows, ready for the screen: written on the server.

use crate::when::When;
use model::{
    FanId, FieldId, ListId, NoteId,
    crm::{FieldKind, MoneyKind, NoteCategory, Subscription},
};
use serde::{Deserialize, Serialize};

/// A fan with what is known of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Side {
    /// The fan.
    pub id: FanId,
    /// What to call them.
    pub name: String,
    /// What the team calls them; may be empty.
    pub custom_name: String,
    /// What they paid altogether, if anything.
    pub spent: Option<String>,
    /// The same by kind.
    pub kinds: Vec<(MoneyKind, String)>,
    /// The same by month, the oldest first.
    pub months: Vec<Month>,
    /// Whether they subscribe.
    pub subscription: Subscription,
    /// What a month costs them.
    pub price: Option<String>,
    /// Since when they subscribe.
    pub joined: Option<When>,
    /// Until when.
    pub expires: Option<When>,
    /// When they were there last.
    pub last_seen: Option<When>,
    /// The tier that an imported file gave them; may be empty.
    pub tier: String,
    /// The address that an imported file gave them; may be empty.
    pub email: String,
    /// The account's lists by name, and whether they are on each.
    pub lists: Vec<(ListId, String, bool)>,
    /// The account's own fields.
    pub fields: Vec<FieldRow>,
    /// Tags, by name.
    pub tags: Vec<String>,
    /// Notes, the last written first.
    pub notes: Vec<NoteRow>,
}

/// A field of a team's own.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FieldRow {
    /// Its id.
    pub id: FieldId,
    /// Its name.
    pub name: String,
    /// What it holds.
    pub kind: FieldKind,
    /// What stands in it; may be empty.
    pub value: String,
}

/// A month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Month {
    /// As `2026-07`.
    pub name: String,
    /// What was paid in it.
    pub money: String,
    /// The same out of 100, the best month having 100; nothing for what went back.
    pub height: u8,
}

/// A note.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct NoteRow {
    /// Its id.
    pub id: NoteId,
    /// What it is about.
    pub category: NoteCategory,
    /// Its text.
    pub text: String,
    /// Who wrote it, while they have an account.
    pub author: Option<String>,
    /// When it was written.
    pub when: When,
    /// When it was changed, if it was.
    pub changed: Option<When>,
}
