//! Rows of `share_links`.

use super::rows::{column, count as count_of, id as id_of, maybe_count, maybe_person, maybe_time, role, time};
use db::{WriteTx, failed};
use model::{ContentId, LinkId, Result, Timestamp, UserId, sharing::Link};
use sqlx::{AnyPool, any::AnyRow};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT l.id, l.name, l.role, l.password_hash, l.expires_at, l.max_uses, l.uses, l.last_used_at, l.created_at, \
             u.id AS user_id, u.name AS user_name, u.color AS user_color, u.picture_version \
             FROM share_links l LEFT JOIN users u ON u.id = l.created_by ",
            $rest
        )
    };
}

fn link(row: &AnyRow) -> Result<Link> {
    Ok(Link {
        id: id_of(row, "id")?,
        name: column(row, "name")?,
        role: role(row)?,
        has_password: column::<Option<String>>(row, "password_hash")?.is_some(),
        expires_at: maybe_time(row, "expires_at")?,
        max_uses: maybe_count(row, "max_uses")?,
        uses: count_of(row, "uses")?,
        last_used_at: maybe_time(row, "last_used_at")?,
        created_by: maybe_person(row)?,
        created_at: time(row, "created_at")?,
    })
}

/// A link that somebody opens.
pub(crate) struct Opened {
    pub id: LinkId,
    pub content_id: ContentId,
    pub password_hash: Option<String>,
    max_uses: Option<u32>,
    uses: u32,
}

impl Opened {
    /// Whether nobody new may come by it.
    pub(crate) fn is_full(&self) -> bool {
        self.max_uses.is_some_and(|max| self.uses >= max)
    }
}

pub(crate) async fn insert(tx: &mut WriteTx, id: ContentId, by: UserId, new: &Link, token_hash: &str, password_hash: Option<&str>) -> Result<()> {
    sqlx::query(
        "INSERT INTO share_links (id, content_id, token_hash, name, role, password_hash, expires_at, max_uses, uses, last_used_at, \
         created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, NULL, $9, $10)",
    )
    .bind(new.id.to_string())
    .bind(id.to_string())
    .bind(token_hash)
    .bind(&new.name)
    .bind(new.role.code())
    .bind(password_hash)
    .bind(new.expires_at.map(|at| at.0))
    .bind(new.max_uses.map(i64::from))
    .bind(by.to_string())
    .bind(new.created_at.0)
    .execute(&mut **tx)
    .await
    .map_err(failed)?;
    Ok(())
}

pub(crate) async fn get(tx: &mut WriteTx, id: ContentId, which: LinkId) -> Result<Option<Link>> {
    let row = sqlx::query(select!("WHERE l.content_id = $1 AND l.id = $2"))
        .bind(id.to_string())
        .bind(which.to_string())
        .fetch_optional(&mut **tx)
        .await
        .map_err(failed)?;
    row.as_ref().map(link).transpose()
}

pub(crate) async fn list(pool: &AnyPool, id: ContentId) -> Result<Vec<Link>> {
    let rows = sqlx::query(select!("WHERE l.content_id = $1 ORDER BY l.id DESC")).bind(id.to_string()).fetch_all(pool).await.map_err(failed)?;
    rows.iter().map(link).collect()
}

pub(crate) async fn count(tx: &mut WriteTx, id: ContentId) -> Result<i64> {
    let sql = "SELECT CAST(count(*) AS BIGINT) FROM share_links WHERE content_id = $1";
    sqlx::query_scalar(sql).bind(id.to_string()).fetch_one(&mut **tx).await.map_err(failed)
}

/// Writes role, end, limit and name.
pub(crate) async fn update(tx: &mut WriteTx, link: &Link) -> Result<()> {
    sqlx::query("UPDATE share_links SET role = $2, expires_at = $3, max_uses = $4, name = $5 WHERE id = $1")
        .bind(link.id.to_string())
        .bind(link.role.code())
        .bind(link.expires_at.map(|at| at.0))
        .bind(link.max_uses.map(i64::from))
        .bind(&link.name)
        .execute(&mut **tx)
        .await
        .map_err(failed)?;
    Ok(())
}

pub(crate) async fn set_password(tx: &mut WriteTx, which: LinkId, hash: Option<&str>) -> Result<()> {
    sqlx::query("UPDATE share_links SET password_hash = $2 WHERE id = $1")
        .bind(which.to_string())
        .bind(hash)
        .execute(&mut **tx)
        .await
        .map_err(failed)?;
    Ok(())
}

pub(crate) async fn delete(tx: &mut WriteTx, which: LinkId) -> Result<()> {
    sqlx::query("DELETE FROM share_links WHERE id = $1").bind(which.to_string()).execute(&mut **tx).await.map_err(failed)?;
    Ok(())
}

/// One that works, to a post that is not in the trash.
pub(crate) async fn by_token(pool: &AnyPool, token_hash: &str, now: Timestamp) -> Result<Option<Opened>> {
    let row = sqlx::query(
        "SELECT l.id, l.content_id, l.password_hash, l.max_uses, l.uses FROM share_links l JOIN content c ON c.id = l.content_id \
         WHERE l.token_hash = $1 AND (l.expires_at IS NULL OR l.expires_at > $2) AND c.status <> 'trash'",
    )
    .bind(token_hash)
    .bind(now.0)
    .fetch_optional(pool)
    .await
    .map_err(failed)?;
    row.map(|row| {
        Ok(Opened {
            id: id_of(&row, "id")?,
            content_id: id_of(&row, "content_id")?,
            password_hash: column(&row, "password_hash")?,
            max_uses: maybe_count(&row, "max_uses")?,
            uses: count_of(&row, "uses")?,
        })
    })
    .transpose()
}

/// Notes that it was opened, and counts a new guest. `false`, and nothing changed, if it does not work any more.
pub(crate) async fn used(tx: &mut WriteTx, which: LinkId, new_guest: bool, now: Timestamp) -> Result<bool> {
    let done = sqlx::query(
        "UPDATE share_links SET uses = uses + $2, last_used_at = $3 WHERE id = $1 AND (expires_at IS NULL OR expires_at > $3) \
         AND ($2 = 0 OR max_uses IS NULL OR uses < max_uses)",
    )
    .bind(which.to_string())
    .bind(i64::from(new_guest))
    .bind(now.0)
    .execute(&mut **tx)
    .await
    .map_err(failed)?;
    Ok(done.rows_affected() > 0)
}

pub(crate) async fn ended(pool: &AnyPool, since: Timestamp, until: Timestamp) -> Result<Vec<ContentId>> {
    let rows = sqlx::query("SELECT DISTINCT content_id FROM share_links WHERE expires_at > $1 AND expires_at <= $2")
        .bind(since.0)
        .bind(until.0)
        .fetch_all(pool)
        .await
        .map_err(failed)?;
    rows.iter().map(|row| id_of(row, "content_id")).collect()
}

pub(crate) async fn next_end(pool: &AnyPool, since: Timestamp) -> Result<Option<Timestamp>> {
    let end: Option<i64> = sqlx::query_scalar("SELECT expires_at FROM share_links WHERE expires_at > $1 ORDER BY expires_at LIMIT 1")
        .bind(since.0)
        .fetch_optional(pool)
        .await
        .map_err(failed)?;
    Ok(end.map(Timestamp))
}
