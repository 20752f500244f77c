//! Tickets: what Amazon SQS tells the servers, where it is set. A ticket says that a message of an account is due, and no more.
//!
//! The database's queue is the truth. Whoever receives a ticket looks there for what is next; so a ticket that is lost, comes twice
//! or out of turn loses, repeats and overtakes nothing. What no ticket told of is found by a look at the queue, every while.

mod hold;
mod probe;
mod sweep;
mod tell;

pub(crate) use hold::Held;

use amazon::{Letter, Queue};
use model::Timestamp;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

use crate::{Crm, store::tickets::Untold};

/// What a ticket says. The text of the message is not in it: it may be changed until it goes, and erased.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Ticket<'a> {
    message_id: &'a str,
    account_id: &'a str,
    recipient_id: &'a str,
    user_id: Option<&'a str>,
    metadata: Metadata<'a>,
    timestamp: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Metadata<'a> {
    campaign_id: Option<&'a str>,
    priority: i64,
}

/// What is read of a ticket, or of a test.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Said {
    message_id: Option<String>,
    account_id: Option<String>,
    test_id: Option<String>,
}

/// The ticket of a message.
fn ticket(of: &Untold, now: i64) -> Letter {
    let said = Ticket {
        message_id: &of.id,
        account_id: &of.account_id,
        recipient_id: &of.fan_id,
        user_id: of.author_id.as_deref(),
        metadata: Metadata { campaign_id: of.campaign_id.as_deref(), priority: of.priority },
        timestamp: Timestamp(now).to_string(),
    };
    let body = serde_json::to_string(&said).expect("texts and numbers always become JSON");
    let mut attributes = vec![("messageType", "String", "onlyfans".to_owned()), ("priority", "Number", of.priority.to_string())];
    if let Some(user) = &of.author_id {
        attributes.push(("userId", "String", user.clone()));
    }
    Letter { body, attributes }
}

/// A letter that is no ticket: whoever receives it says so.
fn test_letter(id: &str) -> Letter {
    Letter { body: serde_json::json!({ "testId": id }).to_string(), attributes: vec![("messageType", "String", "test".to_owned())] }
}

impl Crm {
    /// Where tickets go; `None` where there is no such queue, and where messages are only logged.
    pub(crate) fn tickets(&self) -> Option<&Arc<Queue>> {
        self.0.settings.tickets.as_ref().filter(|_| self.0.settings.sending)
    }

    /// The same, while it can be used.
    pub(crate) fn tickets_now(&self) -> Option<&Arc<Queue>> {
        self.tickets().filter(|queue| queue.away().is_none())
    }

    /// Whether messages are told of by SQS, and it cannot be used at this moment.
    pub fn tickets_away(&self) -> bool {
        self.tickets().is_some_and(|queue| queue.away().is_some())
    }
}
