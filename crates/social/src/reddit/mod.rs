//! Reddit, by its contract: refusals with HTTP 200, media without ids, rules of subreddits.

mod api;
mod numbers;
mod oauth;
mod publish;
mod subreddit;

use crate::{Access, Connector, Hears, Http, Meter, Platform, Problem, Secret};
use async_trait::async_trait;
use model::social::Subreddit;
use serde_json::Value;

/// The app's credentials and the hosts. The client's User-Agent must be of Reddit's form.
#[derive(Debug, Clone)]
pub struct RedditSettings {
    /// The app's id.
    pub client_id: String,
    /// The app's secret.
    pub client_secret: Secret,
    /// Where people sign in: `https://www.reddit.com`
    pub authorize: String,
    /// Where tokens come from: `https://www.reddit.com`
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

    fn meter(&self) -> &Meter {
        self.http.meter()
    }

    async fn subreddit(&self, access: &Access, name: &str) -> Result<Subreddit, Problem> {
        self.tells(access, name).await
    }

    async fn check(&self, access: &Access) -> Result<Value, Problem> {
        self.health(access).await
    }
}

/// It sends no webhooks.
impl Hears for Reddit {}
