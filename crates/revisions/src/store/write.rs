//! Revisions as they are written.

use super::rows::id;
use crate::{Writers, keep::Wish};
use db::failed;
use model::{ContentId, Result, RevisionId, Timestamp, UserId};
use sqlx::AnyConnection;

/// A new revision.
pub(crate) struct Row<'a> {
    pub id: RevisionId,
    pub wish: &'a Wish<'a>,
    pub words_added: u32,
    pub words_removed: u32,
    pub hash: &'a str,
    pub title: &'a str,
    pub body: &'a [u8],
}

/// Takes the post's row, so that others who keep a revision of it wait here until the transaction ends.
/// Nothing has changed since the revision that is about to be written.
pub(crate) async fn take_head(tx: &mut AnyConnection, content: ContentId) -> Result<()> {
    sqlx::query("INSERT INTO revision_heads (content_id, changed_at) VALUES ($1, NULL) ON CONFLICT (content_id) DO UPDATE SET changed_at = NULL")
        .bind(content.to_string())
        .execute(tx)
        .await
        .map_err(failed)?;
    Ok(())
}

pub(crate) async fn newest_id(tx: &mut AnyConnection, content: ContentId) -> Result<Option<RevisionId>> {
    let query = sqlx::query("SELECT id FROM revisions WHERE content_id = $1 ORDER BY id DESC LIMIT 1").bind(content.to_string());
    query.fetch_optional(tx).await.map_err(failed)?.map(|row| id(&row, "id")).transpose()
}

pub(crate) async fn insert(tx: &mut AnyConnection, content: ContentId, row: &Row<'_>) -> Result<()> {
    sqlx::query(
        "INSERT INTO revisions (id, content_id, created_at, cause, name, for_good, words_added, words_removed, hash, title, body) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(row.id.to_string())
    .bind(content.to_string())
    .bind(row.wish.at.0)
    .bind(row.wish.cause.code())
    .bind(row.wish.name.map(str::to_owned))
    .bind(i64::from(row.wish.cause.is_restore_point()))
    .bind(i64::from(row.words_added))
    .bind(i64::from(row.words_removed))
    .bind(row.hash)
    .bind(row.title)
    .bind(row.body.to_vec())
    .execute(tx)
    .await
    .map_err(failed)?;
    Ok(())
}

/// Makes all who have written since the last revision the authors of this one, and notes whether guests
/// have; where nobody has, it is the one who is named.
pub(crate) async fn take_writers(tx: &mut AnyConnection, content: ContentId, revision: RevisionId, otherwise: Option<UserId>) -> Result<()> {
    let taken = sqlx::query(
        "INSERT INTO revision_authors (revision_id, user_id) SELECT $2, user_id FROM revision_writers WHERE content_id = $1 \
         ON CONFLICT DO NOTHING",
    )
    .bind(content.to_string())
    .bind(revision.to_string())
    .execute(&mut *tx)
    .await
    .map_err(failed)?;
    sqlx::query("DELETE FROM revision_writers WHERE content_id = $1").bind(content.to_string()).execute(&mut *tx).await.map_err(failed)?;
    let guests =
        sqlx::query("UPDATE revisions SET guests = 1 WHERE id = $2 AND EXISTS (SELECT 1 FROM revision_heads WHERE content_id = $1 AND guests = 1)")
            .bind(content.to_string())
            .bind(revision.to_string())
            .execute(&mut *tx)
            .await
            .map_err(failed)?;
    sqlx::query("UPDATE revision_heads SET guests = 0 WHERE content_id = $1").bind(content.to_string()).execute(&mut *tx).await.map_err(failed)?;
    if let Some(author) = otherwise.filter(|_| taken.rows_affected() == 0 && guests.rows_affected() == 0) {
        sqlx::query("INSERT INTO revision_authors (revision_id, user_id) VALUES ($1, $2)")
            .bind(revision.to_string())
            .bind(author.to_string())
            .execute(tx)
            .await
            .map_err(failed)?;
    }
    Ok(())
}

/// Notes who has written, and since when the post differs from its last revision. Whose account is gone is left out.
pub(crate) async fn note(tx: &mut AnyConnection, content: ContentId, writers: Writers<'_>, now: Timestamp) -> Result<()> {
    sqlx::query(
        "INSERT INTO revision_heads (content_id, changed_at, guests) VALUES ($1, $2, $3) \
         ON CONFLICT (content_id) DO UPDATE SET changed_at = COALESCE(revision_heads.changed_at, excluded.changed_at), \
         guests = CASE WHEN excluded.guests = 1 THEN excluded.guests ELSE revision_heads.guests END",
    )
    .bind(content.to_string())
    .bind(now.0)
    .bind(i64::from(writers.guests))
    .execute(&mut *tx)
    .await
    .map_err(failed)?;
    for writer in writers.users {
        sqlx::query("INSERT INTO revision_writers (content_id, user_id) SELECT $1, id FROM users WHERE id = $2 ON CONFLICT DO NOTHING")
            .bind(content.to_string())
            .bind(writer.to_string())
            .execute(&mut *tx)
            .await
            .map_err(failed)?;
    }
    Ok(())
}

/// Whether the post has such a revision.
pub(crate) async fn set_name(tx: &mut AnyConnection, content: ContentId, revision: RevisionId, name: Option<&str>) -> Result<bool> {
    let set = sqlx::query("UPDATE revisions SET name = $3 WHERE content_id = $1 AND id = $2")
        .bind(content.to_string())
        .bind(revision.to_string())
        .bind(name.map(str::to_owned))
        .execute(tx)
        .await
        .map_err(failed)?;
    Ok(set.rows_affected() > 0)
}

/// How many revisions of a post have a name, not counting this one.
pub(crate) async fn count_named(tx: &mut AnyConnection, content: ContentId, but: RevisionId) -> Result<i64> {
    let query = sqlx::query_scalar("SELECT CAST(count(*) AS BIGINT) FROM revisions WHERE content_id = $1 AND name IS NOT NULL AND id <> $2");
    query.bind(content.to_string()).bind(but.to_string()).fetch_one(tx).await.map_err(failed)
}

pub(crate) async fn keep_for_good(tx: &mut AnyConnection, revision: RevisionId) -> Result<()> {
    sqlx::query("UPDATE revisions SET for_good = 1 WHERE id = $1").bind(revision.to_string()).execute(tx).await.map_err(failed)?;
    Ok(())
}
