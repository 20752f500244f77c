//! Webhooks: who is told of what, and what came of it.

use serde_json::{Value, json};

/// An event that is to be told.
#[derive(Debug, Clone)]
pub(crate) struct Event {
    pub number: u64,
    pub name: String,
    pub account: String,
    pub payload: Value,
}

impl Event {
    pub fn body(&self) -> Vec<u8> {
        json!({ "event": self.name, "account_id": self.account, "payload": self.payload }).to_string().into_bytes()
    }

    /// Typing and presence have no key.
    pub fn is_ephemeral(&self) -> bool {
        self.name.starts_with("users.")
    }
}

/// An endpoint.
#[derive(Debug, Clone)]
pub(crate) struct Webhook {
    pub id: u64,
    pub url: String,
    /// The events it wants; all of them if it names none.
    pub events: Vec<String>,
    pub secret: String,
    pub enabled: bool,
}

impl Webhook {
    pub fn wants(&self, event: &str) -> bool {
        self.enabled && (self.events.is_empty() || self.events.iter().any(|name| name == event))
    }

    pub fn shape(&self) -> Value {
        json!({ "id": self.id, "endpoint_url": self.url, "events": self.events, "enabled": self.enabled })
    }
}

/// One event to one endpoint.
#[derive(Debug, Clone)]
pub(crate) struct Delivery {
    pub id: u64,
    pub webhook: u64,
    pub event: Event,
    pub key: String,
    pub attempts: u32,
    pub status: Option<u16>,
}

impl Delivery {
    pub fn shape(&self) -> Value {
        json!({
            "id": self.id,
            "webhook_id": self.webhook,
            "event": self.event.name,
            "idempotency_key": self.key,
            "attempts": self.attempts,
            "status": self.status,
            "delivered": self.status.is_some_and(|status| (200..300).contains(&status)),
        })
    }
}

/// All names, for `GET /api/webhooks/events`.
pub(crate) const NAMES: [&str; 23] = [
    "messages.received",
    "messages.sent",
    "messages.deleted",
    "messages.ppv.unlocked",
    "tips.received",
    "transactions.new",
    "subscriptions.new",
    "subscriptions.renewed",
    "subscriptions.expired",
    "users.typing",
    "users.online",
    "users.offline",
    "posts.liked",
    "accounts.connected",
    "accounts.reconnected",
    "accounts.disconnected",
    "accounts.session_expired",
    "accounts.authentication_failed",
    "accounts.otp_code_required",
    "accounts.face_otp_required",
    "media_uploads.completed",
    "media_uploads.failed",
    "chat_queue.updated",
];
