//! What a sandbox is made from.

use std::time::Duration;

/// How the sandbox is made.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The key that callers must show.
    pub key: String,
    /// Everything follows from it: names, histories, what people do.
    pub seed: u64,
    /// Accounts of creators.
    pub accounts: usize,
    /// Fans of each.
    pub fans: usize,
    /// Whether people act by themselves, by the real clock.
    pub live: bool,
    /// Waits before a webhook is tried again.
    pub retries: Vec<Duration>,
    /// How long a webhook may take to answer.
    pub patience: Duration,
}

impl Default for Settings {
    /// One creator with 2,000 fans, and the gateway's own pace.
    fn default() -> Self {
        Self {
            key: "sandbox".to_owned(),
            seed: 7,
            accounts: 1,
            fans: 2_000,
            live: false,
            retries: [1, 2, 4, 8, 16].map(Duration::from_secs).to_vec(),
            patience: Duration::from_secs(5),
        }
    }
}

impl Settings {
    /// A small, hasty one for tests: so many fans, webhooks tried again at once.
    pub fn small(fans: usize) -> Self {
        Self { fans, retries: vec![Duration::from_millis(20); 5], ..Self::default() }
    }
}
