//! What is in the chats, as the gateway tells it.

use super::conversations;
use db::{WriteTx, failed, new_id};
use model::{CreatorId, OutgoingId, Result};
use sqlx::{AnyPool, FromRow};

/// A message as it was told.
#[derive(Debug, Clone)]
pub(crate) struct Told {
    pub gateway_id: String,
    pub mine: bool,
    pub text: String,
    pub price_cents: i64,
    pub media_count: i64,
    pub is_tip: bool,
    pub opened: bool,
    pub at: i64,
}

/// Keeps a message; `true` if it is new. Told again, it only becomes opened; one that is deleted stays so.
pub(crate) async fn keep(tx: &mut WriteTx, creator: CreatorId, conversation: &str, told: &Told) -> Result<bool> {
    let id: OutgoingId = new_id();
    // The insertion itself says whether it is new: an event and an answer that tell of it at once take turns here.
    let inserted = sqlx::query(
        "INSERT INTO crm_messages (id, account_id, conversation_id, gateway_id, mine, text, price_cents, media_count, is_tip, opened, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (account_id, gateway_id) DO NOTHING",
    )
    .bind(id.to_string())
    .bind(creator.to_string())
    .bind(conversation)
    .bind(&told.gateway_id)
    .bind(i64::from(told.mine))
    .bind(&told.text)
    .bind(told.price_cents)
    .bind(told.media_count)
    .bind(i64::from(told.is_tip))
    .bind(i64::from(told.opened))
    .bind(told.at)
    .execute(&mut **tx)
    .await
    .map_err(failed)?;
    let new = inserted.rows_affected() == 1;
    if !new {
        sqlx::query(
            "UPDATE crm_messages SET conversation_id = $1, mine = $2, text = $3, price_cents = $4, media_count = $5, is_tip = $6, at = $7,
                 opened = CASE WHEN opened = 1 THEN 1 ELSE $8 END
             WHERE account_id = $9 AND gateway_id = $10",
        )
        .bind(conversation)
        .bind(i64::from(told.mine))
        .bind(&told.text)
        .bind(told.price_cents)
        .bind(told.media_count)
        .bind(i64::from(told.is_tip))
        .bind(told.at)
        .bind(i64::from(told.opened))
        .bind(creator.to_string())
        .bind(&told.gateway_id)
        .execute(&mut **tx)
        .await
        .map_err(failed)?;
    }
    if new {
        let unread = i64::from(!told.mine);
        sqlx::query("UPDATE crm_conversations SET unread = unread + $1 WHERE id = $2 AND read_until < $3")
            .bind(unread)
            .bind(conversation)
            .bind(told.at)
            .execute(&mut **tx)
            .await
            .map_err(failed)?;
        conversations::spoke(tx, conversation, told).await?;
    }
    Ok(new)
}

/// A message is gone; it may be told of only later.
pub(crate) async fn delete(tx: &mut WriteTx, creator: CreatorId, gateway_id: &str, at: i64) -> Result<()> {
    end(tx, creator, gateway_id, Some(at), false, at).await
}

/// A message was opened, which is that it was bought where it had a price; it may be told of only later.
pub(crate) async fn open(tx: &mut WriteTx, creator: CreatorId, gateway_id: &str, at: i64) -> Result<()> {
    end(tx, creator, gateway_id, None, true, at).await
}

async fn end(tx: &mut WriteTx, creator: CreatorId, gateway_id: &str, deleted_at: Option<i64>, opened: bool, at: i64) -> Result<()> {
    let id: OutgoingId = new_id();
    sqlx::query(
        "INSERT INTO crm_messages (id, account_id, gateway_id, mine, text, price_cents, media_count, is_tip, opened, at, deleted_at)
         VALUES ($1, $2, $3, 1, '', 0, 0, 0, $4, $5, $6)
         ON CONFLICT (account_id, gateway_id) DO UPDATE SET
             deleted_at = COALESCE(crm_messages.deleted_at, excluded.deleted_at),
             opened = CASE WHEN crm_messages.opened = 1 THEN 1 ELSE excluded.opened END",
    )
    .bind(id.to_string())
    .bind(creator.to_string())
    .bind(gateway_id)
    .bind(i64::from(opened))
    .bind(at)
    .bind(deleted_at)
    .execute(&mut **tx)
    .await
    .map_err(failed)?;
    Ok(())
}

/// A message in a chat that no outgoing message of ours has claimed.
#[derive(Debug, FromRow)]
pub(crate) struct Unclaimed {
    pub gateway_id: String,
    pub text: String,
    pub price_cents: i64,
    pub opened: i64,
    pub at: i64,
}

/// Those of ours to a fan that nobody has claimed, from a moment on, oldest first.
pub(crate) async fn unclaimed(tx: &mut WriteTx, fan: &str, from: i64) -> Result<Vec<Unclaimed>> {
    sqlx::query_as(
        "SELECT m.gateway_id, m.text, m.price_cents, m.opened, m.at FROM crm_messages m JOIN crm_conversations c ON c.id = m.conversation_id
         WHERE c.fan_id = $1 AND m.mine = 1 AND m.outbox_id IS NULL AND m.at >= $2 ORDER BY m.at, m.gateway_id LIMIT 200",
    )
    .bind(fan)
    .bind(from)
    .fetch_all(&mut **tx)
    .await
    .map_err(failed)
}

/// Says which outgoing message it is; another one that claimed it does no longer.
pub(crate) async fn claim(tx: &mut WriteTx, creator: CreatorId, gateway_id: &str, outbox: &str) -> Result<()> {
    sqlx::query("UPDATE crm_messages SET outbox_id = $1 WHERE account_id = $2 AND gateway_id = $3")
        .bind(outbox)
        .bind(creator.to_string())
        .bind(gateway_id)
        .execute(&mut **tx)
        .await
        .map_err(failed)?;
    Ok(())
}

/// How many of these ids are kept already.
pub(crate) async fn knows(pool: &AnyPool, creator: CreatorId, gateway_id: &str) -> Result<bool> {
    let found: Option<i64> =
        sqlx::query_scalar("SELECT CAST(1 AS BIGINT) FROM crm_messages WHERE account_id = $1 AND gateway_id = $2 AND conversation_id IS NOT NULL")
            .bind(creator.to_string())
            .bind(gateway_id)
            .fetch_optional(pool)
            .await
            .map_err(failed)?;
    Ok(found.is_some())
}
