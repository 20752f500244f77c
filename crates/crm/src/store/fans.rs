//! Fans and conversations.

use db::{WriteTx, failed, new_id};
use model::{CreatorId, ErrorCode, FanId, Result, Timestamp};
use sqlx::{AnyPool, FromRow};

/// What is told of a fan; what is not told stays as it was.
#[derive(Debug, Default)]
pub(crate) struct Told {
    pub gateway_id: String,
    pub username: String,
    pub name: String,
    pub avatar: Option<String>,
    pub subscribed_at: Option<i64>,
    pub expires_at: Option<i64>,
    pub price_cents: Option<i64>,
    pub last_seen_at: Option<i64>,
}

/// What was known of a fan before something was told.
#[derive(Debug, FromRow)]
pub(crate) struct Before {
    pub subscription: String,
    pub subscription_at: i64,
    pub subscribed_at: Option<i64>,
    pub expires_at: Option<i64>,
    pub last_seen_at: Option<i64>,
}

/// The same of a fan who is known.
pub(crate) async fn before(tx: &mut WriteTx, creator: CreatorId, gateway_id: &str) -> Result<Option<Before>> {
    sqlx::query_as(
        "SELECT subscription, subscription_at, subscribed_at, expires_at, last_seen_at FROM crm_fans WHERE account_id = $1 AND gateway_id = $2",
    )
    .bind(creator.to_string())
    .bind(gateway_id)
    .fetch_optional(&mut **tx)
    .await
    .map_err(failed)
}

/// A fan's place in the chats.
#[derive(Debug, Clone, FromRow)]
pub(crate) struct Place {
    pub fan_id: String,
    pub conversation_id: String,
}

/// The fan and their conversation, made where they are new.
pub(crate) async fn ensure(tx: &mut WriteTx, creator: CreatorId, told: &Told, at: Timestamp) -> Result<Place> {
    if !told.username.is_empty() {
        super::imports::adopt(tx, creator, &told.gateway_id, &told.username).await?;
    }
    let account = creator.to_string();
    let fan: FanId = new_id();
    let fan_id: String = sqlx::query_scalar(
        "INSERT INTO crm_fans (id, account_id, gateway_id, username, name, avatar, subscription, subscription_at, subscribed_at, expires_at,
                               price_cents, last_seen_at, spent_cents, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, 'unknown', 0, $7, $8, $9, $10, 0, $11)
         ON CONFLICT (account_id, gateway_id) DO UPDATE SET
             username = CASE WHEN excluded.username = '' THEN crm_fans.username ELSE excluded.username END,
             name = CASE WHEN excluded.name = '' THEN crm_fans.name ELSE excluded.name END,
             avatar = COALESCE(excluded.avatar, crm_fans.avatar),
             subscribed_at = COALESCE(excluded.subscribed_at, crm_fans.subscribed_at),
             expires_at = COALESCE(excluded.expires_at, crm_fans.expires_at),
             price_cents = COALESCE(excluded.price_cents, crm_fans.price_cents),
             last_seen_at = COALESCE(excluded.last_seen_at, crm_fans.last_seen_at)
         RETURNING id",
    )
    .bind(fan.to_string())
    .bind(&account)
    .bind(&told.gateway_id)
    .bind(&told.username)
    .bind(&told.name)
    .bind(told.avatar.as_deref())
    .bind(told.subscribed_at)
    .bind(told.expires_at)
    .bind(told.price_cents)
    .bind(told.last_seen_at)
    .bind(at.0)
    .fetch_one(&mut **tx)
    .await
    .map_err(failed)?;
    let conversation: FanId = new_id();
    sqlx::query(
        "INSERT INTO crm_conversations (id, account_id, fan_id, last_at, last_text, last_mine, unread, read_until, state, can_send)
         VALUES ($1, $2, $3, 0, '', 0, 0, 0, 'open', 1) ON CONFLICT (fan_id) DO NOTHING",
    )
    .bind(conversation.to_string())
    .bind(&account)
    .bind(&fan_id)
    .execute(&mut **tx)
    .await
    .map_err(failed)?;
    let conversation_id =
        sqlx::query_scalar("SELECT id FROM crm_conversations WHERE fan_id = $1").bind(&fan_id).fetch_one(&mut **tx).await.map_err(failed)?;
    Ok(Place { fan_id, conversation_id })
}

/// A subscription went on or ended; an older word does not undo a newer one.
pub(crate) async fn subscribed(tx: &mut WriteTx, fan: &str, state: &str, at: i64) -> Result<()> {
    sqlx::query("UPDATE crm_fans SET subscription = $1, subscription_at = $2 WHERE id = $3 AND subscription_at <= $2")
        .bind(state)
        .bind(at)
        .bind(fan)
        .execute(&mut **tx)
        .await
        .map_err(failed)?;
    Ok(())
}

/// What the gateway says about writing to a fan.
pub(crate) async fn can_send(tx: &mut WriteTx, fan: &str, can: bool, reason: Option<&str>) -> Result<()> {
    sqlx::query("UPDATE crm_conversations SET can_send = $1, cannot_send_reason = $2 WHERE fan_id = $3")
        .bind(i64::from(can))
        .bind(reason)
        .bind(fan)
        .execute(&mut **tx)
        .await
        .map_err(failed)?;
    Ok(())
}

/// How many messages a fan wrote that nobody has read, as the gateway counts.
pub(crate) async fn set_unread(tx: &mut WriteTx, conversation: &str, unread: i64) -> Result<()> {
    sqlx::query("UPDATE crm_conversations SET unread = $1 WHERE id = $2").bind(unread).bind(conversation).execute(&mut **tx).await.map_err(failed)?;
    Ok(())
}

/// The account and the gateway's id of a fan.
pub(crate) async fn whose(pool: &AnyPool, fan: FanId) -> Result<(CreatorId, String)> {
    let row: Option<(String, String)> = sqlx::query_as("SELECT account_id, gateway_id FROM crm_fans WHERE id = $1")
        .bind(fan.to_string())
        .fetch_optional(pool)
        .await
        .map_err(failed)?;
    let (account, gateway_id) = row.ok_or(ErrorCode::NotFound)?;
    Ok((account.parse().map_err(|_| ErrorCode::Internal)?, gateway_id))
}

pub(crate) async fn find(pool: &AnyPool, creator: CreatorId, gateway_id: &str) -> Result<Option<FanId>> {
    let id: Option<String> = sqlx::query_scalar("SELECT id FROM crm_fans WHERE account_id = $1 AND gateway_id = $2")
        .bind(creator.to_string())
        .bind(gateway_id)
        .fetch_optional(pool)
        .await
        .map_err(failed)?;
    Ok(id.and_then(|id| id.parse().ok()))
}

/// A fan's place in the chats.
pub(crate) async fn place(tx: &mut WriteTx, fan: &str) -> Result<Place> {
    let place: Option<Place> = sqlx::query_as("SELECT fan_id, id AS conversation_id FROM crm_conversations WHERE fan_id = $1")
        .bind(fan)
        .fetch_optional(&mut **tx)
        .await
        .map_err(failed)?;
    place.ok_or_else(|| ErrorCode::NotFound.into())
}
