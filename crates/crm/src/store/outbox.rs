//! The outbox and its log.

use db::{WriteTx, failed, new_id};
use model::{
    CreatorId, Error, ErrorCode, FanId, OutgoingId, Result, Timestamp, UserId,
    crm::{Change, Origin, Outgoing, SendState},
};
use sqlx::{AnyPool, FromRow};

#[derive(FromRow)]
pub(crate) struct Row {
    pub id: String,
    pub account_id: String,
    pub fan_id: String,
    pub author_id: Option<String>,
    pub origin: String,
    pub campaign_id: Option<String>,
    pub automation: Option<String>,
    pub text: String,
    pub media: String,
    pub previews: String,
    pub locked_text: i64,
    pub reply_to: Option<String>,
    pub price_cents: i64,
    pub priority: i64,
    pub state: String,
    pub reason: String,
    pub attempts: i64,
    pub attempt_at: Option<i64>,
    pub due_at: i64,
    pub gateway_message_id: Option<String>,
    pub created_at: i64,
    pub changed_at: i64,
}

fn broken(id: &str) -> Error {
    tracing::error!(id, "a row of the outbox cannot be read");
    ErrorCode::Internal.into()
}

impl Row {
    pub fn state(&self) -> Result<SendState> {
        SendState::from_code(&self.state).ok_or_else(|| broken(&self.id))
    }

    pub fn creator(&self) -> Result<CreatorId> {
        self.account_id.parse().map_err(|_| broken(&self.id))
    }

    pub fn read(self) -> Result<Outgoing> {
        let wrong = || broken(&self.id);
        Ok(Outgoing {
            id: self.id.parse().map_err(|_| wrong())?,
            creator: self.creator()?,
            fan: self.fan_id.parse().map_err(|_| wrong())?,
            author: self.author_id.as_deref().and_then(|id| id.parse().ok()),
            origin: Origin::from_code(&self.origin).ok_or_else(wrong)?,
            campaign: self.campaign_id.as_deref().and_then(|id| id.parse().ok()),
            media: list(&self.media),
            previews: list(&self.previews),
            price_cents: self.price_cents,
            priority: u8::try_from(self.priority).map_err(|_| wrong())?,
            state: self.state()?,
            attempts: u32::try_from(self.attempts).map_err(|_| wrong())?,
            due_at: Timestamp(self.due_at),
            gateway_id: self.gateway_message_id.clone(),
            created_at: Timestamp(self.created_at),
            changed_at: Timestamp(self.changed_at),
            automation: self.automation,
            text: self.text,
            reason: self.reason,
        })
    }
}

/// A list as it is stored.
pub(crate) fn list(json: &str) -> Vec<String> {
    serde_json::from_str(json).unwrap_or_default()
}

/// The columns of [`Row`], in the texts of queries.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, account_id, fan_id, author_id, origin, campaign_id, text, media, previews, locked_text, reply_to, price_cents, priority, \
             state, reason, attempts, attempt_at, due_at, gateway_message_id, created_at, changed_at, \
             (SELECT a.name FROM crm_automations a WHERE a.id = crm_outbox.automation_id) AS automation FROM crm_outbox ",
            $rest
        )
    };
}

/// What is written first.
pub(crate) struct New<'a> {
    pub id: OutgoingId,
    pub creator: CreatorId,
    pub fan: FanId,
    pub author: Option<UserId>,
    pub origin: Origin,
    pub campaign: Option<String>,
    /// The automatic message that it is.
    pub automation: Option<String>,
    pub client_key: Option<&'a str>,
    pub text: &'a str,
    pub media: String,
    pub previews: String,
    pub locked_text: bool,
    pub price_cents: i64,
    pub reply_to: Option<&'a str>,
    pub priority: u8,
    pub due_at: i64,
    pub at: i64,
}

/// Writes the row; `false` if this key has said so before.
pub(crate) async fn insert(tx: &mut WriteTx, new: &New<'_>) -> Result<bool> {
    let done = sqlx::query(
        "INSERT INTO crm_outbox (id, account_id, fan_id, author_id, origin, campaign_id, client_key, text, media, previews, locked_text,
                                 price_cents, reply_to, priority, state, reason, attempts, due_at, created_at, changed_at, automation_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 'queued', '', 0, $15, $16, $17, $18)
         ON CONFLICT (account_id, client_key) DO NOTHING",
    )
    .bind(new.id.to_string())
    .bind(new.creator.to_string())
    .bind(new.fan.to_string())
    .bind(new.author.map(|id| id.to_string()))
    .bind(new.origin.code())
    .bind(new.campaign.as_deref())
    .bind(new.client_key)
    .bind(new.text)
    .bind(&new.media)
    .bind(&new.previews)
    .bind(i64::from(new.locked_text))
    .bind(new.price_cents)
    .bind(new.reply_to)
    .bind(i64::from(new.priority))
    .bind(new.due_at)
    .bind(new.at)
    .bind(new.at)
    .bind(new.automation.as_deref())
    .execute(&mut **tx)
    .await
    .map_err(failed)?;
    Ok(done.rows_affected() == 1)
}

pub(crate) async fn by_key(pool: &AnyPool, creator: CreatorId, key: &str) -> Result<Outgoing> {
    let row: Option<Row> = sqlx::query_as(select!("WHERE account_id = $1 AND client_key = $2"))
        .bind(creator.to_string())
        .bind(key)
        .fetch_optional(pool)
        .await
        .map_err(failed)?;
    row.ok_or(ErrorCode::NotFound)?.read()
}

pub(crate) async fn get(pool: &AnyPool, id: OutgoingId) -> Result<Outgoing> {
    let row: Option<Row> = sqlx::query_as(select!("WHERE id = $1")).bind(id.to_string()).fetch_optional(pool).await.map_err(failed)?;
    row.ok_or(ErrorCode::NotFound)?.read()
}

/// The row, which nobody else changes until the transaction ends: what is decided on it holds.
pub(crate) async fn locked(tx: &mut WriteTx, id: &str) -> Result<Row> {
    sqlx::query("UPDATE crm_outbox SET attempts = attempts WHERE id = $1").bind(id).execute(&mut **tx).await.map_err(failed)?;
    let row: Option<Row> = sqlx::query_as(select!("WHERE id = $1")).bind(id).fetch_optional(&mut **tx).await.map_err(failed)?;
    row.ok_or_else(|| ErrorCode::NotFound.into())
}

/// Those of an account in a state, last changed first, from before a place on.
pub(crate) async fn in_state(pool: &AnyPool, creator: CreatorId, state: SendState, before: (i64, &str), limit: i64) -> Result<Vec<Outgoing>> {
    let sql = select!("WHERE account_id = $1 AND state = $2 AND (changed_at, id) < ($3, $4) ORDER BY changed_at DESC, id DESC LIMIT $5");
    let rows: Vec<Row> = sqlx::query_as(sql)
        .bind(creator.to_string())
        .bind(state.code())
        .bind(before.0)
        .bind(before.1)
        .bind(limit)
        .fetch_all(pool)
        .await
        .map_err(failed)?;
    rows.into_iter().map(Row::read).collect()
}

/// Those to a fan that are not in the chat, oldest first, from after one on; those that were refused only where that was after a
/// moment.
pub(crate) async fn not_in_chat(pool: &AnyPool, fan: FanId, refused_after: i64, after: &str, limit: i64) -> Result<Vec<Outgoing>> {
    let rows: Vec<Row> = sqlx::query_as(select!(
        "WHERE fan_id = $1 AND (state IN ('queued', 'in_flight', 'failed', 'unconfirmed') OR (state = 'rejected' AND changed_at > $2))
         AND id > $3 ORDER BY id LIMIT $4"
    ))
    .bind(fan.to_string())
    .bind(refused_after)
    .bind(after)
    .bind(limit)
    .fetch_all(pool)
    .await
    .map_err(failed)?;
    rows.into_iter().map(Row::read).collect()
}

/// Those whose attempt began before a moment and was never answered.
pub(crate) async fn lost(pool: &AnyPool, before: i64) -> Result<Vec<String>> {
    sqlx::query_scalar("SELECT id FROM crm_outbox WHERE state = 'in_flight' AND attempt_at < $1 ORDER BY attempt_at LIMIT 100")
        .bind(before)
        .fetch_all(pool)
        .await
        .map_err(failed)
}

/// Unconfirmed ones that were tried after a moment and not looked at since another, longest ago first.
pub(crate) async fn unconfirmed(pool: &AnyPool, tried_after: i64, looked_before: i64) -> Result<Vec<Row>> {
    sqlx::query_as(select!("WHERE state = 'unconfirmed' AND attempt_at > $1 AND changed_at <= $2 ORDER BY changed_at LIMIT 20"))
        .bind(tried_after)
        .bind(looked_before)
        .fetch_all(pool)
        .await
        .map_err(failed)
}

/// Unconfirmed ones to a fan, oldest attempt first.
pub(crate) async fn unconfirmed_to(tx: &mut WriteTx, fan: &str) -> Result<Vec<Row>> {
    sqlx::query_as(select!("WHERE fan_id = $1 AND state = 'unconfirmed' ORDER BY attempt_at, id"))
        .bind(fan)
        .fetch_all(&mut **tx)
        .await
        .map_err(failed)
}

/// Whether one to this fan is in flight: its own answer comes first.
pub(crate) async fn in_flight_to(tx: &mut WriteTx, fan: &str) -> Result<bool> {
    let found: Option<i64> = sqlx::query_scalar("SELECT CAST(1 AS BIGINT) FROM crm_outbox WHERE fan_id = $1 AND state = 'in_flight' LIMIT 1")
        .bind(fan)
        .fetch_optional(&mut **tx)
        .await
        .map_err(failed)?;
    Ok(found.is_some())
}

/// The one that a message of the gateway is.
pub(crate) async fn of_message(tx: &mut WriteTx, creator: CreatorId, gateway_id: &str) -> Result<Option<Row>> {
    sqlx::query_as(select!("WHERE account_id = $1 AND gateway_message_id = $2"))
        .bind(creator.to_string())
        .bind(gateway_id)
        .fetch_optional(&mut **tx)
        .await
        .map_err(failed)
}

/// Moves a message from one state to another and logs it; `false` if it is in another state by now.
pub(crate) async fn change(tx: &mut WriteTx, id: &str, from: SendState, to: SendState, reason: &str, by: Option<UserId>, at: i64) -> Result<bool> {
    debug_assert!(from.may_become(to), "{from:?} to {to:?}");
    let done = sqlx::query("UPDATE crm_outbox SET state = $1, reason = $2, changed_at = $3 WHERE id = $4 AND state = $5")
        .bind(to.code())
        .bind(reason)
        .bind(at)
        .bind(id)
        .bind(from.code())
        .execute(&mut **tx)
        .await
        .map_err(failed)?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    log(tx, id, to, reason, by, at).await?;
    Ok(true)
}

/// Notes why a message stays where it is.
pub(crate) async fn looked(tx: &mut WriteTx, id: &str, state: SendState, reason: &str, at: i64) -> Result<()> {
    sqlx::query("UPDATE crm_outbox SET reason = $1, changed_at = $2 WHERE id = $3 AND state = $4")
        .bind(reason)
        .bind(at)
        .bind(id)
        .bind(state.code())
        .execute(&mut **tx)
        .await
        .map_err(failed)?;
    Ok(())
}

pub(crate) async fn log(tx: &mut WriteTx, id: &str, state: SendState, reason: &str, by: Option<UserId>, at: i64) -> Result<()> {
    let line: OutgoingId = new_id();
    sqlx::query("INSERT INTO crm_outbox_log (id, outbox_id, state, reason, user_id, at) VALUES ($1, $2, $3, $4, $5, $6)")
        .bind(line.to_string())
        .bind(id)
        .bind(state.code())
        .bind(reason)
        .bind(by.map(|id| id.to_string()))
        .bind(at)
        .execute(&mut **tx)
        .await
        .map_err(failed)?;
    Ok(())
}

pub(crate) async fn changes(pool: &AnyPool, id: OutgoingId) -> Result<Vec<Change>> {
    let rows: Vec<(String, String, Option<String>, i64)> =
        sqlx::query_as("SELECT state, reason, user_id, at FROM crm_outbox_log WHERE outbox_id = $1 ORDER BY id")
            .bind(id.to_string())
            .fetch_all(pool)
            .await
            .map_err(failed)?;
    rows.into_iter()
        .map(|(state, reason, by, at)| {
            let state = SendState::from_code(&state).ok_or(ErrorCode::Internal)?;
            Ok(Change { state, reason, by: by.and_then(|id| id.parse().ok()), at: Timestamp(at) })
        })
        .collect()
}

/// The gateway's id of a message, or none any more.
pub(crate) async fn set_gateway_id(tx: &mut WriteTx, id: &str, gateway_id: Option<&str>) -> Result<()> {
    sqlx::query("UPDATE crm_outbox SET gateway_message_id = $1 WHERE id = $2").bind(gateway_id).bind(id).execute(&mut **tx).await.map_err(failed)?;
    Ok(())
}

/// What can be changed while it waits; `false` if it does not any more.
pub(crate) async fn edit(tx: &mut WriteTx, id: OutgoingId, text: &str, price_cents: i64, due_at: i64, at: i64) -> Result<bool> {
    let done = sqlx::query("UPDATE crm_outbox SET text = $1, price_cents = $2, due_at = $3, changed_at = $4 WHERE id = $5 AND state = 'queued'")
        .bind(text)
        .bind(price_cents)
        .bind(due_at)
        .bind(at)
        .bind(id.to_string())
        .execute(&mut **tx)
        .await
        .map_err(failed)?;
    Ok(done.rows_affected() == 1)
}

/// It is about to be tried.
pub(crate) async fn begin(tx: &mut WriteTx, id: &str, at: i64) -> Result<()> {
    sqlx::query("UPDATE crm_outbox SET attempts = attempts + 1, attempt_at = $1 WHERE id = $2")
        .bind(at)
        .bind(id)
        .execute(&mut **tx)
        .await
        .map_err(failed)?;
    Ok(())
}

/// It is tried again from now on.
pub(crate) async fn renew(tx: &mut WriteTx, id: &str, at: i64) -> Result<()> {
    sqlx::query("UPDATE crm_outbox SET due_at = $1 WHERE id = $2").bind(at).bind(id).execute(&mut **tx).await.map_err(failed)?;
    Ok(())
}

pub(crate) async fn unsent(tx: &mut WriteTx, id: &str, at: i64) -> Result<()> {
    sqlx::query("UPDATE crm_outbox SET unsent_at = $1 WHERE id = $2").bind(at).bind(id).execute(&mut **tx).await.map_err(failed)?;
    Ok(())
}
