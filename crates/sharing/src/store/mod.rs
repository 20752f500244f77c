//! All SQL of sharing.

pub(crate) mod guests;
pub(crate) mod invitations;
pub(crate) mod links;
pub(crate) mod requests;
mod rows;

use db::{WriteTx, failed};
use model::{ContentId, ErrorCode, Language, Result};

/// Until the end of the transaction nobody else invites to this post or makes links for it: what is counted stays.
/// (The post's own row is wide; the one of its document's counters is short.)
///
/// # Errors
/// `NotFound` if the post is gone.
pub(crate) async fn lock_post(tx: &mut WriteTx, id: ContentId) -> Result<()> {
    let sql = "UPDATE documents SET bytes = bytes WHERE content_id = $1";
    let done = sqlx::query(sql).bind(id.to_string()).execute(&mut **tx).await.map_err(failed)?;
    if done.rows_affected() == 0 { Err(ErrorCode::NotFound.into()) } else { Ok(()) }
}

/// Whether the owner or a collaborator has this address.
pub(crate) async fn has_access(tx: &mut WriteTx, id: ContentId, email: &str) -> Result<bool> {
    let found: Option<String> = sqlx::query_scalar(
        "SELECT u.id FROM users u WHERE u.email = $2 AND (EXISTS (SELECT 1 FROM content c WHERE c.id = $1 AND c.owner_id = u.id) \
         OR EXISTS (SELECT 1 FROM collaborators k WHERE k.content_id = $1 AND k.user_id = u.id))",
    )
    .bind(id.to_string())
    .bind(email)
    .fetch_optional(&mut **tx)
    .await
    .map_err(failed)?;
    Ok(found.is_some())
}

/// The language of the person with this address, if there is one, and whether they have confirmed the address.
pub(crate) async fn account(tx: &mut WriteTx, email: &str) -> Result<Option<(Language, bool)>> {
    let query = sqlx::query("SELECT language, email_verified FROM users WHERE email = $1").bind(email);
    let Some(row) = query.fetch_optional(&mut **tx).await.map_err(failed)? else { return Ok(None) };
    let language = Language::from_code(&rows::column::<String>(&row, "language")?).unwrap_or_default();
    Ok(Some((language, rows::column::<i64>(&row, "email_verified")? != 0)))
}

pub(crate) async fn title(tx: &mut WriteTx, id: ContentId) -> Result<Option<String>> {
    sqlx::query_scalar("SELECT title FROM content WHERE id = $1").bind(id.to_string()).fetch_optional(&mut **tx).await.map_err(failed)
}
