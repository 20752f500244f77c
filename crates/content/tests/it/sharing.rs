//! Who has access.

use crate::{House, code, house};
use model::{ContentId, ErrorCode, UserId, content::Role};

struct Shared {
    house: House,
    owner: UserId,
    editor: UserId,
    commenter: UserId,
    viewer: UserId,
    stranger: UserId,
    id: ContentId,
}

async fn shared() -> Shared {
    let house = house().await;
    let owner = house.person("Owner").await;
    let id = house.contents.create(owner, "post", None).await.unwrap().id;
    for (name, role) in [("Editor", Role::Editor), ("Commenter", Role::Commenter), ("Viewer", Role::Viewer)] {
        house.person(name).await;
        house.contents.add_collaborator(owner, id, &format!(" {name}@Example.org "), role).await.unwrap();
    }
    let all = house.contents.collaborators(owner, id).await.unwrap();
    let who = |role| all.iter().find(|one| one.permission == role).unwrap().user_id;
    let (editor, commenter, viewer) = (who(Role::Editor), who(Role::Commenter), who(Role::Viewer));
    let stranger = house.person("Stranger").await;
    Shared { house, owner, editor, commenter, viewer, stranger, id }
}

#[tokio::test]
async fn everybody_with_access_sees_who_has_it_the_owner_first() {
    let it = shared().await;
    let all = it.house.contents.collaborators(it.viewer, it.id).await.unwrap();
    assert_eq!(all.len(), 4);
    assert_eq!((all[0].user_id, all[0].permission, all[0].email.as_str(), all[0].color), (it.owner, Role::Owner, "owner@example.org", 3));
    assert_eq!(it.house.contents.role(it.commenter, it.id).await.unwrap(), Role::Commenter);
}

#[tokio::test]
async fn a_picture_is_named_with_its_version() {
    let it = shared().await;
    it.house.run("UPDATE users SET picture_version = 7 WHERE name = 'Owner'").await;
    let all = it.house.contents.collaborators(it.viewer, it.id).await.unwrap();
    assert_eq!(all[0].picture.as_deref(), Some(format!("/avatars/{}?v=7", it.owner).as_str()));
    assert_eq!(it.house.contents.get(it.viewer, it.id).await.unwrap().owner.picture, all[0].picture);
}

#[tokio::test]
async fn only_the_owner_shares_and_changes_roles_and_status() {
    let it = shared().await;
    let contents = &it.house.contents;
    for who in [it.editor, it.commenter, it.viewer] {
        assert_eq!(code(contents.add_collaborator(who, it.id, "stranger@example.org", Role::Viewer).await), ErrorCode::Forbidden);
        assert_eq!(code(contents.set_role(who, it.id, who, Role::Editor).await), ErrorCode::Forbidden);
        assert_eq!(code(contents.remove_collaborator(who, it.id, it.owner).await), ErrorCode::Forbidden);
        assert_eq!(code(contents.set_status(who, it.id, model::content::Status::Archived).await), ErrorCode::Forbidden);
        assert_eq!(code(contents.delete_for_good(who, it.id).await), ErrorCode::Forbidden);
    }
    assert_eq!(code(contents.remove_collaborator(it.viewer, it.id, it.editor).await), ErrorCode::Forbidden);
    let changed = contents.set_role(it.owner, it.id, it.viewer, Role::Editor).await.unwrap();
    assert_eq!((changed.user_id, changed.permission), (it.viewer, Role::Editor));
    assert_eq!(contents.role(it.viewer, it.id).await.unwrap(), Role::Editor);
}

#[tokio::test]
async fn what_cannot_be_shared_says_why() {
    let it = shared().await;
    let contents = &it.house.contents;
    let add = async |email: &str, role| code(contents.add_collaborator(it.owner, it.id, email, role).await);
    assert_eq!(add("nobody@example.org", Role::Viewer).await, ErrorCode::UnknownPerson);
    assert_eq!(add("", Role::Viewer).await, ErrorCode::UnknownPerson);
    assert_eq!(add("viewer@example.org", Role::Editor).await, ErrorCode::AlreadyShared);
    assert_eq!(add("OWNER@example.org", Role::Editor).await, ErrorCode::OwnerStays);
    assert_eq!(add("stranger@example.org", Role::Owner).await, ErrorCode::Invalid);
    assert_eq!(code(contents.set_role(it.owner, it.id, it.viewer, Role::Owner).await), ErrorCode::Invalid);
    assert_eq!(code(contents.set_role(it.owner, it.id, it.stranger, Role::Viewer).await), ErrorCode::NotFound);
    assert_eq!(code(contents.set_role(it.owner, it.id, it.owner, Role::Viewer).await), ErrorCode::OwnerStays);
    assert_eq!(code(contents.remove_collaborator(it.owner, it.id, it.owner).await), ErrorCode::OwnerStays);
    assert_eq!(code(contents.remove_collaborator(it.owner, it.id, it.stranger).await), ErrorCode::NotFound);
}

#[tokio::test]
async fn access_ends_by_the_owner_and_by_leaving() {
    let it = shared().await;
    let contents = &it.house.contents;
    contents.remove_collaborator(it.owner, it.id, it.editor).await.unwrap();
    assert_eq!(code(contents.role(it.editor, it.id).await), ErrorCode::NotFound);
    contents.remove_collaborator(it.viewer, it.id, it.viewer).await.unwrap();
    assert_eq!(code(contents.get(it.viewer, it.id).await), ErrorCode::NotFound);
    assert_eq!(contents.collaborators(it.commenter, it.id).await.unwrap().len(), 2);
}
