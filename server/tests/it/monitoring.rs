//! `/metrics`, and sending switched off as people see it.

use crate::{
    desk::{connect, fans, until},
    functions::{call, outcome},
    support::{Answer, TestServer},
};
use crm::NewMessage;
use model::PageRequest;
use serde_json::json;

const TOKEN: &str = "a-long-enough-token";

#[tokio::test]
async fn metrics_are_for_the_token_and_for_administrators() {
    let server = TestServer::with(&[("METRICS_TOKEN", TOKEN)]).await;
    let (ana, leo, nobody) = (server.person("Ana").await, server.person("Leo").await, server.nobody());
    let with = async |token: &str| Answer::read(reqwest::Client::new().get(server.url("/metrics")).bearer_auth(token).send().await.unwrap()).await;
    let told = with(TOKEN).await;
    assert_eq!((told.status.as_u16(), told.header("content-type")), (200, "text/plain; version=0.0.4; charset=utf-8"));
    for name in
        ["OnlyFansMessagesQueued", "OnlyFansMessagesProcessed", "OnlyFansMessagesFailed", "OnlyFansQueueDepth", "OnlyFansProcessingTime_count"]
    {
        assert!(told.text.lines().any(|line| line == format!("{name} 0")), "{name} is not in\n{}", told.text);
    }
    assert_eq!(ana.get("/metrics").await.status, 200);
    assert_eq!(ana.with_token(&server).await.get("/metrics").await.status, 200);
    assert_eq!(leo.get("/metrics").await.status, 403);
    assert_eq!(nobody.get("/metrics").await.status, 401);
    assert_eq!(with("another-long-token").await.status, 401);
    // The token opens nothing else.
    let elsewhere = reqwest::Client::new().get(server.url("/api/monitoring/onlyfans")).bearer_auth(TOKEN).send().await.unwrap();
    assert_eq!(elsewhere.status(), 401);
}

#[tokio::test]
async fn without_a_token_only_administrators_read_them() {
    let server = TestServer::start().await;
    let ana = server.person("Ana").await;
    let empty = reqwest::Client::new().get(server.url("/metrics")).header("authorization", "Bearer ").send().await.unwrap();
    assert_eq!(empty.status(), 401);
    assert_eq!(ana.get("/metrics").await.status, 200);
}

#[tokio::test]
async fn switched_off_a_message_says_that_it_was_only_logged() {
    let server = TestServer::with(&[("RATE_LIMITER_ENABLED", "false")]).await;
    let ana = server.person("Ana").await;
    connect(&server, &ana).await;
    let fan = fans(&ana).await.remove(0);
    let conversation = fan["conversationId"].as_str().unwrap();
    let written = ana.post(&format!("/api/crm/conversations/{conversation}/messages"), json!({"content": "hello you"})).await;
    let id = written.json["messageId"].as_str().unwrap();
    let message = until(&ana, &format!("/api/onlyfans/messages/{id}"), |json| json["state"] == "failed").await;
    assert_eq!((message["attempts"].as_u64(), message["reason"].as_str().unwrap().contains("only logged")), (Some(0), true), "{message}");
    let now = ana.get("/api/monitoring/onlyfans").await.json;
    assert_eq!((now["sending"].as_bool(), now["counted"]["processed"].as_u64()), (Some(false), Some(0)), "{now}");
    let page = ana.get(&format!("/messages/{conversation}")).await;
    assert!(page.text.contains("Sending is off") && page.text.contains("was only logged"), "{}", page.text);
}

#[tokio::test]
async fn administrators_are_mailed_once_when_too_much_waits_and_see_it() {
    let server = TestServer::with(&[("ONLYFANS_PER_MINUTE", "1"), ("ONLYFANS_BURST", "1"), ("METRICS_TOKEN", TOKEN)]).await;
    let (ana, leo) = (server.person("Ana").await, server.person("Leo").await);
    connect(&server, &ana).await;
    let fan = fans(&ana).await.remove(0)["id"].as_str().unwrap().parse().unwrap();
    for n in 0..110 {
        server.services.desk.write(ana.id, NewMessage::text(fan, &format!("message {n}"))).await.unwrap();
    }
    server.services.tell_alarms().await.unwrap();
    server.services.tell_alarms().await.unwrap();
    let mails = server.services.mail.list(PageRequest { cursor: None, limit: None }).await.unwrap().items;
    let told: Vec<_> = mails.iter().filter(|mail| mail.subject.contains("messages to fans are waiting")).collect();
    assert!(told.len() == 1 && told[0].to == ana.email && told[0].text.contains("/admin/sending"), "{mails:?}");
    let page = ana.get("/admin/sending").await;
    assert_eq!(page.status, 200);
    for said in ["are due and wait: more than 100", "Lena 1", "ONLYFANS_PER_MINUTE", "this is a sandbox", "No message was given up"] {
        assert!(page.text.contains(said), "{said} is not in {}", page.text);
    }
    assert!(!page.text.contains(TOKEN), "a secret is shown");
    let checked = ana.get("/admin/sending?check=1").await;
    assert!(checked.text.contains("Last event of the gateway") && checked.text.contains("Works"), "{}", checked.text);
    for (list, said) in [("unconfirmed", "Nothing to decide"), ("events", "Events of the gateway")] {
        assert!(ana.get(&format!("/admin/sending?list={list}")).await.text.contains(said), "{list}");
    }
    call(&ana, "/fn/choose_language", "language=fr").await;
    assert!(ana.get("/admin/sending").await.text.contains("messages attendent"));
    assert_eq!(leo.get("/admin/sending").await.status, 403);
    assert_eq!(outcome(&call(&leo, "/fn/load_sending", "").await), "forbidden");
}
