//! What administrators see and do, over all accounts.

use db::{WriteTx, failed};
use model::{
    ErrorCode, OutgoingId, Result, Timestamp, WebhookId,
    crm::{AccountBucket, AlarmKind, CreatorState, EventState, JournalEntry, SendState, Troubled},
};
use sqlx::{AnyPool, FromRow};

use crate::bucket::Bucket;

#[derive(FromRow)]
pub(crate) struct BucketRow {
    gateway_id: String,
    name: String,
    state: String,
    paused_until: i64,
    tokens: i64,
    tokens_at: i64,
    last_send_at: i64,
    depth: i64,
}

impl BucketRow {
    /// `filled` says how many whole tokens are in a bucket by now.
    pub fn read(self, now: i64, filled: impl Fn(Bucket) -> i64) -> Result<AccountBucket> {
        Ok(AccountBucket {
            state: CreatorState::from_code(&self.state).ok_or(ErrorCode::Internal)?,
            tokens: filled(Bucket { tokens: self.tokens, at: self.tokens_at, last_send: self.last_send_at }),
            depth: self.depth,
            paused_until: (self.paused_until > now).then_some(Timestamp(self.paused_until)),
            gateway_id: self.gateway_id,
            name: self.name,
        })
    }
}

/// Buckets, those with most that waits first.
pub(crate) async fn buckets(pool: &AnyPool, now: i64, limit: i64) -> Result<Vec<BucketRow>> {
    sqlx::query_as(
        "SELECT a.gateway_id, a.name, a.state, a.paused_until, a.tokens, a.tokens_at, a.last_send_at,
                (SELECT CAST(COUNT(*) AS BIGINT) FROM crm_queue q JOIN crm_outbox o ON o.id = q.outbox_id
                 WHERE q.account_id = a.id AND q.visible_at <= $1 AND o.state = 'queued') AS depth
         FROM crm_accounts a ORDER BY depth DESC, a.id LIMIT $2",
    )
    .bind(now)
    .bind(limit)
    .fetch_all(pool)
    .await
    .map_err(failed)
}

#[derive(FromRow)]
pub(crate) struct TroubledRow {
    id: String,
    account: String,
    fan: String,
    text: String,
    state: String,
    reason: String,
    attempts: i64,
    at: i64,
}

impl TroubledRow {
    pub fn read(self) -> Result<Troubled> {
        Ok(Troubled {
            id: self.id.parse().map_err(|_| ErrorCode::Internal)?,
            account: self.account,
            fan: self.fan,
            text: crate::text::line(&self.text, 200),
            state: SendState::from_code(&self.state).ok_or(ErrorCode::Internal)?,
            reason: self.reason,
            attempts: self.attempts,
            at: Timestamp(self.at),
        })
    }
}

/// Dead letters, the last first.
pub(crate) async fn dead_letters(pool: &AnyPool, (at, id): (i64, &str), limit: i64) -> Result<Vec<TroubledRow>> {
    sqlx::query_as(
        "SELECT o.id, a.name AS account, CASE WHEN f.name <> '' THEN f.name ELSE f.username END AS fan, o.text, o.state, o.reason, o.attempts, d.at
         FROM crm_dead_letters d JOIN crm_outbox o ON o.id = d.outbox_id JOIN crm_accounts a ON a.id = o.account_id JOIN crm_fans f ON f.id = o.fan_id
         WHERE o.state = 'failed' AND (d.at < $1 OR (d.at = $1 AND d.outbox_id < $2)) ORDER BY d.at DESC, d.outbox_id DESC LIMIT $3",
    )
    .bind(at)
    .bind(id)
    .bind(limit)
    .fetch_all(pool)
    .await
    .map_err(failed)
}

/// Messages whose answer was lost, the last tried first.
pub(crate) async fn unconfirmed(pool: &AnyPool, (at, id): (i64, &str), limit: i64) -> Result<Vec<TroubledRow>> {
    sqlx::query_as(
        "SELECT o.id, a.name AS account, CASE WHEN f.name <> '' THEN f.name ELSE f.username END AS fan, o.text, o.state, o.reason, o.attempts,
                o.attempt_at AS at
         FROM crm_outbox o JOIN crm_accounts a ON a.id = o.account_id JOIN crm_fans f ON f.id = o.fan_id
         WHERE o.state = 'unconfirmed' AND (o.attempt_at < $1 OR (o.attempt_at = $1 AND o.id < $2)) ORDER BY o.attempt_at DESC, o.id DESC LIMIT $3",
    )
    .bind(at)
    .bind(id)
    .bind(limit)
    .fetch_all(pool)
    .await
    .map_err(failed)
}

/// Dead letters that were given up before a moment.
pub(crate) async fn dead_before(pool: &AnyPool, at: i64, limit: i64) -> Result<Vec<OutgoingId>> {
    let ids: Vec<String> = sqlx::query_scalar(
        "SELECT d.outbox_id FROM crm_dead_letters d JOIN crm_outbox o ON o.id = d.outbox_id
         WHERE o.state = 'failed' AND d.at <= $1 ORDER BY d.at, d.outbox_id LIMIT $2",
    )
    .bind(at)
    .bind(limit)
    .fetch_all(pool)
    .await
    .map_err(failed)?;
    ids.iter().map(|id| id.parse().map_err(|_| ErrorCode::Internal.into())).collect()
}

#[derive(FromRow)]
pub(crate) struct EntryRow {
    id: String,
    event: String,
    gateway_account: String,
    state: String,
    error: Option<String>,
    attempts: i64,
    received_at: i64,
}

impl EntryRow {
    pub fn read(self) -> Result<JournalEntry> {
        Ok(JournalEntry {
            id: self.id.parse().map_err(|_| ErrorCode::Internal)?,
            event: self.event,
            gateway_account: self.gateway_account,
            state: EventState::from_code(&self.state).ok_or(ErrorCode::Internal)?,
            error: self.error,
            attempts: self.attempts,
            at: Timestamp(self.received_at),
        })
    }
}

/// Events of the journal, the last first: all, or those in a state.
pub(crate) async fn journal(pool: &AnyPool, state: &str, before: &str, limit: i64) -> Result<Vec<EntryRow>> {
    sqlx::query_as(
        "SELECT id, event, gateway_account, state, error, attempts, received_at FROM crm_webhooks
         WHERE ($1 = '' OR state = $1) AND id < $2 ORDER BY id DESC LIMIT $3",
    )
    .bind(state)
    .bind(before)
    .bind(limit)
    .fetch_all(pool)
    .await
    .map_err(failed)
}

/// When the last event came.
pub(crate) async fn last_event(pool: &AnyPool) -> Result<Option<i64>> {
    sqlx::query_scalar("SELECT received_at FROM crm_webhooks ORDER BY id DESC LIMIT 1").fetch_optional(pool).await.map_err(failed)
}

/// An event waits again; `false` if it does already.
pub(crate) async fn replay(tx: &mut WriteTx, id: WebhookId) -> Result<bool> {
    let done = sqlx::query(
        "UPDATE crm_webhooks SET state = 'waiting', attempts = 0, next_attempt_at = 0, error = NULL, done_at = NULL
         WHERE id = $1 AND state <> 'waiting'",
    )
    .bind(id.to_string())
    .execute(&mut **tx)
    .await
    .map_err(failed)?;
    Ok(done.rows_affected() == 1)
}

/// Whether an alarm is noted as being on.
pub(crate) async fn any_alarm(pool: &AnyPool) -> Result<bool> {
    let found: Option<i64> = sqlx::query_scalar("SELECT CAST(1 AS BIGINT) FROM crm_alarms LIMIT 1").fetch_optional(pool).await.map_err(failed)?;
    Ok(found.is_some())
}

/// An alarm is on; `true` if it was not.
pub(crate) async fn began(tx: &mut WriteTx, kind: AlarmKind, at: i64) -> Result<bool> {
    let done = sqlx::query("INSERT INTO crm_alarms (kind, since) VALUES ($1, $2) ON CONFLICT (kind) DO NOTHING")
        .bind(kind.code())
        .bind(at)
        .execute(&mut **tx)
        .await
        .map_err(failed)?;
    Ok(done.rows_affected() == 1)
}

/// An alarm is off, if it began before a moment.
pub(crate) async fn over(tx: &mut WriteTx, kind: AlarmKind, began_before: i64) -> Result<()> {
    sqlx::query("DELETE FROM crm_alarms WHERE kind = $1 AND since <= $2")
        .bind(kind.code())
        .bind(began_before)
        .execute(&mut **tx)
        .await
        .map_err(failed)?;
    Ok(())
}
