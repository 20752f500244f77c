//! Headers: what browsers are told to refuse, and what they may keep.

use crate::support::{Answer, TestServer};
use reqwest::Method;

fn is_hardened(answer: &Answer) {
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    assert_eq!(answer.header("referrer-policy"), "same-origin");
    assert!(answer.header("permissions-policy").contains("camera=()"));
    let policy = answer.header("content-security-policy");
    assert!(policy.contains("frame-ancestors 'none'") && policy.contains("base-uri 'none'"), "{policy}");
    assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{policy}");
    assert_eq!(answer.header("strict-transport-security"), "");
    assert_eq!(answer.header("x-request-id").len(), 36);
}

#[tokio::test]
async fn every_answer_is_hardened_errors_and_files_too() {
    let server = TestServer::start().await;
    let ana = server.person("Ana").await;
    for path in
        ["/", "/posts", "/nothing", "/api/auth/me", "/api/nothing", "/api/docs", "/healthz", "/favicon.svg", "/pkg/0123456789abcdef/huntaze.js"]
    {
        is_hardened(&ana.get(path).await);
        is_hardened(&server.nobody().get(path).await);
    }
}

#[tokio::test]
async fn a_pages_policy_names_the_nonce_of_its_scripts_and_never_twice_the_same() {
    let server = TestServer::start().await;
    let page = server.nobody().get("/sign-in").await;
    assert_eq!(page.status, 200, "{page:?}");
    let nonce = |page: &Answer| page.header("content-security-policy").split("'nonce-").nth(1).unwrap().split('\'').next().unwrap().to_owned();
    let first = nonce(&page);
    assert!(page.text.contains(&format!("nonce=\"{first}\"")));
    assert_eq!(page.text.matches("<script").count(), page.text.matches(&format!("nonce=\"{first}\"")).count(), "every script has the nonce");
    assert!(!page.text.contains(" style=\""), "styles stand in files");
    assert_ne!(first, nonce(&server.nobody().get("/sign-in").await));
}

#[tokio::test]
async fn pages_are_not_kept_and_hashed_files_are_for_ever() {
    let server = TestServer::start().await;
    let ana = server.person("Ana").await;
    for path in ["/posts", "/api/content", "/settings"] {
        assert_eq!(ana.get(path).await.header("cache-control"), "no-store", "{path}");
    }
    let file = "/pkg/0123456789abcdef/huntaze.js";
    let plain = ana.get(file).await;
    assert_eq!((plain.text.as_str(), plain.header("cache-control")), ("plain", "public, max-age=31536000, immutable"));
    let small = Answer::read(ana.request(Method::GET, file).header("accept-encoding", "br").send().await.unwrap()).await;
    assert_eq!((small.text.as_str(), small.header("content-encoding")), ("small", "br"));
    assert_eq!(small.header("content-type"), "text/javascript");
    assert_eq!(ana.get("/favicon.svg").await.header("cache-control"), "public, no-cache");
    assert_eq!(ana.get("/pkg/missing.js").await.status, 404);
    for outside in ["/pkg/..%2f..%2fsecret-key", "/pkg/%2e%2e/%2e%2e/secret-key"] {
        assert_eq!(ana.get(outside).await.status, 404, "{outside}");
    }
}

#[tokio::test]
async fn pages_and_answers_are_compressed_for_those_who_can_read_that() {
    let server = TestServer::start().await;
    let ana = server.person("Ana").await;
    for path in ["/settings", "/api/openapi.json"] {
        let plain = ana.get(path).await;
        assert_eq!(plain.header("content-encoding"), "", "{path}");
        let small = ana.request(Method::GET, path).header("accept-encoding", "gzip, br").send().await.unwrap();
        assert_eq!(small.headers()["content-encoding"], "gzip", "{path}");
        assert!(small.headers().get_all("vary").iter().any(|vary| vary == "accept-encoding"), "{path}");
        let bytes = small.bytes().await.unwrap();
        assert!(bytes.starts_with(&[0x1f, 0x8b]) && bytes.len() * 3 < plain.text.len(), "{path}: {} of {}", bytes.len(), plain.text.len());
    }
}
