//! What administrators see: the journal of webhooks, and how each platform is set up.

use super::Platform;
use crate::{Timestamp, WebhookId};
use serde::{Deserialize, Serialize};

/// Where an event of the journal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JournalState {
    /// It is to be worked on.
    Waiting,
    /// It was.
    Done,
    /// It means nothing here.
    Ignored,
    /// It could not be worked on; a person may replay it.
    Dead,
}

impl JournalState {
    /// The stable word.
    pub fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Done => "done",
            Self::Ignored => "ignored",
            Self::Dead => "dead",
        }
    }

    /// The state of a word.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Waiting, Self::Done, Self::Ignored, Self::Dead].into_iter().find(|state| state.code() == code)
    }
}

/// An event of the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct JournalEntry {
    /// Its id; it is in the logs, too.
    pub id: WebhookId,
    /// From where.
    pub platform: Platform,
    /// The platform's word for its kind.
    pub kind: String,
    /// The account, by the platform's own id.
    pub account: String,
    /// What came, as JSON.
    pub body: String,
    /// When it happened.
    pub happened_at: Timestamp,
    /// When it came.
    pub received_at: Timestamp,
    /// Where it is.
    pub state: JournalState,
    /// How often it was tried.
    pub attempts: u32,
    /// Why it did not work.
    pub problem: Option<String>,
}

/// How a platform is set up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Integration {
    /// Which one.
    pub platform: Platform,
    /// Whether the sandbox stands in for it.
    pub sandbox: bool,
    /// Its settings.
    pub settings: Vec<IntegrationSetting>,
    /// Where one gets them.
    pub get_from: String,
    /// What must be entered there as redirect address.
    pub redirect_url: String,
    /// What must be entered there for webhooks, where the platform has them.
    pub webhook_url: Option<String>,
    /// Accounts that are connected.
    pub accounts: u32,
    /// Accounts that wait for their person.
    pub waiting: u32,
    /// Calls of this server in the last hour.
    pub calls: u32,
    /// Those of them without a good answer: none at all, a fault of theirs, throttled.
    pub errors: u32,
    /// The time that half of them took, in milliseconds.
    pub median_ms: Option<u32>,
    /// The time that 95 of 100 took at most, in milliseconds.
    pub slow_ms: Option<u32>,
    /// Whether publishing is paused.
    pub paused: bool,
}

/// A setting of a platform.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IntegrationSetting {
    /// Its name in the environment.
    pub name: String,
    /// Whether it is given.
    pub set: bool,
    /// Its value, unless it is a secret.
    pub value: Option<String>,
}

/// What a self-test found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tested {
    /// The platform answers and knows the app's id and secret.
    Works,
    /// It does not: its own words, or ours.
    Fails(super::Trouble),
}
