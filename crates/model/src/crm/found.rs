//! What a search at the desk found.

use super::Conversation;
use crate::{
    Timestamp,
    ids::{ConversationId, MessageId},
};
use serde::{Deserialize, Serialize};

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Found {
    /// People, by their conversations; those who paid most first.
    pub people: Vec<Conversation>,
    /// Messages, the last first.
    pub messages: Vec<FoundMessage>,
}

/// A message that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FoundMessage {
    /// The message.
    pub id: MessageId,
    /// Where it was said.
    pub conversation: ConversationId,
    /// With whom.
    pub name: String,
    /// Whether we wrote it.
    pub mine: bool,
    /// The words around what was looked for.
    pub excerpt: String,
    /// When.
    pub at: Timestamp,
}
