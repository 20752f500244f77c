//! Which mails are due.

use super::{
    marks,
    rows::{SELECT, fold, id},
};
use db::failed;
use model::{
    MailId, Result, Timestamp, UserId,
    ids::NotificationId,
    notifications::{Kind, Notification},
};
use sqlx::{AnyConnection, AnyPool, AssertSqlSafe};

/// People for whom something is due.
pub(crate) async fn due(pool: &AnyPool, now: Timestamp, limit: i64) -> Result<Vec<UserId>> {
    let sql = "SELECT DISTINCT user_id FROM notifications WHERE mail_at <= $1 LIMIT $2";
    let rows = sqlx::query(sql).bind(now.0).bind(limit).fetch_all(pool).await.map_err(failed)?;
    rows.iter().map(|row| id(row, "user_id")).collect()
}

/// When the next mail is due, if one is.
pub(crate) async fn next_due(pool: &AnyPool) -> Result<Option<Timestamp>> {
    let next: Option<i64> = sqlx::query_scalar("SELECT CAST(min(mail_at) AS BIGINT) FROM notifications").fetch_one(pool).await.map_err(failed)?;
    Ok(next.map(Timestamp))
}

/// When the next mail about what they have not read of the same is due: `None` if nothing of it came since then, and
/// `Some(None)` if all of it is mailed.
pub(crate) async fn mailed_since(tx: &mut AnyConnection, who: UserId, subject: &str, since: Timestamp) -> Result<Option<Option<Timestamp>>> {
    let sql = "SELECT mail_at FROM notifications WHERE user_id = $1 AND subject = $2 AND read_at IS NULL AND created_at > $3 \
               ORDER BY id DESC LIMIT 1";
    let query = sqlx::query_scalar(sql).bind(who.to_string()).bind(subject.to_owned()).bind(since.0);
    let last: Option<Option<i64>> = query.fetch_optional(tx).await.map_err(failed)?;
    Ok(last.map(|mail_at| mail_at.map(Timestamp)))
}

/// Takes what is due for a person off the list. Of two servers that try, one gets it.
pub(crate) async fn take_due(tx: &mut AnyConnection, who: UserId, now: Timestamp) -> Result<Vec<NotificationId>> {
    let sql = "UPDATE notifications SET mail_at = NULL WHERE user_id = $1 AND mail_at <= $2 RETURNING id";
    let rows = sqlx::query(sql).bind(who.to_string()).bind(now.0).fetch_all(tx).await.map_err(failed)?;
    rows.iter().map(|row| id(row, "id")).collect()
}

/// Notes which mail tells of these.
pub(crate) async fn mailed(tx: &mut AnyConnection, ids: &[NotificationId], mail: MailId) -> Result<()> {
    let sql = format!("UPDATE notifications SET mail_id = $1 WHERE id IN ({})", marks(2, ids.len()));
    // Only numbers of parameters were put in.
    let query = sqlx::query(AssertSqlSafe(sql)).bind(mail.to_string());
    ids.iter().fold(query, |query, id| query.bind(id.to_string())).execute(tx).await.map_err(failed)?;
    Ok(())
}

/// What these mails told of is due now, unless it was read since.
pub(crate) async fn due_again(tx: &mut AnyConnection, mails: &[MailId], now: Timestamp) -> Result<()> {
    if mails.is_empty() {
        return Ok(());
    }
    let sql = format!("UPDATE notifications SET mail_at = $1, mail_id = NULL WHERE read_at IS NULL AND mail_id IN ({})", marks(2, mails.len()));
    // Only numbers of parameters were put in.
    let query = sqlx::query(AssertSqlSafe(sql)).bind(now.0);
    mails.iter().fold(query, |query, mail| query.bind(mail.to_string())).execute(tx).await.map_err(failed)?;
    Ok(())
}

/// Those of these that are unread and theirs to see, bundled.
pub(crate) async fn unread_of(tx: &mut AnyConnection, who: UserId, ids: &[NotificationId]) -> Result<Vec<Notification>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!("{SELECT} AND n.read_at IS NULL AND n.id IN ({}) ORDER BY n.id DESC", marks(2, ids.len()));
    // Only numbers of parameters were put in.
    let query = sqlx::query(AssertSqlSafe(sql)).bind(who.to_string());
    let query = ids.iter().fold(query, |query, id| query.bind(id.to_string()));
    fold(&query.fetch_all(tx).await.map_err(failed)?)
}

/// No mail is to be written any more about what is of this kind.
pub(crate) async fn forget_mails(tx: &mut AnyConnection, who: UserId, kind: Kind) -> Result<()> {
    let sql = "UPDATE notifications SET mail_at = NULL WHERE user_id = $1 AND kind = $2 AND mail_at IS NOT NULL";
    sqlx::query(sql).bind(who.to_string()).bind(kind.code()).execute(tx).await.map_err(failed)?;
    Ok(())
}
