//! Going back.

use crate::{code, house};
use model::{ErrorCode, revisions::Cause};
use revisions::State;

#[tokio::test]
async fn what_the_post_is_is_kept_before_it_is_replaced() {
    let house = house().await;
    house.write("First. One", &[house.ada], false).await;
    let old = house.all().await[0].id;
    let target = house.revisions.begin_restore(house.ada, house.post, old).await.unwrap();
    assert_eq!(document::markdown_of(&target.state.json), "First.\n");
    let before = house.revisions.get(house.ada, house.post, target.before.id).await.unwrap();
    assert_eq!((before.text.as_str(), before.summary.cause), ("First. One", Cause::BeforeRestore));
}

#[tokio::test]
async fn a_state_that_is_kept_already_becomes_the_restore_point() {
    let house = house().await;
    house.write("First. One", &[house.ada], true).await;
    let all = house.all().await;
    let target = house.revisions.begin_restore(house.ada, house.post, all[1].id).await.unwrap();
    assert_eq!((target.before.id, house.all().await.len()), (all[0].id, 2));
    let kept: i64 = sqlx::query_scalar("SELECT CAST(sum(for_good) AS BIGINT) FROM revisions").fetch_one(house.db.db.read()).await.unwrap();
    assert_eq!(kept, 1, "it stays for good");
}

#[tokio::test]
async fn an_unknown_revision_keeps_nothing() {
    let house = house().await;
    assert_eq!(code(house.revisions.begin_restore(house.ada, house.post, db::new_id()).await), ErrorCode::NotFound);
    assert!(house.all().await.is_empty());
}

#[tokio::test]
async fn what_others_wrote_just_before_a_restore_is_its_way_back() {
    let house = house().await;
    let (ada, post) = (house.ada, house.post);
    house.write("First. One", &[ada], false).await;
    let old = house.all().await[0].id;
    let target = house.revisions.begin_restore(ada, post, old).await.unwrap();
    let same = house.revisions.way_back(ada, post, target.clone(), target.present.clone()).await.unwrap();
    assert_eq!((same.id, house.all().await.len()), (target.before.id, 2), "nobody wrote");
    let bobs = document::derive_update(&document::create("Plan", "First. One. And Bob")).unwrap();
    let replaced = State::of(bobs.title, bobs.json).await.unwrap();
    // The restored state may be kept before the way back is.
    house.write("First.", &[ada], true).await;
    let back = house.revisions.way_back(ada, post, target.clone(), replaced.clone()).await.unwrap();
    assert_eq!((back.cause, back.id == target.before.id), (Cause::BeforeRestore, false));
    assert_eq!(house.revisions.to_restore(ada, post, back.id).await.unwrap(), replaced);
    assert!(house.all().await.iter().any(|revision| revision.id == target.before.id), "what was stored is kept too");
}
