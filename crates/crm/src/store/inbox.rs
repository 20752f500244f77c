//! Lists of conversations and fans, and what is said.

use db::{
    WriteTx, failed,
    rows::{column, count, id, known, maybe_id, maybe_time, time},
};
use model::{
    ConversationId, Error, ErrorCode, FanId, Result, UserId,
    crm::{ChatMessage, Colleague, Conversation, ConversationState, Fan, SendState, Subscription},
};
use sqlx::{AnyPool, any::AnyRow};

/// The columns of a fan.
macro_rules! fan_columns {
    () => {
        "f.id AS fan_id, f.account_id, f.gateway_id, f.username, f.name, f.subscription, f.subscribed_at, f.expires_at, f.price_cents, \
         f.last_seen_at, f.spent_cents, f.custom_name, c.id AS conversation_id"
    };
}

/// The columns of a fan with their conversation.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT ",
            fan_columns!(),
            ", c.last_at, c.last_text, c.last_mine, c.unread, c.can_send, c.cannot_send_reason, c.state, c.snoozed_until, c.waiting_since, \
             c.assigned_to, a.name AS assigned_name \
             FROM crm_conversations c JOIN crm_fans f ON f.id = c.fan_id LEFT JOIN users a ON a.id = c.assigned_to ",
            $rest
        )
    };
}

pub(super) fn fan(row: &AnyRow) -> Result<Fan> {
    Ok(Fan {
        id: id(row, "fan_id")?,
        creator: id(row, "account_id")?,
        gateway_id: column(row, "gateway_id")?,
        conversation: id(row, "conversation_id")?,
        username: column(row, "username")?,
        name: column(row, "name")?,
        subscription: known("subscription", Subscription::from_code(&column::<String>(row, "subscription")?))?,
        subscribed_at: maybe_time(row, "subscribed_at")?,
        expires_at: maybe_time(row, "expires_at")?,
        price_cents: column(row, "price_cents")?,
        last_seen_at: maybe_time(row, "last_seen_at")?,
        spent_cents: column(row, "spent_cents")?,
        custom_name: column(row, "custom_name")?,
    })
}

pub(super) fn conversation(row: &AnyRow) -> Result<Conversation> {
    let assigned: Option<UserId> = maybe_id(row, "assigned_to")?;
    Ok(Conversation {
        id: id(row, "conversation_id")?,
        fan: fan(row)?,
        last_at: time(row, "last_at")?,
        last_text: column(row, "last_text")?,
        last_mine: column::<i64>(row, "last_mine")? == 1,
        unread: count(row, "unread")?,
        can_send: column::<i64>(row, "can_send")? == 1,
        cannot_send_reason: column(row, "cannot_send_reason")?,
        state: known("state", ConversationState::from_code(&column::<String>(row, "state")?))?,
        snoozed_until: maybe_time(row, "snoozed_until")?,
        waiting_since: maybe_time(row, "waiting_since")?,
        assigned: match assigned {
            Some(id) => Some(Colleague { id, name: column(row, "assigned_name")? }),
            None => None,
        },
    })
}

fn message(row: &AnyRow) -> Result<ChatMessage> {
    let state: Option<String> = column(row, "state")?;
    let author: Option<UserId> = maybe_id(row, "author_id")?;
    Ok(ChatMessage {
        id: id(row, "id")?,
        mine: column::<i64>(row, "mine")? == 1,
        text: column(row, "text")?,
        price_cents: column(row, "price_cents")?,
        media_count: count(row, "media_count")?,
        is_tip: column::<i64>(row, "is_tip")? == 1,
        opened: column::<i64>(row, "opened")? == 1,
        at: time(row, "at")?,
        outgoing: maybe_id(row, "outbox_id")?,
        state: state.map(|code| known("state", SendState::from_code(&code))).transpose()?,
        author: author.map(|id| Ok::<_, Error>(Colleague { id, name: column(row, "author")? })).transpose()?,
        automation: column(row, "automation")?,
    })
}

pub(crate) async fn one(pool: &AnyPool, id: ConversationId) -> Result<Conversation> {
    let row = sqlx::query(select!("WHERE c.id = $1")).bind(id.to_string()).fetch_optional(pool).await.map_err(failed)?;
    conversation(&row.ok_or(ErrorCode::NotFound)?)
}

pub(crate) async fn fan_of(pool: &AnyPool, id: FanId) -> Result<Fan> {
    let row = sqlx::query(select!("WHERE f.id = $1")).bind(id.to_string()).fetch_optional(pool).await.map_err(failed)?;
    fan(&row.ok_or(ErrorCode::NotFound)?)
}

/// For queries that put their conditions together: the columns of a fan,
pub(super) const FAN: &str = fan_columns!();
/// and all of a conversation, with what they are of.
pub(super) const ALL: &str = select!("");

/// What is said in a conversation, last first, from before a place on.
pub(crate) async fn messages(pool: &AnyPool, id: ConversationId, before: (i64, &str), limit: i64) -> Result<Vec<ChatMessage>> {
    let sql = "SELECT m.id, m.mine, m.text, m.price_cents, m.media_count, m.is_tip, m.opened, m.at, m.outbox_id, o.state, u.id AS author_id,
                      u.name AS author, (SELECT a.name FROM crm_automations a WHERE a.id = o.automation_id) AS automation
               FROM crm_messages m LEFT JOIN crm_outbox o ON o.id = m.outbox_id LEFT JOIN users u ON u.id = o.author_id
               WHERE m.conversation_id = $1 AND m.deleted_at IS NULL AND (m.at, m.id) < ($2, $3) ORDER BY m.at DESC, m.id DESC LIMIT $4";
    let query = sqlx::query(sql).bind(id.to_string()).bind(before.0).bind(before.1).bind(limit);
    query.fetch_all(pool).await.map_err(failed)?.iter().map(message).collect()
}

/// All that was said so far is read; `false` if it was already.
pub(crate) async fn read(tx: &mut WriteTx, id: ConversationId) -> Result<bool> {
    let sql = "UPDATE crm_conversations SET unread = 0, read_until = CASE WHEN read_until < last_at THEN last_at ELSE read_until END
               WHERE id = $1 AND unread > 0";
    let done = sqlx::query(sql).bind(id.to_string()).execute(&mut **tx).await.map_err(failed)?;
    Ok(done.rows_affected() == 1)
}
