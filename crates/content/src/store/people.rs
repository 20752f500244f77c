//! Collaborators.

use super::rows::{column, id, person, role};
use db::failed;
use model::{
    ContentId, ErrorCode, Result, Timestamp, UserId,
    content::{Collaborator, Role},
};
use sqlx::{AnyConnection, AnyPool, any::AnyRow};

fn collaborator_of(row: &AnyRow) -> Result<Collaborator> {
    let who = person(row)?;
    Ok(Collaborator {
        user_id: who.id,
        name: who.name,
        email: column(row, "email")?,
        color: who.color,
        picture: who.picture,
        permission: role(row)?.ok_or(ErrorCode::Internal)?,
    })
}

/// The owner first, then the others by the time they came.
pub(crate) async fn collaborators(pool: &AnyPool, id: ContentId) -> Result<Vec<Collaborator>> {
    let rows = sqlx::query(
        "SELECT u.id AS user_id, u.name, u.email, u.color, u.picture_version, 'owner' AS role, CAST(0 AS BIGINT) AS place \
         FROM content c JOIN users u ON u.id = c.owner_id WHERE c.id = $1 \
         UNION ALL \
         SELECT u.id, u.name, u.email, u.color, u.picture_version, k.role, k.added_at \
         FROM collaborators k JOIN users u ON u.id = k.user_id WHERE k.content_id = $1 \
         ORDER BY place, name, user_id",
    )
    .bind(id.to_string())
    .fetch_all(pool)
    .await
    .map_err(failed)?;
    rows.iter().map(collaborator_of).collect()
}

pub(crate) async fn collaborator(tx: &mut AnyConnection, id: ContentId, who: UserId) -> Result<Option<Collaborator>> {
    let row = sqlx::query(
        "SELECT u.id AS user_id, u.name, u.email, u.color, u.picture_version, k.role \
         FROM collaborators k JOIN users u ON u.id = k.user_id WHERE k.content_id = $1 AND k.user_id = $2",
    )
    .bind(id.to_string())
    .bind(who.to_string())
    .fetch_optional(tx)
    .await
    .map_err(failed)?;
    row.as_ref().map(collaborator_of).transpose()
}

pub(crate) async fn user_by_email(tx: &mut AnyConnection, email: &str) -> Result<Option<UserId>> {
    let row = sqlx::query("SELECT id FROM users WHERE email = $1").bind(email).fetch_optional(tx).await.map_err(failed)?;
    row.map(|row| id(&row, "id")).transpose()
}

/// Whether they had no access before.
pub(crate) async fn add_collaborator(tx: &mut AnyConnection, id: ContentId, who: UserId, role: Role, now: Timestamp) -> Result<bool> {
    let added = sqlx::query("INSERT INTO collaborators (content_id, user_id, role, added_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING")
        .bind(id.to_string())
        .bind(who.to_string())
        .bind(role.code())
        .bind(now.0)
        .execute(tx)
        .await
        .map_err(failed)?;
    Ok(added.rows_affected() > 0)
}

pub(crate) async fn set_role(tx: &mut AnyConnection, id: ContentId, who: UserId, role: Role) -> Result<()> {
    sqlx::query("UPDATE collaborators SET role = $3 WHERE content_id = $1 AND user_id = $2")
        .bind(id.to_string())
        .bind(who.to_string())
        .bind(role.code())
        .execute(tx)
        .await
        .map_err(failed)?;
    Ok(())
}

pub(crate) async fn remove_collaborator(tx: &mut AnyConnection, id: ContentId, who: UserId) -> Result<()> {
    sqlx::query("DELETE FROM collaborators WHERE content_id = $1 AND user_id = $2")
        .bind(id.to_string())
        .bind(who.to_string())
        .execute(tx)
        .await
        .map_err(failed)?;
    Ok(())
}

/// Whoever has access has nothing to ask for. (The sharing slice writes these rows; they go here, because here access
/// is given, whichever way it came.)
pub(crate) async fn drop_request(tx: &mut AnyConnection, id: ContentId, who: UserId) -> Result<()> {
    let sql = "DELETE FROM access_requests WHERE content_id = $1 AND user_id = $2";
    sqlx::query(sql).bind(id.to_string()).bind(who.to_string()).execute(tx).await.map_err(failed)?;
    Ok(())
}

/// An old invitation gives nobody access again that was given and ended otherwise since.
pub(crate) async fn drop_invitation_to(tx: &mut AnyConnection, id: ContentId, who: UserId) -> Result<()> {
    let sql = "DELETE FROM invitations WHERE content_id = $1 AND email = (SELECT email FROM users WHERE id = $2)";
    sqlx::query(sql).bind(id.to_string()).bind(who.to_string()).execute(tx).await.map_err(failed)?;
    Ok(())
}

/// What somebody offered who may not share any more is taken back.
pub(crate) async fn drop_invitations_by(tx: &mut AnyConnection, id: ContentId, who: UserId) -> Result<()> {
    let sql = "DELETE FROM invitations WHERE content_id = $1 AND invited_by = $2";
    sqlx::query(sql).bind(id.to_string()).bind(who.to_string()).execute(tx).await.map_err(failed)?;
    Ok(())
}
