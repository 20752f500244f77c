//! All routes and the layers around them.

use crate::{
    avatars,
    config::{Config, Secret},
    events, headers, health, identity, live, log, media, metrics, origin, pages,
    problem::{self, Problem},
    rest, sessions, social,
    start::App,
    static_files, webhooks,
};
use axum::{
    Router,
    extract::{Request, State},
    http::header,
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use model::ErrorCode;
use std::{io, sync::Arc};
use tower_http::{CompressionLevel, catch_panic::CatchPanicLayer, compression::CompressionLayer, limit::RequestBodyLimitLayer};

/// The largest body of a request that says nothing else: forms and server functions.
const BODY_MAX: usize = 64 << 10;

/// The program's router.
///
/// # Errors
/// The site's folder can't be read.
pub fn router(app: &App, key: &Secret) -> io::Result<Router> {
    let config = Arc::clone(&app.config);
    // From the inside out: who asks, their session, from where.
    let dynamic = Router::new()
        .merge(pages::router(app).layer(RequestBodyLimitLayer::new(BODY_MAX)))
        .merge(rest::router())
        .merge(live::router())
        .merge(events::router())
        .merge(avatars::router())
        .merge(webhooks::router())
        .merge(social::router(&app.services.stand))
        .merge(metrics::router())
        .fallback(pages::not_found)
        .layer(middleware::from_fn(never_kept_by_others))
        .layer(middleware::from_fn_with_state(config.clone(), in_time))
        .layer(middleware::from_fn_with_state(app.clone(), identity::find_out))
        .layer(middleware::from_fn_with_state(app.clone(), metrics::by_token))
        .layer(sessions::layer(app.services.accounts.sessions().clone(), &config, key))
        .layer(middleware::from_fn_with_state(config.clone(), origin::check))
        // What is the same for everybody was compressed once, by the build; this is made anew each time.
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest));
    Ok(Router::new()
        .merge(health::router(app.services.clone()))
        .merge(static_files::router(&config.site_root)?)
        .merge(media::router())
        .merge(dynamic)
        .layer(CatchPanicLayer::custom(|_| Problem::from(ErrorCode::Internal).into_response()))
        .layer(middleware::from_fn(problem::finish))
        .layer(middleware::from_fn_with_state(config, headers::add))
        .layer(middleware::from_fn(log::requests))
        .with_state(app.clone()))
}

/// A client that is slower than is allowed, or a database, does not hold a request open for ever.
async fn in_time(State(config): State<Arc<Config>>, request: Request, next: Next) -> Response {
    match tokio::time::timeout(config.request_timeout, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Problem::because(ErrorCode::Unavailable, "This took longer than a request may take. Try again.").into_response(),
    }
}

/// What is answered depends on who asks.
async fn never_kept_by_others(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.entry(header::CACHE_CONTROL).or_insert(headers::NO_STORE);
    headers.append(header::VARY, header::HeaderValue::from_static("cookie, authorization"));
    response
}
