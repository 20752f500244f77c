//! Conversations as a list to work through: which, in which order, where each is and who answers.

use super::{inbox, messages::Told};
use db::{WriteTx, failed, rows::known};
use model::{
    ConversationId, CreatorId, Result, UserId,
    crm::{Assigned, Colleague, Conversation, ConversationState, Filter, Shown, Sort},
};
use sqlx::{AnyPool, AssertSqlSafe};

/// Conversations of an account in which something was said, from a place on.
pub(crate) async fn list(
    pool: &AnyPool,
    creator: CreatorId,
    me: UserId,
    filter: &Filter,
    from: (i64, &str),
    limit: i64,
) -> Result<Vec<Conversation>> {
    // Put together from texts of this file and codes of the model: each order and each filter can use the index made for it.
    let (place, order) = match filter.sort {
        Sort::Last => ("c.account_id = $1 AND c.last_at > 0 AND (c.last_at, c.id) < ($2, $3)", "c.last_at DESC, c.id DESC"),
        Sort::Waiting => ("c.account_id = $1 AND c.waiting_since IS NOT NULL AND (c.waiting_since, c.id) > ($2, $3)", "c.waiting_since, c.id"),
        Sort::Spend => ("f.account_id = $1 AND c.last_at > 0 AND (f.spent_cents, f.id) < ($2, $3)", "f.spent_cents DESC, f.id DESC"),
    };
    let mut sql = format!("{}WHERE {place}", inbox::ALL);
    match filter.shown {
        Shown::All => {}
        Shown::Unread => sql.push_str(" AND c.unread > 0"),
        Shown::Unanswered => sql.push_str(" AND c.waiting_since IS NOT NULL"),
    }
    match filter.state {
        Some(state) => sql.push_str(&format!(" AND c.state = '{}'", state.code())),
        // What is done needs no answer.
        None if filter.sort == Sort::Waiting || filter.shown == Shown::Unanswered => sql.push_str(" AND c.state <> 'done'"),
        None => {}
    }
    if filter.assigned == Assigned::Nobody {
        sql.push_str(" AND c.assigned_to IS NULL");
    }
    let wanted = [
        ((filter.assigned == Assigned::Me).then(|| me.to_string()), "c.assigned_to ="),
        (filter.list.map(|list| list.to_string()), "c.fan_id IN (SELECT fan_id FROM crm_list_fans WHERE list_id ="),
        (filter.tag.clone(), "c.fan_id IN (SELECT fan_id FROM crm_fan_tags WHERE tag ="),
    ];
    let mut values = Vec::new();
    for (value, asks) in wanted {
        let Some(value) = value else { continue };
        values.push(value);
        let end = if asks.contains('(') { ")" } else { "" };
        sql.push_str(&format!(" AND {asks} ${}{end}", values.len() + 4));
    }
    sql.push_str(&format!(" ORDER BY {order} LIMIT $4"));
    let query = sqlx::query(AssertSqlSafe(sql)).bind(creator.to_string()).bind(from.0).bind(from.1).bind(limit);
    let query = values.into_iter().fold(query, sqlx::query::Query::bind);
    query.fetch_all(pool).await.map_err(failed)?.iter().map(inbox::conversation).collect()
}

/// Something new was said. What the fan says brings a conversation back, what we say makes it the fan's turn.
pub(super) async fn spoke(tx: &mut WriteTx, conversation: &str, told: &Told) -> Result<()> {
    sqlx::query(
        "UPDATE crm_conversations SET last_at = $1, last_text = $2, last_mine = $3,
             state = CASE WHEN $3 = 0 THEN 'open' WHEN state = 'open' THEN 'waiting' ELSE state END,
             snoozed_until = CASE WHEN $3 = 0 THEN NULL ELSE snoozed_until END
         WHERE id = $4 AND last_at <= $1",
    )
    .bind(told.at)
    .bind(told.text.chars().take(200).collect::<String>())
    .bind(i64::from(told.mine))
    .bind(conversation)
    .execute(&mut **tx)
    .await
    .map_err(failed)?;
    sqlx::query(
        "UPDATE crm_conversations SET waiting_since = (
             SELECT MIN(m.at) FROM crm_messages m WHERE m.conversation_id = $1 AND m.mine = 0 AND m.deleted_at IS NULL AND m.at > COALESCE(
                 (SELECT o.at FROM crm_messages o WHERE o.conversation_id = $1 AND o.mine = 1 AND o.deleted_at IS NULL
                  ORDER BY o.at DESC LIMIT 1), -1))
         WHERE id = $1",
    )
    .bind(conversation)
    .execute(&mut **tx)
    .await
    .map_err(failed)?;
    Ok(())
}

/// Puts a conversation into a state; a time only for one that is snoozed.
pub(crate) async fn set_state(tx: &mut WriteTx, id: ConversationId, state: ConversationState, until: Option<i64>) -> Result<()> {
    sqlx::query("UPDATE crm_conversations SET state = $1, snoozed_until = $2 WHERE id = $3")
        .bind(state.code())
        .bind(until)
        .bind(id.to_string())
        .execute(&mut **tx)
        .await
        .map_err(failed)?;
    Ok(())
}

pub(crate) async fn assign(tx: &mut WriteTx, id: ConversationId, who: Option<UserId>) -> Result<()> {
    sqlx::query("UPDATE crm_conversations SET assigned_to = $1 WHERE id = $2")
        .bind(who.map(|who| who.to_string()))
        .bind(id.to_string())
        .execute(&mut **tx)
        .await
        .map_err(failed)?;
    Ok(())
}

/// The accounts with conversations that were snoozed until now.
pub(crate) async fn waking(pool: &AnyPool, now: i64) -> Result<Vec<CreatorId>> {
    let sql = "SELECT DISTINCT account_id FROM crm_conversations WHERE state = 'snoozed' AND snoozed_until <= $1";
    let ids: Vec<String> = sqlx::query_scalar(sql).bind(now).fetch_all(pool).await.map_err(failed)?;
    ids.iter().map(|id| known("account_id", id.parse().ok())).collect()
}

pub(crate) async fn wake(tx: &mut WriteTx, now: i64) -> Result<()> {
    let sql = "UPDATE crm_conversations SET state = 'open', snoozed_until = NULL WHERE state = 'snoozed' AND snoozed_until <= $1";
    sqlx::query(sql).bind(now).execute(&mut **tx).await.map_err(failed)?;
    Ok(())
}

/// Who works with an account, by name.
pub(crate) async fn colleagues(pool: &AnyPool, creator: CreatorId) -> Result<Vec<Colleague>> {
    let sql = "SELECT u.id, u.name FROM crm_members m JOIN users u ON u.id = m.user_id WHERE m.account_id = $1 ORDER BY u.name, u.id";
    let rows: Vec<(String, String)> = sqlx::query_as(sql).bind(creator.to_string()).fetch_all(pool).await.map_err(failed)?;
    rows.into_iter().map(|(id, name)| Ok(Colleague { id: known("user_id", id.parse().ok())?, name })).collect()
}
