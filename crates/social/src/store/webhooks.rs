//! Rows of `webhook_events`.

use super::json;
use crate::{JournalState, Notice, Platform};
use db::{
    Db, WriteTx, failed, new_id,
    rows::{column, id, known, time},
};
use model::{Result, Timestamp, WebhookId};
use serde_json::Value;
use sqlx::any::AnyRow;

/// An event in the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Journal {
    /// Its id.
    pub id: WebhookId,
    /// From where.
    pub platform: Platform,
    /// The platform's word for its kind.
    pub kind: String,
    /// The account, by the platform's own id.
    pub account: String,
    /// What came.
    pub body: Value,
    /// When it happened.
    pub happened_at: Timestamp,
    /// When it came.
    pub received_at: Timestamp,
    /// Where it is.
    pub state: JournalState,
    /// How often it was tried.
    pub attempts: i64,
    /// Why it did not work.
    pub problem: Option<String>,
}

const COLUMNS: &str = "id, platform, kind, remote_account, body, happened_at, received_at, state, attempts, problem";

fn journal(row: &AnyRow) -> Result<Journal> {
    let text = |name: &str| column::<String>(row, name);
    Ok(Journal {
        id: id(row, "id")?,
        platform: known("platform", Platform::from_code(&text("platform")?))?,
        kind: text("kind")?,
        account: text("remote_account")?,
        body: json("body", &text("body")?)?,
        happened_at: time(row, "happened_at")?,
        received_at: time(row, "received_at")?,
        state: known("state", JournalState::from_code(&text("state")?))?,
        attempts: column(row, "attempts")?,
        problem: column(row, "problem")?,
    })
}

/// `false` if it is known already.
pub(crate) async fn insert(tx: &mut WriteTx, platform: Platform, notice: &Notice, now: i64) -> Result<bool> {
    let sql = "INSERT INTO webhook_events (id, platform, event_key, kind, remote_account, body, happened_at, received_at, state, attempts, next_at)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'waiting', 0, $8) ON CONFLICT (platform, event_key) DO NOTHING";
    let id: WebhookId = new_id();
    let done = sqlx::query(sql)
        .bind(id.to_string())
        .bind(platform.code())
        .bind(&notice.key)
        .bind(&notice.kind)
        .bind(&notice.account)
        .bind(notice.body.to_string())
        .bind(notice.happened_at)
        .bind(now)
        .execute(&mut **tx)
        .await
        .map_err(failed)?;
    Ok(done.rows_affected() > 0)
}

/// The next one that is due, and nobody else's until then. It may be worked on twice: doing so changes nothing.
pub(crate) async fn claim(db: &Db, now: i64, until: i64) -> Result<Option<Journal>> {
    let sql = "SELECT id FROM webhook_events WHERE state = 'waiting' AND next_at <= $1 ORDER BY next_at, id LIMIT 1";
    let due: Option<String> = sqlx::query_scalar(sql).bind(now).fetch_optional(db.read()).await.map_err(failed)?;
    let Some(due) = due else { return Ok(None) };
    let sql = format!(
        "UPDATE webhook_events SET attempts = attempts + 1, next_at = $1 WHERE id = $2 AND state = 'waiting' AND next_at <= $3 RETURNING {COLUMNS}"
    );
    let mut tx = db.write().await?;
    let row = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(until).bind(due).bind(now).fetch_optional(&mut *tx).await.map_err(failed)?;
    tx.commit().await?;
    row.as_ref().map(journal).transpose()
}

pub(crate) async fn settle(tx: &mut WriteTx, id: WebhookId, state: JournalState, next_at: i64, problem: Option<&str>) -> Result<()> {
    let sql = "UPDATE webhook_events SET state = $1, next_at = $2, problem = $3 WHERE id = $4";
    sqlx::query(sql).bind(state.code()).bind(next_at).bind(problem).bind(id.to_string()).execute(&mut **tx).await.map_err(failed)?;
    Ok(())
}

/// Puts an event back to be worked on, with its count from the beginning.
pub(crate) async fn replay(tx: &mut WriteTx, id: WebhookId, now: i64) -> Result<bool> {
    let sql = "UPDATE webhook_events SET state = 'waiting', attempts = 0, next_at = $1, problem = NULL WHERE id = $2";
    let done = sqlx::query(sql).bind(now).bind(id.to_string()).execute(&mut **tx).await.map_err(failed)?;
    Ok(done.rows_affected() > 0)
}

/// The newest first, before an id.
pub(crate) async fn list(db: &Db, before: Option<WebhookId>, limit: i64) -> Result<Vec<Journal>> {
    let before = before.map_or_else(|| "~".to_owned(), |id| id.to_string());
    let sql = format!("SELECT {COLUMNS} FROM webhook_events WHERE id < $1 ORDER BY id DESC LIMIT $2");
    let query = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(before).bind(limit);
    query.fetch_all(db.read()).await.map_err(failed)?.iter().map(journal).collect()
}

pub(crate) async fn delete_older(tx: &mut WriteTx, before: i64) -> Result<()> {
    let sql = "DELETE FROM webhook_events WHERE received_at < $1 AND state <> 'waiting'";
    sqlx::query(sql).bind(before).execute(&mut **tx).await.map_err(failed)?;
    Ok(())
}
