//! Comments are written, changed, deleted, resolved, reacted to.

use crate::{code, house};
use comments::{Anchored, Deleted};
use model::{
    ErrorCode,
    comments::{Anchor, REPLIES_MAX, THREADS_MAX},
};

#[tokio::test]
async fn a_thread_has_its_words_and_its_replies() {
    let house = house().await;
    let thread = db::new_id();
    let kept = Anchored { quote: "two".into(), start: vec![1, 2], end: vec![3] };
    house.comments.start(house.commenter, house.id, thread, " **Why** two? ", Some(&kept)).await.unwrap();
    house.reply(house.owner, thread, "Because.").await.unwrap();
    let read = house.thread(house.viewer, thread).await;
    assert_eq!((read.quote.as_deref(), read.replies, read.comments.len()), (Some("two"), 1, 2));
    assert_eq!((read.comments[0].text.as_str(), read.comments[0].html.as_str()), ("**Why** two?", "<p><strong>Why</strong> two?</p>"));
    assert_eq!(read.comments[1].author.as_ref().unwrap().name, "Owner");
    let again = house.comments.set_resolved(house.owner, house.id, thread, false).await.unwrap();
    assert_eq!(again.kept, Some(kept), "what is kept comes back with a reopened thread");
}

#[tokio::test]
async fn viewers_read_and_strangers_find_nothing() {
    let house = house().await;
    let thread = house.start(house.owner, "hello").await.unwrap();
    let comments = &house.comments;
    for (who, expected) in [(house.viewer, ErrorCode::Forbidden), (house.stranger, ErrorCode::NotFound)] {
        assert_eq!(code(comments.may_start(who, house.id, "x", None).await), expected);
        assert_eq!(code(house.start(who, "x").await), expected);
        assert_eq!(code(house.reply(who, thread, "x").await), expected);
        assert_eq!(code(comments.edit(who, house.id, thread, "x").await), expected);
        assert_eq!(code(comments.delete(who, house.id, thread).await), expected);
        assert_eq!(code(comments.set_resolved(who, house.id, thread, true).await), expected);
        assert_eq!(code(comments.react(who, house.id, thread, "👍", true).await), expected);
    }
    assert_eq!(code(comments.thread(house.stranger, house.id, thread).await), ErrorCode::NotFound);
    assert_eq!(code(comments.list(house.stranger, house.id, None, &Default::default()).await), ErrorCode::NotFound);
    assert_eq!(code(comments.mark_read(house.stranger, house.id, thread).await), ErrorCode::NotFound);
    assert_eq!(house.thread(house.viewer, thread).await.comments[0].text, "hello");
}

#[tokio::test]
async fn comments_of_another_post_are_not_there() {
    let house = house().await;
    let thread = house.start(house.owner, "hello").await.unwrap();
    let other = house.contents.create(house.owner, "other", None).await.unwrap().id;
    assert_eq!(code(house.comments.thread(house.owner, other, thread).await), ErrorCode::NotFound);
    assert_eq!(code(house.comments.reply(house.owner, other, thread, db::new_id(), "x").await), ErrorCode::NotFound);
    assert_eq!(code(house.comments.edit(house.owner, other, thread, "x").await), ErrorCode::NotFound);
}

#[tokio::test]
async fn only_ones_own_comments_are_changed_and_deleted() {
    let house = house().await;
    let thread = house.start(house.commenter, "mine").await.unwrap();
    assert_eq!(code(house.comments.edit(house.owner, house.id, thread, "x").await), ErrorCode::Forbidden);
    assert_eq!(code(house.comments.delete(house.owner, house.id, thread).await), ErrorCode::Forbidden);
    house.comments.edit(house.commenter, house.id, thread, "changed").await.unwrap();
    let read = house.thread(house.owner, thread).await;
    assert_eq!(read.comments[0].text, "changed");
    assert!(read.comments[0].edited_at.is_some());
    assert_eq!(house.comments.delete(house.commenter, house.id, thread).await.unwrap(), Deleted { thread, whole: true });
    assert_eq!(code(house.comments.thread(house.owner, house.id, thread).await), ErrorCode::NotFound);
}

#[tokio::test]
async fn a_first_comment_with_replies_leaves_a_gap_until_the_last_reply_goes() {
    let house = house().await;
    let thread = house.start(house.commenter, "first").await.unwrap();
    let reply = house.reply(house.owner, thread, "second").await.unwrap();
    house.comments.react(house.owner, house.id, thread, "👍", true).await.unwrap();
    assert!(!house.comments.delete(house.commenter, house.id, thread).await.unwrap().whole);
    let read = house.thread(house.owner, thread).await;
    assert!(read.comments[0].deleted && read.comments[0].text.is_empty() && read.comments[0].reactions.is_empty());
    assert_eq!(code(house.comments.edit(house.commenter, house.id, thread, "again").await), ErrorCode::NotFound);
    assert_eq!(code(house.comments.react(house.owner, house.id, thread, "👍", true).await), ErrorCode::NotFound);
    assert!(house.comments.delete(house.owner, house.id, reply).await.unwrap().whole);
}

#[tokio::test]
async fn whoever_started_it_editors_and_the_owner_resolve() {
    let house = house().await;
    let thread = house.start(house.commenter, "x").await.unwrap();
    for who in [house.commenter, house.editor, house.owner] {
        house.comments.set_resolved(who, house.id, thread, true).await.unwrap();
        assert_eq!(house.thread(house.viewer, thread).await.resolved_by.unwrap().who, who.into());
        house.comments.set_resolved(who, house.id, thread, false).await.unwrap();
        assert_eq!(house.thread(house.viewer, thread).await.resolved_at, None);
    }
    let theirs = house.start(house.owner, "x").await.unwrap();
    assert_eq!(code(house.comments.set_resolved(house.commenter, house.id, theirs, true).await), ErrorCode::Forbidden);
}

#[tokio::test]
async fn texts_and_quotes_have_bounds() {
    let house = house().await;
    assert_eq!(code(house.start(house.owner, " \n ").await), ErrorCode::Invalid);
    assert_eq!(code(house.start(house.owner, &"é".repeat(10_001)).await), ErrorCode::Invalid);
    let thread = house.start(house.owner, &"é".repeat(10_000)).await.unwrap();
    assert_eq!(code(house.reply(house.owner, thread, "").await), ErrorCode::Invalid);
    assert_eq!(code(house.comments.edit(house.owner, house.id, thread, "\0").await), ErrorCode::Invalid);
    let long = Anchor::Quote { quote: "x".repeat(10_001), prefix: "x".repeat(201), suffix: String::new(), at: None };
    let wrong = house.comments.may_start(house.owner, house.id, "x", Some(&long)).await.unwrap_err();
    assert_eq!(wrong.fields.iter().map(|field| field.field.as_str()).collect::<Vec<_>>(), ["anchor.quote", "anchor.prefix"]);
    let range = async |end| house.comments.may_start(house.owner, house.id, "x", Some(&Anchor::Range { start: 7, end })).await;
    range(5_007).await.unwrap();
    assert_eq!(range(5_008).await.unwrap_err().fields[0].field, "anchor");
}

#[tokio::test]
async fn a_post_and_a_thread_have_only_so_many() {
    let house = house().await;
    let thread = house.start(house.owner, "first").await.unwrap();
    let mut tx = house.db.db.write().await.unwrap();
    for _ in 0..500 {
        let insert = sqlx::query("INSERT INTO comments (id, thread_id, body, created_at) VALUES ($1, $2, 'x', 0)");
        insert.bind(db::new_id::<model::CommentId>().to_string()).bind(thread.to_string()).execute(&mut *tx).await.unwrap();
    }
    for _ in 1..THREADS_MAX {
        let insert = sqlx::query("INSERT INTO comment_threads (id, content_id) VALUES ($1, $2)");
        insert.bind(db::new_id::<model::CommentId>().to_string()).bind(house.id.to_string()).execute(&mut *tx).await.unwrap();
    }
    tx.commit().await.unwrap();
    assert_eq!(code(house.reply(house.owner, thread, "one more").await), ErrorCode::LimitReached);
    assert_eq!(code(house.start(house.owner, "one more").await), ErrorCode::LimitReached);
    assert_eq!(code(house.comments.may_start(house.owner, house.id, "one more", None).await), ErrorCode::LimitReached);
    assert_eq!(house.thread(house.owner, thread).await.comments.len(), 501);
}

#[tokio::test]
async fn only_people_with_access_are_mentioned() {
    let house = house().await;
    let text = format!("@[Viewer]({}) and @[Stranger]({})", house.viewer, house.stranger);
    let thread = house.start(house.owner, &text).await.unwrap();
    let read = house.thread(house.owner, thread).await;
    assert_eq!(read.comments[0].mentions.iter().map(|person| person.id).collect::<Vec<_>>(), [house.viewer]);
    assert_eq!(read.comments[0].html, "<p><span class=\"mention\">@Viewer</span> and Stranger</p>");
    house.comments.edit(house.owner, house.id, thread, "nobody").await.unwrap();
    assert!(house.thread(house.owner, thread).await.comments[0].mentions.is_empty());
}

#[tokio::test]
async fn reactions_are_counted_and_taken_back() {
    let house = house().await;
    let thread = house.start(house.owner, "x").await.unwrap();
    let comments = &house.comments;
    for who in [house.owner, house.editor, house.editor] {
        comments.react(who, house.id, thread, "🎉", true).await.unwrap();
    }
    let seen = |thread: &model::comments::Thread| {
        thread.comments[0].reactions.iter().map(|one| (one.emoji.clone(), one.count, one.mine)).collect::<Vec<_>>()
    };
    assert_eq!(seen(&house.thread(house.owner, thread).await), [("🎉".to_owned(), 2, true)]);
    comments.react(house.owner, house.id, thread, "🎉", false).await.unwrap();
    assert_eq!(seen(&house.thread(house.owner, thread).await), [("🎉".to_owned(), 1, false)]);
    assert_eq!(code(comments.react(house.owner, house.id, thread, "<b>", true).await), ErrorCode::Invalid);
}

#[tokio::test]
async fn what_people_wrote_stays_when_they_leave() {
    let house = house().await;
    let thread = house.start(house.stranger, "x").await;
    assert_eq!(code(thread), ErrorCode::NotFound);
    let thread = house.start(house.commenter, "x").await.unwrap();
    house.comments.set_resolved(house.commenter, house.id, thread, true).await.unwrap();
    house.run("DELETE FROM users WHERE name = 'Commenter'").await;
    let read = house.thread(house.owner, thread).await;
    assert_eq!((read.comments[0].author.clone(), read.resolved_by), (None, None));
    assert!(read.resolved_at.is_some());
    assert_eq!(read.comments[0].text, "x");
}

#[tokio::test]
async fn resolving_and_reopening_again_is_no_news() {
    let house = house().await;
    let thread = house.start(house.commenter, "x").await.unwrap();
    let mut news = Vec::new();
    for resolved in [false, true, true, false, false] {
        news.push(house.comments.set_resolved(house.owner, house.id, thread, resolved).await.unwrap().changed);
    }
    assert_eq!(news, [false, true, false, true, false]);
}

#[tokio::test]
async fn of_many_who_write_at_once_only_as_many_as_there_is_room_for() {
    let house = house().await;
    let thread = house.start(house.owner, "first").await.unwrap();
    let mut tx = house.db.db.write().await.unwrap();
    for _ in 0..REPLIES_MAX - 2 {
        let insert = sqlx::query("INSERT INTO comments (id, thread_id, body, created_at) VALUES ($1, $2, 'x', 0)");
        insert.bind(db::new_id::<model::CommentId>().to_string()).bind(thread.to_string()).execute(&mut *tx).await.unwrap();
    }
    for _ in 0..THREADS_MAX - 3 {
        let insert = sqlx::query("INSERT INTO comment_threads (id, content_id) VALUES ($1, $2)");
        insert.bind(db::new_id::<model::CommentId>().to_string()).bind(house.id.to_string()).execute(&mut *tx).await.unwrap();
    }
    tx.commit().await.unwrap();
    let mut tasks = Vec::new();
    for replies in [true, false].into_iter().cycle().take(20) {
        let (comments, who, id) = (house.comments.clone(), house.owner, house.id);
        tasks.push(tokio::spawn(async move {
            let written = if replies {
                comments.reply(who, id, thread, db::new_id(), "x").await
            } else {
                comments.start(who, id, db::new_id(), "x", None).await
            };
            written.is_ok()
        }));
    }
    let mut written = 0;
    for task in tasks {
        written += u32::from(task.await.unwrap());
    }
    assert_eq!(written, 4, "two replies and two threads");
}

#[tokio::test]
async fn a_reply_that_was_written_is_not_deleted_with_its_thread() {
    let house = house().await;
    for _ in 0..10 {
        let thread = house.start(house.commenter, "first").await.unwrap();
        let (reply, gone) = tokio::join!(house.reply(house.owner, thread, "second"), house.comments.delete(house.commenter, house.id, thread));
        match reply {
            Ok(_) => assert!(!gone.unwrap().whole && house.thread(house.owner, thread).await.replies == 1),
            Err(error) => assert!(error.code == ErrorCode::NotFound && gone.unwrap().whole),
        }
    }
}
