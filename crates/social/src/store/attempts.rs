//! Rows of `publication_attempts`.

use crate::Attempt;
use db::{
    Db, WriteTx, failed, new_id,
    rows::{column, time},
};
use model::{PublicationId, Result};
use uuid::Uuid;

pub(crate) async fn insert(tx: &mut WriteTx, id: PublicationId, at: i64, step: &str, outcome: &str, detail: &str) -> Result<()> {
    let sql = "INSERT INTO publication_attempts (id, publication_id, at, step, outcome, detail) VALUES ($1, $2, $3, $4, $5, $6)";
    let own: Uuid = new_id();
    let query = sqlx::query(sql).bind(own.to_string()).bind(id.to_string()).bind(at).bind(step).bind(outcome).bind(detail);
    query.execute(&mut **tx).await.map_err(failed)?;
    Ok(())
}

pub(crate) async fn list(db: &Db, id: PublicationId) -> Result<Vec<Attempt>> {
    let sql = "SELECT at, step, outcome, detail FROM publication_attempts WHERE publication_id = $1 ORDER BY id LIMIT 500";
    let rows = sqlx::query(sql).bind(id.to_string()).fetch_all(db.read()).await.map_err(failed)?;
    let one =
        |row| Ok(Attempt { at: time(row, "at")?, step: column(row, "step")?, outcome: column(row, "outcome")?, detail: column(row, "detail")? });
    rows.iter().map(one).collect()
}
