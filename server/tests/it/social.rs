//! Social accounts by REST, over the sandbox within the server: connect, publish, hear back.

use crate::support::{Answer, Person, TestServer};
use reqwest::Method;
use sandbox::{
    common::{Choice, Signature},
    tiktok::Event,
};
use serde_json::{Value, json};
use std::time::Duration;

pub const PNG: &[u8] = b"\x89PNG\r\n\x1A\n and the rest of a picture";
const JPEG: &[u8] = b"\xFF\xD8\xFF\xE0\0\x10JFIF and the rest of a picture";
const MP4: &[u8] = b"\0\0\0\x18ftypisom\0\0\x02\0 and the rest of a video";

/// An address of this server, without its origin: people know it by another one.
fn local(address: &str) -> String {
    let url: reqwest::Url = address.parse().unwrap();
    format!("{}{}", url.path(), url.query().map(|query| format!("?{query}")).unwrap_or_default())
}

/// Goes to the platform's consent page as a browser does, chooses there, and returns the address it is sent back to.
async fn consent(person: &Person, platform: &str, way: &str, choice: &Choice) -> String {
    let start = person.get(&format!("/api/auth/{platform}/start?signIn={way}")).await;
    assert_eq!(start.status, 303, "{start:?}");
    let page = local(start.header("location"));
    assert!(page.starts_with(&format!("/sandbox/{platform}/")), "{page}");
    let shown = person.get(&page).await;
    assert!(shown.status == 200 && shown.header("content-security-policy").contains("form-action 'self'"), "{shown:?}");
    let mut fields = vec![("decision", if choice.allow { "allow" } else { "deny" }), ("account", choice.account.as_str())];
    fields.extend(choice.scopes.as_deref().map(|scopes| ("granted", scopes)));
    let body = fields.iter().fold(String::new(), |body, (name, value)| format!("{body}{name}={}&", value.replace(' ', "+")));
    let request = person.request(Method::POST, &page).header("content-type", "application/x-www-form-urlencoded").body(body);
    let answered = Answer::read(request.send().await.unwrap()).await;
    assert!(answered.status.is_redirection(), "{answered:?}");
    local(answered.header("location"))
}

/// Connects an account and returns it.
pub async fn connect(person: &Person, platform: &str) -> Value {
    let back = person.get(&consent(person, platform, "own", &Choice::allow("ana")).await).await;
    assert_eq!(back.header("location"), format!("/settings/connections?platform={platform}&connected=1"), "{back:?}");
    let accounts = person.get("/api/social/accounts").await.json;
    let found = accounts["items"].as_array().unwrap().iter().find(|account| account["platform"] == platform).cloned();
    found.unwrap_or_else(|| panic!("{accounts}"))
}

/// Uploads a file in two pieces; its key.
pub async fn upload(person: &Person, name: &str, bytes: &[u8]) -> String {
    let begun = person.post("/api/social/media", json!({"name": name, "size": bytes.len()})).await;
    assert_eq!(begun.status, 201, "{begun:?}");
    let key = begun.json["key"].as_str().unwrap().to_owned();
    for (from, piece) in [(0, &bytes[..10]), (10, &bytes[10..])] {
        let put = put(person, &key, from, piece).await;
        assert_eq!(put.status, 200, "{put:?}");
    }
    key
}

async fn put(person: &Person, key: &str, from: usize, piece: &[u8]) -> Answer {
    let request = person.request(Method::PUT, &format!("/api/social/media/{key}?from={from}")).body(piece.to_vec());
    Answer::read(request.send().await.unwrap()).await
}

/// Waits until a publication is in this state.
async fn until(person: &Person, id: &str, state: &str) -> Value {
    for _ in 0..600 {
        let now = person.get(&format!("/api/social/publications/{id}")).await;
        if now.json["state"] == state {
            return now.json;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let now = person.get(&format!("/api/social/publications/{id}/attempts")).await;
    panic!("{id} is not {state}: {}", now.text);
}

/// Publishes to one target; the publication's id.
async fn publish(person: &Person, account: &Value, draft: Value) -> String {
    let mut target = draft;
    target["accountId"] = account["id"].clone();
    let taken = person.post("/api/social/publications", json!({"targets": [target]})).await;
    assert_eq!(taken.status, 202, "{taken:?}");
    taken.json["items"][0]["id"].as_str().unwrap().to_owned()
}

/// Platforms that take no time.
fn fast(server: &TestServer) {
    let standing = &server.services.stand.0;
    standing.tiktok.as_ref().unwrap().0.change(|settings| (settings.processing, settings.moderation) = (Some(0), 0));
    standing.instagram.as_ref().unwrap().0.change(|settings| settings.container_takes = Some(0));
}

#[tokio::test]
async fn all_three_platforms_are_connected_by_their_consent_pages() {
    let server = TestServer::start().await;
    let ana = server.person("Ana").await;
    for platform in ["tiktok", "instagram", "reddit"] {
        let account = connect(&ana, platform).await;
        assert_eq!((account["state"].as_str(), account["sandbox"].as_bool()), (Some("active"), Some(true)), "{account}");
        let checked = ana.post(&format!("/api/social/accounts/{}/check", account["id"].as_str().unwrap()), json!({})).await;
        assert!(checked.status == 200 && checked.json["trouble"].is_null(), "{checked:?}");
        assert!(checked.json["account"]["health"]["of"] == platform, "{checked:?}");
    }
    let back = ana.get(&consent(&ana, "instagram", "facebook", &Choice::allow("ana")).await).await;
    assert!(back.header("location").contains("connected=1"), "{back:?}");
    let text = ana.get("/api/social/accounts").await.text;
    assert!(!text.contains("act.") && !text.contains("token"), "{text}");
    for account in ana.get("/api/social/accounts").await.json["items"].as_array().unwrap() {
        let gone = ana.send(Method::DELETE, &format!("/api/social/accounts/{}", account["id"].as_str().unwrap()), None).await;
        assert_eq!(gone.status, 200, "{gone:?}");
    }
    assert_eq!(ana.get("/api/social/accounts").await.json["items"], json!([]));
}

#[tokio::test]
async fn a_callback_without_a_state_twice_or_in_another_session_says_so() {
    let server = TestServer::start().await;
    let (ana, leo) = (server.person("Ana").await, server.person("Leo").await);
    let told = async |person: &Person, path: &str| person.get(path).await.header("location").to_owned();
    let over = "/settings/connections?platform=reddit&problem=flow_over";
    assert_eq!(told(&ana, "/api/auth/reddit/callback?code=x").await, over);
    let back = consent(&ana, "reddit", "own", &Choice::allow("ana")).await;
    assert_eq!(told(&ana, &back).await, "/settings/connections?platform=reddit&connected=1");
    assert_eq!(told(&ana, &back).await, over);
    let stolen = consent(&ana, "reddit", "own", &Choice::allow("ana")).await;
    assert_eq!(told(&leo, &stolen).await, over);
    assert_eq!(told(&server.nobody(), &stolen).await, over);
    let denied = consent(&ana, "tiktok", "own", &Choice::deny()).await;
    assert_eq!(told(&ana, &denied).await, "/settings/connections?platform=tiktok&problem=denied");
    let with_token = ana.with_token(&server).await.get("/api/auth/reddit/start").await;
    assert_eq!((with_token.status.as_u16(), with_token.code()), (403, "forbidden"));
    assert_eq!(ana.get("/api/auth/myspace/start").await.status, 404);
    assert!(leo.get("/api/social/accounts").await.json["items"].as_array().unwrap().is_empty());
}

#[tokio::test]
async fn a_video_a_picture_and_a_post_are_published_once_by_a_request_that_is_sent_twice() {
    let server = TestServer::start().await;
    fast(&server);
    let ana = server.person("Ana").await;
    let (tiktok, instagram, reddit) = (connect(&ana, "tiktok").await, connect(&ana, "instagram").await, connect(&ana, "reddit").await);
    let (video, picture) = (upload(&ana, "clip.mp4", MP4).await, upload(&ana, "a.jpg", JPEG).await);
    let body = json!({"targets": [
        {"accountId": tiktok["id"], "text": "Hello", "media": [video], "options": {"privacy": "SELF_ONLY", "consent": true}},
        {"accountId": instagram["id"], "text": "Hello", "media": [picture], "options": {"kind": "image", "alt_texts": ["A sea"]}},
        {"accountId": reddit["id"], "text": "Words", "options": {"kind": "self", "subreddit": "test", "title": "Hello"}},
        {"accountId": reddit["id"], "text": "Words", "options": {"kind": "self", "subreddit": "pics", "title": "Hello"}},
    ]});
    let send = async || {
        let request = ana.request(Method::POST, "/api/social/publications").header("idempotency-key", "one").json(&body);
        Answer::read(request.send().await.unwrap()).await
    };
    let (first, again) = (send().await, send().await);
    assert_eq!((first.status.as_u16(), again.status.as_u16()), (202, 202), "{first:?}");
    let ids = |answer: &Answer| answer.json["items"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
    assert_eq!(ids(&first), ids(&again));
    // A file that a publication needs stays.
    assert_eq!(ana.send(Method::DELETE, &format!("/api/social/media/{video}"), None).await.code(), "too_late");
    for id in ids(&first) {
        let out = until(&ana, &id, "published").await;
        assert!(out["problem"].is_null(), "{out}");
        let attempts = ana.get(&format!("/api/social/publications/{id}/attempts")).await.json;
        // The last step, or before it the platform's webhook, says that it is out.
        let outcomes: Vec<&str> = attempts["items"].as_array().unwrap().iter().map(|one| one["outcome"].as_str().unwrap()).collect();
        assert!(!outcomes.is_empty() && outcomes.iter().all(|one| ["went_on", "waits", "published"].contains(one)), "{attempts}");
    }
    let standing = &server.services.stand.0;
    assert_eq!(standing.tiktok.as_ref().unwrap().0.published(), 1);
    assert_eq!(standing.instagram.as_ref().unwrap().0.published(), 1);
    assert_eq!(standing.reddit.as_ref().unwrap().0.published(), 2);
    // Another request by the same name is refused.
    let other = json!({"key": "one", "targets": [{"accountId": reddit["id"], "options": {"kind": "self", "subreddit": "pics", "title": "Other"}}]});
    let refused = ana.post("/api/social/publications", other).await;
    assert_eq!((refused.status.as_u16(), refused.json["fields"][0]["field"].as_str()), (422, Some("key")), "{refused:?}");
}

#[tokio::test]
async fn what_breaks_a_platforms_rules_begins_nowhere() {
    let server = TestServer::start().await;
    let ana = server.person("Ana").await;
    let (tiktok, reddit) = (connect(&ana, "tiktok").await, connect(&ana, "reddit").await);
    let body = json!({"targets": [
        {"accountId": reddit["id"], "text": "Words", "options": {"kind": "self", "subreddit": "test", "title": "Hello"}},
        {"accountId": tiktok["id"], "text": "Hello", "media": ["not-a-key"], "options": {}},
    ]});
    let refused = ana.post("/api/social/publications", body).await;
    assert_eq!((refused.status.as_u16(), refused.json["fields"][0]["field"].as_str()), (422, Some("targets.1.media")), "{refused:?}");
    assert_eq!(ana.get("/api/social/publications").await.json["items"], json!([]));
    // What the sender says of a file does not count: a picture is none of a video.
    let picture = upload(&ana, "clip.mp4", PNG).await;
    let target = json!({"accountId": tiktok["id"], "media": [picture], "options": {"privacy": "SELF_ONLY", "consent": true}});
    let refused = ana.post("/api/social/publications", json!({"targets": [target]})).await;
    assert_eq!(refused.json["fields"][0]["field"], "targets.0.media", "{refused:?}");
    let past = json!({"targets": [{"accountId": reddit["id"], "options": {"kind": "self", "subreddit": "test", "title": "T"}}], "scheduledAt": "2020-01-01T00:00:00.000Z"});
    assert_eq!(ana.post("/api/social/publications", past).await.json["fields"][0]["field"], "scheduledAt");
    for (time, zone, wrong) in
        [("2020-01-01T08:00", "Europe/Paris", "localTime"), ("morning", "Europe/Paris", "localTime"), ("2020-01-01T08:00", "Mars", "timeZone")]
    {
        let target = json!({"accountId": reddit["id"], "options": {"kind": "self", "subreddit": "test", "title": "T"}});
        let refused = ana.post("/api/social/publications", json!({"targets": [target], "localTime": time, "timeZone": zone})).await;
        assert_eq!(refused.json["fields"][0]["field"], wrong, "{refused:?}");
    }
    // Their number is looked at before any of them.
    let many = json!({"accountId": tiktok["id"], "media": vec!["not-a-key"; 36], "options": {}});
    let refused = ana.post("/api/social/publications", json!({"targets": [many]})).await;
    assert_eq!(
        (&refused.json["fields"][0]["field"], &refused.json["fields"][0]["problem"]),
        (&json!("targets.0.media"), &json!("too_great")),
        "{refused:?}"
    );
}

#[tokio::test]
async fn a_request_is_answered_again_after_its_draft_was_changed_and_its_file_erased() {
    let server = TestServer::start().await;
    fast(&server);
    let ana = server.person("Ana").await;
    let (instagram, reddit) = (connect(&ana, "instagram").await, connect(&ana, "reddit").await);
    let picture = upload(&ana, "a.jpg", JPEG).await;
    let with_file = json!({"key": "file", "targets": [{"accountId": instagram["id"], "media": [picture], "options": {"kind": "image"}}]});
    let id = ana.post("/api/social/publications", with_file.clone()).await.json["items"][0]["id"].as_str().unwrap().to_owned();
    until(&ana, &id, "published").await;
    assert!(ana.send(Method::DELETE, &format!("/api/social/media/{picture}"), None).await.status.is_success());
    let again = ana.post("/api/social/publications", with_file).await;
    assert_eq!((again.status.as_u16(), again.json["items"][0]["id"].as_str()), (202, Some(id.as_str())), "{again:?}");
    let target = json!({"accountId": reddit["id"], "options": {"kind": "self", "subreddit": "test", "title": "Hello"}});
    let planned = json!({"key": "planned", "targets": [target], "scheduledAt": model::Timestamp(db::now().0 + 3_600_000)});
    let id = ana.post("/api/social/publications", planned.clone()).await.json["items"][0]["id"].as_str().unwrap().to_owned();
    let draft = json!({"options": {"kind": "self", "subreddit": "test", "title": "Changed"}});
    assert_eq!(ana.send(Method::PATCH, &format!("/api/social/publications/{id}"), Some(draft)).await.status, 200);
    let again = ana.post("/api/social/publications", planned).await;
    assert_eq!((again.status.as_u16(), again.json["items"][0]["id"].as_str()), (202, Some(id.as_str())), "{again:?}");
}

#[tokio::test]
async fn who_cannot_be_written_to_does_not_keep_others_from_hearing() {
    let server = TestServer::start().await;
    let (ana, leo) = (server.person("Ana").await, server.person("Leo").await);
    for person in [&ana, &leo] {
        let reddit = connect(person, "reddit").await;
        let id = publish(person, &reddit, json!({"options": {"kind": "self", "subreddit": "nowhere", "title": "Hello"}})).await;
        until(person, &id, "failed").await;
        if person.email == ana.email {
            let mut tx = server.db.db.write().await.unwrap();
            sqlx::query("UPDATE users SET language = 'xx' WHERE email = $1").bind(&ana.email).execute(&mut *tx).await.unwrap();
            tx.commit().await.unwrap();
        }
    }
    server.services.write_of_social_now().await.unwrap();
    let sql = "SELECT CAST(count(*) AS BIGINT) FROM mails WHERE recipient = $1 AND subject LIKE 'Reddit: %'";
    let mails: i64 = sqlx::query_scalar(sql).bind(&leo.email).fetch_one(server.db.db.read()).await.unwrap();
    assert_eq!(mails, 1);
}

#[tokio::test]
async fn a_post_fails_with_what_to_do_is_mended_and_published() {
    let server = TestServer::start().await;
    let ana = server.person("Ana").await;
    let reddit = connect(&ana, "reddit").await;
    let id = publish(&ana, &reddit, json!({"text": "Words", "options": {"kind": "self", "subreddit": "nowhere", "title": "Hello"}})).await;
    let failed = until(&ana, &id, "failed").await;
    assert_eq!(failed["problem"]["code"], "no_subreddit", "{failed}");
    assert!(!failed["problem"]["whatToDo"].as_str().unwrap().is_empty());
    assert_eq!(ana.get("/api/social/publications?state=failed").await.json["items"].as_array().unwrap().len(), 1);
    // Its person is written to, once.
    for _ in 0..2 {
        server.services.write_of_social_now().await.unwrap();
    }
    let sql = "SELECT CAST(count(*) AS BIGINT) FROM mails WHERE recipient = $1 AND subject LIKE 'Reddit: %'";
    let mails: i64 = sqlx::query_scalar(sql).bind(&ana.email).fetch_one(server.db.db.read()).await.unwrap();
    assert_eq!(mails, 1);
    let draft = json!({"text": "Words", "options": {"kind": "self", "subreddit": "test", "title": "Hello"}});
    let again = ana.post(&format!("/api/social/publications/{id}/retry"), json!({"draft": draft})).await;
    assert_eq!(again.status, 202, "{again:?}");
    until(&ana, &id, "published").await;
    assert_eq!(ana.post(&format!("/api/social/publications/{id}/retry"), json!({})).await.code(), "too_late");
}

#[tokio::test]
async fn what_is_planned_by_a_local_time_is_changed_and_cancelled() {
    let server = TestServer::start().await;
    let ana = server.person("Ana").await;
    let reddit = connect(&ana, "reddit").await;
    let target = json!({"accountId": reddit["id"], "text": "Words", "options": {"kind": "self", "subreddit": "test", "title": "Hello"}});
    // Summer time there: two hours before.
    let year = 1970 + db::now().0 / 31_556_952_000;
    let next =
        (0..2).map(|more| year + more).find(|year| format!("{year}-07-01T00:00:00.000Z").parse::<model::Timestamp>().unwrap() > db::now()).unwrap();
    let body = json!({"targets": [target], "localTime": format!("{next}-07-14T08:00"), "timeZone": "Europe/Paris"});
    let taken = ana.post("/api/social/publications", body).await;
    let id = taken.json["items"][0]["id"].as_str().unwrap();
    assert_eq!(taken.json["items"][0]["scheduledAt"], format!("{next}-07-14T06:00:00.000Z"), "{taken:?}");
    let path = format!("/api/social/publications/{id}");
    let draft = json!({"text": "Other words", "options": {"kind": "self", "subreddit": "test", "title": "Changed"}});
    let changed = ana.send(Method::PATCH, &path, Some(draft)).await;
    assert_eq!(
        (changed.json["text"].as_str(), &changed.json["scheduledAt"]),
        (Some("Other words"), &taken.json["items"][0]["scheduledAt"]),
        "{changed:?}"
    );
    assert_eq!(ana.post(&format!("{path}/settle"), json!({"public": true})).await.code(), "too_late");
    assert_eq!(ana.post(&format!("{path}/cancel"), json!({})).await.json["state"], "cancelled");
    assert_eq!(ana.post(&format!("{path}/cancel"), json!({})).await.code(), "too_late");
}

#[tokio::test]
async fn webhooks_are_taken_once_by_their_signature_and_are_in_the_journal() {
    let server = TestServer::start().await;
    let (ana, leo) = (server.person("Ana").await, server.person("Leo").await);
    let account = connect(&ana, "tiktok").await;
    let sandbox = &server.services.stand.0.tiktok.as_ref().unwrap().0;
    let to = server.url("/api/webhooks/tiktok");
    let event = Event {
        event: "authorization.removed".to_owned(),
        user_openid: "o-ana".to_owned(),
        create_time: db::now().0 / 1000 + 1,
        content: json!({"reason": 1}),
    };
    for (signature, status) in [
        (Signature::Wrong, 401),
        (Signature::OtherSecret, 401),
        (Signature::Missing, 401),
        (Signature::Aged(400), 401),
        (Signature::Right, 200),
        (Signature::Right, 200),
    ] {
        assert_eq!(sandbox.send(&to, &event, signature).await.unwrap(), status, "{signature:?}");
    }
    let path = format!("/api/social/accounts/{}", account["id"].as_str().unwrap());
    for _ in 0..100 {
        if ana.get(&path).await.json["state"] == "sign_in" {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let told = ana.get(&path).await.json;
    assert_eq!((told["state"].as_str(), told["problem"]["code"].as_str()), (Some("sign_in"), Some("app_removed")), "{told}");
    let journal = ana.get("/api/social/events").await.json;
    assert_eq!(journal["items"].as_array().unwrap().len(), 1, "{journal}");
    let id = journal["items"][0]["id"].as_str().unwrap();
    assert_eq!(ana.post(&format!("/api/social/events/{id}/replay"), json!({})).await.status, 202);
    assert_eq!(leo.get("/api/social/events").await.status, 403);
    let unknown = Event { event: "something.new".to_owned(), ..event };
    assert_eq!(sandbox.send(&to, &unknown, Signature::Right).await.unwrap(), 200);
    let instagram = &server.services.stand.0.instagram.as_ref().unwrap().0;
    assert!(instagram.subscribe(&server.url("/api/webhooks/instagram")).await.unwrap());
    assert_eq!(server.nobody().get("/api/webhooks/instagram?hub.mode=subscribe&hub.challenge=1&hub.verify_token=guess").await.status, 403);
    assert_eq!(server.nobody().post("/api/webhooks/reddit", json!({})).await.status, 404);
}

#[tokio::test]
async fn an_upload_that_lies_about_its_type_is_refused_and_nothing_stays() {
    let server = TestServer::start().await;
    let ana = server.person("Ana").await;
    let lie = b"<html>this is no video</html>";
    let begun = ana.post("/api/social/media", json!({"name": "clip.mp4", "size": lie.len()})).await;
    let key = begun.json["key"].as_str().unwrap();
    let refused = put(&ana, key, 0, lie).await;
    assert_eq!((refused.status.as_u16(), refused.code()), (415, "wrong_type"), "{refused:?}");
    assert_eq!(ana.get(&format!("/api/social/media/{key}")).await.status, 404);
    assert!(std::fs::read_dir(server.db.folder().join("media")).unwrap().next().is_none());
    let begun = ana.post("/api/social/media", json!({"name": "a.png", "size": PNG.len()})).await;
    let key = begun.json["key"].as_str().unwrap();
    assert_eq!(put(&ana, key, 5, PNG).await.code(), "too_late");
    assert_eq!(put(&ana, key, 0, &[7; 1000]).await.code(), "too_large");
    assert_eq!(put(&ana, key, 0, PNG).await.json["kind"], "image");
    assert_eq!(ana.post("/api/social/media", json!({"name": "x", "size": 5_000_000_000_u64})).await.code(), "invalid");
}

#[tokio::test]
async fn a_file_is_served_to_its_owner_and_by_signed_addresses_only() {
    use social::MediaStore;
    let server = TestServer::start().await;
    let (ana, leo, nobody) = (server.person("Ana").await, server.person("Leo").await, server.nobody());
    let key = upload(&ana, "a.png", PNG).await;
    let content = format!("/api/social/media/{key}/content");
    let part = Answer::read(ana.request(Method::GET, &content).header("range", "bytes=1-3").send().await.unwrap()).await;
    assert_eq!((part.status.as_u16(), part.text.as_str(), part.header("content-type")), (206, "PNG", "image/png"));
    assert_eq!((leo.get(&content).await.status.as_u16(), nobody.get(&content).await.status.as_u16()), (404, 401));
    let signed = local(&server.services.files.url(&key));
    assert_eq!(nobody.get(&signed).await.header("content-type"), "image/png");
    for wrong in [format!("/media/{key}"), signed.replace("until=", "until=9"), format!("{signed}0"), signed.replace(&key, "secret-key")] {
        assert_eq!(nobody.get(&wrong).await.status, 404, "{wrong}");
    }
}

#[tokio::test]
async fn a_subreddit_says_what_it_takes_or_what_is_against_it() {
    let server = TestServer::start().await;
    let ana = server.person("Ana").await;
    let reddit = connect(&ana, "reddit").await;
    let path = format!("/api/social/accounts/{}/subreddits", reddit["id"].as_str().unwrap());
    assert_eq!(ana.get(&format!("{path}/pics")).await.json["kinds"], json!(["self", "link", "image", "video"]));
    let none = ana.get(&format!("{path}/nowhere")).await;
    assert_eq!((none.status.as_u16(), none.code(), none.json["retryable"].as_bool()), (422, "no_subreddit", Some(false)), "{none:?}");
    assert!(none.json["whatToDo"].is_string(), "{none:?}");
}
