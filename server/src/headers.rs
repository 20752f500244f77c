//! Security headers of every answer.

use crate::config::Config;
use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};
use std::sync::Arc;

/// Not to be kept by anybody.
pub const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");

/// What every answer carries that says nothing else: nothing in it may load or run anything.
const NOTHING: &str = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/// The policy of a page. Scripts run from our own address, and inline only with this answer's nonce.
pub fn page_policy(nonce: &str) -> String {
    format!(
        "default-src 'self'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; \
         font-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'"
    )
}

/// Whether there is a secret in the path: of a shared link, or of an invitation.
pub fn has_secret(path: &str) -> bool {
    ["/s/", "/invitations/"].iter().any(|root| path.starts_with(root))
}

/// Adds what is missing. `config` decides whether browsers are told to stay with https.
pub async fn add(State(config): State<Arc<Config>>, request: Request, next: Next) -> Response {
    let (secret, shared) = (has_secret(request.uri().path()), request.uri().path().starts_with("/s/"));
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(NOTHING));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static(if shared { "no-referrer" } else { "same-origin" }));
    if secret {
        headers.insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex, nofollow"));
    }
    headers.insert(
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"),
    );
    headers.insert(HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin"));
    headers.insert(HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin"));
    if config.https() {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
    response
}
