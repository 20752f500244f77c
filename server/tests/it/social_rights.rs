//! Who may do what with social accounts by REST: every route, for its person, another one, an administrator and nobody.

use crate::{
    openapi::described,
    social::{PNG, connect, upload},
    support::{Person, TestServer},
};
use serde_json::{Value, json};

/// A route, what is sent, and the status for the person whose it is, another one, an administrator and nobody.
type Row = (&'static str, &'static str, Option<Value>, [u16; 4]);

/// `{account}` is the person's at Reddit, `{planned}` a publication of a far day, `{key}` a file.
fn table() -> Vec<Row> {
    let draft = || json!({"text": "Words", "options": {"kind": "self", "subreddit": "test", "title": "Hello"}});
    let mut target = draft();
    target["accountId"] = json!("{account}");
    let own = |status: u16| [status, 404, 404, 401];
    let each = |status: u16| [status, status, status, 401];
    vec![
        ("GET", "/api/auth/reddit/start", None, each(303)),
        ("GET", "/api/auth/reddit/callback", None, [303, 303, 303, 303]),
        ("GET", "/api/social/accounts", None, each(200)),
        ("GET", "/api/social/accounts/{account}", None, own(200)),
        ("POST", "/api/social/accounts/{account}/check", None, own(200)),
        ("GET", "/api/social/accounts/{account}/subreddits/pics", None, own(200)),
        ("GET", "/api/social/accounts/{account}/subreddits/-", None, own(422)),
        ("GET", "/api/social/accounts/{account}/numbers?days=7", None, own(200)),
        ("POST", "/api/social/publications", Some(json!({"targets": [target], "scheduledAt": "{far}"})), own(202)),
        ("POST", "/api/social/publications", Some(json!({"targets": []})), each(422)),
        ("GET", "/api/social/publications", None, each(200)),
        ("GET", "/api/social/publications?state=nonsense", None, each(400)),
        ("GET", "/api/social/publications/{planned}", None, own(200)),
        ("GET", "/api/social/publications/{planned}/attempts", None, own(200)),
        ("PATCH", "/api/social/publications/{planned}", Some(draft()), own(200)),
        ("POST", "/api/social/publications/{planned}/retry", Some(json!({})), own(409)),
        ("POST", "/api/social/publications/{planned}/settle", Some(json!({"public": true})), own(409)),
        ("POST", "/api/social/publications/{planned}/cancel", None, own(200)),
        ("GET", "/api/social/media", None, each(200)),
        ("POST", "/api/social/media", Some(json!({"name": "a.mp4", "size": 10})), each(201)),
        ("GET", "/api/social/media/{key}", None, own(200)),
        ("GET", "/api/social/media/{key}/content", None, own(200)),
        ("PUT", "/api/social/media/{key}?from=0", None, own(409)),
        ("DELETE", "/api/social/media/{key}", None, own(204)),
        ("GET", "/api/social/events", None, [403, 403, 200, 401]),
        ("POST", "/api/social/events/0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11/replay", None, [403, 403, 404, 401]),
        ("DELETE", "/api/social/accounts/{account}", None, own(200)),
    ]
}

#[tokio::test]
async fn every_route_for_everybody() {
    let server = TestServer::start().await;
    // Who signs up first is the administrator.
    let (admin, ana, stranger, nobody) = (server.person("Admin").await, server.person("Ana").await, server.person("Leo").await, server.nobody());
    let account = connect(&ana, "reddit").await["id"].as_str().unwrap().to_owned();
    let far = model::Timestamp(db::now().0 + 30 * 86_400_000).to_string();
    let plan = json!({"targets": [{"accountId": account, "options": {"kind": "self", "subreddit": "test", "title": "T"}}], "scheduledAt": far});
    let planned = ana.post("/api/social/publications", plan).await.json["items"][0]["id"].as_str().unwrap().to_owned();
    let key = upload(&ana, "a.png", PNG).await;
    let fill = |text: &str| text.replace("{account}", &account).replace("{planned}", &planned).replace("{key}", &key).replace("{far}", &far);
    let cast: [&Person; 4] = [&ana, &stranger, &admin, &nobody];
    for (method, path, body, expected) in table() {
        let body: Option<Value> = body.map(|body| serde_json::from_str(&fill(&body.to_string())).unwrap());
        // What ends something comes last for the one who may.
        for at in [3, 2, 1, 0] {
            let answer = cast[at].send(method.parse().unwrap(), &fill(path), body.clone()).await;
            assert_eq!(answer.status.as_u16(), expected[at], "{method} {path} {at}: {answer:?}");
        }
    }
}

#[test]
fn every_route_of_social_accounts_is_in_the_table() {
    for (path, method) in described().into_iter().filter(|(path, _)| is_of_social_accounts(path)) {
        let parts: Vec<&str> = path.split('/').collect();
        let fits = |known: &str| {
            let known: Vec<&str> = known.split('?').next().unwrap().split('/').collect();
            known.len() == parts.len() && known.iter().zip(&parts).all(|(known, part)| known == part || part.starts_with('{'))
        };
        assert!(table().iter().any(|(known, route, ..)| *known == method && fits(route)), "{method} {path}");
    }
}

/// Whether a route is one of these, which have rows of their own.
pub fn is_of_social_accounts(path: &str) -> bool {
    path.starts_with("/api/social/") || path.starts_with("/api/auth/{platform}")
}

#[tokio::test]
async fn a_post_is_published_by_those_who_may_edit_it() {
    let server = TestServer::start().await;
    let cast = crate::support::Cast::new(&server).await;
    let post = cast.post(&server).await;
    for (name, person) in cast.all() {
        let expected = match name {
            "owner" | "editor" => 202,
            "stranger" => 404,
            "nobody" => continue,
            _ => 403,
        };
        let account = connect(person, "reddit").await;
        let target = json!({"accountId": account["id"], "options": {"kind": "self", "subreddit": "test", "title": "Hello"}});
        let answer = person.post("/api/social/publications", json!({"contentId": post, "targets": [target]})).await;
        assert_eq!(answer.status.as_u16(), expected, "{name}: {answer:?}");
    }
}
