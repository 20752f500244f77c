//! Accounts and who works with them.

use db::{WriteTx, failed};
use model::{
    CreatorId, ErrorCode, Result, Timestamp, UserId,
    crm::{Creator, CreatorState, Role},
};
use sqlx::{Any, AnyPool, AssertSqlSafe, Executor, FromRow};

#[derive(FromRow)]
struct Row {
    id: String,
    gateway_id: String,
    name: String,
    username: String,
    time_zone: String,
    state: String,
    state_reason: String,
    state_at: i64,
}

impl Row {
    fn read(self) -> Result<Creator> {
        let (Ok(id), Some(state)) = (self.id.parse(), CreatorState::from_code(&self.state)) else {
            tracing::error!(id = self.id, state = self.state, "an account's row cannot be read");
            return Err(ErrorCode::Internal.into());
        };
        let Self { gateway_id, name, username, time_zone, state_reason: reason, state_at, .. } = self;
        Ok(Creator { id, gateway_id, name, username, time_zone, state, reason, since: Timestamp(state_at) })
    }
}

/// The account's row is held until the transaction ends: whoever claims, counts or plans for it takes turns.
pub(crate) async fn hold(tx: &mut WriteTx, creator: CreatorId) -> Result<()> {
    sqlx::query("UPDATE crm_accounts SET tokens = tokens WHERE id = $1").bind(creator.to_string()).execute(&mut **tx).await.map_err(failed)?;
    Ok(())
}

/// Whether a user is an administrator of this installation.
pub(crate) async fn is_administrator(pool: &AnyPool, user: UserId) -> Result<bool> {
    let found: Option<i64> = sqlx::query_scalar("SELECT CAST(1 AS BIGINT) FROM users WHERE id = $1 AND role = 'admin'")
        .bind(user.to_string())
        .fetch_optional(pool)
        .await
        .map_err(failed)?;
    Ok(found.is_some())
}

pub(crate) async fn role<'e>(on: impl Executor<'e, Database = Any>, creator: CreatorId, user: UserId) -> Result<Option<Role>> {
    let code: Option<String> = sqlx::query_scalar("SELECT role FROM crm_members WHERE account_id = $1 AND user_id = $2")
        .bind(creator.to_string())
        .bind(user.to_string())
        .fetch_optional(on)
        .await
        .map_err(failed)?;
    Ok(code.as_deref().and_then(Role::from_code))
}

/// Adds an account; `false` if somebody has it already.
pub(crate) async fn insert(tx: &mut WriteTx, owner: UserId, creator: &Creator, tokens: i64) -> Result<bool> {
    let at = creator.since.0;
    let done = sqlx::query(
        "INSERT INTO crm_accounts (id, owner_id, gateway_id, name, username, time_zone, state, state_reason, state_at, paused_until,
                                   tokens, tokens_at, last_send_at, transactions_until, read_at, reading_at, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, $10, $11, 0, 0, 0, 0, $12) ON CONFLICT (gateway_id) DO NOTHING",
    )
    .bind(creator.id.to_string())
    .bind(owner.to_string())
    .bind(&creator.gateway_id)
    .bind(&creator.name)
    .bind(&creator.username)
    .bind(&creator.time_zone)
    .bind(creator.state.code())
    .bind(&creator.reason)
    .bind(at)
    .bind(tokens)
    .bind(at)
    .bind(at)
    .execute(&mut **tx)
    .await
    .map_err(failed)?;
    Ok(done.rows_affected() == 1)
}

pub(crate) async fn get(pool: &AnyPool, id: CreatorId) -> Result<Creator> {
    let row: Option<Row> =
        sqlx::query_as("SELECT id, gateway_id, name, username, time_zone, state, state_reason, state_at FROM crm_accounts WHERE id = $1")
            .bind(id.to_string())
            .fetch_optional(pool)
            .await
            .map_err(failed)?;
    row.ok_or(ErrorCode::NotFound)?.read()
}

/// All accounts, or those of one person.
pub(crate) async fn list(pool: &AnyPool, of: Option<UserId>) -> Result<Vec<Creator>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT id, gateway_id, name, username, time_zone, state, state_reason, state_at FROM crm_accounts
         WHERE $1 = '' OR id IN (SELECT account_id FROM crm_members WHERE user_id = $1) ORDER BY id",
    )
    .bind(of.map(|user| user.to_string()).unwrap_or_default())
    .fetch_all(pool)
    .await
    .map_err(failed)?;
    rows.into_iter().map(Row::read).collect()
}

pub(crate) async fn by_gateway_id(tx: &mut WriteTx, gateway_id: &str) -> Result<Option<CreatorId>> {
    let id: Option<String> =
        sqlx::query_scalar("SELECT id FROM crm_accounts WHERE gateway_id = $1").bind(gateway_id).fetch_optional(&mut **tx).await.map_err(failed)?;
    Ok(id.and_then(|id| id.parse().ok()))
}

pub(crate) async fn set_state(tx: &mut WriteTx, id: CreatorId, state: CreatorState, reason: &str, at: Timestamp) -> Result<()> {
    sqlx::query("UPDATE crm_accounts SET state = $1, state_reason = $2, state_at = $3 WHERE id = $4 AND state <> $1")
        .bind(state.code())
        .bind(reason)
        .bind(at.0)
        .bind(id.to_string())
        .execute(&mut **tx)
        .await
        .map_err(failed)?;
    Ok(())
}

/// The gateway asks to wait.
pub(crate) async fn pause(tx: &mut WriteTx, id: CreatorId, until: i64) -> Result<()> {
    sqlx::query("UPDATE crm_accounts SET paused_until = $1 WHERE id = $2 AND paused_until < $1")
        .bind(until)
        .bind(id.to_string())
        .execute(&mut **tx)
        .await
        .map_err(failed)?;
    Ok(())
}

/// Up to when the reader has all transactions, and when it last went through.
pub(crate) async fn marks(pool: &AnyPool, id: CreatorId) -> Result<(i64, i64)> {
    sqlx::query_as("SELECT transactions_until, read_at FROM crm_accounts WHERE id = $1").bind(id.to_string()).fetch_one(pool).await.map_err(failed)
}

pub(crate) async fn set_read(tx: &mut WriteTx, id: CreatorId, transactions_until: i64, at: Timestamp) -> Result<()> {
    sqlx::query("UPDATE crm_accounts SET transactions_until = $1, read_at = $2 WHERE id = $3")
        .bind(transactions_until)
        .bind(at.0)
        .bind(id.to_string())
        .execute(&mut **tx)
        .await
        .map_err(failed)?;
    Ok(())
}

const DUE: &str = "FROM crm_accounts WHERE state = 'connected' AND read_at < $1 AND reading_at < $2";

/// Whether an account was not read since a moment, and nobody has begun to since another.
pub(crate) async fn is_due(pool: &AnyPool, read_before: i64, begun_before: i64) -> Result<bool> {
    let sql = format!("SELECT CAST(count(*) AS BIGINT) {DUE}");
    // Only our own words were put in.
    let query = sqlx::query_scalar::<_, i64>(AssertSqlSafe(sql)).bind(read_before).bind(begun_before);
    Ok(query.fetch_one(pool).await.map_err(failed)? > 0)
}

/// The one that was not read for longest; nobody else gets it for a while.
pub(crate) async fn take_due(tx: &mut WriteTx, now: i64, read_before: i64, begun_before: i64) -> Result<Option<CreatorId>> {
    let sql =
        format!("UPDATE crm_accounts SET reading_at = $3 WHERE reading_at < $2 AND id = (SELECT id {DUE} ORDER BY read_at, id LIMIT 1) RETURNING id");
    // Only our own words were put in.
    let query = sqlx::query_scalar::<_, String>(AssertSqlSafe(sql)).bind(read_before).bind(begun_before).bind(now);
    Ok(query.fetch_optional(&mut **tx).await.map_err(failed)?.and_then(|id| id.parse().ok()))
}
