//! Rows of `one_time_links`.

use super::unreadable;
use crate::links::{Link, Purpose};
use db::{WriteTx, failed};
use model::{Result, Timestamp, UserId};
use sqlx::{Any, Executor};

type Row = (String, String, String);

/// Puts a link in place of the last one of this person and purpose.
pub(crate) async fn put(tx: &mut WriteTx, who: UserId, purpose: Purpose, secret_hash: &str, email: &str, expires_at: Timestamp) -> Result<()> {
    sqlx::query(
        "INSERT INTO one_time_links (user_id, purpose, secret_hash, email, expires_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (user_id, purpose) DO UPDATE
         SET secret_hash = excluded.secret_hash, email = excluded.email, expires_at = excluded.expires_at",
    )
    .bind(who.to_string())
    .bind(purpose.code())
    .bind(secret_hash)
    .bind(email)
    .bind(expires_at.0)
    .execute(&mut **tx)
    .await
    .map_err(failed)?;
    Ok(())
}

/// A link of one of two purposes that is not over. It stays.
pub(crate) async fn peek<'e>(from: impl Executor<'e, Database = Any>, secret_hash: &str, of: [Purpose; 2], now: Timestamp) -> Result<Option<Link>> {
    let row: Option<Row> = sqlx::query_as(
        "SELECT user_id, purpose, email FROM one_time_links
         WHERE secret_hash = $1 AND purpose IN ($2, $3) AND expires_at > $4",
    )
    .bind(secret_hash)
    .bind(of[0].code())
    .bind(of[1].code())
    .bind(now.0)
    .fetch_optional(from)
    .await
    .map_err(failed)?;
    row.map(link).transpose()
}

/// The same, and it is gone: of two that use it at once, one has it.
pub(crate) async fn take(tx: &mut WriteTx, secret_hash: &str, of: [Purpose; 2], now: Timestamp) -> Result<Option<Link>> {
    let row: Option<Row> = sqlx::query_as(
        "DELETE FROM one_time_links WHERE secret_hash = $1 AND purpose IN ($2, $3) AND expires_at > $4
         RETURNING user_id, purpose, email",
    )
    .bind(secret_hash)
    .bind(of[0].code())
    .bind(of[1].code())
    .bind(now.0)
    .fetch_optional(&mut **tx)
    .await
    .map_err(failed)?;
    row.map(link).transpose()
}

pub(crate) async fn delete(tx: &mut WriteTx, who: UserId, purposes: &[Purpose]) -> Result<()> {
    for purpose in purposes {
        sqlx::query("DELETE FROM one_time_links WHERE user_id = $1 AND purpose = $2")
            .bind(who.to_string())
            .bind(purpose.code())
            .execute(&mut **tx)
            .await
            .map_err(failed)?;
    }
    Ok(())
}

pub(crate) async fn delete_over(tx: &mut WriteTx, now: Timestamp) -> Result<()> {
    sqlx::query("DELETE FROM one_time_links WHERE expires_at <= $1").bind(now.0).execute(&mut **tx).await.map_err(failed)?;
    Ok(())
}

fn link((user_id, purpose, email): Row) -> Result<Link> {
    let known = Purpose::ALL.into_iter().find(|known| known.code() == purpose);
    match (user_id.parse(), known) {
        (Ok(user_id), Some(purpose)) => Ok(Link { user_id, purpose, email }),
        _ => Err(unreadable("one_time_links", &user_id)),
    }
}
