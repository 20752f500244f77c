//! Sessions: the cookie, its ends, and what is stored of it.

use crate::support::{Answer, PASSWORD, Person, TestServer};
use reqwest::Method;
use serde_json::json;

async fn sign_in(person: &Person, email: &str, remember: bool) -> Answer {
    person.post("/api/auth/login", json!({"email": email, "password": PASSWORD, "remember": remember})).await
}

fn value(answer: &Answer) -> String {
    let cookie = answer.header("set-cookie");
    cookie.strip_prefix("huntaze_session=").unwrap().split(';').next().unwrap().to_owned()
}

#[tokio::test]
async fn the_cookie_is_hidden_from_scripts_and_ends_with_the_browser_unless_remembered() {
    let server = TestServer::start().await;
    server.person("Ana").await;
    let plain = sign_in(&server.nobody(), "ana@example.com", false).await;
    let cookie = plain.header("set-cookie");
    for part in ["HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!cookie.contains("Max-Age") && !cookie.contains("Secure"), "{cookie}");
    let remembered = sign_in(&server.nobody(), "ana@example.com", true).await;
    assert!(remembered.header("set-cookie").contains("Max-Age=2592000"), "{remembered:?}");
}

#[tokio::test]
async fn behind_https_the_cookie_is_secure_and_browsers_stay_there() {
    let server = TestServer::with(&[("PUBLIC_URL", "https://studio.example"), ("SECRET_KEY", "0123456789abcdef0123456789abcdef")]).await;
    let body = json!({"name": "Ana", "email": "ana@example.com", "password": PASSWORD});
    let answer = server.nobody().post("/api/auth/register", body).await;
    assert!(answer.header("set-cookie").contains("Secure"), "{answer:?}");
    assert!(answer.header("strict-transport-security").starts_with("max-age="));
}

#[tokio::test]
async fn signing_in_gives_a_new_id_and_the_old_one_is_worth_nothing() {
    let server = TestServer::start().await;
    let ana = server.person("Ana").await;
    let first = value(&sign_in(&ana, "ana@example.com", false).await);
    let second = value(&sign_in(&ana, "ana@example.com", false).await);
    assert_ne!(first, second);
    let with = async |cookie: &str| {
        let request = server.nobody().request(Method::GET, "/api/auth/me").header("cookie", format!("huntaze_session={cookie}"));
        Answer::read(request.send().await.unwrap()).await
    };
    assert_eq!(with(&first).await.status, 401);
    assert_eq!(with(&second).await.status, 200);
    // Signed by us, or ignored; and what is worth nothing is taken away from the browser.
    let mut forged = second.clone();
    forged.replace_range(..1, if second.starts_with('A') { "B" } else { "A" });
    assert_eq!(with(&forged).await.status, 401);
    assert!(with(&first).await.header("set-cookie").contains("Max-Age=0"));
}

#[tokio::test]
async fn only_a_hash_of_the_cookie_is_stored() {
    let server = TestServer::start().await;
    let ana = server.person("Ana").await;
    let cookie = value(&sign_in(&ana, "ana@example.com", false).await);
    let ids: Vec<(String,)> = sqlx::query_as("SELECT id FROM sessions").fetch_all(server.services.db.read()).await.unwrap();
    assert!(!ids.is_empty());
    assert!(ids.iter().all(|(id,)| id.len() == 64 && !cookie.contains(id.as_str())));
}

#[tokio::test]
async fn signing_out_ends_the_session_on_the_server() {
    let server = TestServer::start().await;
    let ana = server.person("Ana").await;
    let cookie = value(&sign_in(&ana, "ana@example.com", true).await);
    assert_eq!(ana.send(Method::POST, "/api/auth/logout", None).await.status, 204);
    assert_eq!(ana.get("/api/auth/me").await.status, 401);
    let stolen = server.nobody().request(Method::GET, "/api/auth/me").header("cookie", format!("huntaze_session={cookie}"));
    assert_eq!(stolen.send().await.unwrap().status(), 401);
}

#[tokio::test]
async fn the_list_says_where_one_is_signed_in_and_ends_one_place_or_the_others() {
    let server = TestServer::start().await;
    let (here, there) = (server.person("Ana").await, server.nobody());
    sign_in(&there, "ana@example.com", true).await;
    let agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    let me = there.request(Method::GET, "/api/auth/me").header("user-agent", agent).send().await.unwrap();
    assert_eq!(me.status(), 200);
    let list = async || server.services.accounts.sessions().list(here.id, None).await.unwrap();
    let sessions = list().await;
    assert_eq!(sessions.len(), 2);
    let other = sessions.iter().find(|session| session.device == "Firefox on Linux").expect("the device of the last use");
    assert_eq!(other.address, "127.0.0.1");
    server.services.end_session(here.id, &other.id).await.unwrap();
    assert_eq!(there.get("/api/auth/me").await.status, 401);
    assert_eq!(here.get("/api/auth/me").await.status, 200);
    server.services.sign_out_everywhere(here.id, None).await.unwrap();
    assert_eq!(here.get("/api/auth/me").await.status, 401);
    assert_eq!(list().await.len(), 0);
}

#[tokio::test]
async fn a_session_ends_a_day_after_its_last_use_and_a_remembered_one_after_thirty() {
    let server = TestServer::start().await;
    let ana = server.person("Ana").await;
    let ends = async || -> Vec<i64> {
        let rows: Vec<(i64,)> =
            sqlx::query_as("SELECT expires_at FROM sessions ORDER BY expires_at").fetch_all(server.services.db.read()).await.unwrap();
        rows.into_iter().map(|(at,)| (at - db::now().0 + 1_800_000) / 3_600_000).collect()
    };
    assert_eq!(ends().await, [24]);
    sign_in(&server.nobody(), "ana@example.com", true).await;
    assert_eq!(ends().await, [24, 720]);
    // Its last minutes: whoever uses it goes on.
    let soon = db::now().0 + 60_000;
    sqlx::query("UPDATE sessions SET expires_at = $1 WHERE expires_at < $2")
        .bind(soon)
        .bind(soon + 100 * 3_600_000)
        .execute(server.services.db.read())
        .await
        .unwrap();
    assert_eq!(ana.get("/api/auth/me").await.status, 200);
    assert_eq!(ends().await, [24, 720]);
    sqlx::query("UPDATE sessions SET expires_at = $1").bind(db::now().0 - 1).execute(server.services.db.read()).await.unwrap();
    assert_eq!(ana.get("/api/auth/me").await.status, 401);
}
