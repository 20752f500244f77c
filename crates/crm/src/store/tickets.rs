//! What SQS has been told of, and what became of it.

use super::many;
use db::{WriteTx, failed};
use model::Result;
use sqlx::{AnyPool, AssertSqlSafe, FromRow};
use std::collections::{HashMap, HashSet};

/// A test message that is older than this is forgotten, in milliseconds.
const TESTS_KEPT: i64 = 3_600_000;
/// Messages of one account that are told of at a time: with one ticket in hand a server looks at all that the account has.
const TOLD_MAX: i64 = 5;
/// Ids of one statement.
const AT_ONCE: usize = 100;

/// A message that is due and that nobody was told of.
#[derive(FromRow)]
pub(crate) struct Untold {
    pub id: String,
    pub account_id: String,
    pub fan_id: String,
    pub author_id: Option<String>,
    pub campaign_id: Option<String>,
    pub priority: i64,
}

/// Those of accounts that can send, in the order in which they go; of each account only so many as make [`TOLD_MAX`] with those
/// that were told of.
pub(crate) async fn untold(pool: &AnyPool, now: i64, limit: i64) -> Result<Vec<Untold>> {
    sqlx::query_as(
        "SELECT u.id, u.account_id, u.fan_id, u.author_id, u.campaign_id, u.priority FROM (
             SELECT o.id, o.account_id, o.fan_id, o.author_id, o.campaign_id, o.priority, q.place,
                    ROW_NUMBER() OVER (PARTITION BY q.account_id ORDER BY q.place, q.outbox_id) AS turn
             FROM crm_queue q JOIN crm_outbox o ON o.id = q.outbox_id JOIN crm_accounts a ON a.id = q.account_id
             WHERE q.told_at = 0 AND q.visible_at <= $1 AND o.state = 'queued' AND a.state = 'connected' AND a.paused_until <= $1
         ) u
         WHERE u.turn <= $2 - (SELECT COUNT(*) FROM crm_queue t WHERE t.account_id = u.account_id AND t.told_at > 0)
         ORDER BY u.place, u.id LIMIT $3",
    )
    .bind(now)
    .bind(TOLD_MAX)
    .bind(limit)
    .fetch_all(pool)
    .await
    .map_err(failed)
}

/// When something is due that nobody was told of, and that is told of then.
pub(crate) async fn next(pool: &AnyPool) -> Result<Option<i64>> {
    let sql = "SELECT MIN(CASE WHEN a.paused_until > q.visible_at THEN a.paused_until ELSE q.visible_at END)
               FROM crm_queue q JOIN crm_outbox o ON o.id = q.outbox_id JOIN crm_accounts a ON a.id = q.account_id
               WHERE q.told_at = 0 AND o.state = 'queued' AND a.state = 'connected'
               AND $1 > (SELECT COUNT(*) FROM crm_queue t WHERE t.account_id = q.account_id AND t.told_at > 0)";
    sqlx::query_scalar(sql).bind(TOLD_MAX).fetch_one(pool).await.map_err(failed)
}

/// Which of these accounts are ours.
pub(crate) async fn ours(pool: &AnyPool, accounts: &[&str]) -> Result<HashSet<String>> {
    let mut found = HashSet::new();
    for some in accounts.chunks(AT_ONCE) {
        let mut query =
            sqlx::query_scalar::<_, String>(AssertSqlSafe(format!("SELECT id FROM crm_accounts WHERE id IN ({})", many::places(0, some.len()))));
        for id in some {
            query = query.bind((*id).to_owned());
        }
        found.extend(query.fetch_all(pool).await.map_err(failed)?);
    }
    Ok(found)
}

/// It is told of; `false` if it was already.
pub(crate) async fn tell(tx: &mut WriteTx, id: &str, now: i64) -> Result<bool> {
    let sql = "UPDATE crm_queue SET told_at = $1 WHERE outbox_id = $2 AND told_at = 0";
    Ok(sqlx::query(sql).bind(now).bind(id).execute(&mut **tx).await.map_err(failed)?.rows_affected() == 1)
}

/// They are to be told of again, when they are due.
pub(crate) async fn untell(tx: &mut WriteTx, ids: &[&str]) -> Result<()> {
    for some in ids.chunks(AT_ONCE) {
        let mut query = sqlx::query(AssertSqlSafe(format!("UPDATE crm_queue SET told_at = 0 WHERE outbox_id IN ({})", many::places(0, some.len()))));
        for id in some {
            query = query.bind((*id).to_owned());
        }
        query.execute(&mut **tx).await.map_err(failed)?;
    }
    Ok(())
}

/// Where a message is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    pub state: String,
    /// When it is due; `None` where it is not in the queue.
    pub visible_at: Option<i64>,
    /// Whether it was given up.
    pub dead: bool,
    /// Whether its account can send.
    pub can_send: bool,
    /// Until when its account waits.
    pub paused_until: i64,
}

/// Where these messages are, those that there still are.
pub(crate) async fn places(pool: &AnyPool, ids: &[&str]) -> Result<HashMap<String, Place>> {
    let mut found = HashMap::new();
    for some in ids.chunks(AT_ONCE) {
        let sql = format!(
            "SELECT o.id, o.state, q.visible_at, CAST(CASE WHEN d.outbox_id IS NOT NULL AND o.state = 'failed' THEN 1 ELSE 0 END AS BIGINT),
                    CAST(CASE WHEN a.state = 'connected' THEN 1 ELSE 0 END AS BIGINT), a.paused_until
             FROM crm_outbox o JOIN crm_accounts a ON a.id = o.account_id LEFT JOIN crm_queue q ON q.outbox_id = o.id
             LEFT JOIN crm_dead_letters d ON d.outbox_id = o.id WHERE o.id IN ({})",
            many::places(0, some.len())
        );
        let mut query = sqlx::query_as::<_, (String, String, Option<i64>, i64, i64, i64)>(AssertSqlSafe(sql));
        for id in some {
            query = query.bind((*id).to_owned());
        }
        for (id, state, visible_at, dead, can_send, paused_until) in query.fetch_all(pool).await.map_err(failed)? {
            found.insert(id, Place { state, visible_at, dead: dead == 1, can_send: can_send == 1, paused_until });
        }
    }
    Ok(found)
}

/// A test message goes out; old ones are forgotten.
pub(crate) async fn begin_test(tx: &mut WriteTx, id: &str, now: i64) -> Result<()> {
    sqlx::query("DELETE FROM crm_queue_tests WHERE sent_at < $1").bind(now - TESTS_KEPT).execute(&mut **tx).await.map_err(failed)?;
    sqlx::query("INSERT INTO crm_queue_tests (id, sent_at) VALUES ($1, $2)").bind(id).bind(now).execute(&mut **tx).await.map_err(failed)?;
    Ok(())
}

/// A test message came back.
pub(crate) async fn end_test(tx: &mut WriteTx, id: &str, now: i64) -> Result<()> {
    sqlx::query("UPDATE crm_queue_tests SET back_at = $1 WHERE id = $2").bind(now).bind(id).execute(&mut **tx).await.map_err(failed)?;
    Ok(())
}

/// Whether it did.
pub(crate) async fn test_is_back(pool: &AnyPool, id: &str) -> Result<bool> {
    let sql = "SELECT back_at FROM crm_queue_tests WHERE id = $1 AND back_at IS NOT NULL";
    let back: Option<i64> = sqlx::query_scalar(sql).bind(id).fetch_optional(pool).await.map_err(failed)?;
    Ok(back.is_some())
}
