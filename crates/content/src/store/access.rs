//! What decides about guests, ownership, settings, and the log of access.

use super::rows::{column, id as id_of, known, role, status, time};
use crate::policy;
use db::failed;
use model::{
    ContentId, GuestId, LogId, Result, Timestamp, UserId,
    content::Role,
    sharing::{Deed, LogEntry, SharingSettings},
};
use sqlx::{AnyConnection, AnyPool, any::AnyRow};

/// Columns `guests_edit` and `editors_share` of an outer join with `sharing_settings`.
pub(super) fn settings(row: &AnyRow) -> Result<SharingSettings> {
    let default = SharingSettings::default();
    let flag = |name, default| -> Result<bool> { Ok(column::<Option<i64>>(row, name)?.map_or(default, |value| value != 0)) };
    Ok(SharingSettings { guests_edit: flag("guests_edit", default.guests_edit)?, editors_share: flag("editors_share", default.editors_share)? })
}

/// What a guest may do: the greatest role of the links they came by that still work. (The sharing slice writes
/// these rows; they are read here, because here is said who may do what.)
pub(crate) async fn guest_standing(pool: &AnyPool, guest: GuestId, id: ContentId, now: Timestamp) -> Result<Option<(Role, SharingSettings)>> {
    let rows = sqlx::query(
        "SELECT l.role, c.status, s.guests_edit, s.editors_share FROM guest_visits v \
         JOIN share_links l ON l.id = v.link_id JOIN content c ON c.id = l.content_id \
         LEFT JOIN sharing_settings s ON s.content_id = c.id \
         WHERE v.guest_id = $1 AND c.id = $2 AND v.removed = 0 AND (l.expires_at IS NULL OR l.expires_at > $3)",
    )
    .bind(guest.to_string())
    .bind(id.to_string())
    .bind(now.0)
    .fetch_all(pool)
    .await
    .map_err(failed)?;
    let standings = rows.iter().map(|row| {
        let settings = settings(row)?;
        let role = policy::guest_role(known("role", role(row)?)?, status(row)?, settings);
        Ok(role.map(|role| (role, settings)))
    });
    let standings = standings.collect::<Result<Vec<_>>>()?;
    Ok(standings.into_iter().flatten().max_by_key(|&(role, _)| role))
}

/// The same, outside a transaction.
pub(crate) async fn owner_of(pool: &AnyPool, id: ContentId) -> Result<Option<UserId>> {
    let mut connection = pool.acquire().await.map_err(failed)?;
    owner(&mut connection, id).await
}

/// Whose post it is.
pub(crate) async fn owner(tx: &mut AnyConnection, id: ContentId) -> Result<Option<UserId>> {
    let row = sqlx::query("SELECT owner_id FROM content WHERE id = $1").bind(id.to_string()).fetch_optional(tx).await.map_err(failed)?;
    row.map(|row| id_of(&row, "owner_id")).transpose()
}

/// `false`, and nothing changed, if the post is not `from`'s.
pub(crate) async fn pass_ownership(tx: &mut AnyConnection, id: ContentId, from: UserId, to: UserId, now: Timestamp) -> Result<bool> {
    let passed = sqlx::query("UPDATE content SET owner_id = $3 WHERE id = $1 AND owner_id = $2")
        .bind(id.to_string())
        .bind(from.to_string())
        .bind(to.to_string())
        .execute(&mut *tx)
        .await
        .map_err(failed)?;
    if passed.rows_affected() == 0 {
        return Ok(false);
    }
    super::people::remove_collaborator(tx, id, to).await?;
    super::people::add_collaborator(tx, id, from, Role::Editor, now).await
}

pub(crate) async fn set_settings(tx: &mut AnyConnection, id: ContentId, settings: SharingSettings) -> Result<()> {
    sqlx::query(
        "INSERT INTO sharing_settings (content_id, guests_edit, editors_share) VALUES ($1, $2, $3) \
         ON CONFLICT (content_id) DO UPDATE SET guests_edit = excluded.guests_edit, editors_share = excluded.editors_share",
    )
    .bind(id.to_string())
    .bind(i64::from(settings.guests_edit))
    .bind(i64::from(settings.editors_share))
    .execute(tx)
    .await
    .map_err(failed)?;
    Ok(())
}

pub(crate) async fn note(
    tx: &mut AnyConnection,
    id: ContentId,
    actor: Option<UserId>,
    deed: Deed,
    subject: &str,
    role: Option<Role>,
    now: Timestamp,
) -> Result<()> {
    sqlx::query(
        "INSERT INTO access_log (id, content_id, at, actor, deed, subject, role) \
         VALUES ($1, $2, $3, COALESCE((SELECT name FROM users WHERE id = $4), ''), $5, $6, $7)",
    )
    .bind(db::new_id::<LogId>().to_string())
    .bind(id.to_string())
    .bind(now.0)
    .bind(actor.map(|id| id.to_string()))
    .bind(deed.code())
    .bind(subject)
    .bind(role.map(Role::code))
    .execute(tx)
    .await
    .map_err(failed)?;
    Ok(())
}

/// Newest first, those before `before`.
pub(crate) async fn log(pool: &AnyPool, id: ContentId, before: Option<LogId>, limit: i64) -> Result<Vec<LogEntry>> {
    let rows = sqlx::query("SELECT id, at, actor, deed, subject, role FROM access_log WHERE content_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3")
        .bind(id.to_string())
        .bind(db::id_before(before))
        .bind(limit)
        .fetch_all(pool)
        .await
        .map_err(failed)?;
    rows.iter()
        .map(|row| {
            Ok(LogEntry {
                id: id_of(row, "id")?,
                at: time(row, "at")?,
                actor: column(row, "actor")?,
                deed: known("deed", Deed::from_code(&column::<String>(row, "deed")?))?,
                subject: column(row, "subject")?,
                role: role(row)?,
            })
        })
        .collect()
}
