//! Rows of `oauth_accounts`.

use crate::{AccountState, Platform, ProblemCode, SignIn};
use db::{
    Db, WriteTx, failed,
    rows::{column, id, known, maybe_time, time},
};
use model::{Result, SocialAccountId, Timestamp, UserId};
use serde_json::Value;
use sqlx::{AnyPool, any::AnyRow};

/// A connected account, without its tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its id.
    pub id: SocialAccountId,
    /// Whose.
    pub user: UserId,
    /// Where.
    pub platform: Platform,
    /// The platform's own id.
    pub remote_id: String,
    /// How it was connected.
    pub sign_in: SignIn,
    /// Its name there.
    pub name: String,
    /// Its picture there; may be empty.
    pub picture_url: String,
    /// What was allowed.
    pub scope: String,
    /// Whether it can be used.
    pub state: AccountState,
    /// Why not.
    pub problem: Option<ProblemCode>,
    /// When the access ends; it is renewed before.
    pub access_until: Timestamp,
    /// When the person must sign in again at the latest, where it is known.
    pub refresh_until: Option<Timestamp>,
    /// Connected at.
    pub connected_at: Timestamp,
    /// The last check.
    pub checked_at: Option<Timestamp>,
    /// The last call that went well.
    pub worked_at: Option<Timestamp>,
    /// What the last check found: privacy options, quotas.
    pub health: Value,
    pub(crate) version: i64,
}

const COLUMNS: &str = "SELECT id, user_id, platform, remote_id, sign_in, name, picture_url, scope, state, problem, access_until, refresh_until, \
                       connected_at, checked_at, worked_at, health, tokens_version FROM oauth_accounts";

fn account(row: &AnyRow) -> Result<Account> {
    let text = |name: &str| column::<String>(row, name);
    let problem: Option<String> = column(row, "problem")?;
    Ok(Account {
        id: id(row, "id")?,
        user: id(row, "user_id")?,
        platform: known("platform", Platform::from_code(&text("platform")?))?,
        remote_id: text("remote_id")?,
        sign_in: known("sign_in", SignIn::from_code(&text("sign_in")?))?,
        name: text("name")?,
        picture_url: text("picture_url")?,
        scope: text("scope")?,
        state: known("state", AccountState::from_code(&text("state")?))?,
        problem: problem.and_then(|code| ProblemCode::from_code(&code)),
        access_until: time(row, "access_until")?,
        refresh_until: maybe_time(row, "refresh_until")?,
        connected_at: time(row, "connected_at")?,
        checked_at: maybe_time(row, "checked_at")?,
        worked_at: maybe_time(row, "worked_at")?,
        health: serde_json::from_str(&text("health")?).unwrap_or_default(),
        version: column(row, "tokens_version")?,
    })
}

async fn some(pool: &AnyPool, rest: &'static str, binds: &[String]) -> Result<Vec<Account>> {
    let sql = format!("{COLUMNS} {rest}");
    let mut query = sqlx::query(sqlx::AssertSqlSafe(sql));
    for bind in binds {
        query = query.bind(bind.clone());
    }
    query.fetch_all(pool).await.map_err(failed)?.iter().map(account).collect()
}

pub(crate) async fn list(db: &Db, user: UserId) -> Result<Vec<Account>> {
    some(db.read(), "WHERE user_id = $1 AND state <> 'disconnected' ORDER BY platform, name, id", &[user.to_string()]).await
}

pub(crate) async fn get(db: &Db, id: SocialAccountId) -> Result<Option<Account>> {
    Ok(some(db.read(), "WHERE id = $1", &[id.to_string()]).await?.pop())
}

/// All accounts of a platform with this remote id: several people may have connected one.
pub(crate) async fn by_remote(db: &Db, platform: Platform, remote_id: &str) -> Result<Vec<Account>> {
    some(db.read(), "WHERE platform = $1 AND remote_id = $2", &[platform.code().to_owned(), remote_id.to_owned()]).await
}

/// Active accounts whose access ends before this.
pub(crate) async fn ending(db: &Db, before: i64) -> Result<Vec<Account>> {
    let sql = format!("{COLUMNS} WHERE state = 'active' AND access_until < $1 ORDER BY access_until LIMIT 200");
    let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(before).fetch_all(db.read()).await.map_err(failed)?;
    rows.iter().map(account).collect()
}

/// What is stored of an account's tokens.
pub(crate) struct Sealed {
    pub access: Option<String>,
    pub refresh: Option<String>,
    pub access_until: i64,
    pub version: i64,
}

pub(crate) async fn sealed(db: &Db, id: SocialAccountId) -> Result<Option<Sealed>> {
    let sql = "SELECT access_token, refresh_token, access_until, tokens_version FROM oauth_accounts WHERE id = $1";
    let Some(row) = sqlx::query(sql).bind(id.to_string()).fetch_optional(db.read()).await.map_err(failed)? else { return Ok(None) };
    Ok(Some(Sealed {
        access: column(&row, "access_token")?,
        refresh: column(&row, "refresh_token")?,
        access_until: column(&row, "access_until")?,
        version: column(&row, "tokens_version")?,
    }))
}

/// The id that this account has, or shall have, and whether it is there already.
pub(crate) async fn id_of(tx: &mut WriteTx, user: UserId, platform: Platform, remote_id: &str) -> Result<Option<SocialAccountId>> {
    let sql = "SELECT id FROM oauth_accounts WHERE user_id = $1 AND platform = $2 AND remote_id = $3";
    let id: Option<String> =
        sqlx::query_scalar(sql).bind(user.to_string()).bind(platform.code()).bind(remote_id).fetch_optional(&mut **tx).await.map_err(failed)?;
    id.map(|id| known("id", id.parse().ok())).transpose()
}

pub(crate) struct Save<'a> {
    pub id: SocialAccountId,
    pub user: UserId,
    pub platform: Platform,
    pub remote_id: &'a str,
    pub sign_in: SignIn,
    pub name: &'a str,
    pub picture_url: &'a str,
    pub scope: &'a str,
    pub access: &'a str,
    /// `None` leaves what is there.
    pub refresh: Option<&'a str>,
    pub access_until: i64,
    pub refresh_until: Option<i64>,
    pub now: i64,
}

/// Connects an account, or connects it again: a good refresh token is never overwritten with nothing.
pub(crate) async fn save(tx: &mut WriteTx, save: &Save<'_>) -> Result<()> {
    let sql = "INSERT INTO oauth_accounts (id, user_id, platform, remote_id, sign_in, name, picture_url, scope, state, access_token, refresh_token,
                   access_until, refresh_until, tokens_version, refreshing_until, connected_at, worked_at, health)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'active', $9, $10, $11, $12, 1, 0, $13, $13, '{}')
               ON CONFLICT (user_id, platform, remote_id) DO UPDATE SET sign_in = excluded.sign_in, name = excluded.name,
                   picture_url = excluded.picture_url, scope = excluded.scope, state = 'active', problem = NULL, access_token = excluded.access_token,
                   refresh_token = COALESCE(excluded.refresh_token, oauth_accounts.refresh_token), access_until = excluded.access_until,
                   refresh_until = COALESCE(excluded.refresh_until, oauth_accounts.refresh_until),
                   tokens_version = oauth_accounts.tokens_version + 1, refreshing_until = 0, connected_at = excluded.connected_at,
                   worked_at = excluded.worked_at";
    sqlx::query(sql)
        .bind(save.id.to_string())
        .bind(save.user.to_string())
        .bind(save.platform.code())
        .bind(save.remote_id)
        .bind(save.sign_in.code())
        .bind(save.name)
        .bind(save.picture_url)
        .bind(save.scope)
        .bind(save.access)
        .bind(save.refresh)
        .bind(save.access_until)
        .bind(save.refresh_until)
        .bind(save.now)
        .execute(&mut **tx)
        .await
        .map_err(failed)?;
    Ok(())
}

/// Takes the right to refresh this pair until then. `false`: somebody else has it, or there is another pair already.
pub(crate) async fn begin_refresh(tx: &mut WriteTx, id: SocialAccountId, version: i64, now: i64, until: i64) -> Result<bool> {
    let sql = "UPDATE oauth_accounts SET refreshing_until = $1
               WHERE id = $2 AND tokens_version = $3 AND refreshing_until < $4 AND state = 'active'";
    let done = sqlx::query(sql).bind(until).bind(id.to_string()).bind(version).bind(now).execute(&mut **tx).await.map_err(failed)?;
    Ok(done.rows_affected() > 0)
}

pub(crate) async fn end_refresh(tx: &mut WriteTx, id: SocialAccountId, version: i64) -> Result<()> {
    let sql = "UPDATE oauth_accounts SET refreshing_until = 0 WHERE id = $1 AND tokens_version = $2";
    sqlx::query(sql).bind(id.to_string()).bind(version).execute(&mut **tx).await.map_err(failed)?;
    Ok(())
}

pub(crate) struct Renewed<'a> {
    pub access: &'a str,
    pub refresh: Option<&'a str>,
    pub access_until: i64,
    pub refresh_until: Option<i64>,
    pub now: i64,
}

/// Keeps a new pair. `false`: there is another pair already (the account was connected again meanwhile).
pub(crate) async fn renew(tx: &mut WriteTx, id: SocialAccountId, version: i64, new: &Renewed<'_>) -> Result<bool> {
    let sql = "UPDATE oauth_accounts SET access_token = $1, refresh_token = COALESCE($2, refresh_token), access_until = $3,
                   refresh_until = COALESCE($4, refresh_until), tokens_version = tokens_version + 1, refreshing_until = 0, worked_at = $5
               WHERE id = $6 AND tokens_version = $7 AND state <> 'disconnected'";
    let done = sqlx::query(sql)
        .bind(new.access)
        .bind(new.refresh)
        .bind(new.access_until)
        .bind(new.refresh_until)
        .bind(new.now)
        .bind(id.to_string())
        .bind(version)
        .execute(&mut **tx)
        .await
        .map_err(failed)?;
    Ok(done.rows_affected() > 0)
}

/// The person must sign in again. Only for the pair that was found dead.
pub(crate) async fn needs_sign_in(tx: &mut WriteTx, id: SocialAccountId, version: i64, problem: ProblemCode) -> Result<bool> {
    let sql = "UPDATE oauth_accounts SET state = 'sign_in', problem = $1, refreshing_until = 0
               WHERE id = $2 AND tokens_version = $3 AND state = 'active'";
    let done = sqlx::query(sql).bind(problem.as_str()).bind(id.to_string()).bind(version).execute(&mut **tx).await.map_err(failed)?;
    Ok(done.rows_affected() > 0)
}

/// Erases the tokens and keeps the name, for the history of what was published.
pub(crate) async fn erase(tx: &mut WriteTx, id: SocialAccountId) -> Result<()> {
    let sql = "UPDATE oauth_accounts SET state = 'disconnected', problem = NULL, access_token = NULL, refresh_token = NULL, refreshing_until = 0,
                   tokens_version = tokens_version + 1, health = '{}' WHERE id = $1";
    sqlx::query(sql).bind(id.to_string()).execute(&mut **tx).await.map_err(failed)?;
    Ok(())
}

pub(crate) async fn checked(tx: &mut WriteTx, id: SocialAccountId, health: Option<&Value>, now: i64) -> Result<()> {
    let sql = "UPDATE oauth_accounts SET checked_at = $1, worked_at = CASE WHEN $2 IS NULL THEN worked_at ELSE $1 END,
                   health = COALESCE($2, health) WHERE id = $3";
    sqlx::query(sql).bind(now).bind(health.map(Value::to_string)).bind(id.to_string()).execute(&mut **tx).await.map_err(failed)?;
    Ok(())
}

/// How many are connected at a platform, and how many of them wait for their person.
pub(crate) async fn count(db: &Db, platform: Platform) -> Result<(i64, i64)> {
    let sql = "SELECT CAST(count(*) AS BIGINT) AS every, CAST(COALESCE(sum(CASE WHEN state = 'sign_in' THEN 1 ELSE 0 END), 0) AS BIGINT) AS waiting
               FROM oauth_accounts WHERE platform = $1 AND state <> 'disconnected'";
    let row = sqlx::query(sql).bind(platform.code()).fetch_one(db.read()).await.map_err(failed)?;
    Ok((column(&row, "every")?, column(&row, "waiting")?))
}

/// Active accounts of a platform whose numbers were not read since then, the longest ago first.
pub(crate) async fn unread(db: &Db, platform: Platform, before: i64) -> Result<Vec<SocialAccountId>> {
    let sql = "SELECT id FROM oauth_accounts WHERE platform = $1 AND state = 'active' AND (numbers_at IS NULL OR numbers_at < $2)
               ORDER BY COALESCE(numbers_at, 0), id LIMIT 100";
    let ids: Vec<String> = sqlx::query_scalar(sql).bind(platform.code()).bind(before).fetch_all(db.read()).await.map_err(failed)?;
    ids.iter().map(|id| known("id", id.parse().ok())).collect()
}

/// Takes the reading of an account's numbers. `false`: another server has taken it.
pub(crate) async fn begin_reading(tx: &mut WriteTx, id: SocialAccountId, before: i64, now: i64) -> Result<bool> {
    let sql = "UPDATE oauth_accounts SET numbers_at = $1 WHERE id = $2 AND (numbers_at IS NULL OR numbers_at < $3)";
    let done = sqlx::query(sql).bind(now).bind(id.to_string()).bind(before).execute(&mut **tx).await.map_err(failed)?;
    Ok(done.rows_affected() > 0)
}

/// Ids of accounts with tokens, for a new key.
pub(crate) async fn with_tokens(db: &Db) -> Result<Vec<SocialAccountId>> {
    let ids: Vec<String> =
        sqlx::query_scalar("SELECT id FROM oauth_accounts WHERE access_token IS NOT NULL ORDER BY id").fetch_all(db.read()).await.map_err(failed)?;
    ids.iter().map(|id| known("id", id.parse().ok())).collect()
}

/// Replaces the stored form of the same pair.
pub(crate) async fn reseal(tx: &mut WriteTx, id: SocialAccountId, version: i64, access: &str, refresh: Option<&str>) -> Result<bool> {
    let sql = "UPDATE oauth_accounts SET access_token = $1, refresh_token = $2 WHERE id = $3 AND tokens_version = $4";
    let done = sqlx::query(sql).bind(access).bind(refresh).bind(id.to_string()).bind(version).execute(&mut **tx).await.map_err(failed)?;
    Ok(done.rows_affected() > 0)
}
