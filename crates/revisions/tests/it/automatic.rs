//! What is kept by itself.

use crate::house;
use model::{
    comments::Anchor,
    revisions::{Cause, Side, Which},
};
use revisions::Writers;

#[tokio::test]
async fn the_first_change_keeps_what_was_before_it() {
    let house = house().await;
    let bob = house.db.person("Bob").await;
    house.write("First. And a word", &[bob], false).await;
    let all = house.all().await;
    assert_eq!(all.len(), 1, "{all:?}");
    let before = house.revisions.get(house.ada, house.post, all[0].id).await.unwrap();
    assert_eq!((before.title.as_str(), before.text.as_str()), ("Plan", "First."));
    assert_eq!(all[0].authors[0].name, "Ada");
    assert_eq!((all[0].words_added, all[0].words_removed), (2, 0));
}

#[tokio::test]
async fn a_post_that_was_empty_has_no_beginning_to_keep() {
    let house = house().await;
    let post = house.contents.create(house.ada, "", None).await.unwrap().id;
    let derived = document::derive_update(&document::create("", "a")).unwrap();
    house.revisions.heard(post, &derived, &[house.ada], false).await.unwrap();
    assert!(house.revisions.list(house.ada, post, Which::default(), &Default::default()).await.unwrap().items.is_empty());
}

#[tokio::test]
async fn five_hundred_characters_are_kept_at_once() {
    let house = house().await;
    let long = "word ".repeat(1000);
    house.write(&long, &[house.ada], false).await;
    assert_eq!(house.causes().await, [Cause::Change, Cause::Time]);
    house.write(&format!("{long}{}", "x".repeat(490)), &[house.ada], false).await;
    assert_eq!(house.causes().await.len(), 2, "not yet");
    house.write(&format!("{long}{}", "x".repeat(520)), &[house.ada], false).await;
    assert_eq!(house.causes().await, [Cause::Change, Cause::Change, Cause::Time]);
}

#[tokio::test]
async fn a_fifth_of_a_text_is_kept_at_once() {
    let house = house().await;
    let text = "word ".repeat(60);
    house.write(&text, &[house.ada], true).await;
    house.write(&format!("{text}{}", "other ".repeat(5)), &[house.ada], false).await;
    assert_eq!(house.causes().await, [Cause::Left, Cause::Time], "a tenth");
    house.write(&format!("{text}{}", "other ".repeat(20)), &[house.ada], false).await;
    assert_eq!(house.causes().await, [Cause::Change, Cause::Left, Cause::Time]);
}

#[tokio::test]
async fn small_changes_are_kept_after_five_minutes_with_all_who_made_them() {
    let house = house().await;
    let bob = house.db.person("Bob").await;
    house.write("First. One", &[house.ada], false).await;
    house.write("First. One two", &[bob], false).await;
    house.run("UPDATE revision_heads SET changed_at = changed_at - 290000").await;
    house.write("First. One two three", &[bob], false).await;
    assert_eq!(house.causes().await, [Cause::Time], "only what was before");
    house.run("UPDATE revision_heads SET changed_at = changed_at - 11000").await;
    house.write("First. One two three four", &[], false).await;
    let all = house.all().await;
    assert_eq!(all.len(), 2);
    let names: Vec<&str> = all[0].authors.iter().map(|author| author.name.as_str()).collect();
    assert_eq!((all[0].cause, names, all[0].words_added), (Cause::Time, vec!["Ada", "Bob"], 4));
    house.write("First. One two three four five", &[bob], false).await;
    assert_eq!(house.all().await.len(), 2, "the five minutes begin anew");
}

#[tokio::test]
async fn what_the_last_writer_leaves_is_kept_and_never_twice() {
    let house = house().await;
    let bob = house.db.person("Bob").await;
    house.write("First. One", &[bob], true).await;
    house.write("First. One", &[], true).await;
    let all = house.all().await;
    assert_eq!(house.causes().await, [Cause::Left, Cause::Time]);
    assert_eq!((all[0].authors.len(), all[0].authors[0].name.as_str()), (1, "Bob"));
    house.write("First.", &[house.ada], true).await;
    let all = house.all().await;
    assert_eq!((all.len(), all[0].words_removed, all[0].words_added), (3, 1, 0), "an earlier state again is a new one");
}

#[tokio::test]
async fn many_who_keep_the_same_state_at_once_keep_it_once() {
    let house = house().await;
    house.write("First. One", &[house.ada], false).await;
    let derived = document::derive_update(&document::create("Plan", "First. Two")).unwrap();
    let all = (0..8).map(|_| {
        let (revisions, derived, post) = (house.revisions.clone(), derived.clone(), house.post);
        tokio::spawn(async move { revisions.heard(post, &derived, &[], true).await.unwrap() })
    });
    for one in all.collect::<Vec<_>>() {
        one.await.unwrap();
    }
    assert_eq!(house.causes().await, [Cause::Left, Cause::Time]);
}

#[tokio::test]
async fn a_post_that_is_gone_and_a_writer_who_is_gone_are_no_errors() {
    let house = house().await;
    let derived = document::derive_update(&document::create("", "a")).unwrap();
    house.revisions.heard(db::new_id(), &derived, &[house.ada], true).await.unwrap();
    house.write("First. One", &[db::new_id()], true).await;
    assert_eq!(house.all().await[0].authors, []);
}

#[tokio::test]
async fn comments_make_no_other_state() {
    let house = house().await;
    let doc = document::load([document::create("Plan", "First.").as_slice()]).unwrap();
    let anchor = Anchor::Quote { quote: "First".into(), prefix: String::new(), suffix: String::new(), at: None };
    document::anchor(&doc, db::new_id(), &anchor).unwrap();
    let commented = document::derive(&doc);
    house.revisions.heard(house.post, &commented, &[], true).await.unwrap();
    house.contents.save_derived(house.post, &commented, 0).await.unwrap();
    let kept = house.all().await;
    assert_eq!((kept.len(), kept[0].authors[0].id), (1, house.ada), "only what it was before");
    let target = house.revisions.begin_restore(house.ada, house.post, kept[0].id).await.unwrap();
    assert_eq!((&target.state, target.before.id), (&target.present, kept[0].id));
    assert!(document::anchors(&target.state.json).is_empty());
    let compared = house.revisions.compare(house.ada, house.post, kept[0].id, Side::Now).await.unwrap();
    assert_eq!(compared.comparison.changes, 0);
}

#[tokio::test]
async fn who_is_heard_of_after_their_state_was_kept_is_its_author_too() {
    let house = house().await;
    let (bob, cleo) = (house.db.person("Bob").await, house.db.person("Cleo").await);
    house.write("First. One", &[bob], true).await;
    house.write("First. One", &[bob, cleo], false).await;
    let authors = async || house.all().await[0].authors.iter().map(|author| author.name.clone()).collect::<Vec<_>>();
    assert_eq!(authors().await, ["Bob", "Cleo"]);
    // What is written and taken back again is written: nobody is lost, and nothing waits.
    house.write("First. One two", &[house.ada], false).await;
    house.write("First. One", &[], false).await;
    assert_eq!((authors().await, house.all().await.len()), (vec!["Ada".into(), "Bob".into(), "Cleo".into()], 2));
    house.write("First. One three", &[bob], true).await;
    assert_eq!(authors().await, ["Bob"]);
}

#[tokio::test]
async fn a_change_that_no_other_follows_is_kept_after_five_minutes() {
    let house = house().await;
    let bob = house.db.person("Bob").await;
    house.write("First. One", &[bob], false).await;
    house.run("UPDATE revision_heads SET changed_at = changed_at - 290000").await;
    house.revisions.keep_due().await;
    assert_eq!(house.causes().await, [Cause::Time], "not yet");
    house.run("UPDATE revision_heads SET changed_at = changed_at - 11000").await;
    house.revisions.keep_due().await;
    let all = house.all().await;
    assert_eq!((all.len(), all[0].cause, all[0].authors[0].id), (2, Cause::Time, bob));
    assert_eq!(house.revisions.get(house.ada, house.post, all[0].id).await.unwrap().text, "First. One");
    house.revisions.keep_due().await;
    // What became again what is kept already waits for nothing.
    house.write("First. One two", &[bob], false).await;
    house.write("First. One", &[bob], false).await;
    house.run("UPDATE revision_heads SET changed_at = 1").await;
    house.revisions.keep_due().await;
    assert_eq!(house.all().await, all);
    let waiting: i64 =
        sqlx::query_scalar("SELECT CAST(count(changed_at) AS BIGINT) FROM revision_heads").fetch_one(house.db.db.read()).await.unwrap();
    assert_eq!(waiting, 0);
}

#[tokio::test]
async fn that_guests_have_written_is_known_once() {
    let house = house().await;
    let heard = async |markdown: &str, users: &[model::UserId], guests, left| {
        let derived = document::derive_update(&document::create("Plan", markdown)).unwrap();
        house.revisions.heard(house.post, &derived, Writers { users, guests }, left).await.unwrap();
        house.contents.save_derived(house.post, &derived, 0).await.unwrap();
    };
    heard("First. One", &[], true, false).await;
    let kept = house.revisions.save(house.ada, house.post, "By a guest").await.unwrap();
    assert_eq!((kept.guests, kept.authors.len()), (true, 0), "Ada has only kept it");
    heard("First. One two", &[house.ada], false, false).await;
    heard("First. One two three", &[house.ada], true, true).await;
    let all = house.all().await;
    assert_eq!((all[0].guests, all[0].authors[0].id), (true, house.ada));
    heard("First. One two three four", &[house.ada], false, true).await;
    assert!(!house.all().await[0].guests);
}
