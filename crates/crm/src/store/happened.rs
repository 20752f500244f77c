//! What happened to fans that a message may answer.

use super::automations::WROTE;
use crate::NewAutomation;
use db::{WriteTx, failed, new_id};
use model::{
    CreatorId, FanId, OutgoingId, Result,
    crm::{Stopped, Trigger},
};
use sqlx::{Any, AnyPool, AssertSqlSafe, Executor, FromRow};

/// How long it is kept, in milliseconds.
pub(crate) const KEPT: i64 = 31 * 86_400_000;

/// Whether an account has messages for those who come online that are on: only then is it noted who does.
pub(crate) async fn wants_online<'e>(on: impl Executor<'e, Database = Any>, creator: CreatorId) -> Result<bool> {
    let sql = "SELECT CAST(1 AS BIGINT) FROM crm_automations WHERE account_id = $1 AND trigger_kind = 'online' AND active_since IS NOT NULL LIMIT 1";
    let found: Option<i64> = sqlx::query_scalar(sql).bind(creator.to_string()).fetch_optional(on).await.map_err(failed)?;
    Ok(found.is_some())
}

/// The same by the account's id at the gateway.
pub(crate) async fn wants_online_at(pool: &AnyPool, gateway_account: &str) -> Result<bool> {
    let sql = "SELECT CAST(1 AS BIGINT) FROM crm_automations m JOIN crm_accounts a ON a.id = m.account_id
               WHERE a.gateway_id = $1 AND m.trigger_kind = 'online' AND m.active_since IS NOT NULL LIMIT 1";
    let found: Option<i64> = sqlx::query_scalar(sql).bind(gateway_account).fetch_optional(pool).await.map_err(failed)?;
    Ok(found.is_some())
}

/// What stands for a fan who was deleted.
fn fan_hash(creator: &str, gateway_id: &str) -> String {
    db::hash(&format!("{creator} {gateway_id}"))
}

/// What stands for one who asked to be forgotten.
fn erased_hash(creator: &str, gateway_id: &str) -> String {
    db::hash(&format!("erased {creator} {gateway_id}"))
}

async fn keep_hash(tx: &mut WriteTx, creator: &str, hash: String, at: i64) -> Result<()> {
    let sql =
        "INSERT INTO crm_forgotten (account_id, fan_hash, at) VALUES ($1, $2, $3) ON CONFLICT (account_id, fan_hash) DO UPDATE SET at = excluded.at";
    sqlx::query(sql).bind(creator).bind(hash).bind(at).execute(&mut **tx).await.map_err(failed)?;
    Ok(())
}

/// Keeps that a fan asks to be forgotten, without their name: events up to a moment are nobody's.
pub(crate) async fn erase(tx: &mut WriteTx, creator: CreatorId, gateway_id: &str, until: i64) -> Result<()> {
    let creator = creator.to_string();
    keep_hash(tx, &creator, erased_hash(&creator, gateway_id), until).await
}

/// Whether one of these asked to be forgotten, and what came at a moment is not to be kept.
pub(crate) async fn is_erased(tx: &mut WriteTx, creator: CreatorId, gateway_ids: &[String], at: i64) -> Result<bool> {
    if gateway_ids.is_empty() {
        return Ok(false);
    }
    let creator = creator.to_string();
    // Only numbers were put in.
    let sql = format!(
        "SELECT CAST(1 AS BIGINT) FROM crm_forgotten WHERE account_id = $1 AND at >= $2 AND fan_hash IN ({}) LIMIT 1",
        super::many::places(2, gateway_ids.len())
    );
    let query = sqlx::query_scalar(AssertSqlSafe(sql)).bind(creator.clone()).bind(at);
    let query = gateway_ids.iter().fold(query, |query, id| query.bind(erased_hash(&creator, id)));
    let found: Option<i64> = query.fetch_optional(&mut **tx).await.map_err(failed)?;
    Ok(found.is_some())
}

/// Keeps that a fan is about to be deleted, without their name.
pub(crate) async fn forget(tx: &mut WriteTx, fan: FanId, at: i64) -> Result<()> {
    let sql = "SELECT account_id, gateway_id FROM crm_fans WHERE id = $1";
    let known: Option<(String, String)> = sqlx::query_as(sql).bind(fan.to_string()).fetch_optional(&mut **tx).await.map_err(failed)?;
    let Some((creator, gateway_id)) = known else { return Ok(()) };
    keep_hash(tx, &creator, fan_hash(&creator, &gateway_id), at).await
}

/// Whether a fan was deleted at a moment or later.
pub(crate) async fn forgotten(tx: &mut WriteTx, creator: CreatorId, gateway_id: &str, at: i64) -> Result<bool> {
    let creator = creator.to_string();
    let sql = "SELECT CAST(1 AS BIGINT) FROM crm_forgotten WHERE account_id = $1 AND fan_hash = $2 AND at >= $3";
    let query = sqlx::query_scalar(sql).bind(&creator).bind(fan_hash(&creator, gateway_id)).bind(at);
    let found: Option<i64> = query.fetch_optional(&mut **tx).await.map_err(failed)?;
    Ok(found.is_some())
}

/// Notes it, unless something of the kind is noted nearer than `apart`. Whoever calls holds the fan's row.
pub(crate) async fn insert(tx: &mut WriteTx, creator: CreatorId, fan: &str, trigger: Trigger, at: i64, apart: i64, now: i64) -> Result<()> {
    let id: OutgoingId = new_id();
    sqlx::query(
        "INSERT INTO crm_happened (id, account_id, fan_id, trigger_kind, at, noted_at) SELECT $1, $2, $3, $4, $5, $6
         WHERE NOT EXISTS (SELECT 1 FROM crm_happened WHERE fan_id = $3 AND trigger_kind = $4 AND at > $7 AND at < $8)",
    )
    .bind(id.to_string())
    .bind(creator.to_string())
    .bind(fan)
    .bind(trigger.code())
    .bind(at)
    .bind(now)
    .bind(at - apart)
    .bind(at + apart)
    .execute(&mut **tx)
    .await
    .map_err(failed)?;
    Ok(())
}

/// Something that happened, with what would have stopped a message.
#[derive(Debug, FromRow)]
pub(crate) struct Past {
    pub fan_id: String,
    pub called: String,
    pub at: i64,
    can_get: i64,
    back: i64,
    tagged: i64,
    listed: i64,
    fan_wrote: i64,
    team_wrote: i64,
}

impl Past {
    /// Why nothing would have gone out, but for what the fan got before.
    pub fn stopped(&self, new: &NewAutomation) -> Option<Stopped> {
        let all = [
            (self.can_get == 0, Stopped::Unreachable),
            (self.back == 1 && new.trigger == Trigger::Expired, Stopped::Back),
            (self.tagged == 1, Stopped::Tagged),
            (self.listed == 1, Stopped::Listed),
            (self.fan_wrote == 1 && new.unless_fan_wrote, Stopped::FanWrote),
            (self.team_wrote == 1 && new.unless_team_wrote, Stopped::TeamWrote),
        ];
        all.into_iter().find(|(stops, _)| *stops).map(|(_, why)| why)
    }
}

/// What happened of a kind from a moment on, the oldest first; the newest of it where it is very much.
pub(crate) async fn last(pool: &AnyPool, creator: CreatorId, new: &NewAutomation, from: i64, limit: i64) -> Result<Vec<Past>> {
    let marks = super::automations::marks(5, new.without_tags.len(), new.without_lists.len());
    // Only our own words and numbers were put in.
    let sql = format!(
        "SELECT h.fan_id, h.at, CASE WHEN f.custom_name <> '' THEN f.custom_name WHEN f.name <> '' THEN f.name WHEN f.username <> '' THEN f.username
                ELSE f.gateway_id END AS called,
                CAST(CASE WHEN c.can_send = 1 AND f.gateway_id NOT LIKE 'import:%' THEN 1 ELSE 0 END AS BIGINT) AS can_get,
                CAST(CASE WHEN f.subscription = 'active' THEN 1 ELSE 0 END AS BIGINT) AS back, {marks}, {}
         FROM crm_happened h JOIN crm_fans f ON f.id = h.fan_id JOIN crm_conversations c ON c.fan_id = f.id
         WHERE h.account_id = $1 AND h.trigger_kind = $2 AND h.at >= $3 ORDER BY h.at DESC, h.id DESC LIMIT $4",
        WROTE.replace("$at", "h.at").replace("$until", "h.at + $5")
    );
    let query = sqlx::query_as(AssertSqlSafe(sql)).bind(creator.to_string()).bind(new.trigger.code()).bind(from).bind(limit);
    let query = query.bind(i64::from(new.delay_to) * 60_000);
    let query = new.without_tags.iter().fold(query, |query, tag| query.bind(tag.clone()));
    let query = new.without_lists.iter().fold(query, |query, list| query.bind(list.to_string()));
    let mut rows: Vec<Past> = query.fetch_all(pool).await.map_err(failed)?;
    rows.reverse();
    Ok(rows)
}

/// Drops what is too old, with what was decided of it.
pub(crate) async fn prune(tx: &mut WriteTx, now: i64) -> Result<()> {
    let sql = "DELETE FROM crm_happened WHERE at < $1 AND noted_at < $1";
    sqlx::query(sql).bind(now - KEPT).execute(&mut **tx).await.map_err(failed)?;
    Ok(())
}
