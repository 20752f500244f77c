//! What the pages about fans show, ready for the screen: written on the server.

use crate::{features::desk::side_rows::Side, when::When};
use model::{
    ConversationId, CreatorId, Error, FanId, FieldId, ListId, SegmentId,
    crm::{FieldKind, MoneyKind, Subscription},
};
use serde::{Deserialize, Serialize};

/// The page of fans.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fans {
    /// One's accounts.
    pub accounts: Vec<(CreatorId, String)>,
    /// The account whose fans these are; `None` for who has none.
    pub shown: Option<Shown>,
}

/// The fans of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// The account.
    pub account: CreatorId,
    /// Whether the reader may change many at once, keep segments, take a file.
    pub may: bool,
    /// What cannot be asked so.
    pub error: Option<Error>,
    /// How many are found, and how many of them can be written to.
    pub count: (u32, u32),
    /// One page of them.
    pub rows: Vec<FanRow>,
    /// Where the next page begins.
    pub next: Option<String>,
    /// The account's lists: id and name.
    pub lists: Vec<(String, String)>,
    /// Saved segments: name, and the end of the address that asks for them.
    pub segments: Vec<(String, String)>,
    /// Where the file with all of them is; empty for those who may not take it.
    pub file: String,
}

/// A fan in the list.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FanRow {
    /// Their id.
    pub id: FanId,
    /// What to call them.
    pub name: String,
    /// Their user name; may be empty.
    pub username: String,
    /// Whether they subscribe.
    pub subscription: Subscription,
    /// What they paid altogether, if anything.
    pub spent: Option<String>,
    /// Since when they subscribe.
    pub joined: Option<When>,
    /// When they were there last.
    pub last_seen: Option<When>,
    /// Tags, by name.
    pub tags: Vec<String>,
}

/// A fan's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FanView {
    /// What the column beside the chat shows.
    pub side: Side,
    /// The account.
    pub account: CreatorId,
    /// The chat.
    pub conversation: ConversationId,
    /// Their user name; may be empty.
    pub username: String,
    /// Payments, the last first.
    pub payments: Vec<PaymentRow>,
    /// Where older ones begin.
    pub next: Option<String>,
    /// Whether the reader may join and delete.
    pub may: bool,
    /// Whether only a file has named them.
    pub only_imported: bool,
    /// What those of files are called with whom they may be one.
    pub doubles: Vec<String>,
}

/// A payment.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PaymentRow {
    /// Tells it from all others.
    pub id: String,
    /// What for.
    pub kind: MoneyKind,
    /// How much.
    pub money: String,
    /// When.
    pub when: When,
}

/// What an account's team keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// One's accounts.
    pub accounts: Vec<(CreatorId, String)>,
    /// The account whose these are; `None` for who has none.
    pub shown: Option<KeptOf>,
}

/// The same of one account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptOf {
    /// The account.
    pub account: CreatorId,
    /// Whether the reader may change it.
    pub may: bool,
    /// Lists: how many fans are on each.
    pub lists: Vec<(ListId, String, u32)>,
    /// Fields.
    pub fields: Vec<(FieldId, String, FieldKind)>,
    /// Saved segments, and the end of the address that asks for each.
    pub segments: Vec<(SegmentId, String, String)>,
}
