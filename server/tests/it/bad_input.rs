//! Bad input meets a clear error, and nothing is lost.

use crate::support::{Answer, Cast, TestServer};
use reqwest::{Body, Method};
use serde_json::json;

/// A problem document is complete and says the same everywhere.
fn is_problem(answer: &Answer, status: u16, code: &str) {
    assert_eq!((answer.status.as_u16(), answer.code()), (status, code), "{answer:?}");
    assert_eq!(answer.header("content-type"), "application/problem+json");
    assert_eq!(answer.json["status"], status);
    assert_eq!(answer.json["type"], "about:blank");
    for text in ["title", "detail"] {
        assert!(answer.json[text].as_str().is_some_and(|text| !text.is_empty()), "{text}: {answer:?}");
    }
    assert_eq!(answer.json["requestId"], answer.header("x-request-id"));
}

#[tokio::test]
async fn a_body_that_is_no_json_is_refused() {
    let server = TestServer::start().await;
    let ana = server.person("Ana").await;
    let send = async |kind: &str, body: Body| {
        Answer::read(ana.request(Method::POST, "/api/content").header("content-type", kind).body(body).send().await.unwrap()).await
    };
    let broken = send("application/json", "{\"title\": ".into()).await;
    is_problem(&broken, 400, "bad_request");
    assert!(broken.json["detail"].as_str().unwrap().contains("line 1"), "{broken:?}");
    is_problem(&send("application/json", vec![b'{', b'"', 0xff, 0xfe, b'"', b'}'].into()).await, 400, "bad_request");
    is_problem(&send("application/json", "{\"title\": 5}".into()).await, 400, "bad_request");
    is_problem(&send("application/json", "{}".into()).await, 400, "bad_request");
    is_problem(&send("application/json", "".into()).await, 400, "bad_request");
    is_problem(&send("text/plain", "{\"title\": \"T\"}".into()).await, 415, "wrong_type");
    is_problem(&send("application/x-www-form-urlencoded", "title=T".into()).await, 415, "wrong_type");
    assert_eq!(ana.get("/api/content").await.json["items"].as_array().unwrap().len(), 0);
}

#[tokio::test]
async fn a_body_over_its_bound_is_refused_announced_or_not() {
    let server = TestServer::start().await;
    let ana = server.person("Ana").await;
    let big = format!("{{\"title\": \"T\", \"markdown\": \"{}\"}}", "x".repeat(1 << 20));
    let announced = ana.request(Method::POST, "/api/content").header("content-type", "application/json").body(big.clone()).send().await.unwrap();
    is_problem(&Answer::read(announced).await, 413, "too_large");
    let pieces = futures::stream::iter(big.into_bytes().chunks(65536).map(|piece| Ok::<_, std::io::Error>(piece.to_vec())).collect::<Vec<_>>());
    let streamed =
        ana.request(Method::POST, "/api/content").header("content-type", "application/json").body(Body::wrap_stream(pieces)).send().await.unwrap();
    is_problem(&Answer::read(streamed).await, 413, "too_large");
    let picture =
        ana.request(Method::PUT, "/api/auth/me/picture").header("content-type", "image/png").body(vec![0; (5 << 20) + 1]).send().await.unwrap();
    is_problem(&Answer::read(picture).await, 413, "too_large");
    let function = ana
        .request(Method::POST, "/fn/update_profile")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(vec![b'a'; 65 << 10])
        .send()
        .await
        .unwrap();
    is_problem(&Answer::read(function).await, 413, "too_large");
}

#[tokio::test]
async fn wrong_fields_are_all_named_at_once() {
    let server = TestServer::start().await;
    let answer = server.nobody().post("/api/auth/register", json!({"name": "A", "email": "nobody", "password": "short"})).await;
    is_problem(&answer, 422, "invalid");
    let fields: Vec<&str> = answer.json["fields"].as_array().unwrap().iter().map(|field| field["field"].as_str().unwrap()).collect();
    assert_eq!(fields, ["name", "email", "password"]);
    let ana = server.person("Ana").await;
    let long = ana.post("/api/content", json!({"title": "x".repeat(301)})).await;
    is_problem(&long, 422, "invalid");
    assert_eq!((&long.json["fields"][0]["problem"], &long.json["fields"][0]["bound"]), (&json!("too_long"), &json!(300)));
    let id = ana.post("/api/content", json!({"title": "T"})).await.json["id"].as_str().unwrap().to_owned();
    let path = format!("/api/content/{id}");
    is_problem(&ana.send(Method::PATCH, &path, Some(json!({"title": "x".repeat(301)}))).await, 422, "invalid");
    let status = ana.send(Method::PATCH, &path, Some(json!({"title": "New", "status": "published"}))).await;
    is_problem(&status, 422, "invalid");
    assert_eq!(ana.get(&path).await.json["title"], "T");
    let permission = ana.post(&format!("{path}/collaborators"), json!({"email": "a@example.com", "permission": "owner"})).await;
    is_problem(&permission, 422, "invalid");
    assert_eq!(permission.json["fields"][0]["field"], "permission");
}

#[tokio::test]
async fn ids_that_are_no_ids_name_nothing() {
    let server = TestServer::start().await;
    let cast = Cast::new(&server).await;
    let id = cast.post(&server).await;
    for bad in ["1", "x", "0190d7b47c1e7c3a9c552f1f6f0c8a11", "%00", "%ff", "..%2f..%2fetc%2fpasswd", "'%20OR%201=1--"] {
        is_problem(&cast.owner.get(&format!("/api/content/{bad}")).await, 404, "not_found");
        is_problem(&cast.owner.get(&format!("/api/content/{bad}/collaborators")).await, 404, "not_found");
        is_problem(&cast.owner.send(Method::DELETE, &format!("/api/content/{id}/collaborators/{bad}"), None).await, 404, "not_found");
        is_problem(&cast.owner.get(&format!("/avatars/{bad}")).await, 404, "not_found");
    }
}

#[tokio::test]
async fn queries_that_cannot_be_read_are_refused() {
    let server = TestServer::start().await;
    let ana = server.person("Ana").await;
    for bad in ["whose=theirs", "status=published", "sort=random", "limit=many", "limit=-1", "cursor=nonsense"] {
        is_problem(&ana.get(&format!("/api/content?{bad}")).await, 400, "bad_request");
    }
    assert_eq!(ana.get("/api/content?limit=0").await.status, 200);
    assert_eq!(ana.get("/api/content?limit=100000").await.status, 200);
}

#[tokio::test]
async fn unknown_addresses_and_methods_are_problems_too() {
    let server = TestServer::start().await;
    let ana = server.person("Ana").await;
    is_problem(&ana.get("/api/nothing").await, 404, "not_found");
    is_problem(&ana.get("/api").await, 404, "not_found");
    is_problem(&ana.post("/fn/nothing", json!({})).await, 404, "not_found");
    is_problem(&ana.send(Method::PUT, "/api/content", None).await, 405, "method_not_allowed");
    assert_eq!(ana.send(Method::PUT, "/api/content", None).await.header("allow"), "GET,HEAD,POST");
}

#[tokio::test]
async fn a_wrong_token_is_no_session() {
    let server = TestServer::start().await;
    let mut ana = server.person("Ana").await;
    ana.token = Some("hz_0000".to_owned());
    let answer = ana.get("/api/auth/me").await;
    is_problem(&answer, 401, "sign_in_needed");
    assert_eq!(answer.header("www-authenticate"), "Bearer");
}

#[tokio::test]
async fn too_many_tries_are_answered_with_a_time_to_wait() {
    let server = TestServer::with(&[("SIGN_IN_PER_MINUTE", "3")]).await;
    server.person("Ana").await;
    let nobody = server.nobody();
    let wrong = json!({"email": "ana@example.com", "password": "not the one"});
    for _ in 0..3 {
        is_problem(&nobody.post("/api/auth/login", wrong.clone()).await, 401, "wrong_credentials");
    }
    let refused = nobody.post("/api/auth/login", wrong).await;
    is_problem(&refused, 429, "too_many");
    let wait: u32 = refused.header("retry-after").parse().unwrap();
    assert!((1..=60).contains(&wait));
    assert_eq!(refused.json["retryAfter"], wait);
}

#[tokio::test]
async fn a_title_that_looks_like_markup_is_text_on_its_page() {
    let server = TestServer::start().await;
    let ana = server.person("Ana").await;
    let post = ana.post("/api/content", json!({ "title": "</title></textarea><b>&lt;" })).await;
    let page = ana.get(&format!("/posts/{}", post.json["id"].as_str().unwrap())).await;
    assert!(page.text.contains("&lt;/title>&lt;/textarea>&lt;b>&amp;lt;</textarea>") && !page.text.contains("</textarea><b>"), "{}", page.text);
}
