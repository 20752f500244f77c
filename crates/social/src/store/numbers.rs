//! Rows of `social_numbers` and `social_comments`.

use crate::Reading;
use db::{WriteTx, failed};
use model::{Result, SocialAccountId};

const DAY: i64 = 86_400_000;

/// Keeps a number of this day; a later one of the same day replaces it.
pub(crate) async fn keep(tx: &mut WriteTx, account: SocialAccountId, reading: &Reading, now: i64) -> Result<()> {
    let sql = "INSERT INTO social_numbers (account_id, subject, metric, day, value, read_at) VALUES ($1, $2, $3, $4, $5, $6)
               ON CONFLICT (account_id, subject, metric, day) DO UPDATE SET value = excluded.value, read_at = excluded.read_at";
    sqlx::query(sql)
        .bind(account.to_string())
        .bind(&reading.subject)
        .bind(&reading.metric)
        .bind(now / DAY)
        .bind(reading.value)
        .bind(now)
        .execute(&mut **tx)
        .await
        .map_err(failed)?;
    if reading.removed {
        let sql = "UPDATE publications SET removed_at = $1 WHERE account_id = $2 AND remote_id = $3 AND removed_at IS NULL";
        sqlx::query(sql).bind(now).bind(account.to_string()).bind(&reading.subject).execute(&mut **tx).await.map_err(failed)?;
    }
    Ok(())
}

pub(crate) struct Comment<'a> {
    pub id: &'a str,
    pub media: &'a str,
    pub author: &'a str,
    pub body: &'a str,
    pub at: i64,
}

/// Keeps a comment; a newer one of the same id replaces it.
pub(crate) async fn comment(tx: &mut WriteTx, account: SocialAccountId, comment: &Comment<'_>) -> Result<()> {
    let sql = "INSERT INTO social_comments (account_id, remote_id, media_id, author, body, at) VALUES ($1, $2, $3, $4, $5, $6)
               ON CONFLICT (account_id, remote_id) DO UPDATE SET body = excluded.body, at = excluded.at WHERE excluded.at > social_comments.at";
    sqlx::query(sql)
        .bind(account.to_string())
        .bind(comment.id)
        .bind(comment.media)
        .bind(comment.author)
        .bind(comment.body)
        .bind(comment.at)
        .execute(&mut **tx)
        .await
        .map_err(failed)?;
    Ok(())
}
