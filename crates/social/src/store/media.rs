//! Rows of `media` and `publication_media`.

use crate::MediaKind;
use db::{
    Db, WriteTx, failed,
    rows::{column, time},
};
use model::{Error, PublicationId, Result, UserId, error::Problem, social::MediaView};
use sqlx::any::AnyRow;
use std::collections::BTreeSet;

const COLUMNS: &str = "SELECT key, name, size, received, kind, content_type, created_at FROM media";

fn media(row: &AnyRow) -> Result<MediaView> {
    let kind: Option<String> = column(row, "kind")?;
    let number = |name: &str| column::<i64>(row, name).map(|number| u64::try_from(number).unwrap_or_default());
    Ok(MediaView {
        key: column(row, "key")?,
        name: column(row, "name")?,
        size: number("size")?,
        received: number("received")?,
        kind: kind.and_then(|kind| MediaKind::from_code(&kind)),
        content_type: column(row, "content_type")?,
        created_at: time(row, "created_at")?,
    })
}

pub(crate) async fn get(db: &Db, user: UserId, key: &str) -> Result<Option<MediaView>> {
    let sql = format!("{COLUMNS} WHERE key = $1 AND user_id = $2");
    let query = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(key).bind(user.to_string());
    query.fetch_optional(db.read()).await.map_err(failed)?.as_ref().map(media).transpose()
}

/// Those of these that are somebody's, in no order.
pub(crate) async fn several(db: &Db, user: UserId, keys: &[&str]) -> Result<Vec<MediaView>> {
    let places: Vec<String> = (2..keys.len() + 2).map(|place| format!("${place}")).collect();
    let sql = format!("{COLUMNS} WHERE user_id = $1 AND key IN ({})", places.join(", "));
    let query = keys.iter().fold(sqlx::query(sqlx::AssertSqlSafe(sql)).bind(user.to_string()), |query, key| query.bind(*key));
    query.fetch_all(db.read()).await.map_err(failed)?.iter().map(media).collect()
}

/// Anybody's: for addresses that are signed.
pub(crate) async fn any(db: &Db, key: &str) -> Result<Option<MediaView>> {
    let sql = format!("{COLUMNS} WHERE key = $1");
    let row = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(key).fetch_optional(db.read()).await.map_err(failed)?;
    row.as_ref().map(media).transpose()
}

/// Somebody's, the newest first.
pub(crate) async fn list(db: &Db, user: UserId) -> Result<Vec<MediaView>> {
    let sql = format!("{COLUMNS} WHERE user_id = $1 ORDER BY created_at DESC, key LIMIT 200");
    let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(user.to_string()).fetch_all(db.read()).await.map_err(failed)?;
    rows.iter().map(media).collect()
}

/// The bytes that somebody has announced, and how many uploads are not whole.
pub(crate) async fn taken(tx: &mut WriteTx, user: UserId) -> Result<(i64, i64)> {
    let sql =
        "SELECT CAST(COALESCE(sum(size), 0) AS BIGINT) AS bytes, CAST(COALESCE(sum(CASE WHEN kind IS NULL THEN 1 ELSE 0 END), 0) AS BIGINT) AS open
               FROM media WHERE user_id = $1";
    let row = sqlx::query(sql).bind(user.to_string()).fetch_one(&mut **tx).await.map_err(failed)?;
    Ok((column(&row, "bytes")?, column(&row, "open")?))
}

/// Holds a person's row until the transaction ends.
pub(crate) async fn hold_person(tx: &mut WriteTx, user: UserId) -> Result<()> {
    sqlx::query("UPDATE users SET name = name WHERE id = $1").bind(user.to_string()).execute(&mut **tx).await.map_err(failed)?;
    Ok(())
}

/// Holds a file's row until the transaction ends.
pub(crate) async fn hold(tx: &mut WriteTx, key: &str) -> Result<()> {
    sqlx::query("UPDATE media SET name = name WHERE key = $1").bind(key).execute(&mut **tx).await.map_err(failed)?;
    Ok(())
}

pub(crate) async fn insert(tx: &mut WriteTx, user: UserId, key: &str, name: &str, size: i64, now: i64) -> Result<()> {
    let sql = "INSERT INTO media (key, user_id, name, size, received, turn_until, created_at, changed_at) VALUES ($1, $2, $3, $4, 0, 0, $5, $5)";
    let query = sqlx::query(sql).bind(key).bind(user.to_string()).bind(name).bind(size).bind(now);
    query.execute(&mut **tx).await.map_err(failed)?;
    Ok(())
}

/// Takes the right to write to a file. `false`: another has it, or the file stands elsewhere or is whole.
pub(crate) async fn take_turn(tx: &mut WriteTx, key: &str, turn: &str, from: i64, now: i64, until: i64) -> Result<bool> {
    let sql = "UPDATE media SET turn = $1, turn_until = $2
               WHERE key = $3 AND received = $4 AND kind IS NULL AND (turn IS NULL OR turn_until < $5)";
    let done = sqlx::query(sql).bind(turn).bind(until).bind(key).bind(from).bind(now).execute(&mut **tx).await.map_err(failed)?;
    Ok(done.rows_affected() > 0)
}

/// Keeps that right until then. `false`: another has taken it.
pub(crate) async fn keep_turn(tx: &mut WriteTx, key: &str, turn: &str, until: i64) -> Result<bool> {
    let sql = "UPDATE media SET turn_until = $1 WHERE key = $2 AND turn = $3";
    let done = sqlx::query(sql).bind(until).bind(key).bind(turn).execute(&mut **tx).await.map_err(failed)?;
    Ok(done.rows_affected() > 0)
}

pub(crate) async fn end_turn(tx: &mut WriteTx, key: &str, turn: &str) -> Result<()> {
    sqlx::query("UPDATE media SET turn = NULL WHERE key = $1 AND turn = $2").bind(key).bind(turn).execute(&mut **tx).await.map_err(failed)?;
    Ok(())
}

/// More bytes are here, and the turn is over. `false`: another has taken it.
pub(crate) async fn grown(tx: &mut WriteTx, key: &str, turn: &str, to: i64, now: i64) -> Result<bool> {
    let sql = "UPDATE media SET received = $1, changed_at = $2, turn = NULL WHERE key = $3 AND turn = $4";
    let done = sqlx::query(sql).bind(to).bind(now).bind(key).bind(turn).execute(&mut **tx).await.map_err(failed)?;
    Ok(done.rows_affected() > 0)
}

/// All bytes are here, and this is what they are.
pub(crate) async fn whole(tx: &mut WriteTx, key: &str, kind: MediaKind, content_type: &str) -> Result<()> {
    let sql = "UPDATE media SET kind = $1, content_type = $2 WHERE key = $3";
    sqlx::query(sql).bind(kind.code()).bind(content_type).bind(key).execute(&mut **tx).await.map_err(failed)?;
    Ok(())
}

/// Whether a publication still needs it.
pub(crate) async fn is_needed(tx: &mut WriteTx, key: &str) -> Result<bool> {
    let sql = "SELECT CAST(count(*) AS BIGINT) FROM publication_media m JOIN publications p ON p.id = m.publication_id
               WHERE m.media_key = $1 AND p.state IN ('scheduled', 'sending', 'processing', 'unconfirmed')";
    let many: i64 = sqlx::query_scalar(sql).bind(key).fetch_one(&mut **tx).await.map_err(failed)?;
    Ok(many > 0)
}

pub(crate) async fn delete(tx: &mut WriteTx, key: &str) -> Result<()> {
    sqlx::query("DELETE FROM media WHERE key = $1").bind(key).execute(&mut **tx).await.map_err(failed)?;
    Ok(())
}

/// Keys of uploads that nobody went on with since then.
pub(crate) async fn abandoned(db: &Db, before: i64) -> Result<Vec<String>> {
    let sql = "SELECT key FROM media WHERE kind IS NULL AND changed_at < $1 LIMIT 1000";
    sqlx::query_scalar(sql).bind(before).fetch_all(db.read()).await.map_err(failed)
}

/// What a publication is made of, in place of what it was made of before.
///
/// # Errors
/// `Invalid`: `media`, if one of the files is not here, or not whole, or another person's.
pub(crate) async fn link(tx: &mut WriteTx, id: PublicationId, keys: impl Iterator<Item = &str>) -> Result<()> {
    sqlx::query("DELETE FROM publication_media WHERE publication_id = $1").bind(id.to_string()).execute(&mut **tx).await.map_err(failed)?;
    // In one order, so that two who link the same files don't wait for each other.
    for key in keys.collect::<BTreeSet<_>>() {
        // Held, as whoever deletes it does: it is there until this is committed.
        let sql = "UPDATE media SET name = name
                   WHERE key = $2 AND kind IS NOT NULL AND user_id = (SELECT user_id FROM publications WHERE id = $1)";
        let held = sqlx::query(sql).bind(id.to_string()).bind(key).execute(&mut **tx).await.map_err(failed)?;
        if held.rows_affected() == 0 {
            return Err(Error::field("media", Problem::UnknownValue));
        }
        let sql = "INSERT INTO publication_media (publication_id, media_key) VALUES ($1, $2)";
        sqlx::query(sql).bind(id.to_string()).bind(key).execute(&mut **tx).await.map_err(failed)?;
    }
    Ok(())
}
