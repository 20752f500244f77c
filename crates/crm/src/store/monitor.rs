//! The way out of all accounts in numbers.

use db::failed;
use model::Result;
use sqlx::AnyPool;

/// Messages that wait: due, and not yet due.
pub(crate) async fn waiting(pool: &AnyPool, now: i64) -> Result<(i64, i64)> {
    sqlx::query_as(
        "SELECT CAST(COALESCE(SUM(CASE WHEN q.visible_at <= $1 THEN 1 ELSE 0 END), 0) AS BIGINT),
                CAST(COALESCE(SUM(CASE WHEN q.visible_at > $1 THEN 1 ELSE 0 END), 0) AS BIGINT)
         FROM crm_queue q JOIN crm_outbox o ON o.id = q.outbox_id WHERE o.state = 'queued'",
    )
    .bind(now)
    .fetch_one(pool)
    .await
    .map_err(failed)
}

/// Messages in flight, and unconfirmed ones.
pub(crate) async fn open(pool: &AnyPool) -> Result<(i64, i64)> {
    sqlx::query_as(
        "SELECT CAST(COALESCE(SUM(CASE WHEN state = 'in_flight' THEN 1 ELSE 0 END), 0) AS BIGINT),
                CAST(COALESCE(SUM(CASE WHEN state = 'unconfirmed' THEN 1 ELSE 0 END), 0) AS BIGINT)
         FROM crm_outbox WHERE state IN ('in_flight', 'unconfirmed')",
    )
    .fetch_one(pool)
    .await
    .map_err(failed)
}

/// Messages that were given up.
pub(crate) async fn dead_letters(pool: &AnyPool) -> Result<i64> {
    sqlx::query_scalar("SELECT CAST(COUNT(*) AS BIGINT) FROM crm_dead_letters d JOIN crm_outbox o ON o.id = d.outbox_id WHERE o.state = 'failed'")
        .fetch_one(pool)
        .await
        .map_err(failed)
}

/// Messages whose last attempt began after a moment: those that arrived, and those that did not.
pub(crate) async fn ended_since(pool: &AnyPool, since: i64) -> Result<(i64, i64)> {
    sqlx::query_as(
        "SELECT CAST(COALESCE(SUM(CASE WHEN state IN ('failed', 'rejected') THEN 0 ELSE 1 END), 0) AS BIGINT),
                CAST(COALESCE(SUM(CASE WHEN state IN ('failed', 'rejected') THEN 1 ELSE 0 END), 0) AS BIGINT)
         FROM crm_outbox WHERE state IN ('sent', 'delivered', 'read', 'failed', 'rejected') AND attempt_at > $1",
    )
    .bind(since)
    .fetch_one(pool)
    .await
    .map_err(failed)
}
