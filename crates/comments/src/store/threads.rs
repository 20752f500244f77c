//! Threads.

use super::rows::{author, column, count, id, maybe_time};
use crate::Anchored;
use db::failed;
use model::{
    CommentId, ContentId, ErrorCode, Reader, Result, Timestamp,
    comments::{Filter, Thread},
};
use sqlx::{AnyConnection, AnyPool, AssertSqlSafe, Row, any::AnyRow};

/// Whether others have written after what $1 has read last.
const UNREAD: &str = "EXISTS (SELECT 1 FROM comments n WHERE n.thread_id = t.id AND COALESCE(n.author_id, n.guest_id, '') <> $1 \
     AND n.deleted_at IS NULL AND n.id > COALESCE((SELECT r.last_id FROM comment_reads r WHERE r.thread_id = t.id AND r.who = $1), ''))";

/// Whether $1 has written in it, or is mentioned.
const MINE: &str = "EXISTS (SELECT 1 FROM comments m WHERE m.thread_id = t.id AND (m.author_id = $1 OR m.guest_id = $1 \
     OR EXISTS (SELECT 1 FROM comment_mentions k WHERE k.comment_id = m.id AND k.user_id = $1)))";

/// A thread with what is unread for $1; fixed pieces only.
fn select(rest: &str) -> String {
    format!(
        "SELECT t.id, t.quote, t.resolved_at, u.id AS user_id, u.name, u.color, u.picture_version, \
         t.resolved_guest_id AS guest_id, COALESCE(g.name, t.resolved_guest_name) AS guest_name, g.color AS guest_color, \
         (SELECT CAST(count(*) AS BIGINT) FROM comments c WHERE c.thread_id = t.id) AS comments, \
         CAST(CASE WHEN {UNREAD} THEN 1 ELSE 0 END AS BIGINT) AS unread, \
         CAST(CASE WHEN {MINE} THEN 1 ELSE 0 END AS BIGINT) AS mine \
         FROM comment_threads t LEFT JOIN users u ON u.id = t.resolved_by LEFT JOIN guests g ON g.id = t.resolved_guest_id WHERE {rest}"
    )
}

fn thread_of(row: &AnyRow) -> Result<Thread> {
    Ok(Thread {
        id: id(row, "id")?,
        quote: column(row, "quote")?,
        range: None,
        resolved_at: maybe_time(row, "resolved_at")?,
        resolved_by: author(row)?,
        unread: column::<i64>(row, "unread")? != 0,
        mine: column::<i64>(row, "mine")? != 0,
        replies: count(row, "comments")?.saturating_sub(1),
        comments: Vec::new(),
    })
}

pub(crate) async fn threads(
    pool: &AnyPool,
    me: Reader,
    post: ContentId,
    filter: Option<Filter>,
    after: Option<CommentId>,
    limit: i64,
) -> Result<Vec<Thread>> {
    let filter = match filter {
        None => String::new(),
        Some(Filter::Open) => " AND t.resolved_at IS NULL".to_owned(),
        Some(Filter::Resolved) => " AND t.resolved_at IS NOT NULL".to_owned(),
        Some(Filter::Mine) => format!(" AND {MINE}"),
        Some(Filter::Unread) => format!(" AND {UNREAD}"),
    };
    let sql = select(&format!("t.content_id = $2 AND t.id > $3{filter} ORDER BY t.id LIMIT {limit}"));
    let rows = sqlx::query(AssertSqlSafe(sql))
        .bind(me.to_string())
        .bind(post.to_string())
        .bind(after.map(|after| after.to_string()).unwrap_or_default())
        .fetch_all(pool)
        .await
        .map_err(failed)?;
    rows.iter().map(thread_of).collect()
}

pub(crate) async fn thread(pool: &AnyPool, me: Reader, thread: CommentId) -> Result<Option<Thread>> {
    let sql = select("t.id = $2");
    let row = sqlx::query(AssertSqlSafe(sql)).bind(me.to_string()).bind(thread.to_string()).fetch_optional(pool).await.map_err(failed)?;
    row.as_ref().map(thread_of).transpose()
}

/// Until the end of the transaction nobody else starts a thread on this post: what is counted stays. (The post's own row
/// is wide; the one of its document's counters is short.)
///
/// # Errors
/// `NotFound` if the post is gone.
pub(crate) async fn lock_post(tx: &mut AnyConnection, post: ContentId) -> Result<()> {
    let sql = "UPDATE documents SET bytes = bytes WHERE content_id = $1";
    locked(sqlx::query(sql).bind(post.to_string()).execute(tx).await.map_err(failed)?.rows_affected())
}

/// Until the end of the transaction nobody else replies in this thread or deletes it.
///
/// # Errors
/// `NotFound` if the thread is gone.
pub(crate) async fn lock_thread(tx: &mut AnyConnection, thread: CommentId) -> Result<()> {
    let sql = "UPDATE comment_threads SET content_id = content_id WHERE id = $1";
    locked(sqlx::query(sql).bind(thread.to_string()).execute(tx).await.map_err(failed)?.rows_affected())
}

fn locked(rows: u64) -> Result<()> {
    if rows == 0 { Err(ErrorCode::NotFound.into()) } else { Ok(()) }
}

pub(crate) async fn count_threads(tx: &mut AnyConnection, post: ContentId) -> Result<i64> {
    let query = sqlx::query_scalar("SELECT CAST(count(*) AS BIGINT) FROM comment_threads WHERE content_id = $1");
    query.bind(post.to_string()).fetch_one(tx).await.map_err(failed)
}

pub(crate) async fn insert_thread(tx: &mut AnyConnection, me: Reader, post: ContentId, thread: CommentId, kept: Option<&Anchored>) -> Result<()> {
    sqlx::query(
        "INSERT INTO comment_threads (id, content_id, author_id, guest_id, quote, anchor_start, anchor_end) VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(thread.to_string())
    .bind(post.to_string())
    .bind(me.user().map(|id| id.to_string()))
    .bind(me.guest().map(|id| id.to_string()))
    .bind(kept.map(|kept| kept.quote.clone()))
    .bind(kept.map(|kept| kept.start.clone()))
    .bind(kept.map(|kept| kept.end.clone()))
    .execute(tx)
    .await
    .map_err(failed)?;
    Ok(())
}

/// What is kept of a thread's words, if it was started on some.
pub(crate) async fn kept(tx: &mut AnyConnection, thread: CommentId) -> Result<Option<Anchored>> {
    let row = sqlx::query("SELECT quote, anchor_start, anchor_end FROM comment_threads WHERE id = $1 AND quote IS NOT NULL")
        .bind(thread.to_string())
        .fetch_optional(tx)
        .await
        .map_err(failed)?;
    row.map(|row| Ok(Anchored { quote: column(&row, "quote")?, start: column(&row, "anchor_start")?, end: column(&row, "anchor_end")? })).transpose()
}

/// Resolves it, or reopens it. Whether it was not so already.
pub(crate) async fn set_resolved(tx: &mut AnyConnection, thread: CommentId, by: Option<(Reader, Timestamp)>) -> Result<bool> {
    let query = match by {
        Some((who, now)) => sqlx::query(
            "UPDATE comment_threads SET resolved_at = $2, resolved_by = $3, resolved_guest_id = $4, \
             resolved_guest_name = (SELECT name FROM guests WHERE id = $4) WHERE id = $1 AND resolved_at IS NULL",
        )
        .bind(thread.to_string())
        .bind(now.0)
        .bind(who.user().map(|id| id.to_string()))
        .bind(who.guest().map(|id| id.to_string())),
        None => sqlx::query(
            "UPDATE comment_threads SET resolved_at = NULL, resolved_by = NULL, resolved_guest_id = NULL, resolved_guest_name = NULL \
             WHERE id = $1 AND resolved_at IS NOT NULL",
        )
        .bind(thread.to_string()),
    };
    Ok(query.execute(tx).await.map_err(failed)?.rows_affected() > 0)
}

/// Deletes a thread of which only the gap of a deleted first comment is left. Whether it was so.
pub(crate) async fn delete_if_empty(tx: &mut AnyConnection, thread: CommentId) -> Result<bool> {
    let deleted = sqlx::query(
        "DELETE FROM comment_threads WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM comments c WHERE c.thread_id = $1 AND c.deleted_at IS NULL)",
    )
    .bind(thread.to_string())
    .execute(tx)
    .await
    .map_err(failed)?;
    Ok(deleted.rows_affected() > 0)
}

/// A person or a guest has read up to this comment, or all that is there. What was read stays read.
pub(crate) async fn mark_read(tx: &mut AnyConnection, me: Reader, thread: CommentId, last: Option<CommentId>) -> Result<()> {
    let last = match last {
        Some(last) => Some(last.to_string()),
        None => {
            let last = sqlx::query("SELECT max(id) AS last FROM comments WHERE thread_id = $1").bind(thread.to_string());
            last.fetch_one(&mut *tx).await.and_then(|row| row.try_get("last")).map_err(failed)?
        }
    };
    let Some(last) = last else { return Ok(()) };
    sqlx::query(
        "INSERT INTO comment_reads (thread_id, who, user_id, guest_id, last_id) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (thread_id, who) DO UPDATE SET last_id = excluded.last_id \
         WHERE excluded.last_id > comment_reads.last_id",
    )
    .bind(thread.to_string())
    .bind(me.to_string())
    .bind(me.user().map(|id| id.to_string()))
    .bind(me.guest().map(|id| id.to_string()))
    .bind(last)
    .execute(tx)
    .await
    .map_err(failed)?;
    Ok(())
}
