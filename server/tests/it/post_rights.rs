//! Who may do what with a post by REST: every route and every role, by cookie and by token.

use crate::support::{Cast, Person, TestServer, plain};
use model::{
    ContentId, PageRequest,
    comments::Thread,
    content::Role,
    revisions::{RevisionSummary, Which},
};
use reqwest::Method;
use serde_json::{Value, json};

/// A route, what is sent, and the status for owner, editor, commenter, viewer, stranger and nobody.
pub struct Row {
    pub method: Method,
    pub path: &'static str,
    pub body: Option<Value>,
    pub expected: [u16; 6],
}

impl Row {
    /// The body with the ids in it.
    pub fn body(&self, cast: &Cast) -> Option<Value> {
        let body = self.body.as_ref()?.to_string().replace("{viewer}", &cast.viewer.id.to_string());
        serde_json::from_str(&body).unwrap()
    }
}

fn row(method: Method, path: &'static str, body: Option<Value>, expected: [u16; 6]) -> Row {
    Row { method, path, body, expected }
}

const READERS: [u16; 6] = [200, 200, 200, 200, 404, 401];

/// `{id}` is the post, `{viewer}` the viewer's id, `{me}` the id of the one who asks; `{invitation}`, `{link}`,
/// `{guest}` and `{request}` belong to the post; `{comment}` is a thread of the commenter's, `{theirs}` one of the
/// owner's; `{revision}` is a revision with a name, `{other}` what it is compared with.
pub fn table() -> Vec<Row> {
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
        row(patch.clone(), "/api/content/{id}", Some(json!({"markdown": "New text"})), [200, 200, 403, 403, 404, 401]),
        row(patch.clone(), "/api/content/{id}", Some(json!({"title": "New", "status": "archived"})), [200, 403, 403, 403, 404, 401]),
        row(delete.clone(), "/api/content/{id}", None, [204, 403, 403, 403, 404, 401]),
        row(get.clone(), "/api/content/{id}/export", None, [200, 200, 200, 200, 404, 401]),
        row(get.clone(), "/api/content/{id}/collaborators", None, [200, 200, 200, 200, 404, 401]),
        row(get.clone(), "/api/content/{id}/comments", None, [200, 200, 200, 200, 404, 401]),
        row(post.clone(), "/api/content/{id}/comments", Some(json!({"text": "T"})), [201, 201, 201, 403, 404, 401]),
        row(post.clone(), "/api/content/{id}/comments", Some(json!({"text": "T", "anchor": {"quote": "ext"}})), [201, 201, 201, 403, 404, 401]),
        row(post.clone(), "/api/content/{id}/comments", Some(json!({"text": "T", "parentId": "{comment}"})), [201, 201, 201, 403, 404, 401]),
        row(get.clone(), "/api/content/{id}/comments/{comment}", None, [200, 200, 200, 200, 404, 401]),
        row(put.clone(), "/api/content/{id}/comments/{comment}", Some(json!({"text": "New"})), [403, 403, 200, 403, 404, 401]),
        row(delete.clone(), "/api/content/{id}/comments/{comment}", None, [403, 403, 204, 403, 404, 401]),
        row(post.clone(), "/api/content/{id}/comments/{comment}/resolve", None, [200, 200, 200, 403, 404, 401]),
        row(post.clone(), "/api/content/{id}/comments/{theirs}/resolve", None, [200, 200, 403, 403, 404, 401]),
        row(post.clone(), "/api/content/{id}/comments/{comment}/reopen", None, [200, 200, 200, 403, 404, 401]),
        row(post.clone(), "/api/content/{id}/comments/{comment}/read", None, [204, 204, 204, 204, 404, 401]),
        row(post.clone(), "/api/content/{id}/comments/{comment}/reactions", Some(json!({"emoji": "👍"})), [200, 200, 200, 403, 404, 401]),
        row(delete.clone(), "/api/content/{id}/comments/{comment}/reactions?emoji=👍", None, [200, 200, 200, 403, 404, 401]),
        row(
            post.clone(),
            "/api/content/{id}/collaborators",
            Some(json!({"email": "extra@example.com", "permission": "viewer"})),
            [201, 403, 403, 403, 404, 401],
        ),
        row(put.clone(), "/api/content/{id}/collaborators/{viewer}", Some(json!({"permission": "editor"})), [200, 403, 403, 403, 404, 401]),
        row(put.clone(), "/api/content/{id}/collaborators/{me}", Some(json!({"permission": "editor"})), [409, 403, 403, 403, 404, 401]),
        row(delete.clone(), "/api/content/{id}/collaborators/{viewer}", None, [204, 403, 403, 204, 404, 401]),
        row(delete.clone(), "/api/content/{id}/collaborators/{me}", None, [409, 204, 204, 204, 404, 401]),
        row(get.clone(), "/api/notifications", None, [200, 200, 200, 200, 200, 401]),
        row(get.clone(), "/api/notifications/count", None, [200, 200, 200, 200, 200, 401]),
        row(post.clone(), "/api/notifications/read", Some(json!({"all": true})), [200, 200, 200, 200, 200, 401]),
        row(post.clone(), "/api/notifications/read", Some(json!({})), [422, 422, 422, 422, 422, 401]),
        row(get.clone(), "/api/notifications/settings", None, [200, 200, 200, 200, 200, 401]),
        row(put.clone(), "/api/notifications/settings", Some(json!({"share": "never"})), [200, 200, 200, 200, 200, 401]),
        row(get.clone(), "/api/content/{id}/invitations", None, [200, 403, 403, 403, 404, 401]),
        row(
            post.clone(),
            "/api/content/{id}/invitations",
            Some(json!({"email": "new@example.com", "permission": "viewer"})),
            [201, 403, 403, 403, 404, 401],
        ),
        row(delete.clone(), "/api/content/{id}/invitations/{invitation}", None, [204, 403, 403, 403, 404, 401]),
        row(post.clone(), "/api/content/{id}/invitations/{invitation}/resend", None, [200, 403, 403, 403, 404, 401]),
        row(post.clone(), "/api/invitations/accept", Some(json!({"secret": "0"})), [410, 410, 410, 410, 410, 401]),
        row(post.clone(), "/api/invitations/decline", Some(json!({"secret": "0"})), [410; 6]),
        row(get.clone(), "/api/content/{id}/links", None, [200, 403, 403, 403, 404, 401]),
        row(post.clone(), "/api/content/{id}/links", Some(json!({"role": "viewer"})), [201, 403, 403, 403, 404, 401]),
        row(patch.clone(), "/api/content/{id}/links/{link}", Some(json!({"role": "editor"})), [200, 403, 403, 403, 404, 401]),
        row(delete.clone(), "/api/content/{id}/links/{link}", None, [204, 403, 403, 403, 404, 401]),
        row(post.clone(), "/api/links/enter", Some(json!({"token": "0"})), [410; 6]),
        row(get.clone(), "/api/content/{id}/guests", None, [200, 403, 403, 403, 404, 401]),
        row(delete, "/api/content/{id}/guests/{guest}", None, [204, 403, 403, 403, 404, 401]),
        row(post.clone(), "/api/content/{id}/access-requests", Some(json!({})), [409, 409, 409, 409, 202, 401]),
        row(get.clone(), "/api/content/{id}/access-requests", None, [200, 403, 403, 403, 404, 401]),
        row(
            post.clone(),
            "/api/content/{id}/access-requests/{request}/accept",
            Some(json!({"permission": "viewer"})),
            [204, 403, 403, 403, 404, 401],
        ),
        row(post.clone(), "/api/content/{id}/access-requests/{request}/decline", None, [204, 403, 403, 403, 404, 401]),
        row(post.clone(), "/api/content/{id}/ownership", Some(json!({"userId": "{viewer}"})), [204, 403, 403, 403, 404, 401]),
        row(get.clone(), "/api/content/{id}/sharing", None, [200, 403, 403, 403, 404, 401]),
        row(put, "/api/content/{id}/sharing", Some(json!({"guestsEdit": false, "editorsShare": true})), [204, 403, 403, 403, 404, 401]),
        row(get.clone(), "/api/content/{id}/access-log", None, [200, 403, 403, 403, 404, 401]),
        row(get.clone(), "/api/content/{id}/revisions", None, READERS),
        row(post.clone(), "/api/content/{id}/revisions", Some(json!({"name": "Mine"})), [201, 201, 403, 403, 404, 401]),
        row(get.clone(), "/api/content/{id}/revisions/{revision}", None, READERS),
        row(get.clone(), "/api/content/{id}/revisions/{revision}/export", None, READERS),
        row(get.clone(), "/api/content/{id}/revisions/{revision}/compare/{other}", None, READERS),
        row(patch, "/api/content/{id}/revisions/{revision}", Some(json!({"name": "Other"})), [200, 200, 403, 403, 404, 401]),
        row(post, "/api/content/{id}/revisions/{revision}/restore", None, [200, 200, 403, 403, 404, 401]),
        row(get, "/avatars/{viewer}", None, [404, 404, 404, 404, 404, 401]),
    ]
}

/// What must not change when somebody is refused.
#[derive(Debug, PartialEq)]
struct State {
    texts: [String; 3],
    people: Vec<(String, String)>,
    log: usize,
    threads: Vec<Thread>,
    revisions: Vec<RevisionSummary>,
}

async fn state(server: &TestServer, owner: &Person, id: ContentId) -> State {
    let post = server.services.content(owner.id, id).await.unwrap();
    let people = server.services.contents.collaborators(owner.id, id).await.unwrap();
    let people = people.into_iter().map(|person| (person.email, person.permission.code().to_owned())).collect();
    // Whatever changes access is in the log.
    let log = server.services.contents.access_log(owner.id, id, &PageRequest::default()).await.unwrap();
    let threads = server.services.threads(owner.id, id, None, &PageRequest::default()).await.unwrap();
    let revisions = server.services.revisions.list(owner.id, id, Which::default(), &PageRequest::default()).await.unwrap();
    let texts = [post.title, post.markdown, post.status.code().to_owned()];
    State { texts, people, log: log.items.len(), threads: threads.items, revisions: revisions.items }
}

/// The path with all that it names made for this post.
pub async fn filled(server: &TestServer, cast: &Cast, id: ContentId, me: &Person, path: &str) -> String {
    let user = async |who: &Person| server.services.accounts.user(who.id).await.unwrap().unwrap();
    let sharing = &server.services.sharing;
    let mut path = path.replace("{id}", &id.to_string()).replace("{viewer}", &cast.viewer.id.to_string()).replace("{me}", &me.id.to_string());
    if path.contains("{invitation}") {
        let invited = sharing.invite(&user(&cast.owner).await, id, "waits@example.com", Role::Viewer, "").await.unwrap();
        path = path.replace("{invitation}", &invited.id.to_string());
    }
    if path.contains("{link}") || path.contains("{guest}") {
        let (link, token) = server.link(&cast.owner, id, &plain(Role::Viewer)).await;
        let entered = sharing.enter(&token, None, "", None, model::Language::En, "").await.unwrap();
        path = path.replace("{link}", &link.id.to_string()).replace("{guest}", &entered.guest.id.to_string());
    }
    if path.contains("{request}") {
        let extra = server.services.accounts.by_email("extra@example.com").await.unwrap().unwrap();
        let asked = sharing.ask(&extra, id, "").await.unwrap().unwrap();
        path = path.replace("{request}", &asked.request.to_string());
    }
    if path.contains("{comment}") {
        path = path.replace("{comment}", &thread(server, &cast.commenter, id).await);
    }
    if path.contains("{theirs}") {
        path = path.replace("{theirs}", &thread(server, &cast.owner, id).await);
    }
    if path.contains("{revision}") {
        let kept = server.services.revisions.list(cast.owner.id, id, Which { named: true, who: None }, &PageRequest::default()).await.unwrap().items;
        let revision = match kept.first() {
            Some(revision) => revision.id,
            None => server.services.revisions.save(cast.owner.id, id, "First").await.unwrap().id,
        };
        path = path.replace("{revision}", &revision.to_string()).replace("{other}", "now");
    }
    path
}

/// A body with a thread of this post to reply to, if it is a reply.
pub async fn with_parent(server: &TestServer, cast: &Cast, id: ContentId, mut body: Option<Value>) -> Option<Value> {
    if let Some(parent) = body.as_mut().and_then(|body| body.get_mut("parentId")) {
        *parent = json!(thread(server, &cast.commenter, id).await);
    }
    body
}

/// The id of a new thread of somebody's. From the slice: so many in a minute would be too many for one person.
async fn thread(server: &TestServer, whose: &Person, id: ContentId) -> String {
    let thread = db::new_id();
    server.services.comments.start(whose.id, id, thread, "A thread", None).await.unwrap();
    thread.to_string()
}

async fn holds(server: &TestServer, cast: &Cast, logs_out: bool) {
    for row in table() {
        if row.path == "/api/auth/logout" && logs_out {
            continue;
        }
        for ((name, person), expected) in cast.all().into_iter().zip(row.expected) {
            let id = cast.post(server).await;
            let path = filled(server, cast, id, person, row.path).await;
            let body = with_parent(server, cast, id, row.body(cast)).await;
            let before = state(server, &cast.owner, id).await;
            let answer = person.send(row.method.clone(), &path, body).await;
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
    let elsewhere = |path: &str| crate::desk_rights::is_of_the_desk(path) || crate::social_rights::is_of_social_accounts(path);
    for (path, method) in crate::openapi::described().into_iter().filter(|(path, _)| !elsewhere(path)) {
        let kinds = ["invitation", "link", "guest", "request", "comment", "revision", "other"];
        let path =
            kinds.iter().fold(path.replace("{userId}", "{viewer}"), |path, kind| path.replace(&format!("{{{kind}Id}}"), &format!("{{{kind}}}")));
        assert!(rows.iter().any(|row| row.path.split('?').next() == Some(&path) && row.method.as_str() == method), "no row for {method} {path}");
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

#[tokio::test]
async fn a_change_of_which_a_part_is_refused_changes_nothing() {
    let server = TestServer::start().await;
    let cast = Cast::new(&server).await;
    let path = format!("/api/content/{}", cast.post(&server).await);
    let large = "x".repeat(content::MARKDOWN_MAX + 1);
    for (body, code) in [
        (json!({"title": "Other", "markdown": large}), "too_large"),
        (json!({"title": "x".repeat(301), "markdown": "Other", "status": "archived"}), "invalid"),
        (json!({"title": "Other", "markdown": "Other", "status": "loud"}), "invalid"),
    ] {
        assert_eq!(cast.owner.send(Method::PATCH, &path, Some(body)).await.code(), code);
    }
    let post = cast.owner.get(&path).await.json;
    assert_eq!((&post["title"], &post["markdown"], &post["status"]), (&json!("Title"), &json!("Text\n"), &json!("draft")));
    assert_eq!(cast.owner.send(Method::PATCH, &path, Some(json!({"title": "New", "markdown": "Words"}))).await.status, 200);
    let post = cast.owner.get(&path).await.json;
    assert_eq!((&post["title"], &post["markdown"]), (&json!("New"), &json!("Words\n")));
}
