//! Instagram, by its contract: both sign-ins, containers, the table of errors.

mod api;
mod numbers;
mod oauth;
mod publish;
mod webhook;

use crate::{Access, Connector, Http, Meter, Platform, Problem, Secret};
use async_trait::async_trait;
use serde_json::Value;

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

    fn meter(&self) -> &Meter {
        self.http.meter()
    }

    async fn check(&self, access: &Access) -> Result<Value, Problem> {
        self.quota(access).await
    }
}
