//! Which mails people chose.

use super::rows::{kind, text};
use db::failed;
use model::{
    ErrorCode, Result, UserId,
    notifications::{MailChoice, Mails},
};
use sqlx::{AnyConnection, AnyPool};

pub(crate) async fn choices(pool: &AnyPool, me: UserId) -> Result<Vec<MailChoice>> {
    let sql = "SELECT kind, mails FROM notification_mails WHERE user_id = $1";
    let rows = sqlx::query(sql).bind(me.to_string()).fetch_all(pool).await.map_err(failed)?;
    rows.iter().map(|row| Ok(MailChoice { kind: kind(row)?, mails: Mails::from_code(&text(row, "mails")?).ok_or(ErrorCode::Internal)? })).collect()
}

pub(crate) async fn choose(tx: &mut AnyConnection, me: UserId, choice: MailChoice) -> Result<()> {
    let sql = "INSERT INTO notification_mails (user_id, kind, mails) VALUES ($1, $2, $3) \
               ON CONFLICT (user_id, kind) DO UPDATE SET mails = excluded.mails";
    sqlx::query(sql).bind(me.to_string()).bind(choice.kind.code()).bind(choice.mails.code()).execute(tx).await.map_err(failed)?;
    Ok(())
}
