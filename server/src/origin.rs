//! Requests that another site makes a browser send are refused: whatever changes something, and sockets.

use crate::{config::Config, problem::Problem};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, Method, Uri, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use model::ErrorCode;
use std::sync::Arc;

/// Lets a request through if it is only a read, from our own pages, or from no browser at all.
pub async fn check(State(config): State<Arc<Config>>, request: Request, next: Next) -> Response {
    let headers = request.headers();
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) && !headers.contains_key(header::UPGRADE);
    if reads || only_a_token(headers) || same_site(headers, request.uri(), &config.public_url) {
        next.run(request).await
    } else {
        Problem::from(ErrorCode::CrossSite).into_response()
    }
}

/// Nothing that a browser adds by itself authorises this request.
fn only_a_token(headers: &HeaderMap) -> bool {
    crate::identity::bearer(headers).is_some() && !headers.contains_key(header::COOKIE)
}

fn same_site(headers: &HeaderMap, uri: &Uri, public_url: &str) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?").to_ascii_lowercase());
    let fetched_from_here = text("sec-fetch-site").is_none_or(|site| matches!(site.as_str(), "same-origin" | "none"));
    let host = uri.authority().map(|authority| authority.as_str().to_ascii_lowercase()).or_else(|| text("host"));
    // A browser's page cannot choose the Host that it sends, so a match with it is as good as our own name.
    let ours = |origin: String| origin == public_url || host.is_some_and(|host| origin.split_once("://").is_some_and(|(_, from)| from == host));
    // A form on a page that sends no referrer has this origin; other sites' frames have it too, but a browser tells them apart.
    let hidden = text("sec-fetch-site").as_deref() == Some("same-origin");
    fetched_from_here && text("origin").is_none_or(|origin| (hidden && origin == "null") || ours(origin))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allowed(pairs: &[(&'static str, &str)]) -> bool {
        let headers = pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect();
        same_site(&headers, &Uri::from_static("/api/content"), "https://studio.example")
    }

    #[test]
    fn our_own_pages_and_programs_are_let_through() {
        assert!(allowed(&[]));
        assert!(allowed(&[("host", "internal:3000"), ("origin", "https://studio.example")]));
        assert!(allowed(&[("host", "localhost:3000"), ("origin", "http://localhost:3000")]));
        assert!(allowed(&[("host", "localhost:3000"), ("origin", "http://localhost:3000"), ("sec-fetch-site", "same-origin")]));
        assert!(allowed(&[("host", "localhost:3000"), ("origin", "null"), ("sec-fetch-site", "same-origin")]));
    }

    #[test]
    fn other_sites_are_refused() {
        assert!(!allowed(&[("host", "localhost:3000"), ("origin", "https://evil.example")]));
        assert!(!allowed(&[("host", "localhost:3000"), ("origin", "http://localhost:3001")]));
        assert!(!allowed(&[("host", "studio.example"), ("origin", "null")]));
        assert!(!allowed(&[("host", "studio.example"), ("origin", "https://studio.example.evil.example")]));
        assert!(!allowed(&[("host", "studio.example"), ("origin", "null"), ("sec-fetch-site", "cross-site")]));
        assert!(!allowed(&[("host", "studio.example"), ("sec-fetch-site", "cross-site")]));
        assert!(!allowed(&[("host", "studio.example"), ("sec-fetch-site", "same-site")]));
    }
}
