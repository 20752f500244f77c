//! Lists, filters, and what is unread.

use crate::{code, house};
use model::{CommentId, ErrorCode, PageRequest, UserId, comments::Filter};

async fn ids(house: &crate::House, who: UserId, filter: Option<Filter>) -> Vec<CommentId> {
    let page = house.comments.list(who, house.id, filter, &PageRequest::default()).await.unwrap();
    page.items.iter().map(|thread| thread.id).collect()
}

#[tokio::test]
async fn filters_show_what_they_say() {
    let house = house().await;
    let open = house.start(house.owner, "open").await.unwrap();
    let resolved = house.start(house.owner, "resolved").await.unwrap();
    let theirs = house.start(house.commenter, "theirs").await.unwrap();
    let named = house.start(house.owner, &format!("@[C]({})", house.commenter)).await.unwrap();
    house.comments.set_resolved(house.owner, house.id, resolved, true).await.unwrap();
    assert_eq!(ids(&house, house.viewer, None).await, [open, resolved, theirs, named]);
    assert_eq!(ids(&house, house.viewer, Some(Filter::Open)).await, [open, theirs, named]);
    assert_eq!(ids(&house, house.viewer, Some(Filter::Resolved)).await, [resolved]);
    assert_eq!(ids(&house, house.commenter, Some(Filter::Mine)).await, [theirs, named]);
    assert_eq!(ids(&house, house.viewer, Some(Filter::Mine)).await, []);
    assert_eq!(ids(&house, house.owner, Some(Filter::Unread)).await, [theirs]);
}

#[tokio::test]
async fn what_others_write_is_unread_until_it_is_read() {
    let house = house().await;
    let thread = house.start(house.owner, "one").await.unwrap();
    assert!(!house.thread(house.owner, thread).await.unread, "one's own is read");
    assert!(house.thread(house.viewer, thread).await.unread);
    house.comments.mark_read(house.viewer, house.id, thread).await.unwrap();
    house.comments.mark_read(house.viewer, house.id, thread).await.unwrap();
    assert!(!house.thread(house.viewer, thread).await.unread);
    let reply = house.reply(house.editor, thread, "two").await.unwrap();
    assert!(house.thread(house.viewer, thread).await.unread && house.thread(house.owner, thread).await.unread);
    house.comments.delete(house.editor, house.id, reply).await.unwrap();
    assert!(!house.thread(house.viewer, thread).await.unread);
}

#[tokio::test]
async fn what_came_after_the_last_comment_that_was_shown_stays_unread() {
    let house = house().await;
    let thread = house.start(house.owner, "one").await.unwrap();
    let shown = house.reply(house.editor, thread, "two").await.unwrap();
    let after = house.reply(house.editor, thread, "three").await.unwrap();
    let read = |last| house.comments.mark_read_up_to(house.viewer, house.id, thread, last);
    read(shown).await.unwrap();
    assert!(house.thread(house.viewer, thread).await.unread);
    read(after).await.unwrap();
    assert!(!house.thread(house.viewer, thread).await.unread);
    read(shown).await.unwrap();
    assert!(!house.thread(house.viewer, thread).await.unread, "what was read stays read");
    let other = house.start(house.owner, "other").await.unwrap();
    assert_eq!(code(read(other).await), ErrorCode::NotFound);
}

#[tokio::test]
async fn lists_go_on_by_their_cursor_without_gaps() {
    let house = house().await;
    let mut all = Vec::new();
    for n in 0..7 {
        all.push(house.start(house.owner, &n.to_string()).await.unwrap());
    }
    let (mut seen, mut cursor) = (Vec::new(), None);
    loop {
        let page = house.comments.list(house.viewer, house.id, None, &PageRequest { cursor, limit: Some(3) }).await.unwrap();
        seen.extend(page.items.iter().map(|thread| thread.id));
        match page.next_cursor {
            Some(next) => cursor = Some(next),
            None => break,
        }
    }
    assert_eq!(seen, all);
    let bad = PageRequest { cursor: Some("x".into()), limit: None };
    assert_eq!(code(house.comments.list(house.viewer, house.id, None, &bad).await), ErrorCode::BadRequest);
}

#[tokio::test]
async fn a_list_has_the_first_replies_and_a_thread_all_of_them() {
    let house = house().await;
    let thread = house.start(house.owner, "first").await.unwrap();
    for n in 0..25 {
        house.reply(house.owner, thread, &n.to_string()).await.unwrap();
    }
    let page = house.comments.list(house.viewer, house.id, None, &PageRequest::default()).await.unwrap();
    assert_eq!((page.items[0].replies, page.items[0].comments.len()), (25, 21));
    assert_eq!(page.items[0].comments[20].text, "19");
    let last = house.thread(house.viewer, thread).await.comments[25].id;
    assert_eq!(house.comments.thread(house.viewer, house.id, last).await.unwrap().id, thread, "by the id of a reply too");
}
