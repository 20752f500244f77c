//! Rows of `api_tokens`.

use super::unreadable;
use db::{Db, WriteTx, failed};
use model::{Result, Timestamp, TokenId, UserId, accounts::ApiToken};

/// A token that somebody has shown.
#[derive(Debug)]
pub(crate) struct Shown {
    pub id: TokenId,
    pub user_id: UserId,
    pub last_used_at: Option<Timestamp>,
}

pub(crate) async fn count(tx: &mut WriteTx, me: UserId) -> Result<i64> {
    let sql = "SELECT CAST(count(*) AS BIGINT) FROM api_tokens WHERE user_id = $1";
    sqlx::query_scalar(sql).bind(me.to_string()).fetch_one(&mut **tx).await.map_err(failed)
}

pub(crate) async fn insert(tx: &mut WriteTx, me: UserId, token: &ApiToken, secret_hash: &str) -> Result<()> {
    sqlx::query("INSERT INTO api_tokens (id, user_id, name, hint, secret_hash, created_at) VALUES ($1, $2, $3, $4, $5, $6)")
        .bind(token.id.to_string())
        .bind(me.to_string())
        .bind(&token.name)
        .bind(&token.hint)
        .bind(secret_hash)
        .bind(token.created_at.0)
        .execute(&mut **tx)
        .await
        .map_err(failed)?;
    Ok(())
}

pub(crate) async fn list(db: &Db, me: UserId) -> Result<Vec<ApiToken>> {
    let sql = "SELECT id, name, hint, created_at, last_used_at FROM api_tokens WHERE user_id = $1 ORDER BY id DESC";
    let rows: Vec<(String, String, String, i64, Option<i64>)> =
        sqlx::query_as(sql).bind(me.to_string()).fetch_all(db.read()).await.map_err(failed)?;
    let token = |(id, name, hint, created_at, last_used_at): (String, _, _, _, Option<i64>)| {
        let id = id.parse().map_err(|_| unreadable("api_tokens", &id))?;
        Ok(ApiToken { id, name, hint, created_at: Timestamp(created_at), last_used_at: last_used_at.map(Timestamp) })
    };
    rows.into_iter().map(token).collect()
}

pub(crate) async fn delete(tx: &mut WriteTx, me: UserId, id: TokenId) -> Result<Option<String>> {
    let sql = "DELETE FROM api_tokens WHERE user_id = $1 AND id = $2 RETURNING secret_hash";
    sqlx::query_scalar(sql).bind(me.to_string()).bind(id.to_string()).fetch_optional(&mut **tx).await.map_err(failed)
}

pub(crate) async fn find(db: &Db, secret_hash: &str) -> Result<Option<Shown>> {
    let sql = "SELECT id, user_id, last_used_at FROM api_tokens WHERE secret_hash = $1";
    let row: Option<(String, String, Option<i64>)> = sqlx::query_as(sql).bind(secret_hash).fetch_optional(db.read()).await.map_err(failed)?;
    let Some((id, user_id, last_used_at)) = row else { return Ok(None) };
    match (id.parse(), user_id.parse()) {
        (Ok(id), Ok(user_id)) => Ok(Some(Shown { id, user_id, last_used_at: last_used_at.map(Timestamp) })),
        _ => Err(unreadable("api_tokens", &id)),
    }
}

pub(crate) async fn used(db: &Db, id: TokenId, at: Timestamp) -> Result<()> {
    let mut tx = db.write().await?;
    let sql = "UPDATE api_tokens SET last_used_at = $2 WHERE id = $1";
    sqlx::query(sql).bind(id.to_string()).bind(at.0).execute(&mut *tx).await.map_err(failed)?;
    tx.commit().await
}
