//! Requests for access.

use crate::{code, house};
use model::{
    ContentId, ErrorCode,
    content::{Role, Status},
    sharing::Deed,
};

#[tokio::test]
async fn a_request_reaches_the_owner_who_accepts_with_a_role() {
    let it = house().await;
    let asked = it.sharing.ask(&it.stranger, it.id, "Please").await.unwrap().unwrap();
    assert_eq!(asked.owner, it.owner.id);
    let waiting = it.sharing.requests(it.owner.id, it.id).await.unwrap();
    assert_eq!((waiting.len(), waiting[0].person.id, waiting[0].message.as_str()), (1, it.stranger.id, "Please"));
    assert_eq!(code(it.sharing.accept_request(it.owner.id, it.id, asked.request, Role::Owner).await), ErrorCode::Invalid);
    assert_eq!(it.sharing.accept_request(it.owner.id, it.id, asked.request, Role::Commenter).await.unwrap(), it.stranger.id);
    assert_eq!(it.contents.role(it.stranger.id, it.id).await.unwrap(), Role::Commenter);
    assert_eq!(code(it.sharing.accept_request(it.owner.id, it.id, asked.request, Role::Viewer).await), ErrorCode::NotFound);
    let deeds: Vec<Deed> = it.deeds().await.into_iter().map(|(deed, ..)| deed).take(2).collect();
    assert_eq!(deeds, [Deed::RequestAccepted, Deed::Asked]);
}

#[tokio::test]
async fn the_one_who_asks_does_not_learn_whether_there_is_a_post() {
    let it = house().await;
    let nothing: ContentId = db::new_id();
    assert!(it.sharing.ask(&it.stranger, nothing, "").await.unwrap().is_none());
    it.contents.set_status(it.owner.id, it.id, Status::Trash).await.unwrap();
    assert!(it.sharing.ask(&it.stranger, it.id, "").await.unwrap().is_none());
    assert!(it.sharing.ask(&it.viewer, it.id, "").await.unwrap().is_none(), "in the trash it is gone for collaborators too");
}

#[tokio::test]
async fn asking_twice_is_one_request_and_a_refusal_holds_for_a_while() {
    let it = house().await;
    let asked = it.sharing.ask(&it.stranger, it.id, "One").await.unwrap().unwrap();
    assert!(it.sharing.ask(&it.stranger, it.id, "Two").await.unwrap().is_none());
    assert_eq!(it.sharing.decline_request(it.owner.id, it.id, asked.request).await.unwrap(), it.stranger.id);
    assert!(it.sharing.requests(it.owner.id, it.id).await.unwrap().is_empty());
    assert!(it.sharing.ask(&it.stranger, it.id, "Three").await.unwrap().is_none());
    it.run("UPDATE access_requests SET declined_at = 1").await;
    assert!(it.sharing.ask(&it.stranger, it.id, "Four").await.unwrap().is_some());
    assert_eq!(it.sharing.requests(it.owner.id, it.id).await.unwrap()[0].message, "Four");
    assert_eq!(code(it.sharing.ask(&it.viewer, it.id, "").await), ErrorCode::AlreadyShared);
    assert_eq!(code(it.sharing.ask(&it.stranger, it.id, &"x".repeat(501)).await), ErrorCode::Invalid);
}

#[tokio::test]
async fn requests_are_the_owners() {
    let it = house().await;
    it.editors_share().await;
    let asked = it.sharing.ask(&it.stranger, it.id, "").await.unwrap().unwrap();
    for (who, expected) in [(&it.editor, ErrorCode::Forbidden), (&it.viewer, ErrorCode::Forbidden), (&it.stranger, ErrorCode::NotFound)] {
        assert_eq!(code(it.sharing.requests(who.id, it.id).await), expected);
        assert_eq!(code(it.sharing.accept_request(who.id, it.id, asked.request, Role::Viewer).await), expected);
        assert_eq!(code(it.sharing.decline_request(who.id, it.id, asked.request).await), expected);
    }
}

#[tokio::test]
async fn one_person_asks_so_often_an_hour() {
    let it = house().await;
    for _ in 0..20 {
        it.sharing.ask(&it.stranger, db::new_id(), "").await.unwrap();
    }
    assert_eq!(code(it.sharing.ask(&it.stranger, it.id, "").await), ErrorCode::TooMany);
}

#[tokio::test]
async fn a_request_is_off_the_list_once_access_came_another_way() {
    let it = house().await;
    let asked = it.sharing.ask(&it.stranger, it.id, "").await.unwrap().unwrap();
    it.contents.add_collaborator(it.owner.id, it.id, &it.stranger.email, Role::Viewer).await.unwrap();
    assert!(it.sharing.requests(it.owner.id, it.id).await.unwrap().is_empty());
    assert_eq!(code(it.sharing.accept_request(it.owner.id, it.id, asked.request, Role::Editor).await), ErrorCode::NotFound);
    assert_eq!(it.contents.role(it.stranger.id, it.id).await.unwrap(), Role::Viewer);
}

#[tokio::test]
async fn a_role_that_was_not_given_is_not_in_the_log() {
    let it = house().await;
    let asked = it.sharing.ask(&it.stranger, it.id, "").await.unwrap().unwrap();
    // As it was left by a version that kept requests of those who have access.
    let insert = sqlx::query("INSERT INTO collaborators (content_id, user_id, role, added_at) VALUES ($1, $2, 'editor', 0)");
    insert.bind(it.id.to_string()).bind(it.stranger.id.to_string()).execute(it.db.db.read()).await.unwrap();
    assert_eq!(code(it.sharing.accept_request(it.owner.id, it.id, asked.request, Role::Viewer).await), ErrorCode::AlreadyShared);
    assert_eq!(it.contents.role(it.stranger.id, it.id).await.unwrap(), Role::Editor);
    assert!(it.deeds().await.iter().all(|(deed, ..)| *deed != Deed::RequestAccepted));
    assert!(it.sharing.requests(it.owner.id, it.id).await.unwrap().is_empty());
}
