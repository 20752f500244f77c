//! TikTok, by its contract.

mod api;
mod numbers;
mod oauth;
mod publish;
mod webhook;

use crate::{Access, Connector, Http, Meter, Platform, Problem, Secret};
use async_trait::async_trait;
use serde_json::Value;

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

    fn meter(&self) -> &Meter {
        self.http.meter()
    }

    async fn check(&self, access: &Access) -> Result<Value, Problem> {
        self.creator(access).await
    }
}
