//! Notifications that tell of a comment, by that comment.

use super::rows::id;
use crate::news::comment_event;
use db::{failed, rows::maybe_id};
use model::{ContentId, MailId, Result, UserId, ids::CommentId, notifications::Kind};
use sqlx::{AnyConnection, any::AnyRow};

/// Returns whose they were, and which mails were written of them.
pub(crate) async fn delete_comment(tx: &mut AnyConnection, content: ContentId, comment: CommentId) -> Result<(Vec<UserId>, Vec<MailId>)> {
    let sql = "DELETE FROM notifications WHERE content_id = $1 AND event = $2 RETURNING user_id, mail_id";
    let rows = sqlx::query(sql).bind(content.to_string()).bind(comment_event(comment)).fetch_all(tx).await.map_err(failed)?;
    Ok((rows.iter().map(|row| id(row, "user_id")).collect::<Result<_>>()?, mails(&rows)?))
}

/// Shows these words from now on, also where its thread was resolved, which is told with the words of the first comment,
/// and where it invited somebody.
/// Returns which mails were written with the words of before.
pub(crate) async fn quote_again(tx: &mut AnyConnection, content: ContentId, comment: CommentId, excerpt: &str) -> Result<Vec<MailId>> {
    let sql = "UPDATE notifications SET excerpt = $5 \
               WHERE content_id = $1 AND (event = $2 OR (kind = $3 AND thread_id = $4) OR quotes = $4) AND excerpt <> $5 RETURNING mail_id";
    let rows = sqlx::query(sql)
        .bind(content.to_string())
        .bind(comment_event(comment))
        .bind(Kind::Resolved.code())
        .bind(comment.to_string())
        .bind(excerpt.to_owned())
        .fetch_all(tx)
        .await
        .map_err(failed)?;
    mails(&rows)
}

fn mails(rows: &[AnyRow]) -> Result<Vec<MailId>> {
    rows.iter().filter_map(|row| maybe_id(row, "mail_id").transpose()).collect()
}
