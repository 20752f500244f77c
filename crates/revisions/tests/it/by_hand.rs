//! Kept by hand, with a name.

use crate::{code, house};
use model::{ErrorCode, revisions::Cause};

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
