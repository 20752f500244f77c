//! Rows of `social_numbers` and `social_comments`.

use crate::Reading;
use db::{
    Db, WriteTx, failed,
    rows::{column, time},
};
use model::{
    Result, SocialAccountId,
    social::{DayNumber, Number},
};

pub(crate) const DAY: i64 = 86_400_000;

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

/// The newest value of each number of a subject.
pub(crate) async fn newest(db: &Db, account: SocialAccountId, subject: &str) -> Result<Vec<Number>> {
    let sql = "SELECT metric, value, read_at FROM social_numbers n WHERE account_id = $1 AND subject = $2 AND day =
                   (SELECT max(day) FROM social_numbers m WHERE m.account_id = n.account_id AND m.subject = n.subject AND m.metric = n.metric)
               ORDER BY metric";
    let rows = sqlx::query(sql).bind(account.to_string()).bind(subject).fetch_all(db.read()).await.map_err(failed)?;
    rows.iter().map(|row| Ok(Number { metric: column(row, "metric")?, value: column(row, "value")?, read_at: time(row, "read_at")? })).collect()
}

/// An account's own numbers by day, since a day.
pub(crate) async fn by_day(db: &Db, account: SocialAccountId, since: i64) -> Result<Vec<DayNumber>> {
    let sql = "SELECT metric, day, value FROM social_numbers WHERE account_id = $1 AND subject = '' AND day >= $2 ORDER BY metric, day";
    let rows = sqlx::query(sql).bind(account.to_string()).bind(since).fetch_all(db.read()).await.map_err(failed)?;
    rows.iter().map(|row| Ok(DayNumber { metric: column(row, "metric")?, day: column(row, "day")?, value: column(row, "value")? })).collect()
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
