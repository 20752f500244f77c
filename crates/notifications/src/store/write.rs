//! New notifications, read ones, old ones.

use super::{marks, rows::text};
use db::failed;
use model::{
    ContentId, Result, Timestamp, UserId,
    content::Role,
    ids::{CommentId, NotificationId},
    notifications::Kind,
};
use sqlx::{AnyConnection, AssertSqlSafe};

/// A notification that is to be kept.
pub(crate) struct New {
    pub id: NotificationId,
    pub to: UserId,
    pub kind: Kind,
    pub event: String,
    pub subject: String,
    pub actor: Option<UserId>,
    pub guest: String,
    pub content: ContentId,
    pub thread: Option<CommentId>,
    pub quotes: Option<CommentId>,
    pub excerpt: String,
    pub role: Option<Role>,
    pub at: Timestamp,
    pub mail_at: Option<Timestamp>,
}

/// Whether they had not heard of the event, and the post is there.
pub(crate) async fn insert(tx: &mut AnyConnection, new: &New) -> Result<bool> {
    let sql = "SELECT title FROM content WHERE id = $1";
    let Some(post) = sqlx::query(sql).bind(new.content.to_string()).fetch_optional(&mut *tx).await.map_err(failed)? else { return Ok(false) };
    // What is unread and about the same is joined.
    let sql = "SELECT bundle FROM notifications WHERE user_id = $1 AND subject = $2 AND read_at IS NULL ORDER BY id DESC LIMIT 1";
    let joined = sqlx::query(sql).bind(new.to.to_string()).bind(new.subject.clone()).fetch_optional(&mut *tx).await.map_err(failed)?;
    let bundle = joined.map_or_else(|| Ok(new.id.to_string()), |row| text(&row, "bundle"))?;
    let done = sqlx::query(
        "INSERT INTO notifications (id, user_id, kind, event, subject, bundle, actor_id, guest, content_id, thread_id, title, excerpt, role, \
                                    created_at, mail_at, quotes) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) ON CONFLICT (user_id, event) DO NOTHING",
    )
    .bind(new.id.to_string())
    .bind(new.to.to_string())
    .bind(new.kind.code())
    .bind(new.event.clone())
    .bind(new.subject.clone())
    .bind(bundle)
    .bind(new.actor.map(|actor| actor.to_string()))
    .bind(new.guest.clone())
    .bind(new.content.to_string())
    .bind(new.thread.map(|thread| thread.to_string()))
    .bind(text(&post, "title")?)
    .bind(new.excerpt.clone())
    .bind(new.role.map(Role::code))
    .bind(new.at.0)
    .bind(new.mail_at.map(|at| at.0))
    .bind(new.quotes.map(|quotes| quotes.to_string()))
    .execute(tx)
    .await
    .map_err(failed)?;
    Ok(done.rows_affected() > 0)
}

/// Drops what is beyond the newest `most` of a person.
pub(crate) async fn keep(tx: &mut AnyConnection, who: UserId, most: i64) -> Result<()> {
    let sql = "DELETE FROM notifications WHERE user_id = $1 AND id <= \
               (SELECT id FROM notifications WHERE user_id = $1 ORDER BY id DESC LIMIT 1 OFFSET $2)";
    sqlx::query(sql).bind(who.to_string()).bind(most).execute(tx).await.map_err(failed)?;
    Ok(())
}

/// Marks those of these ids as read that are theirs; no mail tells of them any more.
pub(crate) async fn read(tx: &mut AnyConnection, me: UserId, ids: &[NotificationId], now: Timestamp) -> Result<()> {
    if ids.is_empty() {
        return Ok(());
    }
    let sql =
        format!("UPDATE notifications SET read_at = $2, mail_at = NULL WHERE user_id = $1 AND read_at IS NULL AND id IN ({})", marks(3, ids.len()));
    // Only numbers of parameters were put in.
    let query = sqlx::query(AssertSqlSafe(sql)).bind(me.to_string()).bind(now.0);
    ids.iter().fold(query, |query, id| query.bind(id.to_string())).execute(tx).await.map_err(failed)?;
    Ok(())
}

pub(crate) async fn read_all(tx: &mut AnyConnection, me: UserId, now: Timestamp) -> Result<()> {
    let sql = "UPDATE notifications SET read_at = $2, mail_at = NULL WHERE user_id = $1 AND read_at IS NULL";
    sqlx::query(sql).bind(me.to_string()).bind(now.0).execute(tx).await.map_err(failed)?;
    Ok(())
}

pub(crate) async fn delete_older(tx: &mut AnyConnection, than: Timestamp) -> Result<u64> {
    let done = sqlx::query("DELETE FROM notifications WHERE created_at < $1").bind(than.0).execute(tx).await.map_err(failed)?;
    Ok(done.rows_affected())
}
