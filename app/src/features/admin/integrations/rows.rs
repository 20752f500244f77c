//! What the page shows, ready for the screen: written on the server.

use crate::when::When;
use model::{
    WebhookId,
    social::{JournalState, Platform},
};
use serde::{Deserialize, Serialize};

/// An event that a platform told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JournalRow {
    /// Its id.
    pub id: WebhookId,
    /// From where.
    pub platform: Platform,
    /// What happened, in the platform's words.
    pub kind: String,
    /// The account, by the platform's own id.
    pub account: String,
    /// What came, as JSON.
    pub body: String,
    /// When it came.
    pub when: When,
    /// What became of it.
    pub state: JournalState,
    /// How often it was tried.
    pub attempts: u32,
    /// What was wrong.
    pub problem: Option<String>,
}
