//! What the page shows, ready for the screen: written on the server.

use crate::when::When;
use model::{
    OutgoingId, WebhookId,
    crm::{Alarm, Checked, CreatorState, EventState, QueueState, Setting},
};
use serde::{Deserialize, Serialize};

/// The way out in numbers, and how it is set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sending {
    /// Whether messages are handed to the gateway at all.
    pub sending: bool,
    /// Whether the gateway is a sandbox.
    pub sandbox: bool,
    /// What tells the servers that messages are due.
    pub queue: QueueState,
    /// Messages that are due and wait.
    pub depth: i64,
    /// Messages that wait for their time.
    pub later: i64,
    /// Messages that the gateway has not answered.
    pub in_flight: i64,
    /// Messages that were given up.
    pub dead_letters: i64,
    /// Messages that a person must decide on.
    pub unconfirmed: i64,
    /// Messages of the last hour that arrived.
    pub hour_processed: i64,
    /// Messages of the last hour that did not.
    pub hour_failed: i64,
    /// The alarms that are on.
    pub alarms: Vec<Alarm>,
    /// The settings.
    pub settings: Vec<Setting>,
    /// The buckets.
    pub buckets: Vec<BucketRow>,
}

/// The bucket of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BucketRow {
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
    /// The gateway asked to wait until then.
    pub paused: Option<When>,
}

/// A message that a person is to look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TroubledRow {
    /// Its id.
    pub id: OutgoingId,
    /// The account that was to send it.
    pub account: String,
    /// The fan it is for.
    pub fan: String,
    /// How it begins.
    pub text: String,
    /// Why, in the reader's language, where that is known.
    pub why: Option<String>,
    /// Why, as the log has it.
    pub reason: String,
    /// When it was given up, or tried last.
    pub when: When,
}

/// An event of the gateway.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventRow {
    /// Its id.
    pub id: WebhookId,
    /// What happened, in the gateway's words.
    pub event: String,
    /// The account at the gateway.
    pub account: String,
    /// What became of it.
    pub state: EventState,
    /// What was wrong.
    pub error: Option<String>,
    /// When it came.
    pub when: When,
}

/// What was asked just now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checks {
    /// The gateway takes our key.
    pub gateway: Checked,
    /// Redis answers.
    pub redis: Checked,
    /// The database answers.
    pub database: Checked,
    /// A test message went through SQS and came back.
    pub sqs: Checked,
    /// CloudWatch takes a number.
    pub cloudwatch: Checked,
    /// When the gateway's last event came.
    pub last_event: Option<When>,
}
