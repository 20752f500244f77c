//! Webhooks: the handshake, and batches signed over their raw bytes.

use super::Instagram;
use crate::{
    Heard, Hears, Notice, WebhookRefused,
    media::{hex, unhex},
};
use hmac::{Hmac, KeyInit, Mac};
use http::HeaderMap;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// The most that one batch may bring.
const MOST: usize = 1000;

impl Hears for Instagram {
    fn handshake(&self, query: &[(String, String)]) -> Option<String> {
        let get = |name: &str| query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
        // Compared as hashes: how long it takes says nothing about the token.
        let same = |a: &str, b: &str| Sha256::digest(a) == Sha256::digest(b);
        let ours = self.settings.verify_token.expose();
        let fits = get("hub.mode") == Some("subscribe") && !ours.is_empty() && same(get("hub.verify_token")?, ours);
        fits.then(|| get("hub.challenge").map(str::to_owned))?
    }

    fn webhook(&self, headers: &HeaderMap, body: &[u8], _: i64) -> Result<Vec<Notice>, WebhookRefused> {
        let header = headers.get("x-hub-signature-256").and_then(|value| value.to_str().ok()).ok_or(WebhookRefused::Unsigned)?;
        let signature = header.strip_prefix("sha256=").and_then(unhex).ok_or(WebhookRefused::Unsigned)?;
        let signed = |secret: &str| {
            let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("HMAC takes keys of every length");
            mac.update(body);
            mac.verify_slice(&signature).is_ok()
        };
        // Either app may have subscribed.
        let apps = [&self.settings.own, &self.settings.facebook];
        if !apps.iter().any(|app| !app.secret.expose().is_empty() && signed(app.secret.expose())) {
            return Err(WebhookRefused::WrongSignature);
        }
        let body: Value = serde_json::from_slice(body).map_err(|_| WebhookRefused::Unreadable)?;
        let entries = body["entry"].as_array().ok_or(WebhookRefused::Unreadable)?;
        Ok(entries.iter().flat_map(notices).take(MOST).collect())
    }

    fn read(&self, kind: &str, body: &Value) -> Heard {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        match (kind, body["id"].as_str()) {
            ("comments" | "live_comments", Some(id)) => {
                Heard::Comment(id.to_owned(), text(&body["media"]["id"]), text(&body["from"]["username"]), text(&body["text"]))
            }
            _ => Heard::Nothing,
        }
    }
}

fn notices(entry: &Value) -> Vec<Notice> {
    let account = entry["id"].as_str().map_or_else(|| entry["id"].to_string(), str::to_owned);
    let time = entry["time"].as_i64().unwrap_or_default();
    let one = |change: &Value| {
        let kind = change["field"].as_str()?.to_owned();
        let key = hex(&Sha256::digest(format!("{account}/{time}/{change}")));
        Some(Notice { key, kind, account: account.clone(), happened_at: time.checked_mul(1000)?, body: change["value"].clone() })
    };
    entry["changes"].as_array().into_iter().flatten().filter_map(one).collect()
}
