//! Reddit: Basic authentication, answers that refuse with HTTP 200, media without ids, rules of subreddits, moderators.

mod calls;
mod oauth;
mod settings;
mod state;
mod submit;

pub use settings::{Settings, Subreddit};
pub use state::Post;

use crate::common::Service;
use axum::{
    Router,
    routing::{get, post},
};
use state::State;

/// The service. Cheap to clone.
pub type Reddit = Service<State>;

impl Reddit {
    /// Both its hosts on one.
    pub fn router(&self) -> Router {
        let routes = Router::new()
            .route("/api/v1/authorize", get(oauth::ask).post(oauth::decide))
            .route("/api/v1/access_token", post(oauth::token))
            .route("/api/v1/revoke_token", post(oauth::revoke))
            .route("/api/v1/me", get(calls::me))
            .route("/api/submit", post(submit::submit))
            .route("/r/{sr}/api/link_flair_v2", get(calls::flairs))
            .route("/api/v1/{sr}/post_requirements", get(calls::requirements))
            .route("/r/{sr}/about", get(calls::about))
            .route("/api/info", get(calls::info))
            .route("/user/{name}/submitted", get(calls::submitted))
            .route("/api/comment", post(calls::comment))
            .route("/api/editusertext", post(calls::edit))
            .route("/api/del", post(calls::delete));
        self.routes(routes)
    }

    /// Only the page on which a person allows or denies, for a server that shows it under an address of its own.
    pub fn consent_page(&self) -> Router {
        Router::new().route("/api/v1/authorize", get(oauth::ask).post(oauth::decide)).with_state(self.clone())
    }

    /// All posts, oldest first.
    pub fn posts(&self) -> Vec<Post> {
        self.lock().posts.clone()
    }

    /// How many posts became public.
    pub fn published(&self) -> usize {
        self.lock().posts.len()
    }

    /// A moderator removes a post.
    pub fn remove(&self, name: &str) {
        if let Some(post) = self.lock().posts.iter_mut().find(|post| post.name == name) {
            post.removed = Some("moderator".to_owned());
        }
    }

    /// The person revokes the app in their Reddit settings.
    pub fn remove_grant(&self, name: &str) {
        let mut state = self.lock();
        state.tokens.retain(|_, grant| grant.name != name);
        state.refresh.retain(|_, grant| grant.name != name);
    }

    /// All access tokens die, refresh tokens live on.
    pub fn end_access(&self) {
        self.lock().tokens.clear();
    }
}
