//! Rows of `social_holds`.

use crate::Platform;
use db::{Db, WriteTx, failed};
use model::{Result, SocialAccountId};

/// Nobody asks this platform before then: for this account, or for all.
pub(crate) async fn hold(tx: &mut WriteTx, platform: Platform, account: Option<SocialAccountId>, until: i64) -> Result<()> {
    let sql = "INSERT INTO social_holds (platform, account_id, until) VALUES ($1, $2, $3)
               ON CONFLICT (platform, account_id) DO UPDATE SET until = excluded.until WHERE excluded.until > social_holds.until";
    let account = account.map(|id| id.to_string()).unwrap_or_default();
    sqlx::query(sql).bind(platform.code()).bind(account).bind(until).execute(&mut **tx).await.map_err(failed)?;
    Ok(())
}

/// Whether it is held now.
pub(crate) async fn is_held(db: &Db, platform: Platform, account: SocialAccountId, now: i64) -> Result<bool> {
    let sql = "SELECT CAST(count(*) AS BIGINT) FROM social_holds WHERE platform = $1 AND account_id IN ('', $2) AND until > $3";
    let query = sqlx::query_scalar(sql).bind(platform.code()).bind(account.to_string()).bind(now);
    let many: i64 = query.fetch_one(db.read()).await.map_err(failed)?;
    Ok(many > 0)
}

pub(crate) async fn delete_over(tx: &mut WriteTx, now: i64) -> Result<()> {
    sqlx::query("DELETE FROM social_holds WHERE until <= $1").bind(now).execute(&mut **tx).await.map_err(failed)?;
    Ok(())
}
