//! Answers of server functions: Leptos gives every error the status 500; ours say in the status what they are.

use crate::problem;
use app::Failure;
use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::{StatusCode, header},
    middleware::Next,
    response::Response,
};
use leptos::server_fn::error::SERVER_FN_ERROR_HEADER;

/// Errors are this small.
const ERROR_MAX: usize = 64 << 10;

/// Gives a server function's error the status and the Retry-After that REST would give it.
pub async fn tell_status(request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    if response.status() != StatusCode::INTERNAL_SERVER_ERROR || !response.headers().contains_key(SERVER_FN_ERROR_HEADER) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(body) = to_bytes(body, ERROR_MAX).await else {
        return Response::from_parts(parts, Body::empty());
    };
    if let Ok(Failure { error, .. }) = serde_json::from_slice(&body) {
        parts.status = problem::status(error.code);
        if let Some(seconds) = error.retry_after {
            parts.headers.insert(header::RETRY_AFTER, seconds.into());
        }
    }
    Response::from_parts(parts, Body::from(body))
}
