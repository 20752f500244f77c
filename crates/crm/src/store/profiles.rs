//! What is known of fans: money by kind and time, names, tags, notes.

use db::{
    WriteTx, failed,
    rows::{column, id, known, time},
};
use model::{
    ErrorCode, FanId, NoteId, Result, UserId,
    crm::{MoneyKind, Note, NoteCategory, Payment},
};
use sqlx::{Any, AnyPool, Executor, any::AnyRow};

/// What a fan paid, by kind.
pub(crate) async fn kinds(pool: &AnyPool, fan: FanId) -> Result<Vec<(MoneyKind, i64)>> {
    let sql = "SELECT kind, CAST(SUM(amount_cents) AS BIGINT) FROM crm_money WHERE fan_id = $1 GROUP BY kind ORDER BY 2 DESC, kind";
    let rows: Vec<(String, i64)> = sqlx::query_as(sql).bind(fan.to_string()).fetch_all(pool).await.map_err(failed)?;
    rows.into_iter().map(|(kind, cents)| Ok((known("kind", MoneyKind::from_code(&kind))?, cents))).collect()
}

/// What a fan paid from a moment on, payment by payment; the last ones where there are very many.
pub(crate) async fn payments(pool: &AnyPool, fan: FanId, from: i64) -> Result<Vec<(i64, i64)>> {
    let sql = "SELECT at, amount_cents FROM crm_money WHERE fan_id = $1 AND at >= $2 ORDER BY at DESC LIMIT 20000";
    sqlx::query_as(sql).bind(fan.to_string()).bind(from).fetch_all(pool).await.map_err(failed)
}

/// What a fan paid, payment by payment, the last first, from before a place on.
pub(crate) async fn history(pool: &AnyPool, fan: FanId, before: (i64, &str), limit: i64) -> Result<Vec<Payment>> {
    let sql = "SELECT id, kind, amount_cents, at FROM crm_money WHERE fan_id = $1 AND (at, id) < ($2, $3) ORDER BY at DESC, id DESC LIMIT $4";
    let query = sqlx::query(sql).bind(fan.to_string()).bind(before.0).bind(before.1).bind(limit);
    let payment = |row: &AnyRow| {
        Ok(Payment {
            id: column(row, "id")?,
            kind: known("kind", MoneyKind::from_code(&column::<String>(row, "kind")?))?,
            amount_cents: column(row, "amount_cents")?,
            at: time(row, "at")?,
        })
    };
    query.fetch_all(pool).await.map_err(failed)?.iter().map(payment).collect()
}

pub(crate) async fn tags<'e>(on: impl Executor<'e, Database = Any>, fan: FanId) -> Result<Vec<String>> {
    let sql = "SELECT tag FROM crm_fan_tags WHERE fan_id = $1 ORDER BY tag";
    sqlx::query_scalar(sql).bind(fan.to_string()).fetch_all(on).await.map_err(failed)
}

pub(crate) async fn notes(pool: &AnyPool, fan: FanId) -> Result<Vec<Note>> {
    let sql = "SELECT n.id, n.category, n.text, n.created_at, n.changed_at, u.name AS author FROM crm_fan_notes n
               LEFT JOIN users u ON u.id = n.author_id WHERE n.fan_id = $1 ORDER BY n.id DESC";
    sqlx::query(sql).bind(fan.to_string()).fetch_all(pool).await.map_err(failed)?.iter().map(note).collect()
}

fn note(row: &AnyRow) -> Result<Note> {
    Ok(Note {
        id: id(row, "id")?,
        category: known("category", NoteCategory::from_code(&column::<String>(row, "category")?))?,
        text: column(row, "text")?,
        author: column(row, "author")?,
        created_at: time(row, "created_at")?,
        changed_at: time(row, "changed_at")?,
    })
}

/// The fan's row is held until the transaction ends, so that counts hold. Who was deleted meanwhile is not found.
pub(crate) async fn lock(tx: &mut WriteTx, fan: FanId) -> Result<()> {
    let query = sqlx::query("UPDATE crm_fans SET custom_name = custom_name WHERE id = $1").bind(fan.to_string());
    let held = query.execute(&mut **tx).await.map_err(failed)?;
    if held.rows_affected() == 1 { Ok(()) } else { Err(ErrorCode::NotFound.into()) }
}

pub(crate) async fn rename(tx: &mut WriteTx, fan: FanId, name: &str) -> Result<()> {
    let query = sqlx::query("UPDATE crm_fans SET custom_name = $1 WHERE id = $2").bind(name).bind(fan.to_string());
    query.execute(&mut **tx).await.map_err(failed)?;
    Ok(())
}

pub(crate) async fn tag(tx: &mut WriteTx, fan: FanId, tag: &str) -> Result<()> {
    let query = sqlx::query("INSERT INTO crm_fan_tags (fan_id, tag) VALUES ($1, $2) ON CONFLICT (fan_id, tag) DO NOTHING");
    query.bind(fan.to_string()).bind(tag).execute(&mut **tx).await.map_err(failed)?;
    Ok(())
}

pub(crate) async fn untag(tx: &mut WriteTx, fan: FanId, tag: &str) -> Result<()> {
    let query = sqlx::query("DELETE FROM crm_fan_tags WHERE fan_id = $1 AND tag = $2").bind(fan.to_string()).bind(tag);
    query.execute(&mut **tx).await.map_err(failed)?;
    Ok(())
}

pub(crate) async fn count_tags(tx: &mut WriteTx, fan: FanId) -> Result<i64> {
    let query = sqlx::query_scalar("SELECT CAST(COUNT(*) AS BIGINT) FROM crm_fan_tags WHERE fan_id = $1").bind(fan.to_string());
    query.fetch_one(&mut **tx).await.map_err(failed)
}

pub(crate) async fn count_notes(tx: &mut WriteTx, fan: FanId) -> Result<i64> {
    let query = sqlx::query_scalar("SELECT CAST(COUNT(*) AS BIGINT) FROM crm_fan_notes WHERE fan_id = $1").bind(fan.to_string());
    query.fetch_one(&mut **tx).await.map_err(failed)
}

pub(crate) async fn add_note(tx: &mut WriteTx, fan: FanId, note: NoteId, category: NoteCategory, text: &str, author: UserId, at: i64) -> Result<()> {
    sqlx::query("INSERT INTO crm_fan_notes (id, fan_id, category, text, author_id, created_at, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $6)")
        .bind(note.to_string())
        .bind(fan.to_string())
        .bind(category.code())
        .bind(text)
        .bind(author.to_string())
        .bind(at)
        .execute(&mut **tx)
        .await
        .map_err(failed)?;
    Ok(())
}

/// Changes a note of this fan; `false` if there is none. One that says the same keeps its time.
pub(crate) async fn edit_note(tx: &mut WriteTx, fan: FanId, note: NoteId, category: NoteCategory, text: &str, at: i64) -> Result<bool> {
    let done = sqlx::query(
        "UPDATE crm_fan_notes SET changed_at = CASE WHEN category = $1 AND text = $2 THEN changed_at ELSE $3 END, category = $1, text = $2
         WHERE id = $4 AND fan_id = $5",
    )
    .bind(category.code())
    .bind(text)
    .bind(at)
    .bind(note.to_string())
    .bind(fan.to_string())
    .execute(&mut **tx)
    .await
    .map_err(failed)?;
    Ok(done.rows_affected() == 1)
}

/// Deletes a note of this fan; `false` if there is none.
pub(crate) async fn delete_note(tx: &mut WriteTx, fan: FanId, note: NoteId) -> Result<bool> {
    let query = sqlx::query("DELETE FROM crm_fan_notes WHERE id = $1 AND fan_id = $2").bind(note.to_string()).bind(fan.to_string());
    Ok(query.execute(&mut **tx).await.map_err(failed)?.rows_affected() == 1)
}

/// The ids of a fan's notes.
pub(crate) async fn note_ids(tx: &mut WriteTx, fan: FanId) -> Result<Vec<NoteId>> {
    let query = sqlx::query_scalar("SELECT id FROM crm_fan_notes WHERE fan_id = $1").bind(fan.to_string());
    let ids: Vec<String> = query.fetch_all(&mut **tx).await.map_err(failed)?;
    ids.iter().map(|id| known("id", id.parse().ok())).collect()
}

/// Deletes a fan with all that hangs on them; `false` while a message to them is under way.
pub(crate) async fn delete(tx: &mut WriteTx, fan: FanId, at: i64) -> Result<bool> {
    super::happened::forget(tx, fan, at).await?;
    let done = sqlx::query("DELETE FROM crm_fans WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM crm_outbox WHERE fan_id = $1 AND state = 'in_flight')")
        .bind(fan.to_string())
        .execute(&mut **tx)
        .await
        .map_err(failed)?;
    Ok(done.rows_affected() == 1)
}
