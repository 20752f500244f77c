//! What `/api/crm` answers with.

use crate::rest::outbox::OutgoingBody;
use model::crm::{ChatMessage, Conversation, Creator, Fan, Thread};
use serde::Serialize;
use utoipa::ToSchema;

/// An OnlyFans account.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = DeskAccount)]
pub struct AccountBody {
    #[schema(format = "uuid")]
    id: String,
    /// Its id at the gateway.
    account: String,
    name: String,
    username: String,
    /// IANA name of its time zone.
    time_zone: String,
    /// `connected`, or why it cannot send: `session_expired`, `code_needed`, `face_needed`, `disconnected`, `refused`,
    /// `no_credits` or `unknown`.
    state: String,
    /// Why, in the gateway's words.
    reason: String,
    #[schema(format = "date-time")]
    since: String,
}

impl From<Creator> for AccountBody {
    fn from(creator: Creator) -> Self {
        Self {
            id: creator.id.to_string(),
            account: creator.gateway_id,
            name: creator.name,
            username: creator.username,
            time_zone: creator.time_zone,
            state: creator.state.code().to_owned(),
            reason: creator.reason,
            since: creator.since.to_string(),
        }
    }
}

/// A fan.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Fan)]
pub struct FanBody {
    #[schema(format = "uuid")]
    id: String,
    /// The account.
    #[schema(format = "uuid")]
    account_id: String,
    #[schema(format = "uuid")]
    conversation_id: String,
    /// The fan's user id at OnlyFans; begins with `import:` for one whom only an imported file has named so far.
    onlyfans_id: String,
    username: String,
    name: String,
    /// `active`, `expired` or `unknown`.
    subscription: String,
    #[schema(format = "date-time")]
    subscribed_at: Option<String>,
    #[schema(format = "date-time")]
    expires_at: Option<String>,
    /// What a month costs them.
    price_cents: Option<i64>,
    #[schema(format = "date-time")]
    last_seen_at: Option<String>,
    /// All that they paid.
    value_cents: i64,
    /// What your team calls them; may be empty.
    custom_name: String,
}

impl From<Fan> for FanBody {
    fn from(fan: Fan) -> Self {
        Self {
            id: fan.id.to_string(),
            account_id: fan.creator.to_string(),
            conversation_id: fan.conversation.to_string(),
            onlyfans_id: fan.gateway_id,
            username: fan.username,
            name: fan.name,
            subscription: fan.subscription.code().to_owned(),
            subscribed_at: fan.subscribed_at.map(|at| at.to_string()),
            expires_at: fan.expires_at.map(|at| at.to_string()),
            price_cents: fan.price_cents,
            last_seen_at: fan.last_seen_at.map(|at| at.to_string()),
            value_cents: fan.spent_cents,
            custom_name: fan.custom_name,
        }
    }
}

/// A conversation with a fan.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Conversation)]
pub struct ConversationBody {
    #[schema(format = "uuid")]
    id: String,
    fan: FanBody,
    /// When somebody wrote last.
    #[schema(format = "date-time")]
    last_at: String,
    /// The first words of that.
    last_text: String,
    /// Whether it was you.
    last_mine: bool,
    /// Messages of the fan that nobody has read.
    unread: u32,
    /// Whether OnlyFans lets you write.
    can_send: bool,
    /// Why not.
    cannot_send_reason: Option<String>,
    /// `open`, `waiting`, `snoozed` or `done`.
    state: String,
    #[schema(format = "date-time")]
    snoozed_until: Option<String>,
    /// When the fan wrote first what nobody has answered.
    #[schema(format = "date-time")]
    waiting_since: Option<String>,
    /// Who answers: their user id.
    #[schema(format = "uuid")]
    assigned_to: Option<String>,
}

impl From<Conversation> for ConversationBody {
    fn from(conversation: Conversation) -> Self {
        Self {
            id: conversation.id.to_string(),
            fan: conversation.fan.into(),
            last_at: conversation.last_at.to_string(),
            last_text: conversation.last_text,
            last_mine: conversation.last_mine,
            unread: conversation.unread,
            can_send: conversation.can_send,
            cannot_send_reason: conversation.cannot_send_reason,
            state: conversation.state.code().to_owned(),
            snoozed_until: conversation.snoozed_until.map(|at| at.to_string()),
            waiting_since: conversation.waiting_since.map(|at| at.to_string()),
            assigned_to: conversation.assigned.map(|one| one.id.to_string()),
        }
    }
}

/// A message of a chat.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ChatMessage)]
pub struct MessageBody {
    #[schema(format = "uuid")]
    id: String,
    /// Whether you wrote it.
    mine: bool,
    /// Plain text.
    text: String,
    price_cents: i64,
    media_count: u32,
    is_tip: bool,
    /// Whether the fan has opened it; where it has a price, bought it.
    opened: bool,
    #[schema(format = "date-time")]
    at: String,
    /// The message that was sent from here, where it was.
    #[schema(format = "uuid")]
    message_id: Option<String>,
    /// Who of the team wrote it.
    author: Option<String>,
    /// The same: their user id.
    #[schema(format = "uuid")]
    author_id: Option<String>,
    /// The name of the automatic message that it is.
    automation: Option<String>,
}

impl From<ChatMessage> for MessageBody {
    fn from(message: ChatMessage) -> Self {
        Self {
            id: message.id.to_string(),
            mine: message.mine,
            text: message.text,
            price_cents: message.price_cents,
            media_count: message.media_count,
            is_tip: message.is_tip,
            opened: message.opened,
            at: message.at.to_string(),
            message_id: message.outgoing.map(|id| id.to_string()),
            author_id: message.author.as_ref().map(|author| author.id.to_string()),
            author: message.author.map(|author| author.name),
            automation: message.automation,
        }
    }
}

/// A page of a conversation.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ConversationMessages)]
pub struct ThreadBody {
    conversation: ConversationBody,
    /// What is said, the last first.
    items: Vec<MessageBody>,
    /// What is not in the chat: it waits, failed, or nobody knows. The oldest first; only with the first page.
    waiting: Vec<OutgoingBody>,
    /// Ask `…/waiting` for those after these with this; `null` where there are none.
    waiting_cursor: Option<String>,
    /// Ask for the messages before these with this; `null` at the beginning of the chat.
    next_cursor: Option<String>,
}

impl From<Thread> for ThreadBody {
    fn from(thread: Thread) -> Self {
        Self {
            conversation: thread.conversation.into(),
            items: thread.messages.items.into_iter().map(Into::into).collect(),
            waiting_cursor: thread.waiting.next_cursor,
            waiting: thread.waiting.items.into_iter().map(Into::into).collect(),
            next_cursor: thread.messages.next_cursor,
        }
    }
}
