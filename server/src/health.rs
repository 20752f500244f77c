//! Whether the program is alive, and whether it can serve.

use axum::{Router, extract::State, http::StatusCode, routing::get};
use services::Services;

/// `/healthz`: the process runs. `/readyz`: the database answers, and the schema was brought up to date before. Without
/// Redis a server serves its own people, and without SQS messages go out all the same: it is ready then, and says what is missing.
pub fn router<S: Clone + Send + Sync + 'static>(services: Services) -> Router<S> {
    Router::new().route("/healthz", get("ok")).route("/readyz", get(ready)).with_state(services)
}

async fn ready(State(services): State<Services>) -> (StatusCode, &'static str) {
    if services.db.ping().await.is_err() {
        return (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer");
    }
    match services.servers() {
        Some(servers) if !servers.redis_answers => (StatusCode::OK, "ready, but Redis does not answer: people on other servers are not seen live"),
        _ if services.desk.tickets_away() => (StatusCode::OK, "ready, but SQS cannot be used: messages to fans go out by the database's queue alone"),
        _ => (StatusCode::OK, "ready"),
    }
}
