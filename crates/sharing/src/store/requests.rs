//! Rows of `access_requests`.

use super::rows::{column, id as id_of, maybe_person, time};
use db::{WriteTx, failed};
use model::{ContentId, ErrorCode, RequestId, Result, Timestamp, UserId, sharing::AccessRequest};
use sqlx::AnyPool;

/// Somebody who asked.
pub(crate) struct Asker {
    pub id: UserId,
    pub name: String,
}

/// The owner of a post; `None` if there is no such post, or it is in the trash.
pub(crate) async fn owner(tx: &mut WriteTx, id: ContentId) -> Result<Option<UserId>> {
    let query = sqlx::query("SELECT owner_id FROM content WHERE id = $1 AND status <> 'trash'").bind(id.to_string());
    query.fetch_optional(&mut **tx).await.map_err(failed)?.map(|row| id_of(&row, "owner_id")).transpose()
}

/// `false`, and nothing changed, if it waits already or was declined after `deaf_since`.
pub(crate) async fn insert(tx: &mut WriteTx, id: ContentId, new: &AccessRequest, deaf_since: Timestamp) -> Result<bool> {
    let done = sqlx::query(
        "INSERT INTO access_requests (id, content_id, user_id, message, created_at, declined_at) VALUES ($1, $2, $3, $4, $5, NULL) \
         ON CONFLICT (content_id, user_id) DO UPDATE SET id = excluded.id, message = excluded.message, created_at = excluded.created_at, \
         declined_at = NULL WHERE access_requests.declined_at < $6",
    )
    .bind(new.id.to_string())
    .bind(id.to_string())
    .bind(new.person.id.to_string())
    .bind(&new.message)
    .bind(new.created_at.0)
    .bind(deaf_since.0)
    .execute(&mut **tx)
    .await
    .map_err(failed)?;
    Ok(done.rows_affected() > 0)
}

/// Those that wait, oldest first.
pub(crate) async fn list(pool: &AnyPool, id: ContentId) -> Result<Vec<AccessRequest>> {
    let rows = sqlx::query(
        "SELECT r.id, r.message, r.created_at, u.email, u.id AS user_id, u.name AS user_name, u.color AS user_color, u.picture_version \
         FROM access_requests r JOIN users u ON u.id = r.user_id WHERE r.content_id = $1 AND r.declined_at IS NULL ORDER BY r.id LIMIT 500",
    )
    .bind(id.to_string())
    .fetch_all(pool)
    .await
    .map_err(failed)?;
    rows.iter()
        .map(|row| {
            Ok(AccessRequest {
                id: id_of(row, "id")?,
                person: maybe_person(row)?.ok_or(ErrorCode::Internal)?,
                email: column(row, "email")?,
                message: column(row, "message")?,
                created_at: time(row, "created_at")?,
            })
        })
        .collect()
}

/// Takes one that waits out of the list, and returns whose it was.
pub(crate) async fn take(tx: &mut WriteTx, id: ContentId, which: RequestId) -> Result<Option<Asker>> {
    let user: Option<String> =
        sqlx::query_scalar("DELETE FROM access_requests WHERE content_id = $1 AND id = $2 AND declined_at IS NULL RETURNING user_id")
            .bind(id.to_string())
            .bind(which.to_string())
            .fetch_optional(&mut **tx)
            .await
            .map_err(failed)?;
    asker(tx, user).await
}

/// Declines one that waits, and returns whose it was.
pub(crate) async fn decline(tx: &mut WriteTx, id: ContentId, which: RequestId, now: Timestamp) -> Result<Option<Asker>> {
    let user: Option<String> =
        sqlx::query_scalar("UPDATE access_requests SET declined_at = $3 WHERE content_id = $1 AND id = $2 AND declined_at IS NULL RETURNING user_id")
            .bind(id.to_string())
            .bind(which.to_string())
            .bind(now.0)
            .fetch_optional(&mut **tx)
            .await
            .map_err(failed)?;
    asker(tx, user).await
}

async fn asker(tx: &mut WriteTx, user: Option<String>) -> Result<Option<Asker>> {
    let row = sqlx::query("SELECT id, name FROM users WHERE id = $1").bind(user).fetch_optional(&mut **tx).await.map_err(failed)?;
    row.map(|row| Ok(Asker { id: id_of(&row, "id")?, name: column(&row, "name")? })).transpose()
}
