//! Links: what they are made of, changed to, and who may.

use crate::{code, house, plain};
use model::{
    ErrorCode, Timestamp,
    content::Role,
    sharing::{Deed, LinkChange, NewLink},
};

#[tokio::test]
async fn a_link_is_made_listed_changed_and_revoked() {
    let it = house().await;
    let end = Timestamp(db::now().0 + 60_000);
    let new = NewLink {
        role: Role::Commenter,
        password: Some("sesame street".to_owned()),
        expires_at: Some(end),
        max_uses: Some(3),
        name: " For \n Leo ".to_owned(),
    };
    let (made, _) = it.sharing.make_link(&it.owner, it.id, &new).await.unwrap();
    assert_eq!((made.name.as_str(), made.has_password, made.expires_at, made.max_uses, made.uses), ("For Leo", true, Some(end), Some(3), 0));
    assert_eq!(it.sharing.links(&it.owner, it.id).await.unwrap(), std::slice::from_ref(&made));
    let change = LinkChange { role: Some(Role::Viewer), expires_at: Some(None), max_uses: Some(None), password: Some(None), name: None };
    let changed = it.sharing.change_link(&it.owner, it.id, made.id, &change).await.unwrap();
    assert_eq!(it.sharing.links(&it.owner, it.id).await.unwrap(), std::slice::from_ref(&changed));
    assert_eq!((changed.role, changed.has_password, changed.expires_at, changed.max_uses), (Role::Viewer, false, None, None));
    it.sharing.revoke_link(&it.owner, it.id, made.id).await.unwrap();
    assert!(it.sharing.links(&it.owner, it.id).await.unwrap().is_empty());
    assert_eq!(code(it.sharing.revoke_link(&it.owner, it.id, made.id).await), ErrorCode::NotFound);
    let deeds = it.deeds().await;
    assert_eq!(deeds[0], (Deed::LinkRevoked, "Owner".to_owned(), "For Leo".to_owned()));
}

#[tokio::test]
async fn a_link_out_of_its_bounds_says_which() {
    let it = house().await;
    let wrong = async |new: NewLink| {
        let error = it.sharing.make_link(&it.owner, it.id, &new).await.unwrap_err();
        assert_eq!(error.code, ErrorCode::Invalid);
        error.fields.into_iter().map(|field| field.field).collect::<Vec<_>>()
    };
    assert_eq!(wrong(plain(Role::Owner)).await, ["role"]);
    assert_eq!(wrong(NewLink { password: Some("short".to_owned()), ..plain(Role::Viewer) }).await, ["password"]);
    assert_eq!(wrong(NewLink { password: Some(String::new()), ..plain(Role::Viewer) }).await, ["password"]);
    assert_eq!(wrong(NewLink { expires_at: Some(Timestamp(1)), ..plain(Role::Viewer) }).await, ["expiresAt"]);
    assert_eq!(wrong(NewLink { expires_at: Some(Timestamp(i64::MAX)), ..plain(Role::Viewer) }).await, ["expiresAt"]);
    assert_eq!(wrong(NewLink { max_uses: Some(0), ..plain(Role::Viewer) }).await, ["maxUses"]);
    assert_eq!(wrong(NewLink { max_uses: Some(10_001), name: "x".repeat(81), ..plain(Role::Viewer) }).await, ["name", "maxUses"]);
}

#[tokio::test]
async fn a_post_has_fifty_links_at_most() {
    let it = house().await;
    for _ in 0..50 {
        it.link(&plain(Role::Viewer)).await;
    }
    assert_eq!(code(it.sharing.make_link(&it.owner, it.id, &plain(Role::Viewer)).await), ErrorCode::LimitReached);
}

#[tokio::test]
async fn links_are_for_those_who_may_invite() {
    let it = house().await;
    let (owners, _) = it.sharing.make_link(&it.owner, it.id, &plain(Role::Viewer)).await.unwrap();
    for (who, expected) in [(&it.editor, ErrorCode::Forbidden), (&it.viewer, ErrorCode::Forbidden), (&it.stranger, ErrorCode::NotFound)] {
        assert_eq!(code(it.sharing.make_link(who, it.id, &plain(Role::Viewer)).await), expected);
        assert_eq!(code(it.sharing.links(who, it.id).await), expected);
        assert_eq!(code(it.sharing.change_link(who, it.id, owners.id, &LinkChange::default()).await), expected);
        assert_eq!(code(it.sharing.revoke_link(who, it.id, owners.id).await), expected);
    }
    it.editors_share().await;
    let (editors, _) = it.sharing.make_link(&it.editor, it.id, &plain(Role::Viewer)).await.unwrap();
    assert_eq!(code(it.sharing.revoke_link(&it.editor, it.id, owners.id).await), ErrorCode::Forbidden);
    it.sharing.revoke_link(&it.editor, it.id, editors.id).await.unwrap();
}

#[tokio::test]
async fn a_link_of_another_post_is_not_found() {
    let it = house().await;
    let other = it.contents.create(it.owner.id, "Other", None).await.unwrap().id;
    let (link, _) = it.sharing.make_link(&it.owner, it.id, &plain(Role::Viewer)).await.unwrap();
    assert_eq!(code(it.sharing.revoke_link(&it.owner, other, link.id).await), ErrorCode::NotFound);
    assert_eq!(code(it.sharing.change_link(&it.owner, other, link.id, &LinkChange::default()).await), ErrorCode::NotFound);
}

#[tokio::test]
async fn the_ends_of_links_are_known() {
    let it = house().await;
    let now = db::now();
    assert_eq!(it.sharing.next_end(now).await.unwrap(), None);
    let end = Timestamp(now.0 + 60_000);
    it.link(&NewLink { expires_at: Some(end), ..plain(Role::Viewer) }).await;
    it.link(&NewLink { expires_at: Some(Timestamp(end.0 + 5)), ..plain(Role::Viewer) }).await;
    assert_eq!(it.sharing.next_end(now).await.unwrap(), Some(end));
    assert_eq!(it.sharing.ended_links(now, end).await.unwrap(), [it.id]);
    assert!(it.sharing.ended_links(now, Timestamp(end.0 - 1)).await.unwrap().is_empty());
    assert!(it.sharing.ended_links(Timestamp(end.0 + 5), Timestamp(end.0 + 10)).await.unwrap().is_empty());
}
