//! Who is told of comments, and what is left of it when they change.

use crate::support::{Cast, Person, TestServer};
use model::{
    ContentId,
    notifications::{Kind, Notification},
};
use reqwest::Method;
use serde_json::json;

async fn told(server: &TestServer, who: &Person) -> Vec<Notification> {
    server.services.notifications.list(who.id, false, &model::PageRequest::default()).await.unwrap().items
}

/// A new comment's id.
async fn write(who: &Person, id: ContentId, text: &str, parent: Option<&str>) -> String {
    let mut body = json!({"text": text});
    if let Some(parent) = parent {
        body["parentId"] = json!(parent);
    }
    let made = who.post(&format!("/api/content/{id}/comments"), body).await;
    assert_eq!(made.status, 201, "{}", made.text);
    made.json["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn resolving_twice_is_told_once() {
    let server = TestServer::start().await;
    let cast = Cast::new(&server).await;
    let id = cast.post(&server).await;
    let thread = write(&cast.commenter, id, "Why?", None).await;
    for _ in 0..2 {
        let path = format!("/api/content/{id}/comments/{thread}/resolve");
        assert_eq!(cast.owner.send(Method::POST, &path, None).await.status, 200);
    }
    let told = told(&server, &cast.commenter).await;
    assert_eq!((told.len(), told[0].ids.len()), (1, 1));
}

#[tokio::test]
async fn a_deleted_comment_is_told_of_no_more_and_a_changed_one_in_its_new_words() {
    let server = TestServer::start().await;
    let cast = Cast::new(&server).await;
    let id = cast.post(&server).await;
    let first = write(&cast.commenter, id, "My secret", None).await;
    let resolve = format!("/api/content/{id}/comments/{first}/resolve");
    assert_eq!(cast.editor.send(Method::POST, &resolve, None).await.status, 200);
    let one = format!("/api/content/{id}/comments/{first}");
    assert_eq!(cast.commenter.send(Method::PUT, &one, Some(json!({"text": "My words"}))).await.status, 200);
    assert_eq!(told(&server, &cast.owner).await[0].excerpt, "My words");
    assert_eq!(told(&server, &cast.commenter).await[0].excerpt, "My words", "as what was resolved, too");
    let reply = write(&cast.owner, id, "Mine", Some(&first)).await;
    assert_eq!(told(&server, &cast.commenter).await.len(), 2);

    assert_eq!(cast.commenter.send(Method::DELETE, &one, None).await.status, 204);
    assert!(told(&server, &cast.owner).await.is_empty());
    assert_eq!(cast.owner.get("/api/notifications/count").await.json["unread"], 0);
    assert!(told(&server, &cast.commenter).await.iter().all(|item| !item.excerpt.contains("words")));
    let reply = format!("/api/content/{id}/comments/{reply}");
    assert_eq!(cast.owner.send(Method::DELETE, &reply, None).await.status, 204);
    assert_eq!(told(&server, &cast.commenter).await.len(), 1, "that it was resolved stays");
}

#[tokio::test]
async fn one_person_writes_so_many_comments_a_minute() {
    let server = TestServer::start().await;
    let cast = Cast::new(&server).await;
    let id = cast.post(&server).await;
    let thread = write(&cast.commenter, id, "First", None).await;
    for n in 0..29 {
        write(&cast.commenter, id, &n.to_string(), Some(&thread)).await;
    }
    let path = format!("/api/content/{id}/comments");
    let reactions = format!("{path}/{thread}/reactions");
    for (path, body) in [(&path, json!({"text": "x"})), (&path, json!({"text": "x", "parentId": thread})), (&reactions, json!({"emoji": "👍"}))] {
        let refused = cast.commenter.post(path, body).await;
        assert_eq!((refused.status.as_u16(), refused.code()), (429, "too_many"));
        assert!(refused.header("retry-after").parse::<u32>().unwrap() > 0);
    }
    write(&cast.editor, id, "Another person", Some(&thread)).await;
}

#[tokio::test]
async fn a_thread_that_cannot_be_started_leaves_nothing_and_invites_nobody() {
    let server = TestServer::start().await;
    let cast = Cast::new(&server).await;
    let id = cast.post(&server).await;
    let path = format!("/api/content/{id}/comments");
    let nowhere = json!({"text": "@[leo@example.org](invite)", "anchor": {"quote": "nowhere"}});
    assert_eq!(cast.owner.post(&path, nowhere).await.code(), "anchor_not_found");
    let wrong = json!({"text": "@[a b@c](invite)", "anchor": {"quote": "Text"}});
    assert_eq!(cast.owner.post(&path, wrong).await.code(), "invalid", "an address that is none, though the words are there");
    assert_eq!(cast.owner.get(&path).await.json["items"], json!([]));
    server.services.hub.settle(id).await.unwrap();
    assert!(server.services.contents.anchors(id).await.unwrap().is_empty(), "the mark was lifted");
    let mails = server.services.mail.list(model::PageRequest::default()).await.unwrap().items;
    assert!(mails.iter().all(|mail| mail.to != "leo@example.org"), "nobody was invited for words that are not there");
}

#[tokio::test]
async fn the_owner_hears_of_replies_and_who_is_mentioned_later_of_the_mention() {
    let server = TestServer::start().await;
    let cast = Cast::new(&server).await;
    let id = cast.post(&server).await;
    let thread = write(&cast.commenter, id, "First", None).await;
    let reply = write(&cast.editor, id, "Second", Some(&thread)).await;
    let kinds = async |who: &Person| told(&server, who).await.into_iter().map(|item| item.kind).collect::<Vec<_>>();
    assert_eq!(kinds(&cast.owner).await, [Kind::Reply, Kind::Comment]);
    assert_eq!(kinds(&cast.commenter).await, [Kind::Reply]);
    let path = format!("/api/content/{id}/comments/{reply}");
    for text in ["@[V]({})", "Look, @[V]({})"] {
        let text = text.replace("{}", &cast.viewer.id.to_string());
        assert_eq!(cast.editor.send(Method::PUT, &path, Some(json!({"text": text}))).await.status, 200);
    }
    let told = told(&server, &cast.viewer).await;
    assert_eq!((told.len(), told[0].kind, told[0].excerpt.as_str()), (1, Kind::Mention, "Look, @V"));
}

/// The newest mail to an address.
async fn mail_to(server: &TestServer, to: &str) -> String {
    let mails = server.services.mail.list(model::PageRequest::default()).await.unwrap().items;
    mails.into_iter().find(|mail| mail.to == to).unwrap().text
}

#[tokio::test]
async fn who_was_invited_by_a_comment_reads_it_as_it_is_now_and_not_once_it_is_deleted() {
    let server = TestServer::start().await;
    let cast = Cast::new(&server).await;
    let id = cast.post(&server).await;
    // One invited has no account, the other one has confirmed the address and is told by a notification.
    sqlx::query("UPDATE users SET email_verified = 1 WHERE id = $1").bind(cast.stranger.id.to_string()).execute(server.db.db.read()).await.unwrap();
    let thread = write(&cast.owner, id, "First", None).await;
    let text = "@[leo@example.org](invite) and @[stranger@example.com](invite), my secret";
    let reply = write(&cast.owner, id, text, Some(&thread)).await;
    let letter = mail_to(&server, "leo@example.org").await;
    assert!(letter.contains("> @leo@example.org and @stranger@example.com, my secret\n\n"), "{letter}");
    let link = letter.split("/invitations/").nth(1).unwrap().lines().next().unwrap().to_owned();

    let one = format!("/api/content/{id}/comments/{reply}");
    let changed = json!({"text": text.replace("secret", "words")});
    assert_eq!(cast.owner.send(Method::PUT, &one, Some(changed)).await.status, 200);
    assert!(mail_to(&server, "leo@example.org").await.contains("my words"));
    server.services.notifications.write_mails().await.unwrap();
    assert!(told(&server, &cast.stranger).await[0].excerpt.contains("my words"));
    assert!(server.services.sharing.invitation(&link).await.unwrap().message.contains("my words"));

    assert_eq!(cast.owner.send(Method::DELETE, &one, None).await.status, 204);
    let letter = mail_to(&server, "leo@example.org").await;
    assert!(!letter.contains("words") && !letter.contains("> ") && letter.contains(&link), "{letter}");
    assert_eq!(server.services.sharing.invitation(&link).await.unwrap().message, "", "the invitation is good, and its page says nothing of it");
    let told = told(&server, &cast.stranger).await;
    assert_eq!((told[0].kind, told[0].excerpt.as_str()), (Kind::Invitation, ""));
    server.services.notifications.write_mails().await.unwrap();
    tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    let all = server.services.mail.list(model::PageRequest::default()).await.unwrap().items;
    assert!(all.iter().all(|mail| !mail.text.contains("my ")), "{all:?}");
}

#[tokio::test]
async fn a_reply_that_fails_is_quoted_to_nobody() {
    let server = TestServer::start().await;
    let cast = Cast::new(&server).await;
    let id = cast.post(&server).await;
    let thread = write(&cast.owner, id, "First", None).await;
    let body = json!({"text": "@[leo@example.org](invite), @[a b@c](invite): my secret", "parentId": thread});
    assert_eq!(cast.owner.post(&format!("/api/content/{id}/comments"), body).await.code(), "invalid");
    let letter = mail_to(&server, "leo@example.org").await;
    assert!(!letter.contains("my secret"), "{letter}");
}
