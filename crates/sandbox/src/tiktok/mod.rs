//! TikTok: signing in with its own kind of PKCE, rotating tokens, posting by upload or by address, status, numbers,
//! webhooks.

mod envelope;
mod init;
mod numbers;
mod oauth;
mod posts;
mod settings;
mod state;
mod upload;
mod webhooks;

pub use posts::{Post, Stage};
pub use settings::Settings;
pub use webhooks::Event;

use crate::common::Service;
use axum::{
    Router,
    routing::{get, post, put},
};
use state::State;

/// The service. Cheap to clone.
pub type TikTok = Service<State>;

impl TikTok {
    /// All its hosts on one.
    pub fn router(&self) -> Router {
        let routes = Router::new()
            .route("/v2/auth/authorize/", get(oauth::ask).post(oauth::decide))
            .route("/v2/oauth/token/", post(oauth::token))
            .route("/v2/oauth/revoke/", post(oauth::revoke))
            .route("/v2/post/publish/creator_info/query/", post(init::creator_info))
            .route("/v2/post/publish/video/init/", post(init::direct))
            .route("/v2/post/publish/inbox/video/init/", post(init::inbox))
            .route("/v2/post/publish/content/init/", post(init::photos))
            .route("/v2/post/publish/status/fetch/", post(init::status))
            .route("/upload/{task}", put(upload::put).layer(axum::extract::DefaultBodyLimit::max(130 * 1024 * 1024)))
            .route("/v2/user/info/", get(numbers::user))
            .route("/v2/video/list/", post(numbers::list))
            .route("/v2/video/query/", post(numbers::query));
        self.routes(routes)
    }

    /// Only the page on which a person allows or denies, for a server that shows it under an address of its own.
    pub fn consent_page(&self) -> Router {
        Router::new().route("/v2/auth/authorize/", get(oauth::ask).post(oauth::decide)).with_state(self.clone())
    }

    /// All posts, oldest first, as they are now.
    pub fn posts(&self) -> Vec<Post> {
        self.lock().posts.clone()
    }

    /// How many posts are out, whether or not their public id is known yet.
    pub fn published(&self) -> usize {
        self.lock().posts.iter().filter(|post| post.stage == Stage::Complete).count()
    }

    /// How many token pairs were given out in exchange for refresh tokens.
    pub fn refreshed(&self) -> u32 {
        self.lock().refreshed
    }

    /// The person takes the grant away in their TikTok settings.
    pub fn remove_grant(&self, open_id: &str) {
        let mut state = self.lock();
        let at = self.clock().seconds();
        state.tokens.retain(|_, grant| grant.open_id != open_id);
        state.refresh.retain(|_, grant| grant.open_id != open_id);
        state.say("authorization.removed", open_id, at, serde_json::json!({ "reason": 1 }));
    }

    /// All access tokens die, refresh tokens live on.
    pub fn end_access(&self) {
        self.lock().tokens.clear();
    }
}
