//! Instagram: both sign-ins, containers that take time or expire, quotas, the errors of its table, webhooks.

mod containers;
mod errors;
mod graph;
mod oauth;
mod settings;
mod state;
mod webhooks;

pub use settings::Settings;
pub use state::{Container, Media};

use crate::common::Service;
use axum::{
    Router,
    routing::{get, post},
};
use state::State;

/// The service. Cheap to clone.
pub type Instagram = Service<State>;

impl Instagram {
    /// All its hosts on one. Graph calls may begin with any version.
    pub fn router(&self) -> Router {
        let routes = Router::new()
            .route("/oauth/authorize", get(oauth::ask).post(oauth::decide))
            .route("/{version}/dialog/oauth", get(oauth::ask).post(oauth::decide))
            .route("/oauth/access_token", post(oauth::code))
            .route("/{version}/oauth/access_token", get(oauth::facebook))
            .route("/access_token", get(oauth::exchange))
            .route("/refresh_access_token", get(oauth::refresh))
            .route("/{version}/me", get(graph::me))
            .route("/{version}/me/permissions", get(graph::permissions))
            .route("/{version}/me/accounts", get(graph::pages))
            .route("/{version}/{id}", get(graph::read))
            .route("/{version}/{id}/media", post(containers::make))
            .route("/{version}/{id}/media_publish", post(containers::publish))
            .route("/{version}/{id}/content_publishing_limit", get(graph::limit))
            .route("/{version}/{id}/comments", post(containers::comment))
            .route("/{version}/{id}/insights", get(graph::insights));
        self.routes(routes)
    }

    /// Only the page on which a person allows or denies, for a server that shows it under an address of its own.
    pub fn consent_page(&self) -> Router {
        Router::new()
            .route("/oauth/authorize", get(oauth::ask).post(oauth::decide))
            .route("/{version}/dialog/oauth", get(oauth::ask).post(oauth::decide))
            .with_state(self.clone())
    }

    /// What is public, oldest first.
    pub fn media(&self) -> Vec<Media> {
        self.lock().media.clone()
    }

    /// How many became public.
    pub fn published(&self) -> usize {
        self.lock().media.len()
    }

    /// All containers, oldest first.
    pub fn containers(&self) -> Vec<Container> {
        self.lock().containers.clone()
    }

    /// All tokens die.
    pub fn end_access(&self) {
        self.lock().tokens.clear();
    }
}
