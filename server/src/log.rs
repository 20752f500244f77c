//! Log lines: one for each request, with an id that answers carry too.

use crate::config::{Config, LogFormat};
use axum::{
    extract::Request,
    http::{HeaderName, HeaderValue},
    middleware::Next,
    response::Response,
};
use std::time::Instant;
use tracing::Instrument;
use tracing_subscriber::{EnvFilter, layer::SubscriberExt, util::SubscriberInitExt};

/// The header that carries a request's id.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Names a request in logs and answers.
#[derive(Debug, Clone)]
pub struct RequestId(pub String);

/// Starts logging, to standard error: standard output is for what a command was asked for.
pub fn start(config: &Config) {
    // The session layer warns of every old cookie; that is an ordinary thing to meet.
    let filter = EnvFilter::new(format!("tower_sessions=error,tower_sessions_core=error,{}", config.log));
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    let registry = tracing_subscriber::registry().with(filter);
    // Fails only where logging was started before, as in tests.
    let _already_started = match config.log_format {
        LogFormat::Text => registry.with(lines).try_init(),
        LogFormat::Json => registry.with(lines.json().flatten_event(true)).try_init(),
    };
}

/// A path as it may stand in a log.
fn shown(path: &str) -> String {
    let root = path.get(1..).and_then(|rest| rest.split_once('/')).map_or("", |(root, _)| root);
    if crate::headers::has_secret(path) { format!("/{root}/…") } else { path.to_owned() }
}

/// Gives the request its id and writes its line. Only the path is written: queries carry one-time secrets,
/// and so do some paths.
pub async fn requests(mut request: Request, next: Next) -> Response {
    let began = Instant::now();
    let id = db::new_id::<model::ContentId>().to_string();
    let (method, path) = (request.method().clone(), shown(request.uri().path()));
    request.extensions_mut().insert(RequestId(id.clone()));
    let span = tracing::info_span!("request", id);
    let mut response = next.run(request).instrument(span).await;
    let status = response.status().as_u16();
    let ms = began.elapsed().as_secs_f64() * 1000.0;
    if status >= 500 {
        tracing::error!(id, %method, path, status, ms, "request");
    } else {
        tracing::info!(id, %method, path, status, ms, "request");
    }
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn secrets_in_paths_are_not_logged() {
        assert_eq!(shown("/s/0123abcd"), "/s/…");
        assert_eq!(shown("/invitations/0123abcd/x"), "/invitations/…");
        assert_eq!(shown("/settings/account"), "/settings/account");
    }
}
