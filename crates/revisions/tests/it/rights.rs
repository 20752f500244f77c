//! Who may do what.

use crate::{code, house};
use model::{
    ErrorCode,
    content::Role,
    revisions::{Side, Which},
};
use revisions::policy::Act;

#[tokio::test]
async fn readers_see_and_compare_and_only_writers_name_and_restore() {
    let house = house().await;
    let id = house.revisions.save(house.ada, house.post, "Draft").await.unwrap().id;
    for (role, email) in [(Role::Viewer, "viewer"), (Role::Commenter, "commenter"), (Role::Editor, "editor")] {
        let who = house.db.person(email).await;
        house.contents.add_collaborator(house.ada, house.post, &format!("{email}@example.org"), role).await.unwrap();
        let revisions = &house.revisions;
        assert!(revisions.list(who, house.post, Which::default(), &Default::default()).await.is_ok());
        assert!(revisions.get(who, house.post, id).await.is_ok());
        assert!(revisions.compare(who, house.post, id, Side::Now).await.is_ok());
        let writes = role == Role::Editor;
        assert_eq!(revisions.allowed(who, house.post, Act::Restore).await.is_ok(), writes);
        assert_eq!(revisions.rename(who, house.post, id, email).await.is_ok(), writes);
        assert_eq!(revisions.begin_restore(who, house.post, id).await.is_ok(), writes);
        if !writes {
            assert_eq!(code(revisions.save(who, house.post, "x").await), ErrorCode::Forbidden);
        }
    }
}

#[tokio::test]
async fn a_stranger_finds_nothing() {
    let house = house().await;
    let eve = house.db.person("Eve").await;
    let (id, post, revisions) = (house.revisions.save(house.ada, house.post, "Draft").await.unwrap().id, house.post, &house.revisions);
    assert_eq!(code(revisions.list(eve, post, Which::default(), &Default::default()).await), ErrorCode::NotFound);
    assert_eq!(code(revisions.people(eve, post).await), ErrorCode::NotFound);
    assert_eq!(code(revisions.get(eve, post, id).await), ErrorCode::NotFound);
    assert_eq!(code(revisions.compare(eve, post, id, Side::Now).await), ErrorCode::NotFound);
    assert_eq!(code(revisions.save(eve, post, "x").await), ErrorCode::NotFound);
    assert_eq!(code(revisions.rename(eve, post, id, "x").await), ErrorCode::NotFound);
    assert_eq!(code(revisions.begin_restore(eve, post, id).await), ErrorCode::NotFound);
    // Nor through a post of one's own.
    let own = house.contents.create(eve, "Own", None).await.unwrap().id;
    assert_eq!(code(revisions.get(eve, own, id).await), ErrorCode::NotFound);
    assert_eq!(code(revisions.compare(eve, own, id, Side::Now).await), ErrorCode::NotFound);
    assert_eq!(code(revisions.rename(eve, own, id, "x").await), ErrorCode::NotFound);
    assert_eq!(code(revisions.begin_restore(eve, own, id).await), ErrorCode::NotFound);
}
