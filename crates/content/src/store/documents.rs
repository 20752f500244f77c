//! Snapshots and logs.

use super::rows::{column, id, time};
use crate::{Since, StoredDocument, Texts};
use db::failed;
use model::{ContentId, Result, Timestamp};
use sqlx::{AnyConnection, AnyPool, AssertSqlSafe};

pub(super) async fn insert(tx: &mut AnyConnection, id: ContentId, state: &[u8]) -> Result<()> {
    sqlx::query("INSERT INTO documents (content_id, seq, bytes) VALUES ($1, 0, $2)")
        .bind(id.to_string())
        .bind(state.len() as i64)
        .execute(&mut *tx)
        .await
        .map_err(failed)?;
    sqlx::query("INSERT INTO document_snapshots (content_id, seq, state) VALUES ($1, 0, $2)")
        .bind(id.to_string())
        .bind(state.to_vec())
        .execute(tx)
        .await
        .map_err(failed)?;
    Ok(())
}

/// One statement, so that a fold in between cannot hide updates: they are in the snapshot or in the log.
pub(crate) async fn load_document(pool: &AnyPool, id: ContentId) -> Result<Option<StoredDocument>> {
    let rows = sqlx::query(
        "SELECT CAST(0 AS BIGINT) AS part, seq, state AS body FROM document_snapshots WHERE content_id = $1 \
         UNION ALL SELECT CAST(1 AS BIGINT), seq, body FROM document_updates WHERE content_id = $1 ORDER BY part, seq",
    )
    .bind(id.to_string())
    .fetch_all(pool)
    .await
    .map_err(failed)?;
    let Some((snapshot, log)) = rows.split_first() else { return Ok(None) };
    let folded: i64 = column(snapshot, "seq")?;
    let updates = log.iter().map(|row| column(row, "body")).collect::<Result<_>>()?;
    let seq = log.last().map_or(Ok(folded), |row| column(row, "seq"))?;
    Ok(Some(StoredDocument { state: column(snapshot, "body")?, updates, seq, folded }))
}

/// One statement too. Numbers are given under a lock that is held until the commit ([`reserve`]): whoever sees a number
/// sees all those before it, in the log or in the snapshot.
pub(crate) async fn updates_since(pool: &AnyPool, id: ContentId, seq: i64) -> Result<Since> {
    let rows = sqlx::query(
        "SELECT CAST(0 AS BIGINT) AS part, seq, state AS body FROM document_snapshots WHERE content_id = $1 AND seq > $2 \
         UNION ALL SELECT CAST(1 AS BIGINT), seq, body FROM document_updates WHERE content_id = $1 AND seq > $2 ORDER BY part, seq",
    )
    .bind(id.to_string())
    .bind(seq)
    .fetch_all(pool)
    .await
    .map_err(failed)?;
    let updates = rows.iter().map(|row| column(row, "body")).collect::<Result<_>>()?;
    let seq = rows.last().map_or(Ok(seq), |row| column(row, "seq"))?;
    Ok(Since { updates, seq })
}

/// Those whose texts are older than the document.
pub(crate) async fn underived(pool: &AnyPool, ids: &[ContentId]) -> Result<Vec<ContentId>> {
    let marks: Vec<String> = (1..=ids.len()).map(|number| format!("${number}")).collect();
    let sql = format!(
        "SELECT c.id AS id FROM content c JOIN documents d ON d.content_id = c.id WHERE c.derived_seq < d.seq AND c.id IN ({})",
        marks.join(", ")
    );
    // Only numbers of parameters were put in.
    let query = ids.iter().fold(sqlx::query(AssertSqlSafe(sql)), |query, id| query.bind(id.to_string()));
    let rows = query.fetch_all(pool).await.map_err(failed)?;
    rows.iter().map(|row| id(row, "id")).collect()
}

pub(crate) async fn texts(pool: &AnyPool, content: ContentId) -> Result<Option<Texts>> {
    let query = sqlx::query("SELECT owner_id, title, updated_at, body_json FROM content WHERE id = $1").bind(content.to_string());
    let Some(row) = query.fetch_optional(pool).await.map_err(failed)? else { return Ok(None) };
    Ok(Some(Texts {
        title: column(&row, "title")?,
        json: column(&row, "body_json")?,
        owner: id(&row, "owner_id")?,
        updated_at: time(&row, "updated_at")?,
    }))
}

/// The posts that have a log.
pub(crate) async fn logged(pool: &AnyPool) -> Result<Vec<ContentId>> {
    let rows = sqlx::query("SELECT DISTINCT content_id FROM document_updates").fetch_all(pool).await.map_err(failed)?;
    rows.iter().map(|row| id(row, "content_id")).collect()
}

/// Takes the next numbers, and the document's row with them: other writers of this document wait here until
/// the transaction ends. Returns the last number and the bytes that the document has then.
pub(crate) async fn reserve(tx: &mut AnyConnection, id: ContentId, updates: &[Vec<u8>]) -> Result<Option<(i64, i64)>> {
    let row = sqlx::query("UPDATE documents SET seq = seq + $2, bytes = bytes + $3 WHERE content_id = $1 RETURNING seq, bytes")
        .bind(id.to_string())
        .bind(updates.len() as i64)
        .bind(updates.iter().map(Vec::len).sum::<usize>() as i64)
        .fetch_optional(tx)
        .await
        .map_err(failed)?;
    row.map(|row| Ok((column(&row, "seq")?, column(&row, "bytes")?))).transpose()
}

/// Writes updates with the numbers after `seq`.
pub(crate) async fn append(tx: &mut AnyConnection, id: ContentId, seq: i64, updates: &[Vec<u8>], now: Timestamp) -> Result<()> {
    for (seq, update) in (seq + 1..).zip(updates) {
        sqlx::query("INSERT INTO document_updates (content_id, seq, created_at, body) VALUES ($1, $2, $3, $4)")
            .bind(id.to_string())
            .bind(seq)
            .bind(now.0)
            .bind(update.clone())
            .execute(&mut *tx)
            .await
            .map_err(failed)?;
    }
    Ok(())
}

/// Puts a snapshot with everything up to `seq` in the place of the one with everything up to `folded` and of
/// the updates between. `false`, and nothing changed, if another fold was there first.
pub(crate) async fn replace_snapshot(tx: &mut AnyConnection, id: ContentId, folded: i64, seq: i64, state: &[u8], freed: i64) -> Result<bool> {
    // The counters' row first, as every other writer: two who take rows in different orders could wait for each other.
    sqlx::query("UPDATE documents SET bytes = bytes - $2 WHERE content_id = $1")
        .bind(id.to_string())
        .bind(freed)
        .execute(&mut *tx)
        .await
        .map_err(failed)?;
    let replaced = sqlx::query("UPDATE document_snapshots SET state = $4, seq = $3 WHERE content_id = $1 AND seq = $2")
        .bind(id.to_string())
        .bind(folded)
        .bind(seq)
        .bind(state.to_vec())
        .execute(&mut *tx)
        .await
        .map_err(failed)?;
    sqlx::query("DELETE FROM document_updates WHERE content_id = $1 AND seq <= $2")
        .bind(id.to_string())
        .bind(seq)
        .execute(tx)
        .await
        .map_err(failed)?;
    Ok(replaced.rows_affected() == 1)
}
