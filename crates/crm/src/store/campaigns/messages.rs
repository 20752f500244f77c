//! The messages of a campaign in outbox and queue, many at a time.

use super::json;
use crate::{
    store::{many::rows, queue},
    why,
};
use db::{WriteTx, failed, new_id};
use model::{CampaignId, CreatorId, OutgoingId, Result, UserId, crm::Origin};
use sqlx::AssertSqlSafe;

/// A message of a campaign.
pub(crate) struct Sent {
    pub id: String,
    pub fan: String,
    pub text: String,
    pub due_at: i64,
}

/// The middle of 1 to 10.
const PRIORITY: u8 = 5;

/// Writes messages: into the outbox, its log, and the queue.
#[expect(clippy::too_many_arguments, reason = "the columns that all messages of a campaign share")]
pub(crate) async fn put(
    tx: &mut WriteTx,
    campaign: CampaignId,
    creator: CreatorId,
    author: UserId,
    media: &[String],
    price_cents: i64,
    messages: &[Sent],
    at: i64,
) -> Result<()> {
    let (account, media) = (creator.to_string(), json(&media));
    let sql = format!(
        "INSERT INTO crm_outbox (id, account_id, fan_id, author_id, origin, campaign_id, client_key, text, media, previews, locked_text, price_cents,
                                 priority, state, reason, attempts, due_at, created_at, changed_at) VALUES {}",
        rows(messages.len(), 19)
    );
    // Only our own words and numbers were put in, here and below.
    let mut query = sqlx::query(AssertSqlSafe(sql));
    for message in messages {
        query = query.bind(&message.id).bind(&account).bind(&message.fan).bind(author.to_string()).bind(Origin::Campaign.code());
        query = query.bind(campaign.to_string()).bind(format!("campaign {campaign} {}", message.fan)).bind(&message.text).bind(&media).bind("[]");
        query = query.bind(0_i64).bind(price_cents).bind(i64::from(PRIORITY)).bind("queued").bind("").bind(0_i64);
        query = query.bind(message.due_at).bind(at).bind(at);
    }
    query.execute(&mut **tx).await.map_err(failed)?;
    log(tx, messages.iter().map(|message| message.id.as_str()), "queued", "written for a campaign", author, at).await?;
    let sql = format!("INSERT INTO crm_queue (outbox_id, account_id, place, visible_at, receives) VALUES {}", rows(messages.len(), 5));
    let place = queue::place(Origin::Campaign, PRIORITY);
    let mut query = sqlx::query(AssertSqlSafe(sql));
    for message in messages {
        query = query.bind(&message.id).bind(&account).bind(place).bind(message.due_at).bind(0_i64);
    }
    query.execute(&mut **tx).await.map_err(failed)?;
    Ok(())
}

async fn log(tx: &mut WriteTx, ids: impl ExactSizeIterator<Item = &str>, state: &str, reason: &str, by: UserId, at: i64) -> Result<()> {
    let sql = format!("INSERT INTO crm_outbox_log (id, outbox_id, state, reason, user_id, at) VALUES {}", rows(ids.len(), 6));
    let mut query = sqlx::query(AssertSqlSafe(sql));
    for id in ids {
        let line: OutgoingId = new_id();
        query = query.bind(line.to_string()).bind(id.to_owned()).bind(state.to_owned()).bind(reason.to_owned()).bind(by.to_string()).bind(at);
    }
    query.execute(&mut **tx).await.map_err(failed)?;
    Ok(())
}

/// Out of the queue; they stay in the outbox as queued.
pub(crate) async fn take_out(tx: &mut WriteTx, campaign: CampaignId) -> Result<()> {
    sqlx::query("DELETE FROM crm_queue WHERE outbox_id IN (SELECT id FROM crm_outbox WHERE campaign_id = $1 AND state = 'queued')")
        .bind(campaign.to_string())
        .execute(&mut **tx)
        .await
        .map_err(failed)?;
    Ok(())
}

/// How many wait, and when the first of them is due.
pub(crate) async fn queued(tx: &mut WriteTx, campaign: CampaignId) -> Result<(usize, i64)> {
    let sql = "SELECT CAST(COUNT(*) AS BIGINT), COALESCE(MIN(due_at), 0) FROM crm_outbox WHERE campaign_id = $1 AND state = 'queued'";
    let (count, first): (i64, i64) = sqlx::query_as(sql).bind(campaign.to_string()).fetch_one(&mut **tx).await.map_err(failed)?;
    Ok((usize::try_from(count).unwrap_or_default(), first))
}

/// Back into the queue, so much later.
pub(crate) async fn put_back(tx: &mut WriteTx, campaign: CampaignId, later: i64) -> Result<()> {
    sqlx::query("UPDATE crm_outbox SET due_at = due_at + $1 WHERE campaign_id = $2 AND state = 'queued'")
        .bind(later)
        .bind(campaign.to_string())
        .execute(&mut **tx)
        .await
        .map_err(failed)?;
    sqlx::query(
        "INSERT INTO crm_queue (outbox_id, account_id, place, visible_at, receives)
         SELECT id, account_id, $1, due_at, 0 FROM crm_outbox WHERE campaign_id = $2 AND state = 'queued' ON CONFLICT (outbox_id) DO NOTHING",
    )
    .bind(queue::place(Origin::Campaign, PRIORITY))
    .bind(campaign.to_string())
    .execute(&mut **tx)
    .await
    .map_err(failed)?;
    Ok(())
}

/// Takes back those that wait.
pub(crate) async fn take_back(tx: &mut WriteTx, campaign: CampaignId, by: UserId, at: i64) -> Result<()> {
    let ids: Vec<String> = sqlx::query_scalar(
        "UPDATE crm_outbox SET state = 'cancelled', reason = $1, changed_at = $2 WHERE campaign_id = $3 AND state = 'queued' RETURNING id",
    )
    .bind(why::ENDED)
    .bind(at)
    .bind(campaign.to_string())
    .fetch_all(&mut **tx)
    .await
    .map_err(failed)?;
    for some in ids.chunks(100) {
        log(tx, some.iter().map(String::as_str), "cancelled", why::ENDED, by, at).await?;
    }
    sqlx::query("DELETE FROM crm_queue WHERE outbox_id IN (SELECT id FROM crm_outbox WHERE campaign_id = $1 AND state = 'cancelled')")
        .bind(campaign.to_string())
        .execute(&mut **tx)
        .await
        .map_err(failed)?;
    Ok(())
}
