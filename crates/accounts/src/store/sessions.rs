//! Rows of `sessions`.

use super::unreadable;
use crate::StoredSession;
use db::{Db, WriteTx, failed};
use model::{Result, Timestamp, UserId, accounts::SignedIn};
use sqlx::{AssertSqlSafe, FromRow};
use std::collections::HashSet;
use uuid::Uuid;

#[derive(FromRow)]
struct Listed {
    id: String,
    public_id: String,
    device: String,
    address: String,
    created_at: i64,
    last_used_at: i64,
}

pub(crate) async fn load(db: &Db, id: &str, now: Timestamp) -> Result<Option<StoredSession>> {
    let row: Option<(Option<String>, String, i64)> =
        sqlx::query_as("SELECT user_id, data, expires_at FROM sessions WHERE id = $1 AND expires_at > $2")
            .bind(id)
            .bind(now.0)
            .fetch_optional(db.read())
            .await
            .map_err(failed)?;
    let Some((user_id, data, expires_at)) = row else { return Ok(None) };
    let user_id = user_id.map(|user| user.parse::<UserId>()).transpose().map_err(|_| unreadable("sessions", id))?;
    Ok(Some(StoredSession { id: id.to_owned(), user_id, data, expires_at: Timestamp(expires_at) }))
}

/// Those of these sessions that are not over, asked for by hundreds.
pub(crate) async fn alive(db: &Db, ids: &[&str], now: Timestamp) -> Result<HashSet<String>> {
    let mut alive = HashSet::new();
    for some in ids.chunks(200) {
        let numbers = (2..some.len() + 2).map(|number| format!("${number}")).collect::<Vec<_>>().join(", ");
        let sql = format!("SELECT id FROM sessions WHERE expires_at > $1 AND id IN ({numbers})");
        let query = some.iter().fold(sqlx::query_scalar(AssertSqlSafe(sql)).bind(now.0), |query, id| query.bind(*id));
        alive.extend(query.fetch_all(db.read()).await.map_err(failed)?);
    }
    Ok(alive)
}

pub(crate) async fn insert(db: &Db, session: &StoredSession, public_id: Uuid, now: Timestamp) -> Result<bool> {
    let mut tx = db.write().await?;
    let done = sqlx::query(
        "INSERT INTO sessions (id, public_id, user_id, data, device, address, created_at, last_used_at, expires_at)
         VALUES ($1, $2, $3, $4, '', '', $5, $5, $6) ON CONFLICT (id) DO NOTHING",
    )
    .bind(&session.id)
    .bind(public_id.to_string())
    .bind(session.user_id.map(|user| user.to_string()))
    .bind(&session.data)
    .bind(now.0)
    .bind(session.expires_at.0)
    .execute(&mut *tx)
    .await;
    written(tx, done).await
}

pub(crate) async fn update(db: &Db, session: &StoredSession) -> Result<bool> {
    let mut tx = db.write().await?;
    let done = sqlx::query("UPDATE sessions SET user_id = $2, data = $3, expires_at = $4 WHERE id = $1")
        .bind(&session.id)
        .bind(session.user_id.map(|user| user.to_string()))
        .bind(&session.data)
        .bind(session.expires_at.0)
        .execute(&mut *tx)
        .await;
    written(tx, done).await
}

/// Commits; `false` if there was no such row, or its person is gone.
async fn written(tx: WriteTx, done: sqlx::Result<sqlx::any::AnyQueryResult>) -> Result<bool> {
    match done {
        Ok(done) => {
            tx.commit().await?;
            Ok(done.rows_affected() > 0)
        }
        Err(sqlx::Error::Database(error)) if error.is_foreign_key_violation() => Ok(false),
        Err(error) => Err(failed(error)),
    }
}

pub(crate) async fn delete(db: &Db, id: &str) -> Result<()> {
    let mut tx = db.write().await?;
    sqlx::query("DELETE FROM sessions WHERE id = $1").bind(id).execute(&mut *tx).await.map_err(failed)?;
    tx.commit().await
}

/// Notes a use unless one was noted after `noted_before`. Mostly it was: then nothing is written.
pub(crate) async fn touch(db: &Db, id: &str, device: &str, address: &str, now: Timestamp, noted_before: Timestamp) -> Result<()> {
    let due: Option<String> = sqlx::query_scalar("SELECT id FROM sessions WHERE id = $1 AND (last_used_at <= $2 OR device = '')")
        .bind(id)
        .bind(noted_before.0)
        .fetch_optional(db.read())
        .await
        .map_err(failed)?;
    if due.is_none() {
        return Ok(());
    }
    let mut tx = db.write().await?;
    sqlx::query("UPDATE sessions SET device = $2, address = $3, last_used_at = $4 WHERE id = $1")
        .bind(id)
        .bind(device)
        .bind(address)
        .bind(now.0)
        .execute(&mut *tx)
        .await
        .map_err(failed)?;
    tx.commit().await
}

pub(crate) async fn list(db: &Db, me: UserId, current: Option<&str>, now: Timestamp) -> Result<Vec<SignedIn>> {
    let rows: Vec<Listed> = sqlx::query_as(
        "SELECT id, public_id, device, address, created_at, last_used_at FROM sessions
         WHERE user_id = $1 AND expires_at > $2 ORDER BY last_used_at DESC, public_id DESC",
    )
    .bind(me.to_string())
    .bind(now.0)
    .fetch_all(db.read())
    .await
    .map_err(failed)?;
    let signed_in = |row: Listed| SignedIn {
        current: current == Some(row.id.as_str()),
        id: row.public_id,
        device: row.device,
        address: row.address,
        created_at: Timestamp(row.created_at),
        last_used_at: Timestamp(row.last_used_at),
    };
    Ok(rows.into_iter().map(signed_in).collect())
}

pub(crate) async fn end(db: &Db, me: UserId, public_id: Uuid) -> Result<Option<String>> {
    let mut tx = db.write().await?;
    let id = sqlx::query_scalar("DELETE FROM sessions WHERE user_id = $1 AND public_id = $2 RETURNING id")
        .bind(me.to_string())
        .bind(public_id.to_string())
        .fetch_optional(&mut *tx)
        .await
        .map_err(failed)?;
    tx.commit().await?;
    Ok(id)
}

pub(crate) async fn end_all(tx: &mut WriteTx, me: UserId, but: Option<&str>) -> Result<u64> {
    let done = sqlx::query("DELETE FROM sessions WHERE user_id = $1 AND id <> $2")
        .bind(me.to_string())
        .bind(but.unwrap_or_default())
        .execute(&mut **tx)
        .await
        .map_err(failed)?;
    Ok(done.rows_affected())
}

pub(crate) async fn delete_over(tx: &mut WriteTx, now: Timestamp) -> Result<()> {
    sqlx::query("DELETE FROM sessions WHERE expires_at <= $1").bind(now.0).execute(&mut **tx).await.map_err(failed)?;
    Ok(())
}
