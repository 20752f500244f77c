//! What a search found, ready for the screen: written on the server.

use crate::when::When;
use model::ConversationId;
use serde::{Deserialize, Serialize};

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Results {
    /// People.
    pub people: Vec<PersonRow>,
    /// Messages, the last first.
    pub messages: Vec<MessageRow>,
}

/// Somebody who was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRow {
    /// The conversation with them.
    pub id: ConversationId,
    /// What to call them.
    pub name: String,
    /// Their user name, as `@ben`; may be empty.
    pub username: String,
}

/// A message that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageRow {
    /// Where it was said.
    pub conversation: ConversationId,
    /// The page of the conversation that ends with it.
    pub before: String,
    /// With whom.
    pub name: String,
    /// Whether we wrote it.
    pub mine: bool,
    /// The words around what was looked for.
    pub excerpt: String,
    /// When it was written.
    pub when: When,
}
