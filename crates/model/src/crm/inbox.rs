//! The inbox: conversations, what is said in them, and fans.

use super::{ConversationState, Outgoing, SendState, Subscription};
use crate::{
    Page, Timestamp, UserId,
    ids::{ConversationId, CreatorId, FanId, MessageId, OutgoingId},
};
use serde::{Deserialize, Serialize};

/// A fan of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Fan {
    /// Its id here.
    pub id: FanId,
    /// The account.
    pub creator: CreatorId,
    /// Its id at the gateway.
    pub gateway_id: String,
    /// The chat with them.
    pub conversation: ConversationId,
    /// Their user name; may be empty.
    pub username: String,
    /// Their name; may be empty.
    pub name: String,
    /// Whether they subscribe.
    pub subscription: Subscription,
    /// Since when.
    pub subscribed_at: Option<Timestamp>,
    /// Until when.
    pub expires_at: Option<Timestamp>,
    /// What a month costs them, in cents.
    pub price_cents: Option<i64>,
    /// When they were there last.
    pub last_seen_at: Option<Timestamp>,
    /// All that they paid, in cents.
    pub spent_cents: i64,
    /// What the team calls them; may be empty.
    pub custom_name: String,
}

impl Fan {
    /// What to call them: as the team does, or by their name, or the user name, or the id at the gateway.
    pub fn called(&self) -> &str {
        called([&self.custom_name, &self.name, &self.username], &self.gateway_id)
    }
}

fn called<'a>(names: [&'a str; 3], id: &'a str) -> &'a str {
    names.into_iter().find(|text| !text.is_empty()).unwrap_or(id)
}

/// A chat in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Conversation {
    /// Its id.
    pub id: ConversationId,
    /// With whom.
    pub fan: Fan,
    /// When somebody wrote last.
    pub last_at: Timestamp,
    /// The first words of that.
    pub last_text: String,
    /// Whether it was us.
    pub last_mine: bool,
    /// Messages of the fan that nobody has read.
    pub unread: u32,
    /// Whether the gateway lets us write.
    pub can_send: bool,
    /// Why not, in the gateway's words.
    pub cannot_send_reason: Option<String>,
    /// Where it is.
    pub state: ConversationState,
    /// Until when it is put aside, if it is.
    pub snoozed_until: Option<Timestamp>,
    /// When the fan wrote first what nobody has answered.
    pub waiting_since: Option<Timestamp>,
    /// Who answers.
    pub assigned: Option<Colleague>,
}

/// Somebody of an account's team.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Colleague {
    /// Their id.
    pub id: UserId,
    /// Their name.
    pub name: String,
}

/// A message of a chat, as the gateway tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ChatMessage {
    /// Its id here.
    pub id: MessageId,
    /// Whether we wrote it.
    pub mine: bool,
    /// Its text, plain.
    pub text: String,
    /// What it costs, in cents.
    pub price_cents: i64,
    /// How many media it has.
    pub media_count: u32,
    /// Whether it came with a tip.
    pub is_tip: bool,
    /// Whether the fan has opened it, which is bought it where it has a price.
    pub opened: bool,
    /// When it was written.
    pub at: Timestamp,
    /// The message of the outbox that it is.
    pub outgoing: Option<OutgoingId>,
    /// Where that one is.
    pub state: Option<SendState>,
    /// Who of the team wrote it, where that is known.
    pub author: Option<Colleague>,
    /// The name of the automatic message that it is, if it is one that is there still.
    pub automation: Option<String>,
}

/// A chat with what is said in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Thread {
    /// The chat.
    pub conversation: Conversation,
    /// What is said, last first.
    pub messages: Page<ChatMessage>,
    /// Messages of ours that are not in the chat, the oldest first: they wait, failed, or nobody knows. Only with the
    /// first page.
    pub waiting: Page<Outgoing>,
}

#[cfg(test)]
mod tests {
    use super::called;

    #[test]
    fn somebody_without_a_name_has_a_user_name_or_an_id() {
        assert_eq!((called(["Big B", "Ben", "ben7"], "12"), called(["", "Ben", "ben7"], "12")), ("Big B", "Ben"));
        assert_eq!((called(["", "", "ben7"], "12"), called(["", "", ""], "12")), ("ben7", "12"));
    }
}
