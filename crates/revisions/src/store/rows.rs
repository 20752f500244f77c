//! Revisions as they are read.

use crate::{State, packed};
pub(super) use db::rows::{column, id};
use db::{
    failed,
    rows::{count, known, time},
};
use model::{
    ContentId, Result, RevisionId, Timestamp, UserId,
    accounts::Person,
    revisions::{Cause, RevisionSummary, Which},
};
use sqlx::{AnyPool, AssertSqlSafe, any::AnyRow};
use std::fmt::Write;

const SUMMARY: &str = "SELECT id, created_at, cause, name, guests, words_added, words_removed FROM revisions WHERE content_id = $1";

/// The last revision of a post.
#[derive(Debug, Clone)]
pub(crate) struct Newest {
    pub id: RevisionId,
    pub name: Option<String>,
    pub hash: String,
    pub state: State,
}

/// Columns `title` and `body`.
fn state_of(row: &AnyRow) -> Result<State> {
    let body: Vec<u8> = column(row, "body")?;
    Ok(State { title: column(row, "title")?, json: known("body", packed::unpack(&body).ok())? })
}

fn summary_of(row: &AnyRow) -> Result<RevisionSummary> {
    Ok(RevisionSummary {
        id: id(row, "id")?,
        created_at: time(row, "created_at")?,
        cause: known("cause", Cause::from_code(&column::<String>(row, "cause")?))?,
        name: column(row, "name")?,
        authors: Vec::new(),
        guests: column::<i64>(row, "guests")? == 1,
        words_added: count(row, "words_added")?,
        words_removed: count(row, "words_removed")?,
    })
}

/// Without their authors; see [`add_authors`].
pub(crate) async fn list(pool: &AnyPool, id: ContentId, which: Which, before: Option<RevisionId>, limit: i64) -> Result<Vec<RevisionSummary>> {
    let mut sql = String::from(SUMMARY);
    let mut wanted = vec![id.to_string()];
    if which.named {
        sql.push_str(" AND name IS NOT NULL");
    }
    if let Some(who) = which.who {
        wanted.push(who.to_string());
        let at = wanted.len();
        write!(sql, " AND id IN (SELECT revision_id FROM revision_authors WHERE user_id = ${at})").expect("writing to a String cannot fail");
    }
    if let Some(before) = before {
        wanted.push(before.to_string());
        write!(sql, " AND id < ${}", wanted.len()).expect("writing to a String cannot fail");
    }
    // Fixed pieces and numbers, nothing of what was asked.
    write!(sql, " ORDER BY id DESC LIMIT {limit}").expect("writing to a String cannot fail");
    let query = wanted.into_iter().fold(sqlx::query(AssertSqlSafe(sql)), |query, value| query.bind(value));
    query.fetch_all(pool).await.map_err(failed)?.iter().map(summary_of).collect()
}

/// Without its authors; see [`add_authors`].
pub(crate) async fn summary(pool: &AnyPool, id: ContentId, revision: RevisionId) -> Result<Option<RevisionSummary>> {
    let query = sqlx::query(AssertSqlSafe(format!("{SUMMARY} AND id = $2"))).bind(id.to_string()).bind(revision.to_string());
    query.fetch_optional(pool).await.map_err(failed)?.as_ref().map(summary_of).transpose()
}

/// Fills in who wrote them.
pub(crate) async fn add_authors(pool: &AnyPool, revisions: &mut [RevisionSummary]) -> Result<()> {
    let Some(places) = (1..=revisions.len()).map(|at| format!("${at}")).reduce(|all, place| format!("{all}, {place}")) else { return Ok(()) };
    let sql = format!(
        "SELECT a.revision_id, u.id AS user_id, u.name, u.color, u.picture_version FROM revision_authors a \
         JOIN users u ON u.id = a.user_id WHERE a.revision_id IN ({places}) ORDER BY u.name, u.id"
    );
    let mut query = sqlx::query(AssertSqlSafe(sql));
    for revision in &*revisions {
        query = query.bind(revision.id.to_string());
    }
    for row in query.fetch_all(pool).await.map_err(failed)? {
        let of: RevisionId = id(&row, "revision_id")?;
        let author = person(&row)?;
        if let Some(revision) = revisions.iter_mut().find(|revision| revision.id == of) {
            revision.authors.push(author);
        }
    }
    Ok(())
}

/// All who have written in a post's revisions.
pub(crate) async fn people(pool: &AnyPool, content: ContentId) -> Result<Vec<Person>> {
    let query = sqlx::query(
        "SELECT u.id AS user_id, u.name, u.color, u.picture_version FROM users u WHERE u.id IN \
         (SELECT a.user_id FROM revision_authors a JOIN revisions r ON r.id = a.revision_id WHERE r.content_id = $1) ORDER BY u.name, u.id",
    );
    query.bind(content.to_string()).fetch_all(pool).await.map_err(failed)?.iter().map(person).collect()
}

fn person(row: &AnyRow) -> Result<Person> {
    db::rows::person(row, id(row, "user_id")?)
}

pub(crate) async fn state(pool: &AnyPool, id: ContentId, revision: RevisionId) -> Result<Option<State>> {
    let query = sqlx::query("SELECT title, body FROM revisions WHERE content_id = $1 AND id = $2").bind(id.to_string()).bind(revision.to_string());
    query.fetch_optional(pool).await.map_err(failed)?.as_ref().map(state_of).transpose()
}

pub(crate) async fn newest(pool: &AnyPool, content: ContentId) -> Result<Option<Newest>> {
    let query = sqlx::query("SELECT id, name, hash, title, body FROM revisions WHERE content_id = $1 ORDER BY id DESC LIMIT 1");
    let row = query.bind(content.to_string()).fetch_optional(pool).await.map_err(failed)?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Newest { id: id(&row, "id")?, name: column(&row, "name")?, hash: column(&row, "hash")?, state: state_of(&row)? }))
}

/// The posts that have differed from their last revision since this moment or longer, and since when.
pub(crate) async fn due(pool: &AnyPool, until: Timestamp) -> Result<Vec<(ContentId, Timestamp)>> {
    let query = sqlx::query("SELECT content_id, changed_at FROM revision_heads WHERE changed_at <= $1 ORDER BY changed_at LIMIT 1000").bind(until.0);
    let rows = query.fetch_all(pool).await.map_err(failed)?;
    rows.iter().map(|row| Ok((id(row, "content_id")?, time(row, "changed_at")?))).collect()
}

/// What has happened since the last revision.
#[derive(Debug)]
pub(crate) struct Pending {
    /// When the first change was.
    pub changed_at: Option<Timestamp>,
    /// Who has written.
    pub users: Vec<UserId>,
    /// Guests have written.
    pub guests: bool,
}

pub(crate) async fn pending(pool: &AnyPool, content: ContentId) -> Result<Pending> {
    let head = sqlx::query("SELECT changed_at, guests FROM revision_heads WHERE content_id = $1").bind(content.to_string());
    let head = head.fetch_optional(pool).await.map_err(failed)?;
    let changed_at: Option<i64> = head.as_ref().map_or(Ok(None), |row| column(row, "changed_at"))?;
    let guests: i64 = head.as_ref().map_or(Ok(0), |row| column(row, "guests"))?;
    let writers = sqlx::query("SELECT user_id FROM revision_writers WHERE content_id = $1").bind(content.to_string());
    let writers = writers.fetch_all(pool).await.map_err(failed)?;
    let users = writers.iter().map(|row| id(row, "user_id")).collect::<Result<_>>()?;
    Ok(Pending { changed_at: changed_at.map(Timestamp), users, guests: guests == 1 })
}
