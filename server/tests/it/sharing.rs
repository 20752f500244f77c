//! Sharing by REST: what the table of rights does not show.

use crate::{
    live::Client,
    support::{Cast, Person, TestServer, plain},
};
use model::{ContentId, content::Role, sharing::NewLink};
use reqwest::{Method, header};
use serde_json::json;

/// A server, and a post with people around it.
async fn house() -> (TestServer, Cast, ContentId) {
    let server = TestServer::start().await;
    let cast = Cast::new(&server).await;
    let id = cast.post(&server).await;
    (server, cast, id)
}

/// The secret in the invitation that was sent to an address.
async fn secret(server: &TestServer, to: &str) -> String {
    let mails = server.services.mail.list(model::PageRequest::default()).await.unwrap().items;
    let mail = mails.into_iter().find(|mail| mail.to == to).unwrap();
    mail.text.split("/invitations/").nth(1).unwrap().lines().next().unwrap().to_owned()
}

/// How many mails about the post an address gets, in all.
async fn mailed(server: &TestServer, to: &str) -> usize {
    server.services.notifications.write_mails().await.unwrap();
    // The server's own worker may be writing the same one.
    tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    let mails = server.services.mail.list(model::PageRequest::default()).await.unwrap().items;
    mails.into_iter().filter(|mail| mail.to == to && mail.subject.contains("Title")).count()
}

/// The token of a link that reads, with the password "sesame".
async fn locked(server: &TestServer, owner: &Person, id: ContentId) -> String {
    let new = NewLink { password: Some("sesame".to_owned()), ..plain(Role::Viewer) };
    server.link(owner, id, &new).await.1
}

#[tokio::test]
async fn an_invitation_goes_out_by_mail_and_gives_access() {
    let (server, cast, id) = house().await;
    let path = format!("/api/content/{id}/invitations");
    let body = json!({"email": "new@example.com", "permission": "commenter", "message": "Come in"});
    let invited = cast.owner.post(&path, body.clone()).await;
    assert_eq!((invited.status.as_u16(), invited.json["email"].as_str()), (201, Some("new@example.com")), "{}", invited.text);
    assert_eq!(cast.owner.post(&path, body).await.code(), "already_invited");
    assert_eq!(cast.owner.post(&path, json!({"email": "owner@example.com", "permission": "viewer"})).await.code(), "own_address");
    assert_eq!(cast.owner.post(&path, json!({"email": "viewer@example.com", "permission": "viewer"})).await.code(), "already_shared");
    let secret = secret(&server, "new@example.com").await;
    assert_eq!(cast.stranger.post("/api/invitations/accept", json!({"secret": secret})).await.code(), "other_address");
    let new = server.person("New").await;
    let accepted = new.post("/api/invitations/accept", json!({"secret": secret})).await;
    assert_eq!(accepted.json, json!({"contentId": id.to_string(), "role": "commenter"}));
    assert_eq!(new.get(&format!("/api/content/{id}")).await.status, 200);
    assert_eq!(new.post("/api/invitations/accept", json!({"secret": secret})).await.code(), "link_expired");
}

#[tokio::test]
async fn a_links_address_is_shown_once_and_its_cookie_is_out_of_reach_of_scripts() {
    let (server, cast, id) = house().await;
    let path = format!("/api/content/{id}/links");
    let body = json!({"role": "viewer", "password": "sesame", "maxUses": 1, "name": "Leo", "expiresAt": "2030-01-01T00:00:00.000Z"});
    let made = cast.owner.post(&path, body).await;
    assert_eq!(made.status, 201, "{}", made.text);
    let token = made.json["url"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
    let listed = cast.owner.get(&path).await;
    assert!(!listed.text.contains(&token) && listed.json["items"][0].get("url").is_none(), "{}", listed.text);
    assert_eq!(listed.json["items"][0]["hasPassword"], true);

    let guest = server.nobody();
    assert_eq!(guest.post("/api/links/enter", json!({"token": token})).await.code(), "link_password_needed");
    assert_eq!(guest.post("/api/links/enter", json!({"token": token, "password": "wrong!"})).await.code(), "wrong_link_password");
    let entered = guest.post("/api/links/enter", json!({"token": token, "password": "sesame"})).await;
    assert_eq!(entered.json["contentId"], id.to_string());
    let cookie = entered.header("set-cookie");
    assert!(cookie.starts_with("huntaze_guest=") && cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
    assert!(entered.json["name"].as_str().unwrap().starts_with("Guest "), "{}", entered.text);
    assert_eq!(server.nobody().post("/api/links/enter", json!({"token": token, "password": "sesame"})).await.code(), "link_expired");

    let change = format!("{path}/{}", made.json["id"].as_str().unwrap());
    let changed = cast.owner.send(Method::PATCH, &change, Some(json!({"maxUses": null, "name": "Zoe"}))).await;
    assert_eq!(
        (changed.json["maxUses"].is_null(), changed.json["name"].as_str(), changed.json["hasPassword"].as_bool()),
        (true, Some("Zoe"), Some(true))
    );
    assert_eq!(changed.json["uses"], 1);
}

#[tokio::test]
async fn a_password_tried_too_often_has_to_wait() {
    let (server, cast, id) = house().await;
    let token = locked(&server, &cast.owner, id).await;
    let nobody = server.nobody();
    let mut last = None;
    for _ in 0..7 {
        last = Some(nobody.post("/api/links/enter", json!({"token": token, "password": "wrong!"})).await);
    }
    let last = last.unwrap();
    assert_eq!((last.status.as_u16(), last.code()), (429, "too_many"));
    assert!(last.header("retry-after").parse::<u32>().unwrap() > 0);
}

#[tokio::test]
async fn the_one_who_asks_hears_the_same_whether_or_not_there_is_a_post() {
    let (_server, cast, id) = house().await;
    let there = cast.stranger.post(&format!("/api/content/{id}/access-requests"), json!({"message": "Please"})).await;
    let nowhere = cast.stranger.post("/api/content/0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11/access-requests", json!({"message": "Please"})).await;
    assert_eq!((there.status, &there.text), (nowhere.status, &nowhere.text));
    let waiting = cast.owner.get(&format!("/api/content/{id}/access-requests")).await;
    assert_eq!(waiting.json["items"][0]["message"], "Please");
    let request = waiting.json["items"][0]["id"].as_str().unwrap().to_owned();
    let accept = format!("/api/content/{id}/access-requests/{request}/accept");
    assert_eq!(cast.owner.post(&accept, json!({"permission": "editor"})).await.status, 204);
    assert_eq!(cast.stranger.get(&format!("/api/content/{id}")).await.json["role"], "editor");
}

#[tokio::test]
async fn a_text_by_rest_arrives_in_open_sockets_as_one_more_edit() {
    let (server, cast, id) = house().await;
    let mut editor = Client::open(&server, &cast.editor, id).await;
    editor.sync().await;
    let edit = editor.edit("Live ");
    editor.send(crate::live::frame(&[0, 2], &edit)).await;
    editor.sync().await;
    let path = format!("/api/content/{id}");
    let changed = cast.editor.send(Method::PATCH, &path, Some(json!({"markdown": "# New\n\nText\n"}))).await;
    assert_eq!(changed.json["markdown"], "# New\n\nText\n", "{}", changed.text);
    assert_eq!(changed.json["title"], "Live Title", "what was typed stays");
    editor.sync().await;
    let derived = document::derive(&document::load([all(&editor.doc).as_slice()]).unwrap());
    assert_eq!(derived.markdown, "# New\n\nText\n");
    let large = "x".repeat((1 << 20) - 20);
    assert_eq!(cast.editor.send(Method::PATCH, &path, Some(json!({"markdown": large}))).await.status, 200);
    assert_eq!(cast.editor.send(Method::PATCH, &path, Some(json!({"markdown": format!("{large}{large}")}))).await.status, 413);
}

fn all(doc: &yrs::Doc) -> Vec<u8> {
    use yrs::{ReadTxn, Transact};
    doc.transact().encode_state_as_update_v1(&yrs::StateVector::default())
}

#[tokio::test]
async fn a_post_that_is_passed_on_is_its_new_owners_in_open_sockets_too() {
    let (server, cast, id) = house().await;
    let mut viewer = Client::open(&server, &cast.viewer, id).await;
    viewer.sync().await;
    let path = format!("/api/content/{id}/ownership");
    assert_eq!(cast.owner.post(&path, json!({"userId": cast.viewer.id.to_string()})).await.status, 204);
    let edit = viewer.edit("!");
    viewer.send(crate::live::frame(&[0, 2], &edit)).await;
    viewer.sync().await;
    let seen = cast.owner.get(&format!("/api/content/{id}")).await;
    assert_eq!((seen.json["title"].as_str(), seen.json["role"].as_str()), (Some("!Title"), Some("editor")));
    assert_eq!(cast.owner.send(Method::DELETE, &format!("/api/content/{id}"), None).await.status, 403);
    let log = cast.viewer.get(&format!("/api/content/{id}/access-log")).await;
    assert_eq!((log.json["items"][0]["deed"].as_str(), log.json["items"][0]["actor"].as_str()), (Some("ownership_passed"), Some("Owner")));
}

#[tokio::test]
async fn a_shared_page_says_nothing_of_who_is_signed_in_and_sends_no_referrer() {
    let (server, cast, id) = house().await;
    let (_, token) = server.link(&cast.owner, id, &plain(Role::Viewer)).await;
    let path = format!("/s/{token}");
    let door = cast.stranger.get(&path).await;
    assert_eq!((door.status.as_u16(), door.header("referrer-policy"), door.header("x-robots-tag")), (200, "no-referrer", "noindex, nofollow"));
    assert!(!door.text.contains("Title") && !door.text.contains(&cast.stranger.email), "the door tells nothing");
    let uses =
        async || server.services.sharing.links(&server.services.accounts.user(cast.owner.id).await.unwrap().unwrap(), id).await.unwrap()[0].uses;
    assert_eq!(uses().await, 0, "looking is no use");

    let entered = cast.stranger.post("/api/links/enter", json!({"token": token, "name": "Léa"})).await;
    assert_eq!(entered.status, 200);
    let post = cast.stranger.get(&path).await;
    assert!(post.text.contains("Title") && !post.text.contains(&cast.stranger.email) && !post.text.contains(&cast.owner.email), "{}", post.text);
    assert_eq!(post.header("cache-control"), "no-store");
    assert_eq!(uses().await, 1);

    let over = server.nobody().get("/s/0123").await;
    assert_eq!((over.status.as_u16(), over.header("referrer-policy")), (410, "no-referrer"));
    assert_eq!(server.nobody().get("/invitations/0123").await.status, 410);
}

#[tokio::test]
async fn the_page_of_a_post_without_access_is_the_same_as_that_of_none() {
    let (_server, cast, id) = house().await;
    let id = id.to_string();
    let none = "0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11";
    let (hidden, missing) = (cast.stranger.get(&format!("/posts/{id}")).await, cast.stranger.get(&format!("/posts/{none}")).await);
    assert_eq!((hidden.status.as_u16(), missing.status.as_u16()), (404, 404));
    let same = |text: &str, id: &str| {
        // The nonce of each answer is its own.
        let nonce = text.split("nonce=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or("none").to_owned();
        text.replace(id, "ID").replace(&nonce, "NONCE")
    };
    assert_eq!(same(&hidden.text, &id), same(&missing.text, none));
    assert!(hidden.text.contains("Ask for access"));
}

#[tokio::test]
async fn one_with_an_account_hears_of_an_invitation_once_and_the_inviter_of_the_answer() {
    let (server, cast, id) = house().await;
    sqlx::query("UPDATE users SET email_verified = 1").execute(server.services.db.read()).await.unwrap();
    let path = format!("/api/content/{id}/invitations");
    let invite = async || cast.owner.post(&path, json!({"email": "stranger@example.com", "permission": "commenter"})).await.status;
    assert_eq!(invite().await, 201);
    let told = cast.stranger.get("/api/notifications").await.json["items"][0].clone();
    assert_eq!((told["kind"].as_str(), told["path"].as_str()), (Some("invitation"), Some(format!("/posts/{id}").as_str())));
    assert_eq!(mailed(&server, "stranger@example.com").await, 1, "one mail for one deed");

    let page = cast.stranger.get(&format!("/posts/{id}")).await;
    assert!(page.text.contains("You are invited") && page.text.contains("Owner invites you"), "{}", page.text);
    assert!(cast.viewer.get(&format!("/posts/{id}")).await.text.contains("Title"));
    assert_eq!(cast.editor.post("/api/invitations/accept", json!({"contentId": id.to_string()})).await.code(), "link_expired");
    assert_eq!(server.nobody().post("/api/invitations/decline", json!({"contentId": id.to_string()})).await.code(), "sign_in_needed");
    assert_eq!(cast.stranger.post("/api/invitations/accept", json!({})).await.code(), "invalid");
    assert_eq!(cast.stranger.post("/api/invitations/decline", json!({"contentId": id.to_string()})).await.status, 204);
    let heard = async || cast.owner.get("/api/notifications").await.json["items"][0].clone();
    let declined = heard().await;
    assert_eq!(
        (declined["kind"].as_str(), declined["role"].is_null(), declined["actors"][0]["name"].as_str()),
        (Some("invitation_answer"), true, Some("Stranger"))
    );

    assert_eq!(invite().await, 201);
    let accepted = cast.stranger.post("/api/invitations/accept", json!({"contentId": id.to_string()})).await;
    assert_eq!(accepted.json, json!({"contentId": id.to_string(), "role": "commenter"}));
    assert_eq!(heard().await["role"], "commenter");
}

#[tokio::test]
async fn an_address_without_an_account_that_declines_is_named_to_the_inviter() {
    let (server, cast, id) = house().await;
    cast.owner.post(&format!("/api/content/{id}/invitations"), json!({"email": "new@example.com", "permission": "viewer"})).await;
    let secret = secret(&server, "new@example.com").await;
    assert_eq!(server.nobody().post("/api/invitations/decline", json!({"secret": secret})).await.status, 204);
    let told = cast.owner.get("/api/notifications").await.json["items"][0].clone();
    assert_eq!((told["kind"].as_str(), told["actors"][0]["name"].as_str()), (Some("invitation_answer"), Some("new@example.com")));
}

/// Sends a form as a browser does without JavaScript.
async fn submit(who: &Person, path: &str, form: String) -> reqwest::Response {
    let request = who.request(Method::POST, path).header("accept", "text/html").header("content-type", "application/x-www-form-urlencoded");
    request.body(form).send().await.unwrap()
}

#[tokio::test]
async fn a_request_is_mailed_once_and_answered_from_the_notification() {
    let (server, cast, id) = house().await;
    sqlx::query("UPDATE users SET email_verified = 1").execute(server.services.db.read()).await.unwrap();
    assert_eq!(cast.stranger.post(&format!("/api/content/{id}/access-requests"), json!({"message": "Please"})).await.status, 202);
    assert_eq!(mailed(&server, "owner@example.com").await, 1);
    let told = cast.owner.get("/api/notifications").await.json["items"][0].clone();
    assert_eq!(told["path"], format!("/posts/{id}?share=requests"));
    let page = cast.owner.get("/notifications").await.text;
    assert!(page.contains("Accept the request of Stranger") && page.contains("Decline the request of Stranger"), "{page}");
    let request = cast.owner.get(&format!("/api/content/{id}/access-requests")).await.json["items"][0]["id"].as_str().unwrap().to_owned();
    // As the form sends it without JavaScript.
    let sent = submit(&cast.owner, "/fn/answer_request", format!("id={id}&which={request}")).await;
    assert_eq!(sent.status(), 302);
    assert!(!cast.owner.get("/notifications").await.text.contains("Accept the request of Stranger"));
    let answer = cast.stranger.get("/api/notifications").await.json["items"][0].clone();
    assert_eq!((answer["kind"].as_str(), answer["role"].is_null()), (Some("access_answer"), true), "the one who asked is told");
    assert_eq!(mailed(&server, "stranger@example.com").await, 1);
}

#[tokio::test]
async fn a_wrong_password_without_javascript_leads_back_to_the_door_with_the_name() {
    let (server, cast, id) = house().await;
    let token = locked(&server, &cast.owner, id).await;
    let nobody = server.nobody();
    let enter = async |password: &str| {
        let sent = submit(&nobody, "/fn/enter_link", format!("token={token}&name=L%C3%A9a+%26+co&password={password}")).await;
        (sent.status().as_u16(), sent.headers()["location"].to_str().unwrap().to_owned())
    };
    let (status, back) = enter("wrong!").await;
    assert_eq!(status, 302);
    assert!(back.starts_with(&format!("/s/{token}?")) && !back.contains("wrong!"), "{back}");
    let door = nobody.get(&back).await.text;
    assert!(door.contains("This is not the password of this link.") && door.contains("Léa &amp; co"), "{door}");
    assert_eq!(enter("sesame").await, (302, format!("/s/{token}")));
    assert!(nobody.get(&format!("/s/{token}")).await.text.contains("Text"));
}

#[tokio::test]
async fn older_entries_of_the_log_follow_page_by_page() {
    let (server, cast, id) = house().await;
    // Three are in it already: who got access.
    for n in 0..52 {
        let (deed, name) = (model::sharing::Deed::LinkMade, format!("link {n}"));
        let mut tx = server.services.db.write().await.unwrap();
        server.services.contents.note(&mut tx, id, cast.owner.id, deed, &name, Some(Role::Viewer)).await.unwrap();
        tx.commit().await.unwrap();
    }
    let subjects = |page: &serde_json::Value| -> Vec<String> {
        page["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|entry| entry["subject"].as_str().or(entry["entry"]["subject"].as_str()).unwrap().to_owned())
            .collect()
    };
    let path = format!("/api/content/{id}/access-log?limit=20");
    let (mut all, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = cast.owner.get(&format!("{path}{cursor}")).await.json;
        all.extend(subjects(&page));
        let Some(next) = page["nextCursor"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    let expected: Vec<String> = (0..52).rev().map(|n| format!("link {n}")).chain(["Viewer", "Commenter", "Editor"].map(str::to_owned)).collect();
    assert_eq!(all, expected);
    assert_eq!(cast.owner.get(&format!("{path}&cursor=x")).await.status, 400);

    // The same, as the Share dialog reads it.
    let read = async |cursor: String| {
        let request = cast.owner.request(Method::POST, "/fn/access_log").header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let answer = request.header(header::ACCEPT, "application/json").body(format!("id={id}{cursor}")).send().await.unwrap();
        answer.json::<serde_json::Value>().await.unwrap()
    };
    let newest = read(String::new()).await;
    let next = newest["nextCursor"].as_str().unwrap().to_owned();
    let older = read(format!("&cursor={next}")).await;
    assert_eq!((subjects(&newest), subjects(&older)), (expected[..50].to_vec(), expected[50..].to_vec()));
}
