//! Whether the program is alive, and whether it can serve.

use axum::{Router, extract::State, http::StatusCode, routing::get};
use db::Db;

/// `/healthz`: the process runs. `/readyz`: the database answers, and the schema was brought up to date before.
pub fn router<S: Clone + Send + Sync + 'static>(db: Db) -> Router<S> {
    Router::new().route("/healthz", get("ok")).route("/readyz", get(ready)).with_state(db)
}

async fn ready(State(db): State<Db>) -> (StatusCode, &'static str) {
    match db.ping().await {
        Ok(()) => (StatusCode::OK, "ready"),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer"),
    }
}
