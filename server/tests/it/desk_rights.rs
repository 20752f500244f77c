//! Who may do what at the fan desk by REST: every route, for the creator, a manager, a chatter, a stranger and nobody.

use crate::{
    desk::{connect, fans},
    openapi::described,
    support::{Person, TestServer},
};
use crm::NewMessage;
use model::{Timestamp, crm::Role};
use reqwest::Method;
use serde_json::{Value, json};

/// A route, what is sent, and the status for creator, manager, chatter, stranger and nobody.
struct Row {
    method: Method,
    path: &'static str,
    body: Option<Value>,
    expected: [u16; 5],
}

/// `{account}`, `{conversation}` and `{fan}` are the creator's, and so is `{spare}`, a fan of whom each person has another;
/// `{message}` waits for a far day.
fn table() -> Vec<Row> {
    let row = |method: Method, path: &'static str, body: Option<Value>, expected: [u16; 5]| Row { method, path, body, expected };
    let (get, post) = (Method::GET, Method::POST);
    let team = |status: u16| [status, status, status, 404, 401];
    vec![
        row(get.clone(), "/api/crm/accounts", None, [200, 200, 200, 200, 401]),
        row(post.clone(), "/api/crm/accounts", Some(json!({"account": "acct_none", "timeZone": "UTC"})), [422, 422, 422, 422, 401]),
        row(post.clone(), "/api/crm/accounts/{account}/check", None, [200, 200, 403, 404, 401]),
        row(get.clone(), "/api/crm/accounts/{account}/team", None, team(200)),
        row(
            post.clone(),
            "/api/crm/accounts/{account}/team",
            Some(json!({"email": "nobody@example.com", "role": "chatter"})),
            [422, 403, 403, 404, 401],
        ),
        row(Method::PUT, "/api/crm/accounts/{account}/team/{member}", Some(json!({"role": "manager"})), [204, 403, 403, 404, 401]),
        row(Method::DELETE, "/api/crm/accounts/{account}/team/{member}", None, [204, 403, 403, 404, 401]),
        row(get.clone(), "/api/crm/replies", None, [200, 200, 200, 200, 401]),
        row(post.clone(), "/api/crm/replies", Some(json!({"name": "{message}", "text": "hi", "accountId": "{account}"})), [201, 201, 403, 404, 401]),
        row(post.clone(), "/api/crm/replies", Some(json!({"name": "{message}", "text": "hi"})), [201, 201, 201, 201, 401]),
        row(Method::PUT, "/api/crm/replies/{reply}", Some(json!({"name": "{message}", "text": "hi"})), [200, 200, 403, 404, 401]),
        row(Method::DELETE, "/api/crm/replies/{reply}", None, [204, 204, 403, 404, 401]),
        row(get.clone(), "/api/crm/accounts/{account}/vault", None, team(200)),
        row(get.clone(), "/api/crm/accounts/{account}/analytics", None, [200, 200, 403, 404, 401]),
        row(get.clone(), "/api/crm/accounts/{account}/analytics?by=year", None, [400, 400, 400, 400, 401]),
        row(get.clone(), "/api/crm/accounts/{account}/analytics.csv?by=week", None, [200, 200, 403, 404, 401]),
        row(get.clone(), "/api/crm/conversations", None, [200, 200, 200, 200, 401]),
        row(get.clone(), "/api/crm/conversations?account={account}", None, team(200)),
        row(get.clone(), "/api/crm/conversations?account={account}&state=open&assigned=me&show=unanswered&sort=waiting", None, team(200)),
        row(get.clone(), "/api/crm/conversations?sort=nonsense", None, [400, 400, 400, 400, 401]),
        row(get.clone(), "/api/crm/conversations/{conversation}/messages", None, team(200)),
        row(get.clone(), "/api/crm/conversations/{conversation}/waiting", None, team(200)),
        row(post.clone(), "/api/crm/conversations/{conversation}/messages", Some(json!({"content": "hi"})), team(202)),
        row(post.clone(), "/api/crm/conversations/{conversation}/messages", Some(json!({"content": ""})), team(422)),
        row(post.clone(), "/api/crm/conversations/{conversation}/read", None, team(204)),
        row(get.clone(), "/api/crm/fans", None, [200, 200, 200, 200, 401]),
        row(get.clone(), "/api/crm/fans?account={account}", None, team(200)),
        row(
            get.clone(),
            "/api/crm/fans?account={account}&subscription=all&search=a&spentFromCents=0&seenWithinDays=3&tags=a,b&sort=seen",
            None,
            team(200),
        ),
        row(get.clone(), "/api/crm/fans?account={account}&seenWithinDays=0", None, team(422)),
        row(get.clone(), "/api/crm/fans?sort=nonsense", None, [400, 400, 400, 400, 401]),
        row(get.clone(), "/api/crm/accounts/{account}/fans.csv", None, [200, 200, 403, 404, 401]),
        row(get.clone(), "/api/crm/accounts/{account}/fans.csv?lists=1", None, [422, 422, 422, 404, 401]),
        row(get.clone(), "/api/crm/fans/{fan}", None, team(200)),
        row(Method::PUT, "/api/crm/fans/{fan}", Some(json!({"name": "Ben", "tags": ["vip"], "notes": []})), team(200)),
        row(Method::PUT, "/api/crm/fans/{fan}", Some(json!({"name": "x".repeat(101)})), team(422)),
        row(Method::DELETE, "/api/crm/fans/{spare}", None, [204, 204, 403, 404, 401]),
        row(post.clone(), "/api/onlyfans/messages/send", Some(json!({"recipientId": "{fan}", "content": "hi"})), team(202)),
        row(get.clone(), "/api/onlyfans/messages/status", None, [200, 200, 200, 200, 401]),
        row(get.clone(), "/api/onlyfans/messages/failed", None, [200, 200, 200, 200, 401]),
        row(get.clone(), "/api/onlyfans/messages/failed?account={account}&limit=2", None, team(200)),
        row(get.clone(), "/api/crm/conversations?account={account}&tag=vip", None, team(200)),
        row(get.clone(), "/api/crm/campaigns", None, [200, 200, 200, 200, 401]),
        row(get.clone(), "/api/crm/campaigns?account={account}", None, team(200)),
        row(get.clone(), "/api/crm/campaigns/{campaign}", None, team(200)),
        row(post.clone(), "/api/crm/campaigns/{campaign}/pause", None, [200, 200, 403, 404, 401]),
        row(post.clone(), "/api/crm/campaigns/{campaign}/resume", None, [409, 409, 403, 404, 401]),
        row(post.clone(), "/api/crm/campaigns/{campaign}/cancel", None, [200, 200, 403, 404, 401]),
        row(
            post.clone(),
            "/api/messages/bulk",
            Some(json!({"recipientIds": ["{fan}"], "content": "hi", "campaignName": "C"})),
            [202, 202, 403, 404, 401],
        ),
        // With a file: in `campaigns`.
        row(post.clone(), "/api/onlyfans/import/csv", Some(json!({})), [415, 415, 415, 415, 401]),
        // The creator signed up first and is the administrator.
        row(get.clone(), "/api/monitoring/onlyfans", None, [200, 403, 403, 403, 401]),
        row(get, "/api/onlyfans/messages/{message}", None, team(200)),
        row(post.clone(), "/api/onlyfans/messages/{message}/retry", None, team(409)),
        row(post.clone(), "/api/onlyfans/messages/{message}/cancel", None, team(200)),
        row(post, "/api/onlyfans/messages/{message}/settle", Some(json!({"arrived": true})), team(409)),
    ]
}

/// What a stranger must not see in any answer.
const SECRET: &str = "for later";

#[tokio::test]
async fn every_route_for_every_role() {
    let server = TestServer::start().await;
    let ana = server.person("Ana").await;
    let account = connect(&server, &ana).await["id"].as_str().unwrap().to_owned();
    let all = fans(&ana).await;
    let fan = &all[0];
    let (fan_id, conversation) = (fan["id"].as_str().unwrap(), fan["conversationId"].as_str().unwrap());
    let people = [("manager", server.person("Mia").await, Role::Manager), ("chatter", server.person("Charles").await, Role::Chatter)];
    for (_, person, role) in &people {
        server.services.desk.set_role(ana.id, account.parse().unwrap(), person.id, *role).await.unwrap();
    }
    let [(_, manager, _), (_, chatter, _)] = people;
    let (stranger, member) = (server.person("Stranger").await, server.person("Zoe").await);
    let cast: [(&str, &Person); 5] =
        [("creator", &ana), ("manager", &manager), ("chatter", &chatter), ("stranger", &stranger), ("nobody", &server.nobody())];
    let later = NewMessage { scheduled_at: Some(Timestamp(db::now().0 + 86_400_000)), ..NewMessage::text(fan_id.parse().unwrap(), SECRET) };
    for row in table() {
        for (number, ((name, person), expected)) in cast.into_iter().zip(row.expected).enumerate() {
            let spare = all[(number + 1).min(4)]["id"].as_str().unwrap();
            // From the slice: a person may write 60 a minute.
            let message = server.services.desk.write(ana.id, later.clone()).await.unwrap().id.to_string();
            crate::desk_team::put(&server, ana.id, account.parse().unwrap(), member.id, Role::Chatter).await;
            let member = member.id.to_string();
            let reply = if row.path.contains("{reply}") {
                // A name for each, so that none is taken.
                let kept = server.services.desk.add_reply(ana.id, Some(account.parse().unwrap()), &format!("r{message}"), SECRET).await;
                kept.unwrap().id.to_string()
            } else {
                String::new()
            };
            let campaign = crate::campaigns::later(&server, &ana, account.parse().unwrap(), SECRET).await.to_string();
            let fill = |text: &str| {
                let places = [
                    ("{account}", account.as_str()),
                    ("{conversation}", conversation),
                    ("{fan}", fan_id),
                    ("{spare}", spare),
                    ("{message}", &message),
                    ("{campaign}", &campaign),
                    ("{member}", &member),
                    ("{reply}", &reply),
                ];
                places.iter().fold(text.to_owned(), |text, (place, value)| text.replace(place, value))
            };
            let body = row.body.as_ref().map(|body| serde_json::from_str(&fill(&body.to_string())).unwrap());
            let answer = person.send(row.method.clone(), &fill(row.path), body).await;
            assert_eq!(answer.status.as_u16(), expected, "{name}: {} {} → {}", row.method, row.path, answer.text);
            assert!(!["stranger", "nobody"].contains(&name) || !answer.text.contains(SECRET), "{name}: {}", answer.text);
        }
    }
    let seen = stranger.get("/api/crm/conversations").await.json;
    assert_eq!(seen["items"], json!([]));
}

#[test]
fn the_table_has_a_row_for_every_route_of_the_desk() {
    let rows = table();
    for (path, method) in described().into_iter().filter(|(path, _)| is_of_the_desk(path)) {
        let found = rows.iter().any(|row| {
            let plain = row.path.split('?').next().unwrap();
            let plain = plain.replace("{member}", "{userId}");
            let plain = ["{account}", "{conversation}", "{fan}", "{spare}", "{message}", "{campaign}", "{reply}"]
                .iter()
                .fold(plain, |path, place| path.replace(place, "{id}"));
            plain == path && row.method.as_str() == method
        });
        assert!(found, "no row for {method} {path}");
    }
}

/// Whether a route belongs to the desk; all others have their rows in `post_rights`.
pub fn is_of_the_desk(path: &str) -> bool {
    ["/api/crm/", "/api/onlyfans/", "/api/messages/", "/api/monitoring/"].iter().any(|root| path.starts_with(root))
}
