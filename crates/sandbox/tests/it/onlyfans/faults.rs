//! Faults on demand.

use super::gateway;
use sandbox::onlyfans::{Fault, On};
use serde_json::json;
use std::time::Duration;

#[tokio::test]
async fn each_refusal_has_its_status_and_nothing_arrives() {
    let gateway = gateway(1).await;
    for (fault, status) in [
        (Fault::Unauthorized, 401),
        (Fault::OutOfCredits, 402),
        (Fault::NotFound, 404),
        (Fault::CannotSend, 400),
        (Fault::Banned, 422),
        (Fault::TooMany { header: Some(0), body: Some(30) }, 429),
        (Fault::Broken(503), 503),
    ] {
        gateway.served.sandbox.fail(On::Send, fault, 1);
        assert_eq!(gateway.send(json!({ "text": "x" })).await.0, status, "{fault:?}");
    }
    assert!(gateway.served.sandbox.counts().messages.is_empty());
    assert_eq!(gateway.send(json!({ "text": "x" })).await.0, 200);
}

#[tokio::test]
async fn too_many_says_zero_in_the_header_and_thirty_in_the_body() {
    let gateway = gateway(1).await;
    gateway.served.sandbox.fail(On::Any, Fault::TooMany { header: Some(0), body: Some(30) }, 1);
    let answer = gateway.http.get(gateway.at("/me")).bearer_auth("sandbox").send().await.unwrap();
    assert_eq!(answer.headers()["retry-after"], "0");
    assert!(answer.text().await.unwrap().contains("\"retry_after\":30"));
}

#[tokio::test]
async fn silence_comes_before_or_after_the_effect() {
    let gateway = gateway(1).await;
    for (fault, arrived) in [(Fault::SilentBefore, 0), (Fault::SilentAfter, 1), (Fault::BrokenAfter(502), 2)] {
        gateway.served.sandbox.fail(On::Send, fault, 1);
        let url = gateway.at(&format!("/chats/{}/messages", gateway.fans[0]));
        let request = gateway.http.post(url).bearer_auth("sandbox").json(&json!({ "text": "x" })).timeout(Duration::from_secs(2));
        let answer = request.send().await;
        assert!(answer.is_err_and(|error| error.is_timeout()) || fault == Fault::BrokenAfter(502));
        assert_eq!(gateway.served.sandbox.counts().messages.len(), arrived, "{fault:?}");
    }
}

#[tokio::test]
async fn a_session_ends_in_the_middle_and_comes_back() {
    let gateway = gateway(1).await;
    gateway.served.sandbox.fail(On::Send, Fault::SessionExpires, 1);
    assert_eq!(gateway.send(json!({ "text": "x" })).await.0, 401);
    assert_eq!(gateway.get("/chats").await.0, 401);
    assert_eq!(gateway.post("/reauthenticate", json!({})).await.0, 200);
    assert_eq!(gateway.send(json!({ "text": "x" })).await.0, 200);
}
