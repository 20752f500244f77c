//! The journal of webhooks.

use crate::journal::Entry;
use db::{WriteTx, failed, new_id};
use model::{OutgoingId, Result};
use sqlx::{Any, AnyPool, Executor, FromRow};

/// An event that waits.
#[derive(Debug, FromRow)]
pub(crate) struct Waiting {
    pub id: String,
    pub event: String,
    pub gateway_account: String,
    pub body: String,
    pub attempts: i64,
    pub received_at: i64,
}

/// Keeps it; `false` if it is there already.
pub(crate) async fn insert(tx: &mut WriteTx, entry: &Entry) -> Result<bool> {
    let id: OutgoingId = new_id();
    let done = sqlx::query(
        "INSERT INTO crm_webhooks (id, event_key, event, gateway_account, body, redelivery, state, attempts, next_attempt_at, received_at)
         VALUES ($1, $2, $3, $4, $5, $6, 'waiting', 0, 0, $7) ON CONFLICT (event_key) DO NOTHING",
    )
    .bind(id.to_string())
    .bind(&entry.key)
    .bind(&entry.event)
    .bind(&entry.account)
    .bind(&entry.body)
    .bind(i64::from(entry.redelivery))
    .bind(entry.at)
    .execute(&mut **tx)
    .await
    .map_err(failed)?;
    Ok(done.rows_affected() == 1)
}

/// What is due, in the order in which it came.
pub(crate) async fn due(pool: &AnyPool, now: i64, limit: i64) -> Result<Vec<Waiting>> {
    sqlx::query_as(
        "SELECT id, event, gateway_account, body, attempts, received_at FROM crm_webhooks
         WHERE state = 'waiting' AND next_attempt_at <= $1 ORDER BY next_attempt_at, id LIMIT $2",
    )
    .bind(now)
    .bind(limit)
    .fetch_all(pool)
    .await
    .map_err(failed)
}

/// Whether it waits still; nobody else does it until the transaction ends.
pub(crate) async fn lock(tx: &mut WriteTx, id: &str) -> Result<bool> {
    let done = sqlx::query("UPDATE crm_webhooks SET attempts = attempts WHERE id = $1 AND state = 'waiting'")
        .bind(id)
        .execute(&mut **tx)
        .await
        .map_err(failed)?;
    Ok(done.rows_affected() == 1)
}

/// It is done with.
pub(crate) async fn settle(tx: &mut WriteTx, id: &str, state: &str, error: Option<&str>, at: i64) -> Result<()> {
    sqlx::query("UPDATE crm_webhooks SET state = $1, error = $2, done_at = $3, attempts = attempts + 1 WHERE id = $4 AND state = 'waiting'")
        .bind(state)
        .bind(error)
        .bind(at)
        .bind(id)
        .execute(&mut **tx)
        .await
        .map_err(failed)?;
    Ok(())
}

/// It is tried again later.
pub(crate) async fn later(tx: &mut WriteTx, id: &str, error: &str, next: i64) -> Result<()> {
    sqlx::query("UPDATE crm_webhooks SET error = $1, next_attempt_at = $2, attempts = attempts + 1 WHERE id = $3 AND state = 'waiting'")
        .bind(error)
        .bind(next)
        .bind(id)
        .execute(&mut **tx)
        .await
        .map_err(failed)?;
    Ok(())
}

/// All events of an account from a moment on wait again; how many.
pub(crate) async fn replay(tx: &mut WriteTx, gateway_account: &str, from: i64) -> Result<u64> {
    let done = sqlx::query(
        "UPDATE crm_webhooks SET state = 'waiting', attempts = 0, next_attempt_at = 0, error = NULL, done_at = NULL
         WHERE gateway_account = $1 AND received_at >= $2 AND state <> 'waiting' AND body <> '{}'",
    )
    .bind(gateway_account)
    .bind(from)
    .execute(&mut **tx)
    .await
    .map_err(failed)?;
    Ok(done.rows_affected())
}

/// Drops those that were done with before a moment; how many. What failed stays for a person.
pub(crate) async fn delete_done(tx: &mut WriteTx, before: i64) -> Result<u64> {
    let sql = "DELETE FROM crm_webhooks WHERE state IN ('done', 'ignored') AND done_at < $1";
    let done = sqlx::query(sql).bind(before).execute(&mut **tx).await.map_err(failed)?;
    Ok(done.rows_affected())
}

/// Events of an account whose text has an id in it, from after an event on: their ids and bodies.
pub(crate) async fn mentioning<'e>(
    on: impl Executor<'e, Database = Any>,
    gateway_account: &str,
    id: &str,
    after: &str,
    limit: i64,
) -> Result<Vec<(String, String)>> {
    sqlx::query_as("SELECT id, body FROM crm_webhooks WHERE gateway_account = $1 AND body LIKE $2 AND id > $3 ORDER BY id LIMIT $4")
        .bind(gateway_account)
        .bind(format!("%{id}%"))
        .bind(after)
        .bind(limit)
        .fetch_all(on)
        .await
        .map_err(failed)
}

/// Takes out what an event said; the event stays, so that it is known when it comes again.
pub(crate) async fn empty(tx: &mut WriteTx, id: &str, at: i64) -> Result<()> {
    sqlx::query("UPDATE crm_webhooks SET body = '{}', state = 'ignored', error = NULL, done_at = $1 WHERE id = $2")
        .bind(at)
        .bind(id)
        .execute(&mut **tx)
        .await
        .map_err(failed)?;
    Ok(())
}
