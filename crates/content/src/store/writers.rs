//! Who wrote the updates that nobody has been told of.

use super::rows::column;
use crate::Writers;
use db::failed;
use model::{ContentId, ErrorCode, Result};
use sqlx::{AnyConnection, AnyPool, AssertSqlSafe};

/// Notes who wrote the updates after `before` up to `last`, all in one statement.
pub(crate) async fn note_writers(tx: &mut AnyConnection, id: ContentId, writers: &Writers, before: i64, last: i64) -> Result<()> {
    let names: Vec<String> = writers.people.iter().map(ToString::to_string).chain(writers.guests.then(String::new)).collect();
    if names.is_empty() || before == last {
        return Ok(());
    }
    let rows: Vec<String> = (4..4 + names.len()).map(|number| format!("($1, ${number}, $2, $3)")).collect();
    let sql = format!(
        "INSERT INTO document_writers (content_id, who, first_seq, last_seq) VALUES {} \
         ON CONFLICT (content_id, who) DO UPDATE SET last_seq = excluded.last_seq",
        rows.join(", ")
    );
    // Only numbers of parameters were put in.
    let query = sqlx::query(AssertSqlSafe(sql)).bind(id.to_string()).bind(before + 1).bind(last);
    names.into_iter().fold(query, |query, name| query.bind(name)).execute(tx).await.map_err(failed)?;
    Ok(())
}

/// Who wrote updates up to `seq`.
pub(crate) async fn writers(pool: &AnyPool, id: ContentId, seq: i64) -> Result<Writers> {
    let sql = "SELECT who FROM document_writers WHERE content_id = $1 AND first_seq <= $2";
    let rows = sqlx::query(sql).bind(id.to_string()).bind(seq).fetch_all(pool).await.map_err(failed)?;
    let mut writers = Writers::default();
    for row in rows {
        match column::<String>(&row, "who")?.as_str() {
            "" => writers.guests = true,
            who => drop(writers.people.insert(who.parse().map_err(|_| ErrorCode::Internal)?)),
        }
    }
    Ok(writers)
}

/// Forgets who wrote updates up to `seq`; of those who have written since, only that stays.
pub(crate) async fn forget_writers(tx: &mut AnyConnection, id: ContentId, seq: i64) -> Result<()> {
    let sql = "DELETE FROM document_writers WHERE content_id = $1 AND last_seq <= $2";
    sqlx::query(sql).bind(id.to_string()).bind(seq).execute(&mut *tx).await.map_err(failed)?;
    let sql = "UPDATE document_writers SET first_seq = $3 WHERE content_id = $1 AND first_seq <= $2";
    sqlx::query(sql).bind(id.to_string()).bind(seq).bind(seq + 1).execute(tx).await.map_err(failed)?;
    Ok(())
}
