//! The embedded queue, its dead letters, and the buckets.

use crate::bucket::{Bucket, MINUTE};
use db::{WriteTx, failed, new_id};
use model::{CreatorId, OutgoingId, Result, crm::Origin};
use sqlx::{AnyPool, FromRow};

/// The place in the queue: people before campaigns, then by priority. Ids sort by age.
pub(crate) fn place(origin: Origin, priority: u8) -> i64 {
    i64::from(origin != Origin::Person) * 100 + 10 - i64::from(priority.min(10))
}

pub(crate) async fn put(tx: &mut WriteTx, id: &str, creator: CreatorId, place: i64, visible_at: i64) -> Result<()> {
    sqlx::query(
        "INSERT INTO crm_queue (outbox_id, account_id, place, visible_at, receives) VALUES ($1, $2, $3, $4, 0)
         ON CONFLICT (outbox_id) DO UPDATE SET visible_at = excluded.visible_at, receives = 0, told_at = 0",
    )
    .bind(id)
    .bind(creator.to_string())
    .bind(place)
    .bind(visible_at)
    .execute(&mut **tx)
    .await
    .map_err(failed)?;
    Ok(())
}

pub(crate) async fn remove(tx: &mut WriteTx, id: &str) -> Result<()> {
    sqlx::query("DELETE FROM crm_queue WHERE outbox_id = $1").bind(id).execute(&mut **tx).await.map_err(failed)?;
    Ok(())
}

/// The accounts that can send and have something that was due at a moment, now or before.
pub(crate) async fn due(pool: &AnyPool, now: i64, at: i64) -> Result<Vec<String>> {
    sqlx::query_scalar(
        "SELECT a.id FROM crm_accounts a WHERE a.state = 'connected' AND a.paused_until <= $1
         AND EXISTS (SELECT 1 FROM crm_queue q WHERE q.account_id = a.id AND q.visible_at <= $2) ORDER BY a.id",
    )
    .bind(now)
    .bind(at)
    .fetch_all(pool)
    .await
    .map_err(failed)
}

/// Whether nothing waits, for now or for later.
pub(crate) async fn is_empty(pool: &AnyPool) -> Result<bool> {
    let found: Option<i64> = sqlx::query_scalar("SELECT CAST(1 AS BIGINT) FROM crm_queue LIMIT 1").fetch_optional(pool).await.map_err(failed)?;
    Ok(found.is_none())
}

/// The account's row, locked for this transaction, if it can send.
#[derive(FromRow)]
pub(crate) struct Sender {
    pub gateway_id: String,
    pub tokens: i64,
    pub tokens_at: i64,
    pub last_send_at: i64,
}

impl Sender {
    pub fn bucket(&self) -> Bucket {
        Bucket { tokens: self.tokens, at: self.tokens_at, last_send: self.last_send_at }
    }
}

pub(crate) async fn lock(tx: &mut WriteTx, creator: &str, now: i64) -> Result<Option<Sender>> {
    sqlx::query_as(
        "UPDATE crm_accounts SET tokens = tokens WHERE id = $1 AND state = 'connected' AND paused_until <= $2
         RETURNING gateway_id, tokens, tokens_at, last_send_at",
    )
    .bind(creator)
    .bind(now)
    .fetch_optional(&mut **tx)
    .await
    .map_err(failed)
}

/// Attempts that may have arrived within the last minute: those that run, and those that ended since.
pub(crate) async fn window(tx: &mut WriteTx, creator: &str, now: i64, longest: i64) -> Result<i64> {
    sqlx::query_scalar(
        "SELECT CAST(COUNT(*) AS BIGINT) FROM crm_attempts
         WHERE account_id = $1 AND began_at > $2 AND (ended_at IS NULL OR ended_at > $3)",
    )
    .bind(creator)
    .bind(now - MINUTE - longest)
    .bind(now - MINUTE)
    .fetch_one(&mut **tx)
    .await
    .map_err(failed)
}

/// What goes next, and how often it was taken.
pub(crate) async fn first(tx: &mut WriteTx, creator: &str, now: i64) -> Result<Option<(String, i64)>> {
    sqlx::query_as("SELECT outbox_id, receives FROM crm_queue WHERE account_id = $1 AND visible_at <= $2 ORDER BY place, outbox_id LIMIT 1")
        .bind(creator)
        .bind(now)
        .fetch_optional(&mut **tx)
        .await
        .map_err(failed)
}

/// Takes it: nobody else sees it for so long.
pub(crate) async fn take(tx: &mut WriteTx, id: &str, until: i64) -> Result<()> {
    sqlx::query("UPDATE crm_queue SET receives = receives + 1, visible_at = $1 WHERE outbox_id = $2")
        .bind(until)
        .bind(id)
        .execute(&mut **tx)
        .await
        .map_err(failed)?;
    Ok(())
}

/// Puts it back; `uncounted` if it was no attempt of its own.
pub(crate) async fn back(tx: &mut WriteTx, id: &str, visible_at: i64, uncounted: bool) -> Result<()> {
    sqlx::query("UPDATE crm_queue SET visible_at = $1, receives = receives - $2 WHERE outbox_id = $3")
        .bind(visible_at)
        .bind(i64::from(uncounted))
        .bind(id)
        .execute(&mut **tx)
        .await
        .map_err(failed)?;
    Ok(())
}

pub(crate) async fn spend(tx: &mut WriteTx, creator: &str, bucket: Bucket) -> Result<()> {
    sqlx::query("UPDATE crm_accounts SET tokens = $1, tokens_at = $2, last_send_at = $3 WHERE id = $4")
        .bind(bucket.tokens)
        .bind(bucket.at)
        .bind(bucket.last_send)
        .bind(creator)
        .execute(&mut **tx)
        .await
        .map_err(failed)?;
    Ok(())
}

/// An attempt begins; its id.
pub(crate) async fn began(tx: &mut WriteTx, creator: &str, outbox: &str, at: i64) -> Result<String> {
    let id: OutgoingId = new_id();
    sqlx::query("INSERT INTO crm_attempts (id, account_id, outbox_id, began_at) VALUES ($1, $2, $3, $4)")
        .bind(id.to_string())
        .bind(creator)
        .bind(outbox)
        .bind(at)
        .execute(&mut **tx)
        .await
        .map_err(failed)?;
    sqlx::query("DELETE FROM crm_attempts WHERE account_id = $1 AND began_at < $2")
        .bind(creator)
        .bind(at - 60 * MINUTE)
        .execute(&mut **tx)
        .await
        .map_err(failed)?;
    Ok(id.to_string())
}

/// All attempts of a message have ended.
pub(crate) async fn ended(tx: &mut WriteTx, outbox: &str, creator: &str, at: i64) -> Result<()> {
    sqlx::query("UPDATE crm_attempts SET ended_at = $1 WHERE account_id = $2 AND outbox_id = $3 AND ended_at IS NULL")
        .bind(at)
        .bind(creator)
        .bind(outbox)
        .execute(&mut **tx)
        .await
        .map_err(failed)?;
    Ok(())
}

pub(crate) async fn bury(tx: &mut WriteTx, id: &str, reason: &str, receives: i64, at: i64) -> Result<()> {
    sqlx::query(
        "INSERT INTO crm_dead_letters (outbox_id, reason, receives, at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (outbox_id) DO UPDATE SET reason = excluded.reason, receives = excluded.receives, at = excluded.at",
    )
    .bind(id)
    .bind(reason)
    .bind(receives)
    .bind(at)
    .execute(&mut **tx)
    .await
    .map_err(failed)?;
    Ok(())
}

pub(crate) async fn exhume(tx: &mut WriteTx, id: &str) -> Result<()> {
    sqlx::query("DELETE FROM crm_dead_letters WHERE outbox_id = $1").bind(id).execute(&mut **tx).await.map_err(failed)?;
    Ok(())
}

/// Waiting, in flight, given up, unconfirmed; and the tokens of the fullest bucket as it was last counted.
pub(crate) async fn numbers(pool: &AnyPool, user: &str) -> Result<(i64, i64, i64, i64)> {
    sqlx::query_as(
        "SELECT CAST(COALESCE(SUM(CASE WHEN o.state = 'queued' THEN 1 ELSE 0 END), 0) AS BIGINT),
                CAST(COALESCE(SUM(CASE WHEN o.state = 'in_flight' THEN 1 ELSE 0 END), 0) AS BIGINT),
                CAST(COALESCE(SUM(CASE WHEN o.state = 'failed' AND d.outbox_id IS NOT NULL THEN 1 ELSE 0 END), 0) AS BIGINT),
                CAST(COALESCE(SUM(CASE WHEN o.state = 'unconfirmed' THEN 1 ELSE 0 END), 0) AS BIGINT)
         FROM crm_outbox o JOIN crm_members m ON m.account_id = o.account_id LEFT JOIN crm_dead_letters d ON d.outbox_id = o.id
         WHERE m.user_id = $1 AND o.state IN ('queued', 'in_flight', 'failed', 'unconfirmed')",
    )
    .bind(user)
    .fetch_one(pool)
    .await
    .map_err(failed)
}

/// The buckets of somebody's accounts.
pub(crate) async fn buckets(pool: &AnyPool, user: &str) -> Result<Vec<Bucket>> {
    let rows: Vec<(i64, i64, i64)> = sqlx::query_as(
        "SELECT a.tokens, a.tokens_at, a.last_send_at FROM crm_accounts a JOIN crm_members m ON m.account_id = a.id WHERE m.user_id = $1",
    )
    .bind(user)
    .fetch_all(pool)
    .await
    .map_err(failed)?;
    Ok(rows.into_iter().map(|(tokens, at, last_send)| Bucket { tokens, at, last_send }).collect())
}

/// How often it was taken.
pub(crate) async fn receives(tx: &mut WriteTx, id: &str) -> Result<i64> {
    let receives: Option<i64> =
        sqlx::query_scalar("SELECT receives FROM crm_queue WHERE outbox_id = $1").bind(id).fetch_optional(&mut **tx).await.map_err(failed)?;
    Ok(receives.unwrap_or(0))
}
