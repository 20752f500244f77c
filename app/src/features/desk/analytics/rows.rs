//! What the page of numbers shows, ready for the screen: written on the server.

use model::{
    ConversationId, CreatorId,
    crm::{MoneyKind, Step},
};
use serde::{Deserialize, Serialize};

/// The page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumbersPage {
    /// The accounts whose numbers one sees: id and name.
    pub accounts: Vec<(CreatorId, String)>,
    /// Those of the chosen one, if there is one.
    pub numbers: Option<Numbers>,
}

/// An account in numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Numbers {
    /// Which account.
    pub account: CreatorId,
    /// What the trend is told by.
    pub step: Step,
    /// Since when it is counted.
    pub since: String,
    /// IANA name of the account's time zone.
    pub zone: String,
    /// All fans, and those who subscribe.
    pub fans: (i64, i64),
    /// What came in.
    pub income: String,
    /// What a fan who paid has paid on average, and how many paid.
    pub average: Option<(String, i64)>,
    /// What came in, by kind.
    pub kinds: Vec<(MoneyKind, String)>,
    /// How often fans asked, were answered, and of a hundred.
    pub answers: Option<(i64, i64, i64)>,
    /// Half of the answers took no longer.
    pub median: Option<String>,
    /// Who paid most.
    pub top: Vec<(ConversationId, String, String)>,
    /// Period by period.
    pub trend: Vec<Bar>,
}

/// A day, a week or a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bar {
    /// Its first day, as `2026-07-14`.
    pub from: String,
    /// What came in, in cents.
    pub cents: i64,
    /// The same as it is written.
    pub income: String,
    /// Messages of fans.
    pub received: i64,
    /// Messages of ours.
    pub sent: i64,
}
