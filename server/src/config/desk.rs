//! The fan desk's settings.

use super::{Amazon, Reader, Secret};
use http::Uri;
use model::crm::Setting;
use std::time::Duration;

/// The settings that administrators see beside the queue, and whether they are secret.
const SHOWN: [(&str, bool); 19] = [
    ("ONLYFANS_API_URL", false),
    ("ONLYFANS_API_KEY", true),
    ("ONLYFANS_WEBHOOK_SECRET", true),
    ("ONLYFANS_WEBHOOK_SECRET_BEFORE", true),
    ("RATE_LIMITER_ENABLED", false),
    ("ONLYFANS_PER_MINUTE", false),
    ("ONLYFANS_BURST", false),
    ("ONLYFANS_SPACING", false),
    ("REDIS_ENDPOINT", true),
    ("REDIS_URL", true),
    ("SQS_RATE_LIMITER_QUEUE_URL", false),
    ("SQS_RATE_LIMITER_DLQ_URL", false),
    ("CLOUDWATCH_NAMESPACE", false),
    ("AWS_REGION", false),
    ("AWS_ACCESS_KEY_ID", true),
    ("AWS_SECRET_ACCESS_KEY", true),
    ("AWS_SESSION_TOKEN", true),
    ("AWS_ENDPOINT_URL", false),
    ("METRICS_TOKEN", true),
];

/// The fan desk's settings.
#[derive(Debug, Clone)]
pub struct Desk {
    /// Where the gateway is.
    pub url: String,
    /// The key for it; `None`: the sandbox.
    pub key: Option<Secret>,
    /// What signs webhooks: the current secret, and the one before.
    pub webhook_secrets: Vec<Secret>,
    /// Whether messages are handed to the gateway.
    pub sending: bool,
    /// How fast each account sends.
    pub pace: crm::Pace,
    /// Where servers share the pace of accounts; its password may be in it.
    pub redis: Option<Secret>,
    /// What tells servers that messages are due, and where numbers go, beside the database.
    pub amazon: Amazon,
    /// Fans of the sandbox's creator.
    pub sandbox_fans: usize,
    /// What administrators see of the settings.
    pub shown: Vec<Setting>,
}

impl Desk {
    pub(super) fn read(from: &mut Reader<'_>) -> Self {
        let url = from.parsed("ONLYFANS_API_URL", "the address of a gateway, as in https://app.onlyfansapi.com", address).unwrap_or_default();
        let key = from.text("ONLYFANS_API_KEY");
        if key.as_ref().is_some_and(|key| key.bytes().any(|byte| !byte.is_ascii_graphic())) {
            // The value is not shown.
            from.wrong("ONLYFANS_API_KEY", "must be the key as the gateway shows it, without spaces");
        }
        let secrets = [from.text("ONLYFANS_WEBHOOK_SECRET"), from.text("ONLYFANS_WEBHOOK_SECRET_BEFORE")];
        let pace = crm::Pace {
            per_minute: from.number("ONLYFANS_PER_MINUTE", 1, 600),
            burst: from.number("ONLYFANS_BURST", 1, 600),
            spacing: Duration::from_secs(from.number("ONLYFANS_SPACING", 0, 600)),
        };
        Self {
            url,
            key: key.map(Secret::new),
            webhook_secrets: secrets.into_iter().flatten().map(Secret::new).collect(),
            sending: from.parsed("RATE_LIMITER_ENABLED", "true or false", |text| text.parse().ok()).unwrap_or(true),
            pace,
            sandbox_fans: from.number("ONLYFANS_SANDBOX_FANS", 0, 10_000),
            redis: redis(from),
            amazon: Amazon::read(from),
            shown: SHOWN.iter().map(|(name, secret)| from.shown(name, *secret)).collect(),
        }
    }
}

/// `REDIS_ENDPOINT`, also as clouds show it, without a scheme.
fn redis(from: &mut Reader<'_>) -> Option<Secret> {
    let text = from.text("REDIS_ENDPOINT")?;
    let url = if text.contains("://") { text } else { format!("redis://{text}") };
    // The value is not shown: a password may be in it.
    if !cluster::check(&url) {
        from.wrong(
            "REDIS_ENDPOINT",
            "must be the address of a Redis server, as in redis.example.com:6379 or rediss://USER:PASSWORD@redis.example.com:6380",
        );
    }
    Some(Secret::new(url))
}

/// An `http(s)` address without a slash at the end, a query, or a name and password.
fn address(text: &str) -> Option<String> {
    let uri: Uri = text.parse().ok()?;
    let good = matches!(uri.scheme_str(), Some("http" | "https")) && uri.query().is_none() && !uri.authority()?.as_str().contains('@');
    good.then(|| text.trim_end_matches('/').to_owned())
}
