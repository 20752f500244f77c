//! All SQL of the outbox.

use db::{Db, WriteTx, failed, new_id, now};
use model::{
    CommentId, Error, ErrorCode, MailId, Result, Timestamp,
    accounts::{Mail, MailState},
};
use sqlx::FromRow;

#[derive(FromRow)]
struct Row {
    id: String,
    recipient: String,
    subject: String,
    body: String,
    state: String,
    error: Option<String>,
    created_at: i64,
    sent_at: Option<i64>,
}

impl TryFrom<Row> for Mail {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self> {
        let (Ok(id), Some(state)) = (row.id.parse(), MailState::from_code(&row.state)) else {
            tracing::error!(id = row.id, state = row.state, "a mail's row cannot be read");
            return Err(ErrorCode::Internal.into());
        };
        Ok(Self {
            id,
            to: row.recipient,
            subject: row.subject,
            text: row.body,
            state,
            error: row.error,
            created_at: Timestamp(row.created_at),
            sent_at: row.sent_at.map(Timestamp),
        })
    }
}

/// A mail that this process is about to hand over.
#[derive(FromRow)]
pub(crate) struct Claimed {
    pub id: String,
    pub recipient: String,
    pub subject: String,
    pub body: String,
    pub attempts: i64,
}

pub(crate) async fn insert(
    tx: &mut WriteTx,
    state: MailState,
    to: &str,
    subject: &str,
    text: &str,
    quote: Option<(CommentId, &str)>,
) -> Result<MailId> {
    let id: MailId = new_id();
    let at = now().0;
    sqlx::query(
        "INSERT INTO mails (id, recipient, subject, body, state, attempts, next_attempt_at, created_at, quote_of, quote)
         VALUES ($1, $2, $3, $4, $5, 0, $6, $7, $8, $9)",
    )
    .bind(id.to_string())
    .bind(to)
    .bind(subject)
    .bind(text)
    .bind(state.code())
    .bind(at)
    .bind(at)
    .bind(quote.map(|(of, _)| of.to_string()))
    .bind(quote.map(|(_, text)| text))
    .execute(&mut **tx)
    .await
    .map_err(failed)?;
    Ok(id)
}

/// Puts other words where mails that have not gone out quote a comment. One that is just being handed over has them in
/// its next attempt.
pub(crate) async fn quote_again(tx: &mut WriteTx, of: CommentId, quote: &str) -> Result<()> {
    let sql = "UPDATE mails SET body = replace(body, quote, $2), quote = $2 \
               WHERE quote_of = $1 AND quote <> '' AND state IN ('kept', 'queued', 'sending')";
    sqlx::query(sql).bind(of.to_string()).bind(quote).execute(&mut **tx).await.map_err(failed)?;
    Ok(())
}

pub(crate) async fn newest(db: &Db, before: Option<MailId>, limit: i64) -> Result<Vec<Mail>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT id, recipient, subject, body, state, error, created_at, sent_at
         FROM mails WHERE id < $1 ORDER BY id DESC LIMIT $2",
    )
    .bind(db::id_before(before))
    .bind(limit)
    .fetch_all(db.read())
    .await
    .map_err(failed)?;
    rows.into_iter().map(Mail::try_from).collect()
}

pub(crate) async fn get(db: &Db, id: MailId) -> Result<Option<Mail>> {
    let row: Option<Row> = sqlx::query_as("SELECT id, recipient, subject, body, state, error, created_at, sent_at FROM mails WHERE id = $1")
        .bind(id.to_string())
        .fetch_optional(db.read())
        .await
        .map_err(failed)?;
    row.map(Mail::try_from).transpose()
}

pub(crate) async fn delete_older(db: &Db, than: Timestamp) -> Result<u64> {
    let mut tx = db.write().await?;
    let done = sqlx::query("DELETE FROM mails WHERE created_at < $1 AND state <> 'sending'").bind(than.0).execute(&mut *tx).await.map_err(failed)?;
    tx.commit().await?;
    Ok(done.rows_affected())
}

/// Takes the next mail that is due; `until` is when it counts as lost if nothing is heard of it.
pub(crate) async fn claim(db: &Db, until: Timestamp) -> Result<Option<Claimed>> {
    let at = now().0;
    // Looked up outside of a transaction first: mostly there is nothing, and writers are not kept waiting.
    let due: Option<String> =
        sqlx::query_scalar("SELECT id FROM mails WHERE state = 'queued' AND next_attempt_at <= $1 ORDER BY next_attempt_at, id LIMIT 1")
            .bind(at)
            .fetch_optional(db.read())
            .await
            .map_err(failed)?;
    let Some(due) = due else { return Ok(None) };
    let mut tx = db.write().await?;
    let claimed = sqlx::query_as(
        "UPDATE mails SET state = 'sending', attempts = attempts + 1, next_attempt_at = $1
         WHERE id = $2 AND state = 'queued' RETURNING id, recipient, subject, body, attempts",
    )
    .bind(until.0)
    .bind(due)
    .fetch_optional(&mut *tx)
    .await
    .map_err(failed)?;
    tx.commit().await?;
    Ok(claimed)
}

/// Whether a mail that has not gone out is gone now. One that is being handed over has failed, if it does not arrive.
pub(crate) async fn take_back(tx: &mut WriteTx, id: MailId, error: &str) -> Result<bool> {
    let sql = "DELETE FROM mails WHERE id = $1 AND state IN ('kept', 'queued')";
    let done = sqlx::query(sql).bind(id.to_string()).execute(&mut **tx).await.map_err(failed)?;
    if done.rows_affected() > 0 {
        return Ok(true);
    }
    let sql = "UPDATE mails SET state = 'failed', error = $1 WHERE id = $2 AND state = 'sending'";
    sqlx::query(sql).bind(error).bind(id.to_string()).execute(&mut **tx).await.map_err(failed)?;
    Ok(false)
}

/// Writes down what came of an attempt. One that was taken back meanwhile has either arrived or failed.
pub(crate) async fn settle(db: &Db, id: &str, state: MailState, error: Option<&str>, next: Timestamp) -> Result<()> {
    let sent_at = (state == MailState::Sent).then(|| now().0);
    let mut tx = db.write().await?;
    sqlx::query("UPDATE mails SET state = $1, error = $2, next_attempt_at = $3, sent_at = $4 WHERE id = $5 AND (state = 'sending' OR $1 = 'sent')")
        .bind(state.code())
        .bind(error)
        .bind(next.0)
        .bind(sent_at)
        .bind(id)
        .execute(&mut *tx)
        .await
        .map_err(failed)?;
    tx.commit().await
}

/// Gives up on mails that some process was handing over when it died.
pub(crate) async fn give_up_lost(db: &Db, error: &str) -> Result<u64> {
    let mut tx = db.write().await?;
    let done = sqlx::query("UPDATE mails SET state = 'failed', error = $1 WHERE state = 'sending' AND next_attempt_at < $2")
        .bind(error)
        .bind(now().0)
        .execute(&mut *tx)
        .await
        .map_err(failed)?;
    tx.commit().await?;
    Ok(done.rows_affected())
}
