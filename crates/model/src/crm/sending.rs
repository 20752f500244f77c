//! The way out in numbers, for those who run the installation.

use crate::Timestamp;
use serde::{Deserialize, Serialize};

words! {
    /// What those who run the installation are to look at.
    AlarmKind {
        /// Too many messages wait although they are due.
        Depth = "depth",
        /// Too many messages were given up.
        DeadLetters = "dead_letters",
        /// Too great a part of the last hour's messages did not arrive.
        Failures = "failures",
    }
}

/// An alarm that is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Alarm {
    /// Which.
    pub kind: AlarmKind,
    /// How many, or how many of a hundred.
    pub value: i64,
    /// What it is over.
    pub over: i64,
}

/// What one server has counted since it started. Nothing of it is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Counted {
    /// Since when.
    pub since: Timestamp,
    /// Messages put into the queue.
    pub queued: u64,
    /// Messages that the gateway took.
    pub processed: u64,
    /// Messages that certainly did not arrive, and are not tried again by themselves.
    pub failed: u64,
    /// Messages whose answer was lost.
    pub unconfirmed: u64,
    /// Messages that were only logged, while sending is switched off.
    pub logged: u64,
    /// Attempts that ended.
    pub attempts: u64,
    /// How long they took together, in milliseconds.
    pub attempts_ms: u64,
}

words! {
    /// What tells the servers that a message is due.
    QueueKind {
        /// The database's own queue.
        Embedded = "embedded",
        /// Amazon SQS, with the database's queue behind it.
        Sqs = "sqs",
    }
}

/// How much is in the queue at SQS, as it counts: roughly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Tickets {
    /// Tickets that wait.
    pub waiting: i64,
    /// Tickets that a server holds.
    pub in_flight: i64,
    /// Tickets among the dead letters, where their queue is set.
    pub dead: Option<i64>,
}

/// The queue that is used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct QueueState {
    /// Which.
    pub kind: QueueKind,
    /// How much is in it; `None` where it is the database's, or does not answer.
    pub tickets: Option<Tickets>,
    /// What is wrong with SQS, where something is. Messages go out all the same.
    pub trouble: Option<String>,
}

/// The way out of all accounts in numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Monitoring {
    /// Whether messages are handed to the gateway at all.
    pub sending: bool,
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
    /// What this server has counted.
    pub counted: Counted,
    /// The alarms that are on.
    pub alarms: Vec<Alarm>,
}
