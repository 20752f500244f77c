//! Guests of links comment as people do.

use crate::{House, code, house};
use model::{ErrorCode, GuestId, Reader, comments::Filter};

/// A guest who came by a link with this role.
async fn guest(house: &House, role: &'static str) -> Reader {
    let id: GuestId = db::new_id();
    let link: model::LinkId = db::new_id();
    let rows: [(&str, Vec<String>); 3] = [
        (
            "INSERT INTO guests (id, secret_hash, name, color, seen_at, created_at) VALUES ($1, $2, $3, 5, 0, 0)",
            vec![id.to_string(), id.to_string(), format!("Guest {role}")],
        ),
        (
            "INSERT INTO share_links (id, content_id, role, token_hash, name, uses, created_at) VALUES ($1, $2, $3, $4, '', 0, 0)",
            vec![link.to_string(), house.id.to_string(), role.to_owned(), link.to_string()],
        ),
        ("INSERT INTO guest_visits (guest_id, link_id, came_at, removed) VALUES ($1, $2, 0, 0)", vec![id.to_string(), link.to_string()]),
    ];
    for (sql, values) in rows {
        let query = values.into_iter().fold(sqlx::query(sql), |query, value| query.bind(value));
        query.execute(house.db.db.read()).await.unwrap();
    }
    id.into()
}

#[tokio::test]
async fn a_guest_has_what_they_wrote_read_and_reacted_to() {
    let house = house().await;
    let (lea, zoe) = (guest(&house, "commenter").await, guest(&house, "commenter").await);
    let comments = &house.comments;
    let thread = comments.start(lea, house.id, db::new_id(), "Hi", None).await.unwrap().id;
    comments.react(lea, house.id, thread, "👍", true).await.unwrap();
    comments.react(lea, house.id, thread, "👍", true).await.unwrap();
    comments.react(house.owner, house.id, thread, "👍", true).await.unwrap();
    let seen = comments.thread(lea, house.id, thread).await.unwrap();
    let author = seen.comments[0].author.clone().unwrap();
    assert_eq!((author.who, author.name.as_str(), author.color, seen.comments[0].mine), (lea, "Guest commenter", 5, true));
    assert_eq!((seen.mine, seen.unread, seen.comments[0].reactions[0].count, seen.comments[0].reactions[0].mine), (true, false, 2, true));
    let theirs = comments.thread(zoe, house.id, thread).await.unwrap();
    assert_eq!((theirs.mine, theirs.unread, theirs.comments[0].mine, theirs.comments[0].reactions[0].mine), (false, true, false, false));
    comments.mark_read(zoe, house.id, thread).await.unwrap();
    comments.mark_read(zoe, house.id, thread).await.unwrap();
    let unread = comments.list(zoe, house.id, Some(Filter::Unread), &Default::default()).await.unwrap();
    assert!(unread.items.is_empty());
    assert_eq!(code(comments.edit(zoe, house.id, thread, "Mine").await), ErrorCode::Forbidden);
    assert_eq!(code(comments.set_resolved(zoe, house.id, thread, true).await), ErrorCode::Forbidden);
    comments.set_resolved(lea, house.id, thread, true).await.unwrap();
    assert_eq!(house.thread(house.owner, thread).await.resolved_by.unwrap().who, lea);
    comments.set_resolved(guest(&house, "editor").await, house.id, thread, false).await.unwrap();
    assert_eq!(house.thread(house.owner, thread).await.resolved_by, None);
}

#[tokio::test]
async fn a_forgotten_guest_keeps_their_name_and_a_reading_one_does_not_write() {
    let house = house().await;
    let (lea, reads) = (guest(&house, "commenter").await, guest(&house, "viewer").await);
    let comments = &house.comments;
    let thread = comments.start(lea, house.id, db::new_id(), "Hi", None).await.unwrap().id;
    comments.set_resolved(lea, house.id, thread, true).await.unwrap();
    assert_eq!(code(comments.reply(reads, house.id, thread, db::new_id(), "Me too").await), ErrorCode::Forbidden);
    house.run("DELETE FROM guests").await;
    assert_eq!(code(comments.reply(lea, house.id, thread, db::new_id(), "Me too").await), ErrorCode::NotFound);
    let seen = house.thread(house.owner, thread).await;
    assert_eq!(seen.comments[0].author.as_ref().map(|author| author.name.as_str()), Some("Guest commenter"));
    assert_eq!(seen.resolved_by.unwrap().name, "Guest commenter");
}
