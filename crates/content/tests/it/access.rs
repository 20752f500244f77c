//! Ownership, the owner's settings, and the log of access.

use crate::{code, house};
use model::{
    ErrorCode, PageRequest,
    content::Role,
    sharing::{Deed, SharingSettings},
};

#[tokio::test]
async fn a_post_is_passed_on_to_a_collaborator() {
    let house = house().await;
    let (ana, leo, zoe) = (house.person("Ana").await, house.person("Leo").await, house.person("Zoe").await);
    let contents = &house.contents;
    let id = contents.create(ana, "post", None).await.unwrap().id;
    contents.add_collaborator(ana, id, "leo@example.org", Role::Viewer).await.unwrap();
    assert_eq!(code(contents.pass_ownership(ana, id, zoe).await), ErrorCode::NotFound);
    assert_eq!(code(contents.pass_ownership(ana, id, ana).await), ErrorCode::OwnerStays);
    assert_eq!(code(contents.pass_ownership(leo, id, leo).await), ErrorCode::Forbidden);
    assert_eq!(code(contents.pass_ownership(zoe, id, zoe).await), ErrorCode::NotFound);
    contents.pass_ownership(ana, id, leo).await.unwrap();
    assert_eq!(contents.role(leo, id).await.unwrap(), Role::Owner);
    assert_eq!(contents.role(ana, id).await.unwrap(), Role::Editor);
    assert_eq!(contents.collaborators(leo, id).await.unwrap().len(), 2);
    contents.remove_collaborator(ana, id, ana).await.unwrap();
    assert_eq!(code(contents.role(ana, id).await), ErrorCode::NotFound);
}

#[tokio::test]
async fn every_change_of_access_is_in_the_log() {
    let house = house().await;
    let (ana, leo) = (house.person("Ana").await, house.person("Leo").await);
    let contents = &house.contents;
    let id = contents.create(ana, "post", None).await.unwrap().id;
    contents.add_collaborator(ana, id, "leo@example.org", Role::Viewer).await.unwrap();
    contents.set_role(ana, id, leo, Role::Editor).await.unwrap();
    contents.remove_collaborator(leo, id, leo).await.unwrap();
    contents.add_collaborator(ana, id, "leo@example.org", Role::Viewer).await.unwrap();
    contents.remove_collaborator(ana, id, leo).await.unwrap();
    let page = contents.access_log(ana, id, &PageRequest { cursor: None, limit: Some(3) }).await.unwrap();
    let rest = contents.access_log(ana, id, &PageRequest { cursor: page.next_cursor.clone(), limit: Some(3) }).await.unwrap();
    let seen: Vec<_> =
        page.items.iter().chain(&rest.items).map(|entry| (entry.deed, entry.actor.as_str(), entry.subject.as_str(), entry.role)).collect();
    assert_eq!(
        seen,
        [
            (Deed::Removed, "Ana", "Leo", None),
            (Deed::Added, "Ana", "Leo", Some(Role::Viewer)),
            (Deed::Left, "Leo", "", None),
            (Deed::RoleChanged, "Ana", "Leo", Some(Role::Editor)),
            (Deed::Added, "Ana", "Leo", Some(Role::Viewer)),
        ]
    );
    assert_eq!(rest.next_cursor, None);
    assert_eq!(code(contents.access_log(ana, id, &PageRequest { cursor: Some("x".to_owned()), limit: None }).await), ErrorCode::BadRequest);
    assert_eq!(code(contents.access_log(leo, id, &PageRequest::default()).await), ErrorCode::NotFound);
}

#[tokio::test]
async fn editors_add_people_where_the_owner_lets_them() {
    let house = house().await;
    let (ana, leo, zoe) = (house.person("Ana").await, house.person("Leo").await, house.person("Zoe").await);
    let contents = &house.contents;
    let id = contents.create(ana, "post", None).await.unwrap().id;
    contents.add_collaborator(ana, id, "leo@example.org", Role::Editor).await.unwrap();
    assert_eq!(code(contents.add_collaborator(leo, id, "zoe@example.org", Role::Viewer).await), ErrorCode::Forbidden);
    assert_eq!(code(contents.set_sharing_settings(leo, id, SharingSettings::default()).await), ErrorCode::Forbidden);
    assert_eq!(contents.sharing_settings(ana, id).await.unwrap(), SharingSettings::default());
    let settings = SharingSettings { guests_edit: false, editors_share: true };
    contents.set_sharing_settings(ana, id, settings).await.unwrap();
    assert_eq!(contents.sharing_settings(leo, id).await.unwrap(), settings);
    contents.add_collaborator(leo, id, "zoe@example.org", Role::Viewer).await.unwrap();
    assert_eq!(code(contents.add_collaborator(leo, id, "ana@example.org", Role::Viewer).await), ErrorCode::OwnerStays);
    assert_eq!(code(contents.set_role(leo, id, zoe, Role::Editor).await), ErrorCode::Forbidden);
    assert_eq!(code(contents.remove_collaborator(leo, id, zoe).await), ErrorCode::Forbidden);
}
