//! Rows of `social_pauses`.

use crate::Platform;
use db::{Db, WriteTx, failed};
use model::{Result, UserId};

pub(crate) async fn set(tx: &mut WriteTx, platform: Platform, by: UserId, now: i64) -> Result<()> {
    let sql = "INSERT INTO social_pauses (platform, paused_by, paused_at) VALUES ($1, $2, $3) ON CONFLICT (platform) DO NOTHING";
    sqlx::query(sql).bind(platform.code()).bind(by.to_string()).bind(now).execute(&mut **tx).await.map_err(failed)?;
    Ok(())
}

pub(crate) async fn take_away(tx: &mut WriteTx, platform: Platform) -> Result<()> {
    sqlx::query("DELETE FROM social_pauses WHERE platform = $1").bind(platform.code()).execute(&mut **tx).await.map_err(failed)?;
    Ok(())
}

pub(crate) async fn list(db: &Db) -> Result<Vec<Platform>> {
    let codes: Vec<String> = sqlx::query_scalar("SELECT platform FROM social_pauses").fetch_all(db.read()).await.map_err(failed)?;
    Ok(codes.iter().filter_map(|code| Platform::from_code(code)).collect())
}
