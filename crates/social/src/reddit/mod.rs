//! Reddit, by its contract: refusals with HTTP 200, media without ids, rules of subreddits.

mod api;
mod numbers;
mod oauth;
mod options;
mod publish;

pub use options::{PostKind, RedditOptions};

use crate::{
    Access, Back, Connected, Connector, Draft, Heard, Http, MediaStore, Notice, Outcome, Platform, Problem, Progress, Reading, Secret, Settled,
    SignIn, Start, Tokens, WebhookRefused,
};
use async_trait::async_trait;
use http::HeaderMap;
use model::Result;
use serde_json::Value;
use std::time::Duration;

/// The app's credentials and the hosts. The client's User-Agent must be of Reddit's form.
#[derive(Debug, Clone)]
pub struct RedditSettings {
    /// The app's id.
    pub client_id: String,
    /// The app's secret.
    pub client_secret: Secret,
    /// `https://www.reddit.com`
    pub www: String,
    /// `https://oauth.reddit.com`
    pub api: String,
}

/// The connector.
#[derive(Debug)]
pub struct Reddit {
    http: Http,
    settings: RedditSettings,
}

impl Reddit {
    /// With these settings.
    pub fn new(http: Http, settings: RedditSettings) -> Self {
        Self { http, settings }
    }
}

#[async_trait]
impl Connector for Reddit {
    fn platform(&self) -> Platform {
        Platform::Reddit
    }

    fn start(&self, start: &Start<'_>) -> Result<String, Problem> {
        self.authorize(start)
    }

    async fn connect(&self, back: &Back<'_>) -> Result<Vec<Connected>, Problem> {
        self.exchange(back).await
    }

    fn refresh_before(&self, _: SignIn) -> Option<Duration> {
        Some(Duration::from_secs(1800))
    }

    async fn refresh(&self, _: SignIn, _: &Secret, refresh: Option<&Secret>) -> Result<Tokens, Problem> {
        self.renew(refresh).await
    }

    async fn revoke(&self, access: &Access, refresh: Option<&Secret>) -> Result<(), Problem> {
        self.give_back(access, refresh).await
    }

    async fn check(&self, access: &Access) -> Result<Value, Problem> {
        self.health(access).await
    }

    fn validate(&self, draft: &Draft) -> Result<()> {
        options::validate(draft)
    }

    fn is_public(&self, _: &Draft, progress: &Progress) -> bool {
        progress.step == "submit"
    }

    fn patience(&self) -> Duration {
        Duration::from_secs(1800)
    }

    async fn publish(&self, access: &Access, draft: &Draft, progress: &Progress, media: &dyn MediaStore) -> Result<Outcome, Problem> {
        self.step(access, draft, progress, media).await
    }

    async fn settle(&self, access: &Access, draft: &Draft, _: &Progress, armed_at: i64) -> Result<Settled, Problem> {
        self.look_for(access, draft, armed_at).await
    }

    async fn numbers(&self, access: &Access, subjects: &[String]) -> Result<Vec<Reading>, Problem> {
        self.read_numbers(access, subjects).await
    }

    fn handshake(&self, _: &[(String, String)]) -> Option<String> {
        None
    }

    fn webhook(&self, _: &HeaderMap, _: &[u8], _: i64) -> Result<Vec<Notice>, WebhookRefused> {
        Err(WebhookRefused::None)
    }

    fn read(&self, _: &str, _: &Value) -> Heard {
        Heard::Nothing
    }
}
