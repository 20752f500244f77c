//! Going back.

use crate::{code, house};
use model::{ErrorCode, revisions::Cause};

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
