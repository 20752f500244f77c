//! Rows of `guests` and `guest_visits`.

use super::rows::{color, column, id as id_of, time};
use db::{WriteTx, failed};
use model::{
    ContentId, GuestId, LinkId, Result, Timestamp,
    sharing::{Guest, PostGuest},
};
use sqlx::{AnyPool, any::AnyRow};

fn guest(row: &AnyRow) -> Result<Guest> {
    Ok(Guest { id: id_of(row, "id")?, name: column(row, "name")?, color: color(row, "color")? })
}

/// What became of a guest who has come by a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Visit {
    /// They are in.
    Inside = 0,
    /// They were put out: they can't come back by it.
    PutOut = 1,
    /// The link has another password since: they are asked for it, and are no further use of the link.
    AskedAgain = 2,
}

/// One who was seen after `since`, and when that was.
pub(crate) async fn by_secret(pool: &AnyPool, secret_hash: &str, since: Timestamp) -> Result<Option<(Guest, Timestamp)>> {
    let row = sqlx::query("SELECT id, name, color, seen_at FROM guests WHERE secret_hash = $1 AND seen_at > $2")
        .bind(secret_hash)
        .bind(since.0)
        .fetch_optional(pool)
        .await
        .map_err(failed)?;
    row.as_ref().map(|row| Ok((guest(row)?, time(row, "seen_at")?))).transpose()
}

/// Notes that they are here.
pub(crate) async fn touch(tx: &mut WriteTx, who: GuestId, now: Timestamp) -> Result<()> {
    let sql = "UPDATE guests SET seen_at = $2 WHERE id = $1";
    sqlx::query(sql).bind(who.to_string()).bind(now.0).execute(&mut **tx).await.map_err(failed)?;
    Ok(())
}

pub(crate) async fn insert(tx: &mut WriteTx, new: &Guest, secret_hash: &str, now: Timestamp) -> Result<()> {
    sqlx::query("INSERT INTO guests (id, secret_hash, name, color, seen_at, created_at) VALUES ($1, $2, $3, $4, $5, $5)")
        .bind(new.id.to_string())
        .bind(secret_hash)
        .bind(&new.name)
        .bind(i64::from(new.color))
        .bind(now.0)
        .execute(&mut **tx)
        .await
        .map_err(failed)?;
    Ok(())
}

/// Notes the name and that they were here.
pub(crate) async fn seen(tx: &mut WriteTx, guest: &Guest, now: Timestamp) -> Result<()> {
    sqlx::query("UPDATE guests SET name = $2, seen_at = $3 WHERE id = $1")
        .bind(guest.id.to_string())
        .bind(&guest.name)
        .bind(now.0)
        .execute(&mut **tx)
        .await
        .map_err(failed)?;
    Ok(())
}

/// What became of a guest who has come by this link before.
pub(crate) async fn visit(pool: &AnyPool, who: GuestId, by: LinkId) -> Result<Option<Visit>> {
    let removed: Option<i64> = sqlx::query_scalar("SELECT removed FROM guest_visits WHERE guest_id = $1 AND link_id = $2")
        .bind(who.to_string())
        .bind(by.to_string())
        .fetch_optional(pool)
        .await
        .map_err(failed)?;
    let known = [Visit::Inside, Visit::PutOut, Visit::AskedAgain];
    Ok(removed.map(|removed| known.into_iter().find(|visit| *visit as i64 == removed).unwrap_or(Visit::PutOut)))
}

/// They are in, unless they were put out.
pub(crate) async fn let_in(tx: &mut WriteTx, who: GuestId, by: LinkId, now: Timestamp) -> Result<()> {
    sqlx::query(
        "INSERT INTO guest_visits (guest_id, link_id, came_at, removed) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (guest_id, link_id) DO UPDATE SET removed = excluded.removed WHERE guest_visits.removed <> $5",
    )
    .bind(who.to_string())
    .bind(by.to_string())
    .bind(now.0)
    .bind(Visit::Inside as i64)
    .bind(Visit::PutOut as i64)
    .execute(&mut **tx)
    .await
    .map_err(failed)?;
    Ok(())
}

/// Those who were not put out are asked for the password again.
pub(crate) async fn ask_again(tx: &mut WriteTx, by: LinkId) -> Result<()> {
    sqlx::query("UPDATE guest_visits SET removed = $2 WHERE link_id = $1 AND removed = $3")
        .bind(by.to_string())
        .bind(Visit::AskedAgain as i64)
        .bind(Visit::Inside as i64)
        .execute(&mut **tx)
        .await
        .map_err(failed)?;
    Ok(())
}

/// Those who were not put out, newest first.
pub(crate) async fn list(pool: &AnyPool, id: ContentId) -> Result<Vec<PostGuest>> {
    let rows = sqlx::query(
        "SELECT g.id, g.name, g.color, v.link_id, v.came_at FROM guest_visits v JOIN guests g ON g.id = v.guest_id \
         JOIN share_links l ON l.id = v.link_id WHERE l.content_id = $1 AND v.removed = 0 ORDER BY v.came_at DESC, g.id LIMIT 500",
    )
    .bind(id.to_string())
    .fetch_all(pool)
    .await
    .map_err(failed)?;
    rows.iter().map(|row| Ok(PostGuest { guest: guest(row)?, link_id: id_of(row, "link_id")?, came_at: time(row, "came_at")? })).collect()
}

/// Puts a guest out of a post, and returns their name if they were in.
pub(crate) async fn remove(tx: &mut WriteTx, id: ContentId, who: GuestId) -> Result<Option<String>> {
    let done = sqlx::query(
        "UPDATE guest_visits SET removed = 1 WHERE guest_id = $1 AND removed <> 1 AND link_id IN \
         (SELECT id FROM share_links WHERE content_id = $2)",
    )
    .bind(who.to_string())
    .bind(id.to_string())
    .execute(&mut **tx)
    .await
    .map_err(failed)?;
    if done.rows_affected() == 0 {
        return Ok(None);
    }
    sqlx::query_scalar("SELECT name FROM guests WHERE id = $1").bind(who.to_string()).fetch_optional(&mut **tx).await.map_err(failed)
}

pub(crate) async fn delete_unseen(tx: &mut WriteTx, before: i64) -> Result<()> {
    sqlx::query("DELETE FROM guests WHERE seen_at < $1").bind(before).execute(&mut **tx).await.map_err(failed)?;
    Ok(())
}
