//! One post.

use crate::{code, house};
use model::{
    ErrorCode,
    content::{ContentQuery, Role, Status},
};

#[tokio::test]
async fn a_new_post_has_what_it_was_made_of() {
    let house = house().await;
    let ada = house.person("Ada").await;
    let made = house.contents.create(ada, " Plan ", Some("# Hello\n\n**two** words")).await.unwrap();
    assert_eq!(made.title, "Plan");
    assert_eq!(made.html, "<h1>Hello</h1><p><strong>two</strong> words</p>");
    assert_eq!(made.text, "Hello\n\ntwo words");
    assert_eq!(made.markdown, "# Hello\n\n**two** words\n");
    assert_eq!((made.words, made.characters), (3, 14));
    assert_eq!((made.status, made.role, made.owner.name.as_str()), (Status::Draft, Role::Owner, "Ada"));
    assert_eq!((made.created_at, made.trashed_at), (made.updated_at, None));
    assert_eq!(house.contents.get(ada, made.id).await.unwrap(), made);
}

#[tokio::test]
async fn titles_and_texts_over_their_bounds_are_refused() {
    let house = house().await;
    let ada = house.person("Ada").await;
    assert_eq!(code(house.contents.create(ada, &"é".repeat(301), None).await), ErrorCode::Invalid);
    assert_eq!(house.contents.create(ada, &"é".repeat(300), None).await.unwrap().title.chars().count(), 300);
    assert_eq!(code(house.contents.create(ada, "", Some(&"x".repeat(content::MARKDOWN_MAX + 1))).await), ErrorCode::TooLarge);
}

#[tokio::test]
async fn texts_with_characters_that_databases_refuse_are_kept_without_them() {
    let house = house().await;
    let ada = house.person("Ada").await;
    let made = house.contents.create(ada, "a\0b", Some("c\0d\u{7}e `f\0g`")).await.unwrap();
    assert_eq!(made.title, "ab");
    assert!(!made.text.contains('\0') && made.text.contains('e'));
}

#[tokio::test]
async fn a_stranger_finds_nothing() {
    let house = house().await;
    let (ada, eve) = (house.person("Ada").await, house.person("Eve").await);
    let id = house.contents.create(ada, "secret", None).await.unwrap().id;
    let contents = &house.contents;
    assert_eq!(code(contents.role(eve, id).await), ErrorCode::NotFound);
    assert_eq!(code(contents.get(eve, id).await), ErrorCode::NotFound);
    assert_eq!(code(contents.duplicate(eve, id, "x").await), ErrorCode::NotFound);
    assert_eq!(code(contents.set_status(eve, id, Status::Trash).await), ErrorCode::NotFound);
    assert_eq!(code(contents.delete_for_good(eve, id).await), ErrorCode::NotFound);
    assert_eq!(code(contents.collaborators(eve, id).await), ErrorCode::NotFound);
    assert_eq!(code(contents.add_collaborator(eve, id, "eve@example.org", Role::Editor).await), ErrorCode::NotFound);
    assert_eq!(code(contents.set_role(eve, id, eve, Role::Editor).await), ErrorCode::NotFound);
    assert_eq!(code(contents.remove_collaborator(eve, id, ada).await), ErrorCode::NotFound);
    assert_eq!(code(contents.get(ada, db::new_id()).await), ErrorCode::NotFound);
}

#[tokio::test]
async fn in_the_trash_only_the_owner_sees_a_post_and_restores_it() {
    let house = house().await;
    let (ada, bob) = (house.person("Ada").await, house.person("Bob").await);
    let id = house.contents.create(ada, "post", None).await.unwrap().id;
    house.contents.add_collaborator(ada, id, "bob@example.org", Role::Editor).await.unwrap();
    house.contents.set_status(ada, id, Status::Trash).await.unwrap();
    assert_eq!(code(house.contents.role(bob, id).await), ErrorCode::NotFound);
    assert_eq!(house.contents.role(ada, id).await.unwrap(), Role::Owner);
    assert!(house.contents.get(ada, id).await.unwrap().trashed_at.is_some());
    house.contents.set_status(ada, id, Status::Draft).await.unwrap();
    assert_eq!(house.contents.role(bob, id).await.unwrap(), Role::Editor);
    assert_eq!(house.contents.get(ada, id).await.unwrap().trashed_at, None);
}

#[tokio::test]
async fn a_post_is_deleted_for_good_only_from_the_trash() {
    let house = house().await;
    let ada = house.person("Ada").await;
    let id = house.contents.create(ada, "post", None).await.unwrap().id;
    assert_eq!(code(house.contents.delete_for_good(ada, id).await), ErrorCode::NotFound);
    assert!(house.contents.get(ada, id).await.is_ok());
    house.contents.set_status(ada, id, Status::Trash).await.unwrap();
    house.contents.delete_for_good(ada, id).await.unwrap();
    assert_eq!(code(house.contents.get(ada, id).await), ErrorCode::NotFound);
    assert_eq!(house.count("SELECT CAST(count(*) AS BIGINT) FROM document_snapshots").await, 0);
}

#[tokio::test]
async fn the_trash_keeps_a_post_for_thirty_days() {
    let house = house().await;
    let ada = house.person("Ada").await;
    let old = house.contents.create(ada, "old", None).await.unwrap().id;
    house.contents.set_status(ada, old, Status::Trash).await.unwrap();
    house.run("UPDATE content SET trashed_at = trashed_at - 2591990000").await;
    house.contents.prune().await;
    assert!(house.contents.get(ada, old).await.is_ok(), "ten seconds are left");
    house.run("UPDATE content SET trashed_at = trashed_at - 11000").await;
    let new = house.contents.create(ada, "new", None).await.unwrap().id;
    house.contents.set_status(ada, new, Status::Trash).await.unwrap();
    house.contents.prune().await;
    assert_eq!(code(house.contents.get(ada, old).await), ErrorCode::NotFound);
    assert!(house.contents.get(ada, new).await.is_ok());
}

#[tokio::test]
async fn a_copy_belongs_to_the_one_who_made_it() {
    let house = house().await;
    let (ada, bob) = (house.person("Ada").await, house.person("Bob").await);
    let id = house.contents.create(ada, "post", Some("text")).await.unwrap().id;
    house.contents.add_collaborator(ada, id, "bob@example.org", Role::Viewer).await.unwrap();
    let copy = house.contents.duplicate(bob, id, "Copy of post").await.unwrap();
    assert_eq!((copy.title.as_str(), copy.text.as_str(), copy.role), ("Copy of post", "text", Role::Owner));
    assert_eq!(code(house.contents.get(ada, copy.id).await), ErrorCode::NotFound);
    assert_eq!(house.contents.get(ada, id).await.unwrap().title, "post");
}

#[tokio::test]
async fn the_time_of_the_last_change_moves_only_with_a_change() {
    let house = house().await;
    let ada = house.person("Ada").await;
    let made = house.contents.create(ada, "post", Some("text")).await.unwrap();
    house.run("UPDATE content SET updated_at = 5").await;
    let same = document::derive_update(&document::create("post", "text")).unwrap();
    house.contents.save_derived(made.id, &same, 0).await.unwrap();
    assert_eq!(house.contents.get(ada, made.id).await.unwrap().updated_at.0, 5);
    let other = document::derive_update(&document::create("post", "**text**")).unwrap();
    house.contents.save_derived(made.id, &other, 0).await.unwrap();
    let saved = house.contents.get(ada, made.id).await.unwrap();
    assert!(saved.updated_at > made.created_at || saved.updated_at.0 > 5);
    assert_eq!(saved.markdown, "**text**\n");
    house.contents.save_derived(db::new_id(), &other, 0).await.unwrap();
}

#[tokio::test]
async fn with_a_person_go_their_posts_and_their_access() {
    let house = house().await;
    let (ada, bob) = (house.person("Ada").await, house.person("Bob").await);
    let hers = house.contents.create(ada, "hers", None).await.unwrap().id;
    let his = house.contents.create(bob, "his", None).await.unwrap().id;
    house.contents.add_collaborator(ada, hers, "bob@example.org", Role::Editor).await.unwrap();
    house.contents.add_collaborator(bob, his, "ada@example.org", Role::Editor).await.unwrap();
    let mut tx = house.db.db.write().await.unwrap();
    assert_eq!(house.contents.erase_user(&mut tx, ada).await.unwrap(), [hers]);
    sqlx::query("DELETE FROM users WHERE id = $1").bind(ada.to_string()).execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(code(house.contents.role(bob, hers).await), ErrorCode::NotFound);
    assert_eq!(house.contents.collaborators(bob, his).await.unwrap().len(), 1);
    assert_eq!(house.contents.list(bob, &ContentQuery::default(), &Default::default()).await.unwrap().items.len(), 1);
}
