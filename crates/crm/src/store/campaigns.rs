//! Campaigns and their messages.

mod messages;
mod results;

pub(crate) use messages::{Sent, put, put_back, queued, take_back, take_out};
pub(crate) use results::results;

use super::outbox::list as texts;
use crate::campaigns::{Bulk, NewCampaign};
use db::{
    WriteTx, failed,
    rows::{column, count, id, known, maybe_id, time},
};
use model::{
    CampaignId, CreatorId, ErrorCode, Result, Timestamp, UserId,
    crm::{Campaign, CampaignState, Segment},
};
use sqlx::{AnyPool, any::AnyRow};

/// The columns of a campaign.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT c.id, c.account_id, c.author_id, c.name, c.text, c.media, c.price_cents, c.segment, c.starts_at, c.state, c.recipients, c.ends_at, \
             c.created_at, (SELECT CAST(COUNT(*) AS BIGINT) FROM crm_outbox o WHERE o.campaign_id = c.id AND o.state IN ('queued', 'in_flight')) AS waiting \
             FROM crm_campaigns c ",
            $rest
        )
    };
}

fn campaign(row: &AnyRow, now: Timestamp) -> Result<Campaign> {
    let (starts_at, ends_at, left) = (time(row, "starts_at")?, time(row, "ends_at")?, count(row, "waiting")?);
    let stored = known("state", CampaignState::from_code(&column::<String>(row, "state")?))?;
    let state = match stored {
        CampaignState::Running | CampaignState::Paused if left == 0 => CampaignState::Done,
        CampaignState::Running if starts_at > now => CampaignState::Scheduled,
        other => other,
    };
    let segment: Option<String> = column(row, "segment")?;
    let segment = segment.map(|json| known("segment", serde_json::from_str::<Segment>(&json).ok())).transpose()?;
    Ok(Campaign {
        id: id(row, "id")?,
        creator: id(row, "account_id")?,
        author: maybe_id(row, "author_id")?,
        name: column(row, "name")?,
        text: column(row, "text")?,
        media: texts(&column::<String>(row, "media")?),
        price_cents: column(row, "price_cents")?,
        segment,
        starts_at: (starts_at.0 > 0).then_some(starts_at),
        state,
        recipients: count(row, "recipients")?,
        left,
        ends_at: (ends_at.0 > 0).then_some(ends_at),
        created_at: time(row, "created_at")?,
    })
}

pub(crate) async fn get(pool: &AnyPool, id: CampaignId, now: Timestamp) -> Result<Campaign> {
    let row = sqlx::query(select!("WHERE c.id = $1")).bind(id.to_string()).fetch_optional(pool).await.map_err(failed)?;
    campaign(&row.ok_or(ErrorCode::NotFound)?, now)
}

/// Campaigns of an account, last first, from before a place on.
pub(crate) async fn list(pool: &AnyPool, creator: CreatorId, before: (i64, &str), limit: i64, now: Timestamp) -> Result<Vec<Campaign>> {
    let sql = select!("WHERE c.account_id = $1 AND (c.created_at, c.id) < ($2, $3) ORDER BY c.created_at DESC, c.id DESC LIMIT $4");
    let query = sqlx::query(sql).bind(creator.to_string()).bind(before.0).bind(before.1).bind(limit);
    query.fetch_all(pool).await.map_err(failed)?.iter().map(|row| campaign(row, now)).collect()
}

pub(crate) async fn by_key(pool: &AnyPool, creator: CreatorId, key: &str) -> Result<CampaignId> {
    let sql = "SELECT id FROM crm_campaigns WHERE account_id = $1 AND client_key = $2";
    let found: Option<String> = sqlx::query_scalar(sql).bind(creator.to_string()).bind(key).fetch_optional(pool).await.map_err(failed)?;
    known("id", found.ok_or(ErrorCode::NotFound)?.parse().ok())
}

const INSERT: &str = "INSERT INTO crm_campaigns (id, account_id, author_id, client_key, name, text, media, price_cents, segment, starts_at, state,
                          recipients, ends_at, created_at, changed_at)
                      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, 0, $12, $13) ON CONFLICT (account_id, client_key) DO NOTHING";

/// Adds a draft.
pub(crate) async fn insert(tx: &mut WriteTx, id: CampaignId, author: UserId, new: &NewCampaign, at: i64) -> Result<()> {
    sqlx::query(INSERT)
        .bind(id.to_string())
        .bind(new.creator.to_string())
        .bind(author.to_string())
        .bind(None::<String>)
        .bind(new.name.trim())
        .bind(new.text.trim())
        .bind(json(&new.media))
        .bind(new.price_cents)
        .bind(Some(json(&new.segment)))
        .bind(new.starts_at.map_or(0, |at| at.0))
        .bind("draft")
        .bind(at)
        .bind(at)
        .execute(&mut **tx)
        .await
        .map_err(failed)?;
    Ok(())
}

/// Adds one to fans who are named one by one; `false` if this key has said so before.
pub(crate) async fn insert_bulk(tx: &mut WriteTx, id: CampaignId, creator: CreatorId, author: UserId, new: &Bulk, at: i64) -> Result<bool> {
    let done = sqlx::query(INSERT)
        .bind(id.to_string())
        .bind(creator.to_string())
        .bind(author.to_string())
        .bind(new.client_key.as_deref())
        .bind(new.name.trim())
        .bind(new.text.trim())
        .bind(json(&new.media))
        .bind(0_i64)
        .bind(None::<String>)
        .bind(0_i64)
        .bind("running")
        .bind(at)
        .bind(at)
        .execute(&mut **tx)
        .await
        .map_err(failed)?;
    Ok(done.rows_affected() == 1)
}

/// The state of a campaign that is held or ended.
pub(crate) async fn held(tx: &mut WriteTx, id: Option<&str>) -> Result<Option<String>> {
    let Some(id) = id else { return Ok(None) };
    let sql = "SELECT state FROM crm_campaigns WHERE id = $1 AND state IN ('paused', 'cancelled')";
    sqlx::query_scalar(sql).bind(id).fetch_optional(&mut **tx).await.map_err(failed)
}

/// Changes a draft; `false` if it is none any more.
pub(crate) async fn edit(tx: &mut WriteTx, id: CampaignId, new: &NewCampaign, at: i64) -> Result<bool> {
    let done = sqlx::query(
        "UPDATE crm_campaigns SET name = $1, text = $2, media = $3, price_cents = $4, segment = $5, starts_at = $6, changed_at = $7
         WHERE id = $8 AND state = 'draft'",
    )
    .bind(new.name.trim())
    .bind(new.text.trim())
    .bind(json(&new.media))
    .bind(new.price_cents)
    .bind(json(&new.segment))
    .bind(new.starts_at.map_or(0, |at| at.0))
    .bind(at)
    .bind(id.to_string())
    .execute(&mut **tx)
    .await
    .map_err(failed)?;
    Ok(done.rows_affected() == 1)
}

/// Removes a draft; `false` if it is none any more.
pub(crate) async fn delete_draft(tx: &mut WriteTx, id: CampaignId) -> Result<bool> {
    let sql = "DELETE FROM crm_campaigns WHERE id = $1 AND state = 'draft'";
    Ok(sqlx::query(sql).bind(id.to_string()).execute(&mut **tx).await.map_err(failed)?.rows_affected() == 1)
}

/// From one state to another; `false` if it is in neither. Whoever turns it, does so alone.
pub(crate) async fn turn(tx: &mut WriteTx, id: CampaignId, from: &str, to: &str, at: i64) -> Result<bool> {
    let sql = "UPDATE crm_campaigns SET state = $1, changed_at = $2 WHERE id = $3 AND state = $4";
    let done = sqlx::query(sql).bind(to).bind(at).bind(id.to_string()).bind(from).execute(&mut **tx).await.map_err(failed)?;
    Ok(done.rows_affected() == 1)
}

/// When it begins and is through, and where it is new, how many get it.
pub(crate) async fn planned(tx: &mut WriteTx, id: CampaignId, recipients: Option<usize>, start: i64, end: i64) -> Result<()> {
    sqlx::query("UPDATE crm_campaigns SET recipients = COALESCE($1, recipients), starts_at = $2, ends_at = $3 WHERE id = $4")
        .bind(recipients.and_then(|count| i64::try_from(count).ok()))
        .bind(start)
        .bind(end)
        .bind(id.to_string())
        .execute(&mut **tx)
        .await
        .map_err(failed)?;
    Ok(())
}

/// Until when other campaigns of the account are under way that are so within a span; `None` if none is.
pub(crate) async fn busy_until(tx: &mut WriteTx, creator: CreatorId, but: CampaignId, from: i64, to: i64) -> Result<Option<i64>> {
    sqlx::query_scalar(
        "SELECT MAX(ends_at) FROM crm_campaigns WHERE account_id = $1 AND id <> $2 AND state = 'running' AND starts_at < $3 AND ends_at > $4",
    )
    .bind(creator.to_string())
    .bind(but.to_string())
    .bind(to)
    .bind(from)
    .fetch_one(&mut **tx)
    .await
    .map_err(failed)
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("texts and numbers always become JSON")
}
