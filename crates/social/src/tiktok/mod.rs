//! TikTok, by its contract.

mod api;
mod numbers;
mod oauth;
mod options;
mod publish;
mod webhook;

pub use options::TikTokOptions;

use crate::{
    Access, Back, Connected, Connector, Draft, Heard, Http, MediaStore, Notice, Outcome, Platform, Problem, Progress, Reading, Secret, Settled,
    SignIn, Start, Tokens, WebhookRefused,
};
use async_trait::async_trait;
use http::HeaderMap;
use model::Result;
use serde_json::Value;
use std::time::Duration;

/// The app's credentials and the hosts.
#[derive(Debug, Clone)]
pub struct TikTokSettings {
    /// The app's key.
    pub client_key: String,
    /// The app's secret.
    pub client_secret: Secret,
    /// Where people sign in, as `https://www.tiktok.com`.
    pub www: String,
    /// The API, as `https://open.tiktokapis.com`.
    pub api: String,
    /// Whether media addresses of ours are verified, so that TikTok may fetch them.
    pub pulls: bool,
}

/// The connector.
#[derive(Debug)]
pub struct TikTok {
    http: Http,
    settings: TikTokSettings,
}

impl TikTok {
    /// With these settings.
    pub fn new(http: Http, settings: TikTokSettings) -> Self {
        Self { http, settings }
    }
}

#[async_trait]
impl Connector for TikTok {
    fn platform(&self) -> Platform {
        Platform::TikTok
    }

    fn start(&self, start: &Start<'_>) -> Result<String, Problem> {
        self.authorize(start)
    }

    async fn connect(&self, back: &Back<'_>) -> Result<Vec<Connected>, Problem> {
        self.exchange(back).await
    }

    fn refresh_before(&self, _: SignIn) -> Option<Duration> {
        Some(Duration::from_secs(45 * 60))
    }

    async fn refresh(&self, _: SignIn, _: &Secret, refresh: Option<&Secret>) -> Result<Tokens, Problem> {
        self.renew(refresh).await
    }

    async fn revoke(&self, access: &Access, _: Option<&Secret>) -> Result<(), Problem> {
        self.give_back(access).await
    }

    async fn check(&self, access: &Access) -> Result<Value, Problem> {
        self.creator(access).await
    }

    fn validate(&self, draft: &Draft) -> Result<()> {
        options::validate(draft)
    }

    fn is_public(&self, draft: &Draft, progress: &Progress) -> bool {
        // What they fetch goes out without another call. Of an upload nothing can be public before its bytes are there,
        // and those belong to the one publish_id that we have.
        progress.step == "init" && self.is_pulled(draft)
    }

    fn patience(&self) -> Duration {
        Duration::from_secs(2 * 3600)
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

    fn webhook(&self, headers: &HeaderMap, body: &[u8], now: i64) -> Result<Vec<Notice>, WebhookRefused> {
        self.take_apart(headers, body, now)
    }

    fn read(&self, kind: &str, body: &Value) -> Heard {
        webhook::meaning(kind, body)
    }
}
