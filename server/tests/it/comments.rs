//! Comments by REST and in the live document.

use crate::{
    live::{Client, Heard},
    support::{Cast, TestServer},
};
use reqwest::Method;
use serde_json::json;
use std::time::Duration;

#[tokio::test]
async fn a_commenter_comments_on_words_without_writing_in_the_document() {
    let server = TestServer::start().await;
    let cast = Cast::new(&server).await;
    let id = cast.post(&server).await;
    let mut live = Client::open(&server, &cast.owner, id).await;
    live.sync().await;
    let path = format!("/api/content/{id}/comments");
    let made = cast.commenter.post(&path, json!({"text": "**Why?**", "anchor": {"quote": "ext", "prefix": "T"}})).await;
    assert_eq!(made.status, 201, "{}", made.text);
    assert_eq!((&made.json["html"], &made.json["threadId"]), (&json!("<p><strong>Why?</strong></p>"), &made.json["id"]));
    while !matches!(live.hear(Duration::from_secs(10)).await, Some(Heard::Changes)) {}
    let state = yrs::ReadTxn::encode_state_as_update_v1(&yrs::Transact::transact(&live.doc), &yrs::StateVector::default());
    assert!(document::derive_update(&state).unwrap().json.contains(made.json["id"].as_str().unwrap()), "the owner's copy has the mark");
    let list = cast.viewer.get(&path).await;
    let thread = &list.json["items"][0];
    assert_eq!((&thread["quote"], &thread["range"]), (&json!("ext"), &json!({"start": 1, "end": 4})));
    assert_eq!((&thread["unread"], &thread["onDeletedText"], &thread["resolved"]), (&json!(true), &json!(false), &json!(false)));
    let post = cast.viewer.get(&format!("/api/content/{id}")).await;
    assert_eq!((&post.json["html"], &post.json["markdown"]), (&json!("<p>Text</p>"), &json!("Text\n")), "exports have nothing of it");
}

#[tokio::test]
async fn from_a_thread_to_its_end() {
    let server = TestServer::start().await;
    let cast = Cast::new(&server).await;
    let id = cast.post(&server).await;
    let path = format!("/api/content/{id}/comments");
    let thread = cast.owner.post(&path, json!({"text": "First", "anchor": {"start": 0, "end": 4}})).await.json["id"].as_str().unwrap().to_owned();
    let reply = cast.commenter.post(&path, json!({"text": format!("@[x]({})", cast.viewer.id), "parentId": thread})).await;
    assert_eq!((reply.status.as_u16(), &reply.json["mentions"][0]["name"]), (201, &json!("Viewer")));
    let one = format!("{path}/{thread}");
    assert_eq!(cast.viewer.get(&format!("{path}?filter=unread")).await.json["items"].as_array().unwrap().len(), 1);
    assert_eq!(cast.viewer.send(Method::POST, &format!("{one}/read"), None).await.status, 204);
    assert_eq!(cast.viewer.get(&format!("{path}?filter=unread")).await.json["items"], json!([]));
    assert_eq!(cast.viewer.get(&format!("{path}?filter=mine")).await.json["items"][0]["id"], json!(thread));
    let resolved = cast.editor.send(Method::POST, &format!("{one}/resolve"), None).await;
    assert_eq!((&resolved.json["resolved"], &resolved.json["resolvedBy"]["name"]), (&json!(true), &json!("Editor")));
    assert_eq!(cast.viewer.get(&format!("{path}?filter=open")).await.json["items"], json!([]));
    assert_eq!(cast.owner.send(Method::POST, &format!("{one}/reopen"), None).await.json["resolved"], json!(false));
    let reacted = cast.commenter.post(&format!("{one}/reactions"), json!({"emoji": "🎉"})).await;
    assert_eq!(reacted.json["reactions"], json!([{"emoji": "🎉", "count": 1, "mine": true}]));
    assert_eq!(cast.commenter.send(Method::DELETE, &format!("{one}/reactions?emoji=🎉"), None).await.json["reactions"], json!([]));
    let changed = cast.owner.send(Method::PUT, &one, Some(json!({"text": "Changed"}))).await;
    assert_eq!((&changed.json["text"], changed.json["editedAt"].is_string()), (&json!("Changed"), true));
    assert_eq!(cast.owner.send(Method::DELETE, &one, None).await.status, 204);
    assert_eq!(cast.viewer.get(&one).await.json["comments"][0]["deleted"], json!(true));
    let reply = format!("{path}/{}", reply.json["id"].as_str().unwrap());
    assert_eq!(cast.commenter.send(Method::DELETE, &reply, None).await.status, 204);
    assert_eq!(cast.viewer.get(&one).await.status, 404);
    let json = server.services.contents.anchors(id).await;
    server.services.hub.settle(id).await.unwrap();
    assert!(json.is_ok() && server.services.contents.anchors(id).await.unwrap().is_empty(), "the mark has gone with the thread");
}

#[tokio::test]
async fn a_thread_whose_words_are_deleted_stays_with_its_quote() {
    let server = TestServer::start().await;
    let cast = Cast::new(&server).await;
    let id = cast.post(&server).await;
    let path = format!("/api/content/{id}/comments");
    assert_eq!(cast.commenter.post(&path, json!({"text": "x", "anchor": {"quote": "Text"}})).await.status, 201);
    server.services.hub.edit(id, None, 0, |doc| document::set_markdown(doc, "Something else")).await.unwrap();
    let thread = cast.viewer.get(&path).await.json["items"][0].clone();
    assert_eq!((&thread["quote"], &thread["range"], &thread["onDeletedText"]), (&json!("Text"), &json!(null), &json!(true)));
}

#[tokio::test]
async fn what_cannot_be_commented_says_why() {
    let server = TestServer::start().await;
    let cast = Cast::new(&server).await;
    let id = cast.post(&server).await;
    let path = format!("/api/content/{id}/comments");
    let thread = cast.owner.post(&path, json!({"text": "First"})).await.json["id"].clone();
    for (body, code, field) in [
        (json!({"text": "x", "anchor": {"quote": "nowhere"}}), "anchor_not_found", None),
        (json!({"text": "x", "anchor": {"start": 3, "end": 90}}), "anchor_not_found", None),
        (json!({"text": "x", "anchor": {"start": 0, "end": 5_001}}), "invalid", Some("anchor")),
        (json!({"text": "x", "anchor": {"quote": "Text", "start": 3}}), "invalid", Some("anchor")),
        (json!({"text": "x", "anchor": {}}), "invalid", Some("anchor")),
        (json!({"text": "x", "anchor": {"quote": "Text"}, "parentId": thread}), "invalid", Some("anchor")),
        (json!({"text": "x", "parentId": "7"}), "invalid", Some("parentId")),
        (json!({"text": "x", "parentId": id.to_string()}), "not_found", None),
        (json!({"text": "  "}), "invalid", Some("text")),
        (json!({"text": "x".repeat(10_001)}), "invalid", Some("text")),
        (json!({}), "bad_request", None),
    ] {
        let answer = cast.commenter.post(&path, body.clone()).await;
        assert_eq!((answer.code(), answer.json["fields"][0]["field"].as_str()), (code, field), "{body}");
    }
    assert_eq!(cast.viewer.get(&path).await.json["items"].as_array().unwrap().len(), 1);
    assert_eq!(cast.viewer.get(&format!("{path}?filter=loud")).await.code(), "bad_request");
    let emoji = format!("{path}/{}/reactions", thread.as_str().unwrap());
    assert_eq!(cast.owner.post(&emoji, json!({"emoji": "x"})).await.code(), "invalid");
}

#[tokio::test]
async fn mentioning_an_address_invites_it_if_one_may_share() {
    let server = TestServer::start().await;
    let cast = Cast::new(&server).await;
    let id = cast.post(&server).await;
    let path = format!("/api/content/{id}/comments");
    let text = json!({"text": "Look, @[leo@example.org](invite) and @[owner@example.com](invite)"});
    for who in [&cast.commenter, &cast.editor] {
        assert_eq!(who.post(&path, text.clone()).await.code(), "forbidden");
    }
    assert_eq!(cast.owner.get(&path).await.json["items"], json!([]), "nothing was said");
    let made = cast.owner.post(&path, text.clone()).await;
    assert_eq!((made.status.as_u16(), made.json["html"].as_str()), (201, Some("<p>Look, @leo@example.org and @owner@example.com</p>")));
    let invited = async || cast.owner.get(&format!("/api/content/{id}/invitations")).await.json["items"].clone();
    let sent = invited().await;
    assert_eq!(
        (sent.as_array().unwrap().len(), sent[0]["email"].as_str(), sent[0]["permission"].as_str()),
        (1, Some("leo@example.org"), Some("commenter"))
    );
    assert_eq!(sent[0]["message"], "Look, @leo@example.org and @owner@example.com");

    let one = format!("{path}/{}", made.json["id"].as_str().unwrap());
    cast.owner.send(Method::DELETE, &format!("/api/content/{id}/invitations/{}", sent[0]["id"].as_str().unwrap()), None).await;
    assert_eq!(cast.owner.send(Method::PUT, &one, Some(text)).await.status, 200);
    assert_eq!(invited().await, json!([]), "who was invited by it before is not invited again");
    let more = json!({"text": "@[zoe@example.org](invite)"});
    assert_eq!(cast.owner.send(Method::PUT, &one, Some(more)).await.status, 200);
    assert_eq!(invited().await[0]["email"], "zoe@example.org");
    let wrong = json!({"text": "@[a b@c](invite)", "parentId": made.json["id"]});
    assert_eq!(cast.owner.post(&path, wrong).await.code(), "invalid");
}
