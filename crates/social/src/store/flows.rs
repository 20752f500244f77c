//! Rows of `oauth_flows`.

use crate::{Platform, SignIn};
use db::{
    WriteTx, failed,
    rows::{column, id, known},
};
use model::{Result, UserId};

pub(crate) struct Flow {
    pub user: UserId,
    pub platform: Platform,
    pub sign_in: SignIn,
    pub verifier: String,
    pub redirect_uri: String,
    pub session_hash: String,
    pub expires_at: i64,
}

pub(crate) async fn insert(tx: &mut WriteTx, state_hash: &str, flow: &Flow) -> Result<()> {
    let sql = "INSERT INTO oauth_flows (state_hash, session_hash, user_id, platform, sign_in, verifier, redirect_uri, expires_at)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    sqlx::query(sql)
        .bind(state_hash)
        .bind(&flow.session_hash)
        .bind(flow.user.to_string())
        .bind(flow.platform.code())
        .bind(flow.sign_in.code())
        .bind(&flow.verifier)
        .bind(&flow.redirect_uri)
        .bind(flow.expires_at)
        .execute(&mut **tx)
        .await
        .map_err(failed)?;
    Ok(())
}

/// Takes a flow away and returns it: the next one who asks finds none.
pub(crate) async fn take(tx: &mut WriteTx, state_hash: &str) -> Result<Option<Flow>> {
    let sql = "DELETE FROM oauth_flows WHERE state_hash = $1
               RETURNING session_hash, user_id, platform, sign_in, verifier, redirect_uri, expires_at";
    let Some(row) = sqlx::query(sql).bind(state_hash).fetch_optional(&mut **tx).await.map_err(failed)? else { return Ok(None) };
    let (platform, sign_in): (String, String) = (column(&row, "platform")?, column(&row, "sign_in")?);
    Ok(Some(Flow {
        user: id(&row, "user_id")?,
        platform: known("platform", Platform::from_code(&platform))?,
        sign_in: known("sign_in", SignIn::from_code(&sign_in))?,
        verifier: column(&row, "verifier")?,
        redirect_uri: column(&row, "redirect_uri")?,
        session_hash: column(&row, "session_hash")?,
        expires_at: column(&row, "expires_at")?,
    }))
}

pub(crate) async fn delete_over(tx: &mut WriteTx, before: i64) -> Result<()> {
    sqlx::query("DELETE FROM oauth_flows WHERE expires_at < $1").bind(before).execute(&mut **tx).await.map_err(failed)?;
    Ok(())
}
