//! Webhooks: what has happened, signed.

use super::TikTok;
use crate::common::{Signature, hmac_hex};
use serde_json::{Value, json};

/// One event.
#[derive(Debug, Clone)]
pub struct Event {
    /// Its name.
    pub event: String,
    /// Whose.
    pub user_openid: String,
    /// When, in seconds.
    pub create_time: i64,
    /// What, sent as JSON in a string.
    pub content: Value,
}

impl TikTok {
    /// The events since the last call, oldest first.
    pub fn events(&self) -> Vec<Event> {
        self.lock().events.drain(..).collect()
    }

    /// The body of a webhook and the value of its `TikTok-Signature`, if it has one.
    pub fn webhook(&self, event: &Event, signature: Signature) -> (Vec<u8>, Option<String>) {
        let settings = self.lock().settings.clone();
        let body = json!({
            "client_key": settings.client_key, "event": event.event, "create_time": event.create_time,
            "user_openid": event.user_openid, "content": event.content.to_string(),
        });
        let body = body.to_string().into_bytes();
        let (age, secret) = match signature {
            Signature::Missing => return (body, None),
            Signature::Aged(seconds) => (seconds, settings.client_secret),
            Signature::OtherSecret => (0, "not the secret".to_owned()),
            Signature::Right | Signature::Wrong => (0, settings.client_secret),
        };
        let at = self.clock().seconds() - age;
        let mut signed = format!("{at}.").into_bytes();
        signed.extend_from_slice(if signature == Signature::Wrong { b"other bytes" } else { &body });
        (body, Some(format!("t={at},s={}", hmac_hex(&secret, &signed))))
    }

    /// Sends a webhook and returns the status of the answer.
    ///
    /// # Errors
    /// If nobody answers.
    pub async fn send(&self, to: &str, event: &Event, signature: Signature) -> Result<u16, reqwest::Error> {
        let (body, signed) = self.webhook(event, signature);
        let mut request = reqwest::Client::new().post(to).header("content-type", "application/json").body(body);
        if let Some(signed) = signed {
            request = request.header("TikTok-Signature", signed);
        }
        Ok(request.send().await?.status().as_u16())
    }
}
