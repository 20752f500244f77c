//! What a person was told.

use super::{
    from, marks, reads,
    rows::{SELECT, fold, text},
    visible,
};
use db::failed;
use model::{ErrorCode, Result, UserId, ids::NotificationId, notifications::Notification};
use sqlx::{AnyPool, AssertSqlSafe};

/// A page of bundles, by the place of their last notification; one that is unread makes its bundle so.
const PAGE: &str = concat!(
    "SELECT n.bundle",
    from!(),
    "WHERE n.user_id = $1 AND n.id < $2 AND ",
    visible!(),
    " AND NOT EXISTS (SELECT 1 FROM notifications m WHERE m.user_id = n.user_id AND m.bundle = n.bundle AND m.id > n.id) \
     AND ($3 = 0 OR EXISTS (SELECT 1 FROM notifications m WHERE m.user_id = n.user_id AND m.bundle = n.bundle AND m.read_at IS NULL)) \
     ORDER BY n.id DESC LIMIT $4"
);

const UNREAD: &str = concat!("SELECT CAST(count(*) AS BIGINT)", from!(), "WHERE n.user_id = $1 AND n.read_at IS NULL AND ", visible!());

pub(crate) async fn page(pool: &AnyPool, me: UserId, unread: bool, before: Option<NotificationId>, limit: i64) -> Result<Vec<String>> {
    let rows = sqlx::query(PAGE)
        .bind(me.to_string())
        .bind(db::id_before(before))
        .bind(i64::from(unread))
        .bind(limit)
        .fetch_all(pool)
        .await
        .map_err(failed)?;
    rows.iter().map(|row| text(row, "bundle")).collect()
}

/// These bundles with all that is in them, last first.
pub(crate) async fn bundles(pool: &AnyPool, me: UserId, bundles: &[String]) -> Result<Vec<Notification>> {
    if bundles.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!("{SELECT} AND n.bundle IN ({}) ORDER BY n.id DESC", marks(2, bundles.len()));
    // Only numbers of parameters were put in.
    let query = sqlx::query(AssertSqlSafe(sql)).bind(me.to_string());
    let query = bundles.iter().fold(query, |query, bundle| query.bind(bundle.clone()));
    fold(&query.fetch_all(pool).await.map_err(failed)?)
}

/// The bundle in which a notification is; `None` if it is gone, or not theirs to see.
pub(crate) async fn bundle_of(pool: &AnyPool, me: UserId, id: NotificationId) -> Result<Option<Notification>> {
    let sql = "SELECT bundle FROM notifications WHERE user_id = $1 AND id = $2";
    let found = sqlx::query(sql).bind(me.to_string()).bind(id.to_string()).fetch_optional(pool).await.map_err(failed)?;
    match found {
        Some(row) => Ok(bundles(pool, me, &[text(&row, "bundle")?]).await?.pop()),
        None => Ok(None),
    }
}

pub(crate) async fn unread(pool: &AnyPool, me: UserId) -> Result<u32> {
    let count: i64 = sqlx::query_scalar(UNREAD).bind(me.to_string()).fetch_one(pool).await.map_err(failed)?;
    u32::try_from(count).map_err(|_| ErrorCode::Internal.into())
}
