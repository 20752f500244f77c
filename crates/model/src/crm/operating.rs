//! What those who run the installation see of the way out, and of what came in.

use super::{CreatorState, SendState};
use crate::{
    Timestamp,
    ids::{OutgoingId, WebhookId},
};
use serde::{Deserialize, Serialize};

words! {
    /// What became of an event of the gateway.
    EventState {
        /// It is to be done.
        Waiting = "waiting",
        /// It is done.
        Done = "done",
        /// There was nothing to do.
        Ignored = "ignored",
        /// It could not be done; a person looks at it.
        Failed = "failed",
    }
}

words! {
    /// Where the value of a setting comes from.
    SettingFrom {
        /// The program's environment.
        Environment = "environment",
        /// It is the default.
        Default = "default",
        /// There is none.
        Unset = "unset",
    }
}

/// Whether something works.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Checked {
    /// It does.
    Works,
    /// It does not; what it said.
    Fails(String),
    /// It is not set.
    Unset,
}

/// A setting as those who run the installation may see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setting {
    /// Its name.
    pub name: String,
    /// Its value; `None` for a secret, and where there is none.
    pub value: Option<String>,
    /// Where that comes from.
    pub from: SettingFrom,
}

/// The bucket of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountBucket {
    /// The account's id at the gateway.
    pub gateway_id: String,
    /// Its name.
    pub name: String,
    /// Whether it can send.
    pub state: CreatorState,
    /// Messages that could go at once.
    pub tokens: i64,
    /// Messages that are due and wait.
    pub depth: i64,
    /// The gateway asked to wait until then, if that is to come.
    pub paused_until: Option<Timestamp>,
}

/// A message that a person is to look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Troubled {
    /// Its id.
    pub id: OutgoingId,
    /// The account that was to send it.
    pub account: String,
    /// The fan it is for.
    pub fan: String,
    /// How it begins.
    pub text: String,
    /// Where it is.
    pub state: SendState,
    /// Why, in words for the log.
    pub reason: String,
    /// Tries so far.
    pub attempts: i64,
    /// When it was given up, or tried last.
    pub at: Timestamp,
}

/// An event of the gateway in the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JournalEntry {
    /// Its id.
    pub id: WebhookId,
    /// What happened, in the gateway's words.
    pub event: String,
    /// The account at the gateway.
    pub gateway_account: String,
    /// What became of it.
    pub state: EventState,
    /// What was wrong.
    pub error: Option<String>,
    /// Tries so far.
    pub attempts: i64,
    /// When it came.
    pub at: Timestamp,
}
