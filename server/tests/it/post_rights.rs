//! Who may do what with a post by REST: every route and every role, by cookie and by token.

use crate::support::{Cast, Person, TestServer};
use model::{ContentId, PageRequest, revisions::RevisionSummary};
use reqwest::Method;
use serde_json::{Value, json};

/// A route, what is sent, and the status for owner, editor, commenter, viewer, stranger and nobody.
struct Row {
    method: Method,
    path: &'static str,
    body: Option<Value>,
    expected: [u16; 6],
}

fn row(method: Method, path: &'static str, body: Option<Value>, expected: [u16; 6]) -> Row {
    Row { method, path, body, expected }
}

const READERS: [u16; 6] = [200, 200, 200, 200, 404, 401];

/// `{id}` is the post, `{revision}` its only revision, `{other}` what it is compared with, `{viewer}` the viewer's id, `{me}` the id of the one who asks.
fn table() -> Vec<Row> {
    let (get, post, put, patch, delete) = (Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE);
    vec![
        row(get.clone(), "/api/auth/me", None, [200, 200, 200, 200, 200, 401]),
        row(post.clone(), "/api/auth/logout", None, [204; 6]),
        row(post.clone(), "/api/auth/login", Some(json!({"email": "owner@example.com", "password": "wrong wrong"})), [401; 6]),
        row(post.clone(), "/api/auth/register", Some(json!({"name": "A", "email": "x", "password": "y"})), [422; 6]),
        row(put.clone(), "/api/auth/me/picture", None, [415, 415, 415, 415, 415, 401]),
        row(delete.clone(), "/api/auth/me/picture", None, [200, 200, 200, 200, 200, 401]),
        row(get.clone(), "/api/content", None, [200, 200, 200, 200, 200, 401]),
        row(post.clone(), "/api/content", Some(json!({"title": "T"})), [201, 201, 201, 201, 201, 401]),
        row(get.clone(), "/api/content/{id}", None, [200, 200, 200, 200, 404, 401]),
        row(patch.clone(), "/api/content/{id}", Some(json!({"title": "New"})), [200, 200, 403, 403, 404, 401]),
        row(patch.clone(), "/api/content/{id}", Some(json!({"status": "archived"})), [200, 403, 403, 403, 404, 401]),
        row(patch.clone(), "/api/content/{id}", Some(json!({"title": "New", "status": "archived"})), [200, 403, 403, 403, 404, 401]),
        row(delete.clone(), "/api/content/{id}", None, [204, 403, 403, 403, 404, 401]),
        row(get.clone(), "/api/content/{id}/export", None, [200, 200, 200, 200, 404, 401]),
        row(get.clone(), "/api/content/{id}/collaborators", None, [200, 200, 200, 200, 404, 401]),
        row(
            post.clone(),
            "/api/content/{id}/collaborators",
            Some(json!({"email": "extra@example.com", "permission": "viewer"})),
            [201, 403, 403, 403, 404, 401],
        ),
        row(put.clone(), "/api/content/{id}/collaborators/{viewer}", Some(json!({"permission": "editor"})), [200, 403, 403, 403, 404, 401]),
        row(put, "/api/content/{id}/collaborators/{me}", Some(json!({"permission": "editor"})), [409, 403, 403, 403, 404, 401]),
        row(delete.clone(), "/api/content/{id}/collaborators/{viewer}", None, [204, 403, 403, 204, 404, 401]),
        row(delete, "/api/content/{id}/collaborators/{me}", None, [409, 204, 204, 204, 404, 401]),
        row(get.clone(), "/api/content/{id}/revisions", None, READERS),
        row(post.clone(), "/api/content/{id}/revisions", Some(json!({"name": "Mine"})), [422, 422, 403, 403, 404, 401]),
        row(get.clone(), "/api/content/{id}/revisions/{revision}", None, READERS),
        row(get.clone(), "/api/content/{id}/revisions/{revision}/export", None, READERS),
        row(get.clone(), "/api/content/{id}/revisions/{revision}/compare/{other}", None, READERS),
        row(patch, "/api/content/{id}/revisions/{revision}", Some(json!({"name": "Other"})), [200, 200, 403, 403, 404, 401]),
        row(post, "/api/content/{id}/revisions/{revision}/restore", None, [200, 200, 403, 403, 404, 401]),
        row(get, "/avatars/{viewer}", None, [404, 404, 404, 404, 404, 401]),
    ]
}

/// What must not change when somebody is refused.
async fn state(server: &TestServer, owner: &Person, id: ContentId) -> (String, String, Vec<(String, String)>, Vec<RevisionSummary>) {
    let post = server.services.content(owner.id, id).await.unwrap();
    let people = server.services.contents.collaborators(owner.id, id).await.unwrap();
    let revisions = server.services.revisions.list(owner.id, id, false, &PageRequest::default()).await.unwrap().items;
    let people = people.into_iter().map(|person| (person.email, person.permission.code().to_owned())).collect();
    (post.title, post.status.code().to_owned(), people, revisions)
}

async fn holds(server: &TestServer, cast: &Cast, logs_out: bool) {
    for row in table() {
        if row.path == "/api/auth/logout" && logs_out {
            continue;
        }
        for ((name, person), expected) in cast.all().into_iter().zip(row.expected) {
            let id = cast.post(server).await;
            let revision = server.services.save_revision(cast.owner.id, id, "First").await.unwrap().id;
            let before = state(server, &cast.owner, id).await;
            let path =
                row.path.replace("{id}", &id.to_string()).replace("{viewer}", &cast.viewer.id.to_string()).replace("{me}", &person.id.to_string());
            let path = path.replace("{revision}", &revision.to_string()).replace("{other}", "now");
            let answer = person.send(row.method.clone(), &path, row.body.clone()).await;
            assert_eq!(answer.status.as_u16(), expected, "{name}: {} {} {:?} → {}", row.method, row.path, row.body, answer.text);
            if expected >= 400 {
                assert_eq!(state(server, &cast.owner, id).await, before, "{name} changed something: {} {}", row.method, row.path);
                assert_eq!(answer.header("content-type"), "application/problem+json", "{name}: {} {}", row.method, row.path);
            }
        }
    }
}

#[tokio::test]
async fn every_route_for_every_role_by_cookie() {
    let server = TestServer::with(&[("SIGN_IN_PER_MINUTE", "1000"), ("SIGN_IN_PER_HOUR", "1000"), ("SIGN_IN_FAILURES_BEFORE_WAIT", "1000")]).await;
    server.person("Extra").await;
    let cast = Cast::new(&server).await;
    holds(&server, &cast, true).await;
}

#[tokio::test]
async fn every_route_for_every_role_by_token() {
    let server = TestServer::with(&[("SIGN_IN_PER_MINUTE", "1000"), ("SIGN_IN_PER_HOUR", "1000"), ("SIGN_IN_FAILURES_BEFORE_WAIT", "1000")]).await;
    server.person("Extra").await;
    let cast = Cast::new(&server).await.with_tokens(&server).await;
    holds(&server, &cast, false).await;
}

#[tokio::test]
async fn the_table_has_a_row_for_every_route() {
    let rows = table();
    for (path, method) in crate::openapi::described() {
        let path = path.replace("{userId}", "{viewer}").replace("{revisionId}", "{revision}").replace("{otherId}", "{other}");
        assert!(rows.iter().any(|row| row.path == path && row.method.as_str() == method), "no row for {method} {path}");
    }
}

#[tokio::test]
async fn a_post_in_the_trash_is_the_owners_alone() {
    let server = TestServer::start().await;
    let cast = Cast::new(&server).await;
    let id = cast.post(&server).await;
    let path = format!("/api/content/{id}");
    assert_eq!(cast.owner.send(Method::DELETE, &path, None).await.status, 204);
    let seen = cast.owner.get(&path).await;
    assert_eq!((seen.status.as_u16(), seen.json["status"].as_str()), (200, Some("trash")));
    for person in [&cast.editor, &cast.commenter, &cast.viewer, &cast.stranger] {
        assert_eq!(person.get(&path).await.status, 404);
        assert_eq!(person.get("/api/content?whose=shared").await.json["items"].as_array().unwrap().len(), 0);
    }
    assert_eq!(cast.owner.send(Method::PATCH, &path, Some(json!({"status": "draft"}))).await.status, 200);
    assert_eq!(cast.viewer.get(&path).await.status, 200);
}
