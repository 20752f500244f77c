//! Webhooks: signed over time and raw bytes, without ids of their own.

use super::{TikTok, api::failed};
use crate::{Heard, Hears, News, Notice, WebhookRefused, media::unhex};
use hmac::{Hmac, KeyInit, Mac};
use http::HeaderMap;
use serde_json::Value;
use sha2::Sha256;

/// Seconds that the signature's time may be away from ours.
const SKEW: i64 = 300;

impl Hears for TikTok {
    fn webhook(&self, headers: &HeaderMap, body: &[u8], now: i64) -> Result<Vec<Notice>, WebhookRefused> {
        let header = headers.get("tiktok-signature").and_then(|value| value.to_str().ok()).ok_or(WebhookRefused::Unsigned)?;
        let part = |name: &str| header.split(',').find_map(|part| part.trim().strip_prefix(name)?.strip_prefix('='));
        let (Some(time), Some(signature)) = (part("t"), part("s")) else { return Err(WebhookRefused::Unsigned) };
        let signature = unhex(signature).ok_or(WebhookRefused::Unsigned)?;
        let mut mac = Hmac::<Sha256>::new_from_slice(self.settings.client_secret.expose().as_bytes()).expect("HMAC takes keys of every length");
        mac.update(time.as_bytes());
        mac.update(b".");
        mac.update(body);
        mac.verify_slice(&signature).map_err(|_| WebhookRefused::WrongSignature)?;
        let at: i64 = time.parse().map_err(|_| WebhookRefused::Unreadable)?;
        if at.abs_diff(now / 1000) > SKEW as u64 {
            return Err(WebhookRefused::Skewed);
        }
        notice(body).map(|notice| vec![notice]).ok_or(WebhookRefused::Unreadable)
    }

    fn read(&self, kind: &str, body: &Value) -> Heard {
        let of = |news| match body["publish_id"].as_str() {
            Some(handle) => Heard::Publication(handle.to_owned(), news),
            None => Heard::Nothing,
        };
        match kind {
            "authorization.removed" => Heard::GrantRemoved,
            "post.publish.complete" | "video.publish.completed" => of(News::Out),
            "post.publish.failed" | "video.upload.failed" => of(News::Failed(failed(body["reason"].as_str().unwrap_or_default()))),
            "post.publish.inbox_delivered" => of(News::InInbox),
            "post.publish.publicly_available" => match body["post_id"].as_str() {
                Some(id) => of(News::Visible(id.to_owned(), None)),
                None => Heard::Nothing,
            },
            "post.publish.no_longer_publicaly_available" => of(News::Hidden),
            _ => Heard::Nothing,
        }
    }
}

fn notice(body: &[u8]) -> Option<Notice> {
    let body: Value = serde_json::from_slice(body).ok()?;
    let (kind, account) = (body["event"].as_str()?, body["user_openid"].as_str()?);
    let at = body["create_time"].as_i64()?;
    let content: Value = serde_json::from_str(body["content"].as_str().unwrap_or("{}")).ok()?;
    let about = [&content["publish_id"], &content["post_id"]].into_iter().filter_map(Value::as_str).collect::<Vec<_>>().join("/");
    let key = format!("{kind}/{account}/{about}/{at}");
    Some(Notice { key, kind: kind.to_owned(), account: account.to_owned(), happened_at: at.checked_mul(1000)?, body: content })
}
