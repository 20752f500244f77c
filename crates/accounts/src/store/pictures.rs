//! Rows of `avatars`, and the version of the picture in `users`.

use db::{Db, WriteTx, failed};
use model::{Result, Timestamp, UserId};

pub(crate) async fn put(tx: &mut WriteTx, me: UserId, png: &[u8], now: Timestamp) -> Result<()> {
    sqlx::query("INSERT INTO avatars (user_id, png) VALUES ($1, $2) ON CONFLICT (user_id) DO UPDATE SET png = excluded.png")
        .bind(me.to_string())
        .bind(png.to_vec())
        .execute(&mut **tx)
        .await
        .map_err(failed)?;
    // The time, so that a version is not used again after a picture was removed.
    sqlx::query("UPDATE users SET picture_version = CASE WHEN picture_version >= $2 THEN picture_version + 1 ELSE $2 END WHERE id = $1")
        .bind(me.to_string())
        .bind(now.0)
        .execute(&mut **tx)
        .await
        .map_err(failed)?;
    Ok(())
}

pub(crate) async fn delete(tx: &mut WriteTx, me: UserId) -> Result<()> {
    for sql in ["DELETE FROM avatars WHERE user_id = $1", "UPDATE users SET picture_version = NULL WHERE id = $1"] {
        sqlx::query(sql).bind(me.to_string()).execute(&mut **tx).await.map_err(failed)?;
    }
    Ok(())
}

pub(crate) async fn get(db: &Db, id: UserId) -> Result<Option<Vec<u8>>> {
    let sql = "SELECT png FROM avatars WHERE user_id = $1";
    sqlx::query_scalar(sql).bind(id.to_string()).fetch_optional(db.read()).await.map_err(failed)
}
