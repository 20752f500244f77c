//! What ends an account or a token.

use crate::support::{Cast, PASSWORD, TestServer};
use model::ErrorCode;

#[tokio::test]
async fn an_account_goes_with_its_posts_and_its_sessions() {
    let server = TestServer::start().await;
    let cast = Cast::new(&server).await;
    let id = cast.post(&server).await;
    let theirs = server.services.contents.create(cast.editor.id, "Theirs", None).await.unwrap().id;
    server.services.add_collaborator(cast.editor.id, theirs, &cast.viewer.email, model::content::Role::Editor).await.unwrap();
    let wrong = server.services.delete_account(cast.editor.id, "wrong wrong").await.unwrap_err();
    assert_eq!(wrong.code, ErrorCode::WrongPassword);
    server.services.delete_account(cast.editor.id, PASSWORD).await.unwrap();
    assert_eq!(cast.editor.get("/api/auth/me").await.status, 401);
    assert_eq!(cast.viewer.get(&format!("/api/content/{theirs}")).await.status, 404);
    let left = cast.owner.get(&format!("/api/content/{id}/collaborators")).await;
    assert!(!left.text.contains(&cast.editor.email), "{}", left.text);
}

#[tokio::test]
async fn the_last_administrator_stays() {
    let server = TestServer::start().await;
    let cast = Cast::new(&server).await;
    let id = cast.post(&server).await;
    assert_eq!(server.services.delete_account(cast.owner.id, PASSWORD).await.unwrap_err().code, ErrorCode::LastAdmin);
    assert_eq!(cast.owner.get(&format!("/api/content/{id}")).await.status, 200);
}

#[tokio::test]
async fn a_revoked_token_is_worth_nothing() {
    let server = TestServer::start().await;
    let ana = server.person("Ana").await.with_token(&server).await;
    assert_eq!(ana.get("/api/auth/me").await.status, 200);
    let token = server.services.accounts.tokens(ana.id).await.unwrap().remove(0);
    server.services.revoke_token(ana.id, token.id).await.unwrap();
    assert_eq!(ana.get("/api/auth/me").await.status, 401);
}
