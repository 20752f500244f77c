//! Notifications that tell of a comment, by that comment.

use super::rows::id;
use crate::news::comment_event;
use db::failed;
use model::{ContentId, Result, UserId, ids::CommentId, notifications::Kind};
use sqlx::AnyConnection;

/// Returns whose they were.
pub(crate) async fn delete_comment(tx: &mut AnyConnection, content: ContentId, comment: CommentId) -> Result<Vec<UserId>> {
    let sql = "DELETE FROM notifications WHERE content_id = $1 AND event = $2 RETURNING user_id";
    let rows = sqlx::query(sql).bind(content.to_string()).bind(comment_event(comment)).fetch_all(tx).await.map_err(failed)?;
    rows.iter().map(|row| id(row, "user_id")).collect()
}

/// Shows these words from now on, also where its thread was resolved: that is told with the words of the first comment.
pub(crate) async fn quote_again(tx: &mut AnyConnection, content: ContentId, comment: CommentId, excerpt: &str) -> Result<()> {
    let sql = "UPDATE notifications SET excerpt = $5 WHERE content_id = $1 AND (event = $2 OR (kind = $3 AND thread_id = $4))";
    sqlx::query(sql)
        .bind(content.to_string())
        .bind(comment_event(comment))
        .bind(Kind::Resolved.code())
        .bind(comment.to_string())
        .bind(excerpt.to_owned())
        .execute(tx)
        .await
        .map_err(failed)?;
    Ok(())
}
