//! Kept by hand, with a name.

use crate::{code, house};
use model::{
    ErrorCode, RevisionId,
    revisions::{Cause, NAMED_MAX},
};

#[tokio::test]
async fn a_state_is_kept_with_a_name() {
    let house = house().await;
    let kept = house.revisions.save(house.ada, house.post, "  First\ndraft ").await.unwrap();
    assert_eq!((kept.cause, kept.name.as_deref(), kept.words_added), (Cause::Manual, Some("First draft"), 2));
    assert_eq!(kept.authors[0].id, house.ada);
    assert_eq!(house.all().await, [kept]);
}

#[tokio::test]
async fn the_same_state_is_not_kept_again_but_gets_the_name() {
    let house = house().await;
    house.write("First. One", &[house.ada], true).await;
    let named = house.revisions.save(house.ada, house.post, "Draft").await.unwrap();
    assert_eq!((named.cause, named.name.as_deref()), (Cause::Left, Some("Draft")));
    assert_eq!(house.all().await.len(), 2);
    assert_eq!(code(house.revisions.save(house.ada, house.post, "Another").await), ErrorCode::Invalid);
    assert_eq!(house.all().await[0].name.as_deref(), Some("Draft"));
}

#[tokio::test]
async fn names_have_a_bound_and_can_be_changed_and_taken_away() {
    let house = house().await;
    let (ada, post) = (house.ada, house.post);
    for bad in ["", "  ", &"é".repeat(101)] {
        assert_eq!(code(house.revisions.save(ada, post, bad).await), ErrorCode::Invalid, "{bad}");
    }
    assert!(house.all().await.is_empty());
    let kept = house.revisions.save(ada, post, &"é".repeat(100)).await.unwrap();
    assert_eq!(house.revisions.rename(ada, post, kept.id, "Other").await.unwrap().name.as_deref(), Some("Other"));
    assert_eq!(code(house.revisions.rename(ada, post, kept.id, &"x".repeat(101)).await), ErrorCode::Invalid);
    assert_eq!(house.revisions.rename(ada, post, kept.id, "").await.unwrap().name, None);
    assert_eq!(code(house.revisions.rename(ada, post, db::new_id(), "x").await), ErrorCode::NotFound);
}

#[tokio::test]
async fn a_post_has_so_many_names_and_no_more() {
    let house = house().await;
    let (ada, post) = (house.ada, house.post);
    let first = house.revisions.save(ada, post, "First").await.unwrap().id;
    let mut tx = house.db.db.write().await.unwrap();
    for _ in 1..NAMED_MAX {
        let connection: &mut sqlx::AnyConnection = &mut tx;
        let copy = sqlx::query(
            "INSERT INTO revisions (id, content_id, created_at, cause, name, for_good, words_added, words_removed, hash, title, body) \
             SELECT $1, content_id, created_at, cause, name, for_good, words_added, words_removed, hash, title, body FROM revisions WHERE id = $2",
        );
        copy.bind(db::new_id::<RevisionId>().to_string()).bind(first.to_string()).execute(connection).await.unwrap();
    }
    tx.commit().await.unwrap();
    house.write("First. One", &[ada], true).await;
    assert_eq!(code(house.revisions.save(ada, post, "Too many").await), ErrorCode::LimitReached, "a name for the last one");
    house.write("First. One two", &[ada], false).await;
    assert_eq!(code(house.revisions.save(ada, post, "Too many").await), ErrorCode::LimitReached, "a new one");
    assert_eq!(house.revisions.rename(ada, post, first, "Another").await.unwrap().name.as_deref(), Some("Another"));
    house.revisions.rename(ada, post, first, "").await.unwrap();
    assert_eq!(house.revisions.save(ada, post, "Room again").await.unwrap().name.as_deref(), Some("Room again"));
}
