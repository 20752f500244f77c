//! What the pages of automatic messages show, ready for the screen: written on the server.

use crate::when::When;
use model::{
    AutomationId, CreatorId, OutgoingId,
    crm::{Stopped, Trigger},
};
use serde::{Deserialize, Serialize};

/// The page of all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Automations {
    /// One's accounts.
    pub accounts: Vec<(CreatorId, String)>,
    /// The account whose these are; `None` for who has none.
    pub account: Option<CreatorId>,
    /// Whether the reader may write and switch them.
    pub may: bool,
    /// Them, by name.
    pub rows: Vec<AutomationRow>,
    /// Messages that wait, the next first.
    pub waiting: Vec<WaitingRow>,
}

/// One in the list.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct AutomationRow {
    /// Its id.
    pub id: AutomationId,
    /// Its name.
    pub name: String,
    /// What happens before it.
    pub trigger: Trigger,
    /// Whether it is on.
    pub on: bool,
    /// How many of its messages arrived.
    pub sent: u32,
}

/// A message that waits.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct WaitingRow {
    /// The message.
    pub id: OutgoingId,
    /// What the automatic message is called.
    pub automation: String,
    /// What the fan is called.
    pub fan: String,
    /// When it is due.
    pub when: When,
}

/// The page of one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AutomationView {
    /// One's accounts that one may write for.
    pub accounts: Vec<(CreatorId, String)>,
    /// Its id; `None` for a new one.
    pub id: Option<AutomationId>,
    /// What stands in the fields.
    pub filled: AutomationFilled,
    /// Lists that can be left out: id and name.
    pub lists: Vec<(String, String)>,
    /// How often it happened in the last 30 days, and how many messages would have gone out.
    pub foreseen: Option<(u32, u32)>,
    /// The last of them: the fan, when, and why nothing would have gone out.
    pub last: Vec<(String, When, Option<Stopped>)>,
    /// Messages that really did not go out, the last first: the fan, when that was decided, and why.
    pub stopped: Vec<(String, When, Stopped)>,
}

/// What stands in the fields of the form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AutomationFilled {
    /// The account's id.
    pub account: String,
    /// Its name.
    pub name: String,
    /// What happens before it.
    pub trigger: String,
    /// Its text.
    pub text: String,
    /// Ids of media.
    pub media: String,
    /// Dollars.
    pub price: String,
    /// Minutes.
    pub delay_from: String,
    /// Minutes.
    pub delay_to: String,
    /// As `22:00`; empty for no quiet hours.
    pub quiet_from: String,
    /// As `08:00`.
    pub quiet_to: String,
    /// Whether it stays where the fan wrote.
    pub unless_fan_wrote: bool,
    /// Whether it stays where the team wrote.
    pub unless_team_wrote: bool,
    /// Days.
    pub again_days: String,
    /// Tags, between commas.
    pub without_tags: String,
    /// Ids of lists.
    pub without_lists: Vec<String>,
}
