//! The program as its operator meets it.

use crate::support::{TestServer, settings};
use server::{demo, start};
use std::{
    process::{Command, Output},
    time::Duration,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

#[tokio::test]
async fn it_says_whether_it_lives_and_whether_it_can_serve() {
    let server = TestServer::start().await;
    assert_eq!(server.nobody().get("/healthz").await.status, 200);
    assert_eq!(server.nobody().get("/readyz").await.text, "ready");
    server.services.db.close().await;
    assert_eq!(server.nobody().get("/healthz").await.status, 200);
    let away = server.nobody().get("/readyz").await;
    assert_eq!(away.status, 503);
}

#[tokio::test]
async fn a_database_that_is_away_is_said_so() {
    let server = TestServer::start().await;
    let ana = server.person("Ana").await;
    server.services.db.close().await;
    let answer = ana.get("/api/content").await;
    assert_eq!((answer.status.as_u16(), answer.code()), (503, "unavailable"));
}

#[tokio::test]
async fn it_stops_in_good_order_and_starts_again_with_everything() {
    let server = TestServer::start().await;
    let ana = server.person("Ana").await;
    let id = server.services.contents.create(ana.id, "Kept", None).await.unwrap().id;
    server.services.set_title(ana.id, id, "Kept too").await.unwrap();
    let address = server.address.clone();
    let db = server.stop().await;
    assert!(TcpStream::connect(address).await.is_err());
    let again = TestServer::over(db, &[]).await;
    // The key was kept: the cookie is still good.
    let request = again.nobody().client.get(again.url(&format!("/api/content/{id}"))).header("cookie", ana.cookie().unwrap());
    assert_eq!(request.send().await.unwrap().json::<serde_json::Value>().await.unwrap()["title"], "Kept too");
}

#[tokio::test]
async fn demo_data_goes_into_a_new_database_only() {
    let test = testkit::database().await;
    let services = start::services(&settings(&test, &[]), test.db.clone()).unwrap();
    let lines = demo::fill(&services).await.unwrap();
    for email in ["ana@demo.huntaze.app", "leo@demo.huntaze.app", "mia@demo.huntaze.app"] {
        assert!(lines.contains(email) && lines.contains(demo::PASSWORD), "{lines}");
        assert!(services.accounts.sign_in(email, demo::PASSWORD, "here").await.unwrap().email_verified);
    }
    let again = demo::fill(&services).await.unwrap();
    assert!(again.contains("already") && again.contains("ana@demo.huntaze.app"), "{again}");
    let ana = services.accounts.by_email("ana@demo.huntaze.app").await.unwrap().unwrap();
    let mine = services.contents.list(ana.id, &Default::default(), &Default::default()).await.unwrap();
    assert_eq!(mine.items.len(), 6);
    assert!(mine.items.iter().any(|post| post.words > 700), "one is long");
}

#[tokio::test]
async fn demo_data_stays_out_of_a_database_that_is_in_use() {
    let server = TestServer::start().await;
    server.person("Ana").await;
    assert!(demo::fill(&server.services).await.unwrap().contains("not new"));
    assert!(server.services.accounts.by_email("ana@demo.huntaze.app").await.unwrap().is_none());
}

#[tokio::test]
async fn a_database_of_a_newer_version_is_left_alone() {
    let test = testkit::database().await;
    let copy = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
                SELECT 9999, 'from the future', success, checksum, execution_time FROM _sqlx_migrations WHERE version = 1";
    sqlx::query(copy).execute(test.db.read()).await.unwrap();
    let sentence = start::database(&settings(&test, &[])).await.unwrap_err().to_string();
    assert!(sentence.contains("newer version") && sentence.contains("9999"), "{sentence}");
}

#[tokio::test]
async fn a_locked_database_is_said_so_and_nothing_is_half_done() {
    let server = TestServer::start().await;
    if server.services.db.engine() != db::Engine::Sqlite {
        return;
    }
    let ana = server.person("Ana").await;
    // Another program holds the file's lock for longer than we wait.
    let other = db::Db::connect(&server.db.url).await.unwrap();
    let held = other.write().await.unwrap();
    let refused = ana.post("/api/content", serde_json::json!({"title": "T"})).await;
    assert_eq!((refused.status.as_u16(), refused.code()), (503, "unavailable"));
    assert_eq!(ana.get("/api/content").await.json["items"], serde_json::json!([]));
    drop(held);
    assert_eq!(ana.post("/api/content", serde_json::json!({"title": "T"})).await.status, 201);
}

#[tokio::test]
async fn a_body_that_never_ends_is_answered_in_time() {
    let server = TestServer::with(&[("REQUEST_TIMEOUT", "1")]).await;
    let ana = server.person("Ana").await;
    let mut connection = TcpStream::connect(&server.address).await.unwrap();
    let cookie = ana.cookie().unwrap();
    let begun = format!(
        "POST /api/content HTTP/1.1\r\nhost: {}\r\ncookie: {cookie}\r\ncontent-type: application/json\r\ncontent-length: 100\r\nconnection: close\r\n\r\n{{\"title\"",
        server.address
    );
    connection.write_all(begun.as_bytes()).await.unwrap();
    let mut answer = String::new();
    tokio::time::timeout(Duration::from_secs(20), connection.read_to_string(&mut answer)).await.unwrap().unwrap();
    assert!(answer.starts_with("HTTP/1.1 503") && answer.contains("\"unavailable\""), "{answer}");
}

fn huntaze(arguments: &[&str], settings: &[(&str, &str)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_huntaze"));
    command.env_clear().envs(settings.iter().copied()).args(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

#[tokio::test]
async fn the_program_explains_itself_and_its_mistakes() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let here = [("DATA_DIR", data.to_str().unwrap()), ("LEPTOS_SITE_ADDR", "127.0.0.1:1")];
    for command in ["serve", "migrate", "demo", "healthcheck", "config"] {
        assert!(text(&huntaze(&["help"], &[]).stdout).contains(command));
    }
    assert_eq!(text(&huntaze(&["config"], &[]).stdout).trim_end(), server::config::REFERENCE.trim_end());
    let unknown = huntaze(&["fly"], &[]);
    assert!(unknown.status.code() == Some(2) && text(&unknown.stderr).contains("no such command"));
    let wrong = huntaze(&[], &[("LOG_FORMAT", "xml"), ("SIGN_IN_PER_HOUR", "0")]);
    assert_eq!(wrong.status.code(), Some(1));
    assert!(text(&wrong.stderr).contains("LOG_FORMAT must be text or json") && text(&wrong.stderr).contains("SIGN_IN_PER_HOUR"));
    assert!(!data.exists(), "a wrong setting starts nothing");
    let away = huntaze(&["healthcheck"], &here);
    assert!(away.status.code() == Some(1) && text(&away.stderr).contains("not ready"));
    assert!(huntaze(&["migrate"], &here).status.success());
    let demo = huntaze(&["demo"], &here);
    assert!(demo.status.success() && text(&demo.stdout).starts_with("Demo sign-ins:\n"), "{demo:?}");
    let engine = huntaze(&["migrate"], &[("DATABASE_URL", "mysql://localhost/x"), here[0]]);
    assert!(text(&engine.stderr).contains("DATABASE_URL must begin with sqlite: or postgres:"));
}
