//! Notifications by REST: one's own, and nobody else's.

use crate::support::{Cast, TestServer};
use model::{content::Role, ids::NotificationId};
use notifications::{By, Said};
use reqwest::Method;
use serde_json::{Value, json};

fn said(text: &str) -> Said {
    let comment = db::new_id();
    Said { thread: comment, comment, text: text.to_owned() }
}

#[tokio::test]
async fn sharing_a_post_tells_the_one_who_has_it_now() {
    let server = TestServer::start().await;
    let (ana, leo) = (server.person("Ana").await, server.person("Leo").await);
    let id = ana.post("/api/content", json!({"title": "Plan"})).await.json["id"].as_str().unwrap().to_owned();
    ana.post(&format!("/api/content/{id}/collaborators"), json!({"email": leo.email, "permission": "editor"})).await;
    let list = leo.get("/api/notifications").await.json;
    let item = &list["items"][0];
    assert_eq!(
        json!([item["kind"], item["contentId"], item["title"], item["role"], item["path"], item["unread"], item["threadId"]]),
        json!(["share", id, "Plan", "editor", format!("/posts/{id}"), 1, Value::Null])
    );
    assert_eq!(item["actors"], json!([{"id": ana.id.to_string(), "name": "Ana"}]));
    assert_eq!(leo.get("/api/notifications/count").await.json, json!({"unread": 1}));
    assert_eq!(ana.get("/api/notifications").await.json, json!({"items": [], "nextCursor": null}));
}

#[tokio::test]
async fn some_or_all_are_read_by_the_one_they_are_for() {
    let server = TestServer::start().await;
    let cast = Cast::new(&server).await;
    let post = cast.post(&server).await;
    for text in ["one", "two", "three"] {
        server.services.notify_mention(By::Person(cast.owner.id), post, &[cast.editor.id], said(text)).await;
    }
    let items = cast.editor.get("/api/notifications?limit=2").await.json;
    assert_eq!((items["items"].as_array().unwrap().len(), items["items"][0]["excerpt"].as_str()), (2, Some("three")));
    let next = cast.editor.get(&format!("/api/notifications?cursor={}", items["nextCursor"].as_str().unwrap())).await.json;
    assert_eq!((next["items"][0]["excerpt"].as_str(), next["nextCursor"].is_null()), (Some("one"), true));

    let first = &items["items"][0]["ids"];
    let ids = json!({"ids": first});
    assert_eq!(cast.viewer.post("/api/notifications/read", ids.clone()).await.json, json!({"unread": 0}));
    assert_eq!(cast.editor.get("/api/notifications/count").await.json["unread"], 3, "somebody else's ids change nothing");
    assert_eq!(cast.editor.post("/api/notifications/read", ids).await.json, json!({"unread": 2}));
    assert_eq!(cast.editor.get("/api/notifications?unread=1").await.json["items"].as_array().unwrap().len(), 2);
    assert_eq!(cast.editor.post("/api/notifications/read", json!({"all": true})).await.json, json!({"unread": 0}));
    assert_eq!(cast.editor.get("/api/notifications?unread=1").await.json["items"], json!([]));

    for (bad, status) in [
        (json!({"all": false}), 422),
        (json!({"ids": [], "all": true}), 422),
        (json!({"ids": ["x"]}), 400),
        (json!({"ids": vec![db::new_id::<NotificationId>(); 501]}), 413),
    ] {
        assert_eq!(cast.editor.post("/api/notifications/read", bad.clone()).await.status, status, "{bad}");
    }
    assert_eq!(cast.editor.get("/api/notifications?cursor=x").await.status, 400);
}

#[tokio::test]
async fn one_chooses_which_mails_come() {
    let server = TestServer::start().await;
    let (ana, leo) = (server.person("Ana").await, server.person("Leo").await);
    let usual = ana.get("/api/notifications/settings").await.json;
    assert_eq!((usual["mention"].as_str(), usual["reply"].as_str(), usual["resolved"].as_str()), (Some("at_once"), Some("daily"), Some("never")));
    let path = "/api/notifications/settings";
    let chosen = ana.send(Method::PUT, path, Some(json!({"reply": "never", "resolved": "at_once"}))).await.json;
    assert_eq!(
        (chosen["mention"].as_str(), chosen["reply"].as_str(), chosen["resolved"].as_str()),
        (Some("at_once"), Some("never"), Some("at_once"))
    );
    assert_eq!(ana.get(path).await.json, chosen);
    assert_eq!(leo.get(path).await.json, usual);
    let wrong = ana.send(Method::PUT, path, Some(json!({"reply": "sometimes"}))).await;
    assert_eq!((wrong.status.as_u16(), wrong.json["fields"][0]["field"].as_str()), (422, Some("reply")));
    assert_eq!(ana.send(Method::PUT, path, Some(json!({"birthdays": "daily"}))).await.status, 400);
}

#[tokio::test]
async fn a_mail_about_a_mention_is_in_the_outbox() {
    let server = TestServer::start().await;
    let cast = Cast::new(&server).await;
    let post = cast.post(&server).await;
    sqlx::query("UPDATE users SET email_verified = 1").execute(server.services.db.read()).await.unwrap();
    server.services.notify_mention(By::Person(cast.owner.id), post, &[cast.editor.id], said("Look")).await;
    server.services.notify_share(cast.owner.id, post, cast.viewer.id, Role::Viewer).await;
    for _ in 0..100 {
        let mails = server.services.mail.list(model::PageRequest::default()).await.unwrap().items;
        if let Some(mail) = mails.iter().find(|mail| mail.subject == "Owner mentioned you in “Title”") {
            assert_eq!(mail.to, cast.editor.email);
            assert!(!mails.iter().any(|mail| mail.to == cast.viewer.email && mail.subject.contains("Title")), "shares wait for the morning");
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("no mail");
}

#[tokio::test]
async fn the_bell_has_its_number_without_javascript() {
    let server = TestServer::start().await;
    let cast = Cast::new(&server).await;
    let post = cast.post(&server).await;
    for _ in 0..2 {
        server.services.notify_mention(By::Person(cast.owner.id), post, &[cast.editor.id], said("Look")).await;
    }
    let page = cast.editor.get("/posts").await.text;
    assert!(page.contains("bell__count") && page.contains("2 unread"), "{page}");
    cast.editor.post("/api/notifications/read", json!({"all": true})).await;
    assert!(!cast.editor.get("/posts").await.text.contains("bell__count"));
    assert!(!cast.viewer.get("/posts").await.text.contains("bell__count"));
}
