//! What another site makes a browser send is refused.

use crate::support::{Answer, Person, TestServer};
use reqwest::Method;
use serde_json::json;

async fn create(person: &Person, headers: &[(&str, &str)]) -> Answer {
    let mut request = person.request(Method::POST, "/api/content").json(&json!({"title": "T"}));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    Answer::read(request.send().await.unwrap()).await
}

#[tokio::test]
async fn cross_site_changes_are_refused_and_change_nothing() {
    let server = TestServer::start().await;
    let ana = server.person("Ana").await;
    for headers in [
        [("origin", "https://evil.example"), ("accept", "*/*")],
        [("origin", "null"), ("accept", "*/*")],
        [("sec-fetch-site", "cross-site"), ("accept", "*/*")],
        [("sec-fetch-site", "same-site"), ("accept", "text/html")],
    ] {
        let answer = create(&ana, &headers).await;
        assert_eq!((answer.status.as_u16(), answer.code()), (403, "cross_site"), "{headers:?}");
    }
    for (method, path) in [
        (Method::PATCH, "/api/content/1"),
        (Method::PUT, "/api/auth/me/picture"),
        (Method::DELETE, "/api/auth/me/picture"),
        (Method::POST, "/fn/sign_out"),
    ] {
        let request = ana.request(method.clone(), path).header("origin", "https://evil.example");
        assert_eq!(Answer::read(request.send().await.unwrap()).await.code(), "cross_site", "{method} {path}");
    }
    assert_eq!(ana.get("/api/content").await.json["items"].as_array().unwrap().len(), 0);
}

#[tokio::test]
async fn our_own_pages_and_programs_may() {
    let server = TestServer::with(&[("PUBLIC_URL", "http://studio.example:8080")]).await;
    let ana = server.person("Ana").await;
    let here = format!("http://{}", server.address);
    for headers in [
        vec![],
        vec![("origin", here.as_str()), ("sec-fetch-site", "same-origin")],
        vec![("origin", "http://studio.example:8080")],
        vec![("sec-fetch-site", "none")],
    ] {
        assert_eq!(create(&ana, &headers).await.status, 201, "{headers:?}");
    }
}

#[tokio::test]
async fn a_token_without_a_cookie_may_come_from_anywhere() {
    let server = TestServer::start().await;
    let ana = server.person("Ana").await;
    let by_token = ana.with_token(&server).await;
    let evil = [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")];
    assert_eq!(create(&by_token, &evil).await.status, 201);
    // With the cookie beside it, the browser may have been tricked.
    let both = Person { token: by_token.token, ..ana };
    assert_eq!(create(&both, &evil).await.code(), "cross_site");
}
