//! Lists, reading, bounds.

use crate::{HOUR, House, house, said};
use model::{ErrorCode, PageRequest};
use notifications::What;

/// Tells Ana of so many things that are not alike.
async fn told(it: &House, count: usize) {
    for n in 0..count {
        it.tell(it.leo, What::Mention(said(None, &n.to_string())), &[it.ana]).await;
    }
}

#[tokio::test]
async fn pages_follow_one_another_without_gaps() {
    let it = house().await;
    told(&it, 5).await;
    let (mut seen, mut cursor) = (Vec::new(), None);
    loop {
        let page = it.notifications.list(it.ana, false, &PageRequest { cursor, limit: Some(2) }).await.unwrap();
        seen.extend(page.items.into_iter().map(|item| item.excerpt));
        cursor = page.next_cursor;
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(seen, ["4", "3", "2", "1", "0"]);
    let wrong = it.notifications.list(it.ana, false, &PageRequest { cursor: Some("x".to_owned()), limit: None }).await;
    assert_eq!(wrong.unwrap_err().code, ErrorCode::BadRequest);
}

#[tokio::test]
async fn one_reads_ones_own_and_nobody_elses() {
    let it = house().await;
    told(&it, 3).await;
    let list = it.list(it.ana).await;
    assert_eq!(it.notifications.read(it.leo, &list[0].ids).await.unwrap(), 0);
    assert_eq!(it.unread(it.ana).await, 3, "another person's ids change nothing");
    assert_eq!(it.notifications.read(it.ana, &list[1].ids).await.unwrap(), 2);
    let unread = it.notifications.list(it.ana, true, &PageRequest::default()).await.unwrap().items;
    assert_eq!(unread.iter().map(|item| item.excerpt.as_str()).collect::<Vec<_>>(), ["2", "0"]);
    it.notifications.read_all(it.ana).await.unwrap();
    assert_eq!((it.unread(it.ana).await, it.list(it.ana).await.len()), (0, 3));
    assert_eq!(it.notifications.read(it.ana, &[]).await.unwrap(), 0);
    let many: Vec<_> = (0..501).map(|_| db::new_id()).collect();
    assert_eq!(it.notifications.read(it.ana, &many).await.unwrap_err().code, ErrorCode::TooLarge);
}

#[tokio::test]
async fn the_newest_500_are_kept_for_90_days() {
    let it = house().await;
    // Rows of before, older than any id of now.
    let sql = "INSERT INTO notifications (id, user_id, kind, event, subject, bundle, guest, content_id, title, excerpt, created_at) \
               VALUES ($1, $2, 'share', $1, $1, $1, 'Fox', $3, '', '', $4)";
    for n in 0..500 {
        let id = format!("00000000-0000-7000-8000-{n:012}");
        sqlx::query(sql).bind(id).bind(it.ana.to_string()).bind(it.post.to_string()).bind(crate::AFTERNOON).execute(it.db.db.read()).await.unwrap();
    }
    told(&it, 2).await;
    assert_eq!(it.unread(it.ana).await, 500);
    it.pass(90 * 24 * HOUR);
    it.notifications.prune().await;
    assert_eq!(it.unread(it.ana).await, 500, "on the last day");
    it.pass(1);
    it.notifications.prune().await;
    assert_eq!(it.unread(it.ana).await, 0);
}
