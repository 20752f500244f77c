//! Instagram, by its contract: both sign-ins, containers, the table of errors.

mod api;
mod numbers;
mod oauth;
mod options;
mod publish;
mod webhook;

pub use options::{InstagramOptions, Kind};

use crate::{
    Access, Back, Connected, Connector, Draft, Heard, Http, MediaStore, Notice, Outcome, Platform, Problem, Progress, Reading, Secret, Settled,
    SignIn, Start, Tokens, WebhookRefused,
};
use async_trait::async_trait;
use http::HeaderMap;
use model::Result;
use serde_json::Value;
use std::time::Duration;

/// An app's credentials.
#[derive(Debug, Clone)]
pub struct App {
    /// Its id.
    pub id: String,
    /// Its secret.
    pub secret: Secret,
}

/// The apps' credentials and the hosts.
#[derive(Debug, Clone)]
pub struct InstagramSettings {
    /// For Instagram's own sign-in.
    pub own: App,
    /// For the sign-in by Facebook.
    pub facebook: App,
    /// What webhook subscriptions must name.
    pub verify_token: Secret,
    /// As in `v25.0`.
    pub version: String,
    /// `https://www.instagram.com`
    pub www: String,
    /// `https://api.instagram.com`
    pub api: String,
    /// `https://graph.instagram.com`
    pub graph: String,
    /// `https://www.facebook.com`
    pub facebook_www: String,
    /// `https://graph.facebook.com`
    pub facebook_graph: String,
}

/// The connector.
#[derive(Debug)]
pub struct Instagram {
    http: Http,
    settings: InstagramSettings,
}

impl Instagram {
    /// With these settings.
    pub fn new(http: Http, settings: InstagramSettings) -> Self {
        Self { http, settings }
    }
}

#[async_trait]
impl Connector for Instagram {
    fn platform(&self) -> Platform {
        Platform::Instagram
    }

    fn start(&self, start: &Start<'_>) -> Result<String, Problem> {
        self.authorize(start)
    }

    async fn connect(&self, back: &Back<'_>) -> Result<Vec<Connected>, Problem> {
        match back.sign_in {
            SignIn::Own => self.by_instagram(back).await,
            SignIn::Facebook => self.by_facebook(back).await,
        }
    }

    fn refresh_before(&self, sign_in: SignIn) -> Option<Duration> {
        // A token of sixty days: a week leaves time for many tries.
        (sign_in == SignIn::Own).then_some(Duration::from_secs(7 * 86_400))
    }

    async fn refresh(&self, sign_in: SignIn, access: &Secret, _: Option<&Secret>) -> Result<Tokens, Problem> {
        self.renew(sign_in, access).await
    }

    async fn revoke(&self, _: &Access, _: Option<&Secret>) -> Result<(), Problem> {
        Err(Problem::new(crate::ProblemCode::NotOffered, crate::Verdict::Never, ""))
    }

    async fn check(&self, access: &Access) -> Result<Value, Problem> {
        self.quota(access).await
    }

    fn validate(&self, draft: &Draft) -> Result<()> {
        options::validate(draft)
    }

    fn is_public(&self, _: &Draft, progress: &Progress) -> bool {
        matches!(progress.step.as_str(), "publish" | "comment")
    }

    fn patience(&self) -> Duration {
        Duration::from_secs(3600)
    }

    async fn publish(&self, access: &Access, draft: &Draft, progress: &Progress, media: &dyn MediaStore) -> Result<Outcome, Problem> {
        self.step(access, draft, progress, media).await
    }

    async fn settle(&self, access: &Access, draft: &Draft, progress: &Progress, _: i64) -> Result<Settled, Problem> {
        self.look(access, draft, progress).await
    }

    async fn numbers(&self, access: &Access, subjects: &[String]) -> Result<Vec<Reading>, Problem> {
        self.read_numbers(access, subjects).await
    }

    fn handshake(&self, query: &[(String, String)]) -> Option<String> {
        self.shake(query)
    }

    fn webhook(&self, headers: &HeaderMap, body: &[u8], _: i64) -> Result<Vec<Notice>, WebhookRefused> {
        self.take_apart(headers, body)
    }

    fn read(&self, kind: &str, body: &Value) -> Heard {
        webhook::meaning(kind, body)
    }
}
