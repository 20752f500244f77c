//! Rows of `users`.

use super::unreadable;
use db::{Db, WriteTx, failed, is_unique};
use model::{
    Error, ErrorCode, Language, Result, Theme, Timestamp, UserId,
    accounts::{AccountRole, Person, User},
};
use sqlx::{Any, AssertSqlSafe, Executor, FromRow};
use std::collections::HashMap;

/// A person and the hash of their password.
#[derive(Debug)]
pub(crate) struct Account {
    pub user: User,
    pub password_hash: String,
}

#[derive(FromRow)]
struct Row {
    id: String,
    name: String,
    email: String,
    email_verified: i64,
    pending_email: Option<String>,
    password_hash: String,
    role: String,
    color: i64,
    picture_version: Option<i64>,
    language: String,
    theme: String,
    time_zone: String,
    created_at: i64,
}

/// A SELECT of everything in [`Row`].
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, name, email, email_verified, pending_email, password_hash, role, color, picture_version, ",
            "language, theme, time_zone, created_at FROM users ",
            $rest
        )
    };
}

impl TryFrom<Row> for Account {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self> {
        let wrong = || unreadable("users", &row.id);
        let id: UserId = row.id.parse().map_err(|_| wrong())?;
        Ok(Self {
            user: User {
                id,
                role: AccountRole::from_code(&row.role).ok_or_else(wrong)?,
                color: u8::try_from(row.color).map_err(|_| wrong())?,
                picture: picture_path(id, row.picture_version),
                language: Language::from_code(&row.language).ok_or_else(wrong)?,
                theme: Theme::from_code(&row.theme).ok_or_else(wrong)?,
                name: row.name,
                email: row.email,
                email_verified: row.email_verified != 0,
                pending_email: row.pending_email,
                time_zone: row.time_zone,
                created_at: Timestamp(row.created_at),
            },
            password_hash: row.password_hash,
        })
    }
}

/// Where the picture is served: a new version is a new address, so that browsers may keep it for ever.
fn picture_path(id: UserId, version: Option<i64>) -> Option<String> {
    version.map(|version| format!("/avatars/{id}?v={version}"))
}

fn search(user: &User) -> String {
    format!("{} {}", user.name.to_lowercase(), user.email)
}

pub(crate) async fn by_id<'e>(from: impl Executor<'e, Database = Any>, id: UserId) -> Result<Option<Account>> {
    let row: Option<Row> = sqlx::query_as(select!("WHERE id = $1")).bind(id.to_string()).fetch_optional(from).await.map_err(failed)?;
    row.map(Account::try_from).transpose()
}

/// `email` is lower case.
pub(crate) async fn by_email<'e>(from: impl Executor<'e, Database = Any>, email: &str) -> Result<Option<Account>> {
    let row: Option<Row> = sqlx::query_as(select!("WHERE email = $1")).bind(email).fetch_optional(from).await.map_err(failed)?;
    row.map(Account::try_from).transpose()
}

pub(crate) async fn is_empty<'e>(from: impl Executor<'e, Database = Any>) -> Result<bool> {
    let one: Option<String> = sqlx::query_scalar("SELECT id FROM users LIMIT 1").fetch_optional(from).await.map_err(failed)?;
    Ok(one.is_none())
}

/// People by id, in the order of the ids.
pub(crate) async fn people(db: &Db, ids: &[UserId]) -> Result<Vec<Person>> {
    let mut known = HashMap::new();
    for some in ids.chunks(500) {
        let marks: Vec<String> = (1..=some.len()).map(|n| format!("${n}")).collect();
        let sql = format!("SELECT id, name, color, picture_version FROM users WHERE id IN ({})", marks.join(", "));
        // Only parameters' names were put in.
        let query = sqlx::query_as::<_, (String, String, i64, Option<i64>)>(AssertSqlSafe(sql));
        let rows = some.iter().fold(query, |query, id| query.bind(id.to_string())).fetch_all(db.read()).await.map_err(failed)?;
        for (id, name, color, version) in rows {
            let (Ok(id), Ok(color)) = (id.parse(), u8::try_from(color)) else { return Err(unreadable("users", &id)) };
            known.insert(id, Person { id, name, color, picture: picture_path(id, version) });
        }
    }
    Ok(ids.iter().filter_map(|id| known.remove(id)).collect())
}

/// Newest first, those before `before`; an empty search finds everybody.
pub(crate) async fn list(db: &Db, search: &str, before: Option<UserId>, limit: i64) -> Result<Vec<User>> {
    let literal: String = search.chars().flat_map(|c| if "%_!".contains(c) { vec!['!', c] } else { vec![c] }).collect();
    let rows: Vec<Row> = sqlx::query_as(select!("WHERE search LIKE $1 ESCAPE '!' AND id < $2 ORDER BY id DESC LIMIT $3"))
        .bind(format!("%{literal}%"))
        .bind(db::id_before(before))
        .bind(limit)
        .fetch_all(db.read())
        .await
        .map_err(failed)?;
    rows.into_iter().map(|row| Account::try_from(row).map(|account| account.user)).collect()
}

pub(crate) async fn administrators(db: &Db) -> Result<Vec<User>> {
    let rows: Vec<Row> = sqlx::query_as(select!("WHERE role = 'admin' ORDER BY id")).fetch_all(db.read()).await.map_err(failed)?;
    rows.into_iter().map(|row| Account::try_from(row).map(|account| account.user)).collect()
}

/// # Errors
/// `EmailTaken` if somebody has the address.
pub(crate) async fn insert(tx: &mut WriteTx, user: &User, password_hash: &str) -> Result<()> {
    sqlx::query(
        "INSERT INTO users (id, name, email, email_verified, pending_email, password_hash, role, color, picture_version,
                            language, theme, time_zone, search, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, NULL, $9, $10, $11, $12, $13)",
    )
    .bind(user.id.to_string())
    .bind(&user.name)
    .bind(&user.email)
    .bind(i64::from(user.email_verified))
    .bind(&user.pending_email)
    .bind(password_hash)
    .bind(user.role.code())
    .bind(i64::from(user.color))
    .bind(user.language.code())
    .bind(user.theme.code())
    .bind(&user.time_zone)
    .bind(search(user))
    .bind(user.created_at.0)
    .execute(&mut **tx)
    .await
    .map_err(taken)?;
    Ok(())
}

/// Writes everything of a user but password and picture. Call [`lock_user`] before reading what is changed.
///
/// # Errors
/// `EmailTaken` if somebody has the address.
pub(crate) async fn update(tx: &mut WriteTx, user: &User) -> Result<()> {
    sqlx::query(
        "UPDATE users SET name = $2, email = $3, email_verified = $4, pending_email = $5, role = $6, color = $7,
                          language = $8, theme = $9, time_zone = $10, search = $11 WHERE id = $1",
    )
    .bind(user.id.to_string())
    .bind(&user.name)
    .bind(&user.email)
    .bind(i64::from(user.email_verified))
    .bind(&user.pending_email)
    .bind(user.role.code())
    .bind(i64::from(user.color))
    .bind(user.language.code())
    .bind(user.theme.code())
    .bind(&user.time_zone)
    .bind(search(user))
    .execute(&mut **tx)
    .await
    .map_err(taken)?;
    Ok(())
}

pub(crate) async fn set_password(tx: &mut WriteTx, id: UserId, hash: &str) -> Result<()> {
    sqlx::query("UPDATE users SET password_hash = $2 WHERE id = $1").bind(id.to_string()).bind(hash).execute(&mut **tx).await.map_err(failed)?;
    Ok(())
}

pub(crate) async fn delete(tx: &mut WriteTx, id: UserId) -> Result<()> {
    sqlx::query("DELETE FROM users WHERE id = $1").bind(id.to_string()).execute(&mut **tx).await.map_err(failed)?;
    Ok(())
}

/// How many other people there are, or how many with this role.
pub(crate) async fn others(tx: &mut WriteTx, than: UserId, role: Option<AccountRole>) -> Result<i64> {
    let sql = "SELECT CAST(count(*) AS BIGINT) FROM users WHERE id <> $1 AND ($2 = '' OR role = $2)";
    let role = role.map_or("", AccountRole::code);
    sqlx::query_scalar(sql).bind(than.to_string()).bind(role).fetch_one(&mut **tx).await.map_err(failed)
}

/// Until the end of the transaction nobody else decides about roles.
pub(crate) async fn lock_roles(tx: &mut WriteTx) -> Result<()> {
    sqlx::query("UPDATE account_lock SET taken = taken + 1 WHERE id = 1").execute(&mut **tx).await.map_err(failed)?;
    Ok(())
}

/// Until the end of the transaction nobody else changes this person or what is theirs.
///
/// # Errors
/// `NotFound` if they are gone.
pub(crate) async fn lock_user(tx: &mut WriteTx, id: UserId) -> Result<()> {
    let sql = "UPDATE users SET search = search WHERE id = $1";
    let done = sqlx::query(sql).bind(id.to_string()).execute(&mut **tx).await.map_err(failed)?;
    if done.rows_affected() == 0 { Err(ErrorCode::NotFound.into()) } else { Ok(()) }
}

fn taken(error: sqlx::Error) -> Error {
    if is_unique(&error) { ErrorCode::EmailTaken.into() } else { failed(error) }
}
