//! `/metrics`: what the fan desk does, for Prometheus.
//!
//! Read by whoever sends `METRICS_TOKEN`, and by administrators; what an installation sends is nobody else's business.

use crate::{identity::SignedIn, problem::Problem, start::App};
use axum::{
    Router,
    extract::{Request, State},
    http::header,
    middleware::Next,
    response::{IntoResponse, Response},
    routing::get,
};

/// Where the numbers are.
const PATH: &str = "/metrics";
/// Prometheus' text format.
const TEXT: &str = "text/plain; version=0.0.4; charset=utf-8";

pub(crate) fn router() -> Router<App> {
    Router::new().route(PATH, get(for_administrators))
}

async fn for_administrators(State(app): State<App>, SignedIn(identity): SignedIn) -> Result<Response, Problem> {
    accounts::administers(&identity.user)?;
    numbers(&app).await
}

/// Answers Prometheus before anybody asks whose token this is: it is nobody's.
pub async fn by_token(State(app): State<App>, request: Request, next: Next) -> Response {
    let given = if request.uri().path() == PATH { crate::identity::bearer(request.headers()) } else { None };
    match (given, &app.config.metrics_token) {
        // Hashes, so that the time of comparing says nothing.
        (Some(given), Some(token)) if db::hash(given) == db::hash(token.reveal()) => numbers(&app).await.into_response(),
        _ => next.run(request).await,
    }
}

async fn numbers(app: &App) -> Result<Response, Problem> {
    Ok(([(header::CONTENT_TYPE, TEXT)], app.services.desk.metrics().await?).into_response())
}
