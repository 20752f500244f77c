//! Rows of `invitations`.

use super::rows::{column, id as id_of, maybe_id, maybe_person, role, time};
use db::{WriteTx, failed};
use model::{
    CommentId, ContentId, InvitationId, Result, Timestamp, UserId,
    sharing::{Invitation, Invited},
};
use sqlx::{AnyPool, any::AnyRow};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT i.id, i.email, i.role, i.message, i.comment_id, i.created_at, i.expires_at, \
             u.id AS user_id, u.name AS user_name, u.color AS user_color, u.picture_version \
             FROM invitations i LEFT JOIN users u ON u.id = i.invited_by ",
            $rest
        )
    };
}

fn invitation(row: &AnyRow) -> Result<Invitation> {
    Ok(Invitation {
        id: id_of(row, "id")?,
        email: column(row, "email")?,
        permission: role(row)?,
        message: column(row, "message")?,
        invited_by: maybe_person(row)?,
        created_at: time(row, "created_at")?,
        expires_at: time(row, "expires_at")?,
    })
}

/// `false`, and nothing changed, if the address has one already.
pub(crate) async fn insert(
    tx: &mut WriteTx,
    id: ContentId,
    by: UserId,
    new: &Invitation,
    comment: Option<CommentId>,
    secret_hash: &str,
) -> Result<bool> {
    let done = sqlx::query(
        "INSERT INTO invitations (id, content_id, email, role, message, secret_hash, invited_by, created_at, expires_at, comment_id) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (content_id, email) DO NOTHING",
    )
    .bind(new.id.to_string())
    .bind(id.to_string())
    .bind(&new.email)
    .bind(new.permission.code())
    .bind(&new.message)
    .bind(secret_hash)
    .bind(by.to_string())
    .bind(new.created_at.0)
    .bind(new.expires_at.0)
    .bind(comment.map(|comment| comment.to_string()))
    .execute(&mut **tx)
    .await
    .map_err(failed)?;
    Ok(done.rows_affected() > 0)
}

/// With the comment that its message quotes.
pub(crate) async fn get(tx: &mut WriteTx, id: ContentId, which: InvitationId) -> Result<Option<(Invitation, Option<CommentId>)>> {
    let row = sqlx::query(select!("WHERE i.content_id = $1 AND i.id = $2"))
        .bind(id.to_string())
        .bind(which.to_string())
        .fetch_optional(&mut **tx)
        .await
        .map_err(failed)?;
    row.as_ref().map(|row| Ok((invitation(row)?, maybe_id(row, "comment_id")?))).transpose()
}

/// Whose message quotes this comment says this now.
pub(crate) async fn quote_again(tx: &mut WriteTx, id: ContentId, comment: CommentId, message: &str) -> Result<()> {
    sqlx::query("UPDATE invitations SET message = $3 WHERE content_id = $1 AND comment_id = $2")
        .bind(id.to_string())
        .bind(comment.to_string())
        .bind(message)
        .execute(&mut **tx)
        .await
        .map_err(failed)?;
    Ok(())
}

pub(crate) async fn list(pool: &AnyPool, id: ContentId) -> Result<Vec<Invitation>> {
    let rows = sqlx::query(select!("WHERE i.content_id = $1 ORDER BY i.id DESC")).bind(id.to_string()).fetch_all(pool).await.map_err(failed)?;
    rows.iter().map(invitation).collect()
}

pub(crate) async fn count(tx: &mut WriteTx, id: ContentId) -> Result<i64> {
    let sql = "SELECT CAST(count(*) AS BIGINT) FROM invitations WHERE content_id = $1";
    sqlx::query_scalar(sql).bind(id.to_string()).fetch_one(&mut **tx).await.map_err(failed)
}

pub(crate) async fn renew(tx: &mut WriteTx, which: InvitationId, secret_hash: &str, expires_at: Timestamp) -> Result<()> {
    sqlx::query("UPDATE invitations SET secret_hash = $2, expires_at = $3 WHERE id = $1")
        .bind(which.to_string())
        .bind(secret_hash)
        .bind(expires_at.0)
        .execute(&mut **tx)
        .await
        .map_err(failed)?;
    Ok(())
}

pub(crate) async fn delete(tx: &mut WriteTx, which: InvitationId) -> Result<()> {
    sqlx::query("DELETE FROM invitations WHERE id = $1").bind(which.to_string()).execute(&mut **tx).await.map_err(failed)?;
    Ok(())
}

/// One that can be answered.
pub(crate) struct Open {
    /// What the one who answers sees of it.
    pub invited: Invited,
    /// What is stored of its secret: what it is taken by.
    pub secret_hash: String,
    /// Who hears of the answer.
    pub invited_by: Option<UserId>,
}

macro_rules! open {
    ($rest:literal) => {
        concat!(
            "SELECT i.content_id, i.email, i.role, i.message, i.secret_hash, i.invited_by, c.title, COALESCE(u.name, '') AS inviter \
             FROM invitations i JOIN content c ON c.id = i.content_id LEFT JOIN users u ON u.id = i.invited_by \
             WHERE i.expires_at > $1 AND c.status <> 'trash' AND ",
            $rest
        )
    };
}

fn open(row: &AnyRow) -> Result<Open> {
    let invited = Invited {
        content_id: id_of(row, "content_id")?,
        title: column(row, "title")?,
        from: column(row, "inviter")?,
        email: column(row, "email")?,
        permission: role(row)?,
        message: column(row, "message")?,
    };
    Ok(Open { invited, secret_hash: column(row, "secret_hash")?, invited_by: maybe_id(row, "invited_by")? })
}

/// For whoever has its secret. What is in the trash is not there.
pub(crate) async fn by_secret(pool: &AnyPool, secret_hash: &str, now: Timestamp) -> Result<Option<Open>> {
    let query = sqlx::query(open!("i.secret_hash = $2")).bind(now.0).bind(secret_hash);
    query.fetch_optional(pool).await.map_err(failed)?.as_ref().map(open).transpose()
}

/// For whom a post's invitation is addressed to.
pub(crate) async fn by_address(pool: &AnyPool, id: ContentId, email: &str, now: Timestamp) -> Result<Option<Open>> {
    let query = sqlx::query(open!("i.content_id = $2 AND i.email = $3")).bind(now.0).bind(id.to_string()).bind(email);
    query.fetch_optional(pool).await.map_err(failed)?.as_ref().map(open).transpose()
}

/// Whether it was there to be answered; it is gone then.
pub(crate) async fn take(tx: &mut WriteTx, secret_hash: &str, now: Timestamp) -> Result<bool> {
    let done = sqlx::query("DELETE FROM invitations WHERE secret_hash = $1 AND expires_at > $2")
        .bind(secret_hash)
        .bind(now.0)
        .execute(&mut **tx)
        .await
        .map_err(failed)?;
    Ok(done.rows_affected() > 0)
}

/// One to this address that can no longer be answered.
pub(crate) async fn delete_ended(tx: &mut WriteTx, id: ContentId, email: &str, now: Timestamp) -> Result<()> {
    sqlx::query("DELETE FROM invitations WHERE content_id = $1 AND email = $2 AND expires_at <= $3")
        .bind(id.to_string())
        .bind(email)
        .bind(now.0)
        .execute(&mut **tx)
        .await
        .map_err(failed)?;
    Ok(())
}

pub(crate) async fn delete_over(tx: &mut WriteTx, before: i64) -> Result<()> {
    sqlx::query("DELETE FROM invitations WHERE expires_at < $1").bind(before).execute(&mut **tx).await.map_err(failed)?;
    Ok(())
}
