//! The fan desk's settings.

use super::{Reader, Secret};
use http::Uri;
use std::time::Duration;

/// The fan desk's settings.
#[derive(Debug, Clone)]
pub struct Desk {
    /// Where the gateway is.
    pub url: String,
    /// The key for it; `None`: the sandbox.
    pub key: Option<Secret>,
    /// What signs webhooks: the current secret, and the one before.
    pub webhook_secrets: Vec<Secret>,
    /// How fast each account sends.
    pub pace: crm::Pace,
    /// Fans of the sandbox's creator.
    pub sandbox_fans: usize,
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
            pace,
            sandbox_fans: from.number("ONLYFANS_SANDBOX_FANS", 0, 10_000),
        }
    }
}

/// An `http(s)` address without a slash at the end, a query, or a name and password.
fn address(text: &str) -> Option<String> {
    let uri: Uri = text.parse().ok()?;
    let good = matches!(uri.scheme_str(), Some("http" | "https")) && uri.query().is_none() && !uri.authority()?.as_str().contains('@');
    good.then(|| text.trim_end_matches('/').to_owned())
}
