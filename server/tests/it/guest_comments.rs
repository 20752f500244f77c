//! Guests of links comment as their link says, under the name they gave.

use crate::support::{Cast, TestServer, plain};
use model::content::Role;
use reqwest::Method;
use serde_json::json;

#[tokio::test]
async fn a_guest_comments_replies_reacts_and_resolves_what_they_started() {
    let server = TestServer::start().await;
    let cast = Cast::new(&server).await;
    let id = cast.post(&server).await;
    let (_, token) = server.link(&cast.owner, id, &plain(Role::Commenter)).await;
    let lea = server.guest(&token, None, "Léa").await;
    let path = format!("/api/content/{id}/comments");

    let made = lea.post(&path, json!({"text": format!("Hi @[x]({})", cast.editor.id), "anchor": {"quote": "Text"}})).await;
    assert_eq!(made.status, 201, "{}", made.text);
    assert_eq!(made.json["author"], json!({"id": lea.id.to_string(), "name": "Léa", "guest": true}));
    assert_eq!((&made.json["mine"], &made.json["mentions"][0]["name"]), (&json!(true), &json!("Editor")));
    let one = format!("{path}/{}", made.json["id"].as_str().unwrap());
    let reply = cast.owner.post(&path, json!({"text": "Hello", "parentId": made.json["id"]})).await;
    let seen = lea.get(&format!("{path}?filter=unread")).await.json;
    assert_eq!(seen["items"][0]["comments"][1]["author"], json!({"id": cast.owner.id.to_string(), "name": "Owner", "guest": false}));
    assert_eq!(lea.send(Method::POST, &format!("{one}/read"), None).await.status, 204);
    assert_eq!(lea.get(&format!("{path}?filter=unread")).await.json["items"], json!([]));
    assert_eq!(lea.get(&format!("{path}?filter=mine")).await.json["items"].as_array().unwrap().len(), 1);

    assert_eq!(lea.send(Method::PUT, &one, Some(json!({"text": "Changed"}))).await.json["text"], "Changed");
    let theirs = format!("{path}/{}", reply.json["id"].as_str().unwrap());
    assert_eq!(lea.send(Method::PUT, &theirs, Some(json!({"text": "Mine now"}))).await.status, 403);
    let reacted = lea.post(&format!("{theirs}/reactions"), json!({"emoji": "🎉"})).await;
    assert_eq!(reacted.json["reactions"], json!([{"emoji": "🎉", "count": 1, "mine": true}]));
    assert_eq!(cast.owner.get(&one).await.json["comments"][1]["reactions"][0]["mine"], json!(false));
    let resolved = lea.send(Method::POST, &format!("{one}/resolve"), None).await;
    assert_eq!(resolved.json["resolvedBy"], json!({"id": lea.id.to_string(), "name": "Léa", "guest": true}));
    assert_eq!(lea.send(Method::POST, &format!("{one}/reopen"), None).await.json["resolvedBy"], json!(null));
}

#[tokio::test]
async fn the_owner_and_those_who_are_mentioned_hear_of_a_guest_by_name() {
    let server = TestServer::start().await;
    let cast = Cast::new(&server).await;
    let id = cast.post(&server).await;
    let (_, token) = server.link(&cast.owner, id, &plain(Role::Commenter)).await;
    let lea = server.guest(&token, None, "Léa").await;
    let text = format!("Look, @[x]({}) and @[y]({})", cast.editor.id, cast.stranger.id);
    assert_eq!(lea.post(&format!("/api/content/{id}/comments"), json!({"text": text})).await.status, 201);
    for (who, expected) in [(&cast.owner, Some("comment")), (&cast.editor, Some("mention")), (&cast.stranger, None)] {
        let told = who.get("/api/notifications").await.json["items"][0].clone();
        assert_eq!((told["kind"].as_str(), told["actors"][0]["name"].as_str()), (expected, expected.map(|_| "Léa")));
    }
}

#[tokio::test]
async fn what_a_guest_wrote_keeps_their_name_when_the_link_is_revoked_and_they_are_forgotten() {
    let server = TestServer::start().await;
    let cast = Cast::new(&server).await;
    let id = cast.post(&server).await;
    let (link, token) = server.link(&cast.owner, id, &plain(Role::Commenter)).await;
    let lea = server.guest(&token, None, "Léa").await;
    let path = format!("/api/content/{id}/comments");
    assert_eq!(lea.post(&path, json!({"text": "Still here"})).await.status, 201);
    let owner = server.services.accounts.user(cast.owner.id).await.unwrap().unwrap();
    server.services.revoke_link(&owner, id, link.id).await.unwrap();
    assert_eq!(lea.post(&path, json!({"text": "Me too"})).await.status, 404);
    sqlx::query("DELETE FROM guests").execute(server.services.db.read()).await.unwrap();
    let seen = cast.viewer.get(&path).await.json;
    assert_eq!(seen["items"][0]["comments"][0]["author"]["name"], "Léa");
    assert_eq!(seen["items"][0]["comments"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_guest_mentions_those_whose_comments_they_read_and_learns_of_nobody_else() {
    let server = TestServer::start().await;
    let cast = Cast::new(&server).await;
    let id = cast.post(&server).await;
    let (_, token) = server.link(&cast.owner, id, &plain(Role::Commenter)).await;
    let lea = server.guest(&token, None, "Léa").await;
    server.services.start_thread(cast.editor.id, id, "Hello", None).await.unwrap();
    let names = async |who: model::Reader| {
        let people = server.services.comments.people(who, id).await.unwrap();
        people.into_iter().map(|person| person.name).collect::<Vec<_>>()
    };
    assert_eq!(names(model::GuestId::from(lea.id.0).into()).await, ["Editor"]);
    assert_eq!(names(cast.viewer.id.into()).await.len(), 4);
    assert_eq!(lea.get(&format!("/api/content/{id}/collaborators")).await.status, 401);
}
