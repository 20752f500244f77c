//! Rows of `publications`, as people see them.

use super::json;
use crate::{Draft, Platform, ProblemCode, State};
use db::{
    Db, WriteTx, failed,
    rows::{column, id, known, maybe_id, maybe_time, time},
};
use model::{ContentId, PublicationId, Result, SocialAccountId, Timestamp, UserId};
use sqlx::any::AnyRow;
use std::ops::Range;

/// A publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// Its id.
    pub id: PublicationId,
    /// Whose.
    pub user: UserId,
    /// Through which account.
    pub account: SocialAccountId,
    /// Of which post.
    pub content: Option<ContentId>,
    /// Where.
    pub platform: Platform,
    /// What.
    pub draft: Draft,
    /// Where it is.
    pub state: State,
    /// When it is to begin.
    pub scheduled_at: Timestamp,
    /// When a worker goes on.
    pub next_at: Option<Timestamp>,
    /// What was tried and failed.
    pub attempts: i64,
    /// The step that is under way or comes next.
    pub step: String,
    /// The platform's id of what is public, where it is known.
    pub remote_id: Option<String>,
    /// Its address, where it is known.
    pub url: Option<String>,
    /// What a person should know of it.
    pub note: Option<ProblemCode>,
    /// Why it failed or waits.
    pub problem: Option<ProblemCode>,
    /// The platform's own words.
    pub detail: Option<String>,
    /// Not to be seen any more since.
    pub removed_at: Option<Timestamp>,
    /// Made at.
    pub created_at: Timestamp,
    /// Public since.
    pub published_at: Option<Timestamp>,
}

const COLUMNS: &str = "SELECT id, user_id, account_id, content_id, platform, draft, state, scheduled_at, next_at, attempts, step, remote_id, url, \
                       note, problem, detail, removed_at, created_at, published_at, request_hash FROM publications";

fn publication(row: &AnyRow) -> Result<Publication> {
    let text = |name: &str| column::<String>(row, name);
    let maybe = |name: &str| column::<Option<String>>(row, name);
    let code = |name: &str| maybe(name).map(|code| code.and_then(|code| ProblemCode::from_code(&code)));
    Ok(Publication {
        id: id(row, "id")?,
        user: id(row, "user_id")?,
        account: id(row, "account_id")?,
        content: maybe_id(row, "content_id")?,
        platform: known("platform", Platform::from_code(&text("platform")?))?,
        draft: json("draft", &text("draft")?)?,
        state: known("state", State::from_code(&text("state")?))?,
        scheduled_at: time(row, "scheduled_at")?,
        next_at: maybe_time(row, "next_at")?,
        attempts: column(row, "attempts")?,
        step: text("step")?,
        remote_id: maybe("remote_id")?,
        url: maybe("url")?,
        note: code("note")?,
        problem: code("problem")?,
        detail: maybe("detail")?,
        removed_at: maybe_time(row, "removed_at")?,
        created_at: time(row, "created_at")?,
        published_at: maybe_time(row, "published_at")?,
    })
}

pub(crate) async fn get(db: &Db, id: PublicationId) -> Result<Option<Publication>> {
    let sql = format!("{COLUMNS} WHERE id = $1");
    let row = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(id.to_string()).fetch_optional(db.read()).await.map_err(failed)?;
    row.as_ref().map(publication).transpose()
}

/// Those of these targets of a request, in their order, with the request's hash.
pub(crate) async fn by_request(db: &Db, user: UserId, keys: &[String]) -> Result<Vec<(Publication, Option<String>)>> {
    let places: Vec<String> = (2..keys.len() + 2).map(|place| format!("${place}")).collect();
    let sql = format!("{COLUMNS} WHERE user_id = $1 AND request_key IN ({}) ORDER BY length(request_key), request_key", places.join(", "));
    let query = keys.iter().fold(sqlx::query(sqlx::AssertSqlSafe(sql)).bind(user.to_string()), |query, key| query.bind(key));
    let rows = query.fetch_all(db.read()).await.map_err(failed)?;
    rows.iter().map(|row| Ok((publication(row)?, column(row, "request_hash")?))).collect()
}

/// The newest first, before an id.
pub(crate) async fn list(db: &Db, user: UserId, before: Option<PublicationId>, state: Option<State>, limit: i64) -> Result<Vec<Publication>> {
    let before = before.map_or_else(|| "~".to_owned(), |id| id.to_string());
    let of = if state.is_some() { "AND state = $4" } else { "" };
    let sql = format!("{COLUMNS} WHERE user_id = $1 AND id < $2 {of} ORDER BY id DESC LIMIT $3");
    let mut query = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(user.to_string()).bind(before).bind(limit);
    if let Some(state) = state {
        query = query.bind(state.code());
    }
    query.fetch_all(db.read()).await.map_err(failed)?.iter().map(publication).collect()
}

/// Somebody's of a post, the newest first.
pub(crate) async fn of(db: &Db, user: UserId, content: ContentId) -> Result<Vec<Publication>> {
    let sql = format!("{COLUMNS} WHERE content_id = $1 AND user_id = $2 ORDER BY id DESC LIMIT 200");
    let query = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(content.to_string()).bind(user.to_string());
    query.fetch_all(db.read()).await.map_err(failed)?.iter().map(publication).collect()
}

/// How many posts an account has brought to the app's inbox since then that are not out.
pub(crate) async fn pending(db: &Db, account: SocialAccountId, since: i64) -> Result<i64> {
    let sql = "SELECT CAST(count(*) AS BIGINT) FROM publications
               WHERE account_id = $1 AND note = 'in_inbox' AND state = 'processing' AND created_at >= $2";
    sqlx::query_scalar(sql).bind(account.to_string()).bind(since).fetch_one(db.read()).await.map_err(failed)
}

pub(crate) struct New<'a> {
    pub id: PublicationId,
    pub user: UserId,
    pub account: SocialAccountId,
    pub content: Option<ContentId>,
    pub platform: Platform,
    pub request_key: String,
    pub request_hash: &'a str,
    pub draft: String,
    pub at: i64,
    pub now: i64,
}

/// `false` if this request was made before.
pub(crate) async fn insert(tx: &mut WriteTx, new: &New<'_>) -> Result<bool> {
    let sql = "INSERT INTO publications (id, user_id, account_id, content_id, platform, request_key, draft, state, scheduled_at, next_at, attempts,
                   step, progress, lease_until, created_at, request_hash)
               VALUES ($1, $2, $3, $4, $5, $6, $7, 'scheduled', $8, $8, 0, '', '{}', 0, $9, $10)
               ON CONFLICT (user_id, request_key) DO NOTHING";
    let done = sqlx::query(sql)
        .bind(new.id.to_string())
        .bind(new.user.to_string())
        .bind(new.account.to_string())
        .bind(new.content.map(|id| id.to_string()))
        .bind(new.platform.code())
        .bind(&new.request_key)
        .bind(&new.draft)
        .bind(new.at)
        .bind(new.now)
        .bind(new.request_hash)
        .execute(&mut **tx)
        .await
        .map_err(failed)?;
    Ok(done.rows_affected() > 0)
}

/// Cancels what failed, or has not begun and whose time is not `near`, or which waits for something. `false` if it is too late.
pub(crate) async fn cancel(tx: &mut WriteTx, id: PublicationId, near: &Range<i64>) -> Result<bool> {
    let sql = "UPDATE publications SET state = 'cancelled', next_at = NULL
               WHERE id = $1 AND (state = 'failed' OR (state = 'scheduled' AND lease IS NULL AND handle IS NULL
                   AND (scheduled_at < $2 OR scheduled_at >= $3 OR problem IS NOT NULL)))";
    let done = sqlx::query(sql).bind(id.to_string()).bind(near.start).bind(near.end).execute(&mut **tx).await.map_err(failed)?;
    Ok(done.rows_affected() > 0)
}

/// Changes what has not begun and whose time is not `near`, or which waits for something. `false` if it is too late for that.
/// What was tried is of the old draft.
pub(crate) async fn change(tx: &mut WriteTx, id: PublicationId, draft: &str, at: i64, near: &Range<i64>) -> Result<bool> {
    let sql = "UPDATE publications SET draft = $1, scheduled_at = $2, next_at = $2, attempts = 0, step = '', progress = '{}', waiting_since = NULL,
                   problem = NULL, detail = NULL
               WHERE id = $3 AND state = 'scheduled' AND lease IS NULL AND handle IS NULL
                   AND (scheduled_at < $4 OR scheduled_at >= $5 OR problem IS NOT NULL)";
    let query = sqlx::query(sql).bind(draft).bind(at).bind(id.to_string()).bind(near.start).bind(near.end);
    let done = query.execute(&mut **tx).await.map_err(failed)?;
    Ok(done.rows_affected() > 0)
}

/// Begins what certainly is not public anew, with another draft if there is one.
pub(crate) async fn retry(tx: &mut WriteTx, id: PublicationId, draft: Option<&str>, at: i64) -> Result<bool> {
    let sql = "UPDATE publications SET state = 'scheduled', scheduled_at = $1, next_at = $1, attempts = 0, step = '', handle = NULL, progress = '{}',
                   armed_at = NULL, waiting_since = NULL, settle_until = NULL, lease = NULL, lease_until = 0, problem = NULL, detail = NULL,
                   note = NULL, told_state = NULL, draft = COALESCE($2, draft)
               WHERE id = $3 AND state = 'failed'";
    let done = sqlx::query(sql).bind(at).bind(draft).bind(id.to_string()).execute(&mut **tx).await.map_err(failed)?;
    Ok(done.rows_affected() > 0)
}

/// Fails what is planned through an account and has not begun, and says which of whom. What a worker has at the moment is not
/// among it: the next one finds the account as it is.
pub(crate) async fn fail_planned(tx: &mut WriteTx, account: SocialAccountId, problem: ProblemCode, now: i64) -> Result<Vec<PublicationId>> {
    let sql = "UPDATE publications SET state = 'failed', next_at = NULL, problem = $1, detail = NULL
               WHERE account_id = $2 AND state = 'scheduled' AND handle IS NULL AND lease_until < $3 RETURNING id";
    let query = sqlx::query_scalar(sql).bind(problem.as_str()).bind(account.to_string()).bind(now);
    let ids: Vec<String> = query.fetch_all(&mut **tx).await.map_err(failed)?;
    ids.iter().map(|id| known("id", id.parse().ok())).collect()
}

/// What a person found out.
pub(crate) async fn decide(tx: &mut WriteTx, id: PublicationId, state: State, url: Option<&str>, now: i64) -> Result<bool> {
    let sql = "UPDATE publications SET state = $1, url = COALESCE($2, url), next_at = NULL, armed_at = NULL, problem = NULL, detail = NULL,
                   told_state = $1,
                   published_at = CASE WHEN $1 = 'published' THEN $3 ELSE NULL END
               WHERE id = $4 AND state = 'unconfirmed'";
    let done = sqlx::query(sql).bind(state.code()).bind(url).bind(now).bind(id.to_string()).execute(&mut **tx).await.map_err(failed)?;
    Ok(done.rows_affected() > 0)
}

/// The publication with this handle through one of these accounts.
pub(crate) async fn by_handle(db: &Db, platform: Platform, account: SocialAccountId, handle: &str) -> Result<Option<PublicationId>> {
    let sql = "SELECT id FROM publications WHERE platform = $1 AND handle = $2 AND account_id = $3";
    let query = sqlx::query_scalar(sql).bind(platform.code()).bind(handle).bind(account.to_string());
    let id: Option<String> = query.fetch_optional(db.read()).await.map_err(failed)?;
    id.map(|id| known("id", id.parse().ok())).transpose()
}

/// Whether this is another publication's already. Who asks is alone with the account until the end of the transaction.
pub(crate) async fn is_known(tx: &mut WriteTx, account: SocialAccountId, remote_id: &str, except: PublicationId) -> Result<bool> {
    let alone = "UPDATE oauth_accounts SET user_id = user_id WHERE id = $1";
    sqlx::query(alone).bind(account.to_string()).execute(&mut **tx).await.map_err(failed)?;
    let sql = "SELECT CAST(count(*) AS BIGINT) FROM publications WHERE account_id = $1 AND remote_id = $2 AND id <> $3";
    let query = sqlx::query_scalar(sql).bind(account.to_string()).bind(remote_id).bind(except.to_string());
    let many: i64 = query.fetch_one(&mut **tx).await.map_err(failed)?;
    Ok(many > 0)
}

/// What the account's other publications have become, the newest first; also through another person's connection of it.
pub(crate) async fn others(db: &Db, account: SocialAccountId, except: PublicationId) -> Result<Vec<String>> {
    let sql = "SELECT p.remote_id FROM oauth_accounts a
               JOIN oauth_accounts b ON b.platform = a.platform AND b.remote_id = a.remote_id
               JOIN publications p ON p.account_id = b.id
               WHERE a.id = $1 AND p.id <> $2 AND p.remote_id IS NOT NULL ORDER BY p.id DESC LIMIT 200";
    let query = sqlx::query_scalar(sql).bind(account.to_string()).bind(except.to_string());
    query.fetch_all(db.read()).await.map_err(failed)
}

/// Remote ids of what an account published since then, the newest first.
pub(crate) async fn subjects(db: &Db, account: SocialAccountId, since: i64) -> Result<Vec<String>> {
    let sql = "SELECT remote_id FROM publications WHERE account_id = $1 AND remote_id IS NOT NULL AND published_at >= $2 ORDER BY id DESC LIMIT 200";
    sqlx::query_scalar(sql).bind(account.to_string()).bind(since).fetch_all(db.read()).await.map_err(failed)
}
