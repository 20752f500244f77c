//! The description says what there is.

use crate::support::TestServer;
use std::collections::BTreeSet;

/// Path and method of all that is described.
pub fn described() -> BTreeSet<(String, String)> {
    let api = serde_json::to_value(server::rest::openapi()).unwrap();
    let paths = api["paths"].as_object().unwrap();
    paths.iter().flat_map(|(path, methods)| methods.as_object().unwrap().keys().map(|method| (path.clone(), method.to_uppercase()))).collect()
}

#[test]
fn the_description_lists_exactly_the_routes() {
    let expected: BTreeSet<(String, String)> = [
        "POST /api/auth/register",
        "POST /api/auth/login",
        "POST /api/auth/logout",
        "GET /api/auth/me",
        "PUT /api/auth/me/picture",
        "DELETE /api/auth/me/picture",
        "GET /api/content",
        "POST /api/content",
        "GET /api/content/{id}",
        "PATCH /api/content/{id}",
        "DELETE /api/content/{id}",
        "GET /api/content/{id}/export",
        "GET /api/content/{id}/collaborators",
        "POST /api/content/{id}/collaborators",
        "PUT /api/content/{id}/collaborators/{userId}",
        "DELETE /api/content/{id}/collaborators/{userId}",
        "GET /api/content/{id}/comments",
        "POST /api/content/{id}/comments",
        "GET /api/content/{id}/comments/{commentId}",
        "PUT /api/content/{id}/comments/{commentId}",
        "DELETE /api/content/{id}/comments/{commentId}",
        "POST /api/content/{id}/comments/{commentId}/resolve",
        "POST /api/content/{id}/comments/{commentId}/reopen",
        "POST /api/content/{id}/comments/{commentId}/read",
        "POST /api/content/{id}/comments/{commentId}/reactions",
        "DELETE /api/content/{id}/comments/{commentId}/reactions",
        "GET /api/notifications",
        "GET /api/notifications/count",
        "POST /api/notifications/read",
        "GET /api/notifications/settings",
        "PUT /api/notifications/settings",
        "GET /api/content/{id}/invitations",
        "POST /api/content/{id}/invitations",
        "DELETE /api/content/{id}/invitations/{invitationId}",
        "POST /api/content/{id}/invitations/{invitationId}/resend",
        "POST /api/invitations/accept",
        "POST /api/invitations/decline",
        "GET /api/content/{id}/links",
        "POST /api/content/{id}/links",
        "PATCH /api/content/{id}/links/{linkId}",
        "DELETE /api/content/{id}/links/{linkId}",
        "POST /api/links/enter",
        "GET /api/content/{id}/guests",
        "DELETE /api/content/{id}/guests/{guestId}",
        "GET /api/content/{id}/access-requests",
        "POST /api/content/{id}/access-requests",
        "POST /api/content/{id}/access-requests/{requestId}/accept",
        "POST /api/content/{id}/access-requests/{requestId}/decline",
        "POST /api/content/{id}/ownership",
        "GET /api/content/{id}/sharing",
        "PUT /api/content/{id}/sharing",
        "GET /api/content/{id}/access-log",
        "GET /api/content/{id}/revisions",
        "POST /api/content/{id}/revisions",
        "GET /api/content/{id}/revisions/{revisionId}",
        "PATCH /api/content/{id}/revisions/{revisionId}",
        "GET /api/content/{id}/revisions/{revisionId}/export",
        "GET /api/content/{id}/revisions/{revisionId}/compare/{otherId}",
        "POST /api/content/{id}/revisions/{revisionId}/restore",
        "GET /api/crm/accounts",
        "POST /api/crm/accounts",
        "POST /api/crm/accounts/{id}/check",
        "GET /api/crm/accounts/{id}/team",
        "POST /api/crm/accounts/{id}/team",
        "PUT /api/crm/accounts/{id}/team/{userId}",
        "DELETE /api/crm/accounts/{id}/team/{userId}",
        "GET /api/crm/accounts/{id}/analytics",
        "GET /api/crm/accounts/{id}/analytics.csv",
        "GET /api/crm/accounts/{id}/fans.csv",
        "GET /api/crm/accounts/{id}/vault",
        "GET /api/crm/replies",
        "POST /api/crm/replies",
        "PUT /api/crm/replies/{id}",
        "DELETE /api/crm/replies/{id}",
        "GET /api/crm/conversations",
        "GET /api/crm/conversations/{id}/messages",
        "GET /api/crm/conversations/{id}/waiting",
        "POST /api/crm/conversations/{id}/messages",
        "POST /api/crm/conversations/{id}/read",
        "GET /api/crm/fans",
        "GET /api/crm/fans/{id}",
        "PUT /api/crm/fans/{id}",
        "DELETE /api/crm/fans/{id}",
        "GET /api/crm/campaigns",
        "GET /api/crm/campaigns/{id}",
        "POST /api/crm/campaigns/{id}/pause",
        "POST /api/crm/campaigns/{id}/resume",
        "POST /api/crm/campaigns/{id}/cancel",
        "POST /api/messages/bulk",
        "POST /api/onlyfans/import/csv",
        "POST /api/onlyfans/messages/send",
        "GET /api/onlyfans/messages/status",
        "GET /api/onlyfans/messages/failed",
        "GET /api/onlyfans/messages/{id}",
        "POST /api/onlyfans/messages/{id}/retry",
        "POST /api/onlyfans/messages/{id}/cancel",
        "POST /api/onlyfans/messages/{id}/settle",
        "GET /api/monitoring/onlyfans",
        "GET /api/auth/{platform}/start",
        "GET /api/auth/{platform}/callback",
        "GET /api/social/accounts",
        "GET /api/social/accounts/{id}",
        "DELETE /api/social/accounts/{id}",
        "POST /api/social/accounts/{id}/check",
        "GET /api/social/accounts/{id}/subreddits/{name}",
        "GET /api/social/accounts/{id}/numbers",
        "GET /api/social/publications",
        "POST /api/social/publications",
        "GET /api/social/publications/{id}",
        "PATCH /api/social/publications/{id}",
        "GET /api/social/publications/{id}/attempts",
        "POST /api/social/publications/{id}/retry",
        "POST /api/social/publications/{id}/cancel",
        "POST /api/social/publications/{id}/settle",
        "GET /api/social/media",
        "POST /api/social/media",
        "GET /api/social/media/{key}",
        "PUT /api/social/media/{key}",
        "DELETE /api/social/media/{key}",
        "GET /api/social/media/{key}/content",
        "GET /api/social/events",
        "POST /api/social/events/{id}/replay",
    ]
    .into_iter()
    .map(|route| route.split_once(' ').map(|(method, path)| (path.to_owned(), method.to_owned())).unwrap())
    .collect();
    assert_eq!(described(), expected);
}

#[tokio::test]
async fn everything_described_is_there_and_other_methods_are_not() {
    let server = TestServer::start().await;
    let nobody = server.nobody();
    let described = described();
    for (path, _) in &described {
        let id = "0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11";
        let names = [
            "{id}",
            "{userId}",
            "{invitationId}",
            "{linkId}",
            "{guestId}",
            "{requestId}",
            "{commentId}",
            "{revisionId}",
            "{otherId}",
            "{key}",
            "{name}",
        ];
        let path_of = |path: &str| path.replace("{platform}", "reddit");
        let real = names.iter().fold(path_of(path), |path, name| path.replace(name, id));
        for method in ["GET", "POST", "PUT", "PATCH", "DELETE"] {
            let answer = nobody.send(method.parse().unwrap(), &real, None).await;
            let there = described.contains(&(path.clone(), method.to_owned()));
            assert_eq!(answer.status != 405, there, "{method} {path}: {}", answer.status);
            if !there {
                assert_eq!(answer.code(), "method_not_allowed");
            }
        }
    }
}

#[tokio::test]
async fn it_is_readable_by_programs_and_people() {
    let server = TestServer::start().await;
    let json = server.nobody().get("/api/openapi.json").await;
    assert!(json.json["openapi"].as_str().unwrap().starts_with("3."));
    assert!(json.json["components"]["schemas"]["Problem"].is_object(), "{}", json.json["components"]["schemas"]);
    // Every reference leads somewhere.
    for reference in json.text.split("\"$ref\":\"#").skip(1) {
        let pointer = reference.split('"').next().unwrap();
        assert!(json.json.pointer(pointer).is_some(), "{pointer}");
    }
    let page = server.nobody().get("/api/docs").await;
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    assert!(!page.text.contains("<script"));
    for (path, method) in described() {
        assert!(page.text.contains(&format!("<b>{method}</b> <code>{path}</code>")), "{method} {path}");
    }
}
