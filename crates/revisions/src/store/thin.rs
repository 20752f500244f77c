//! Revisions that go.

use super::rows::{column, id};
use db::failed;
use model::{ContentId, Result, RevisionId, Timestamp};
use sqlx::{AnyConnection, AnyPool};

/// What decides whether a revision goes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stamp {
    pub id: RevisionId,
    pub at: Timestamp,
    /// Never thinned out.
    pub for_good: bool,
}

/// The posts that have more revisions than this.
pub(crate) async fn crowded(pool: &AnyPool, least: i64) -> Result<Vec<ContentId>> {
    let query = sqlx::query("SELECT content_id FROM revisions GROUP BY content_id HAVING CAST(count(*) AS BIGINT) > $1").bind(least);
    query.fetch_all(pool).await.map_err(failed)?.iter().map(|row| id(row, "content_id")).collect()
}

/// All revisions of a post, the newest first.
pub(crate) async fn stamps(pool: &AnyPool, content: ContentId) -> Result<Vec<Stamp>> {
    let query = sqlx::query(
        "SELECT id, created_at, CASE WHEN for_good = 1 OR name IS NOT NULL THEN CAST(1 AS BIGINT) ELSE CAST(0 AS BIGINT) END AS for_good \
         FROM revisions WHERE content_id = $1 ORDER BY id DESC",
    );
    let rows = query.bind(content.to_string()).fetch_all(pool).await.map_err(failed)?;
    let stamp = |row| -> Result<Stamp> {
        Ok(Stamp { id: id(row, "id")?, at: Timestamp(column(row, "created_at")?), for_good: column::<i64>(row, "for_good")? == 1 })
    };
    rows.iter().map(stamp).collect()
}

/// Deletes a revision, unless it has got a name meanwhile; its authors become those of the next one. Whether it is gone.
pub(crate) async fn drop_into(tx: &mut AnyConnection, gone: RevisionId, next: RevisionId) -> Result<bool> {
    sqlx::query(
        "INSERT INTO revision_authors (revision_id, user_id) SELECT $2, a.user_id FROM revision_authors a \
         JOIN revisions r ON r.id = a.revision_id WHERE r.id = $1 AND r.name IS NULL AND r.for_good = 0 ON CONFLICT DO NOTHING",
    )
    .bind(gone.to_string())
    .bind(next.to_string())
    .execute(&mut *tx)
    .await
    .map_err(failed)?;
    sqlx::query(
        "UPDATE revisions SET guests = 1 WHERE id = $2 AND EXISTS \
         (SELECT 1 FROM revisions gone WHERE gone.id = $1 AND gone.guests = 1 AND gone.name IS NULL AND gone.for_good = 0)",
    )
    .bind(gone.to_string())
    .bind(next.to_string())
    .execute(&mut *tx)
    .await
    .map_err(failed)?;
    let deleted = sqlx::query("DELETE FROM revisions WHERE id = $1 AND name IS NULL AND for_good = 0");
    Ok(deleted.bind(gone.to_string()).execute(tx).await.map_err(failed)?.rows_affected() > 0)
}

/// Keeps what a revision has more and less than the one that is before it now.
pub(crate) async fn recount(tx: &mut AnyConnection, revision: RevisionId, added: u32, removed: u32) -> Result<()> {
    sqlx::query("UPDATE revisions SET words_added = $2, words_removed = $3 WHERE id = $1")
        .bind(revision.to_string())
        .bind(i64::from(added))
        .bind(i64::from(removed))
        .execute(tx)
        .await
        .map_err(failed)?;
    Ok(())
}
