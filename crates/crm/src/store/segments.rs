//! Fans by what is known of them.

use super::many::places;
use db::{WriteTx, failed};
use model::{
    CreatorId, FanId, Result,
    crm::{Segment, Who},
};
use sqlx::{Any, AssertSqlSafe, Executor, FromRow};

/// Who gets a message.
#[derive(Debug, Clone, FromRow)]
pub(crate) struct Receiver {
    pub id: String,
    pub name: String,
    pub username: String,
    pub gateway_id: String,
}

impl Receiver {
    pub fn called(&self) -> &str {
        [&self.name, &self.username].into_iter().find(|text| !text.is_empty()).unwrap_or(&self.gateway_id)
    }
}

const DAY: i64 = 86_400_000;

/// Only those whom the gateway knows and lets us write to.
const CAN_GET: &str =
    "FROM crm_fans f JOIN crm_conversations c ON c.fan_id = f.id WHERE f.account_id = $1 AND c.can_send = 1 AND f.gateway_id NOT LIKE 'import:%'";

/// The rest of a query for a segment; its values are bound by [`bound!`].
fn of(segment: &Segment) -> String {
    let without =
        if segment.without.is_empty() { String::new() } else { format!("AND lower(f.username) NOT IN ({})", places(6, segment.without.len())) };
    format!(
        "{CAN_GET} AND ($2 = 'all' OR f.subscription = $2) AND f.spent_cents >= $3 AND f.spent_cents <= $4
         AND ($5 = 0 OR f.last_seen_at >= $5) AND ($6 = 0 OR f.last_seen_at < $6) {without}"
    )
}

/// Binds the values of a segment.
macro_rules! bound {
    ($query:expr, $creator:expr, $segment:expr, $now:expr) => {{
        let days = |days: Option<u32>| days.map_or(0, |days| $now - i64::from(days) * DAY);
        let who = match $segment.who {
            Who::All => "all",
            Who::Active => "active",
            Who::Expired => "expired",
        };
        let query = $query.bind($creator.to_string()).bind(who);
        let query = query.bind($segment.spent_from_cents.unwrap_or(i64::MIN)).bind($segment.spent_to_cents.unwrap_or(i64::MAX));
        let query = query.bind(days($segment.seen_within_days)).bind(days($segment.unseen_for_days));
        $segment.without.iter().fold(query, |query, name| query.bind(name.trim_start_matches('@').to_ascii_lowercase()))
    }};
}

/// The fans of a segment, those who paid most first.
pub(crate) async fn find<'e>(
    on: impl Executor<'e, Database = Any>,
    creator: CreatorId,
    segment: &Segment,
    now: i64,
    limit: i64,
) -> Result<Vec<Receiver>> {
    // Only our own words and numbers were put in, here and below.
    let sql = format!("SELECT f.id, f.name, f.username, f.gateway_id {} ORDER BY f.spent_cents DESC, f.id DESC LIMIT {limit}", of(segment));
    bound!(sqlx::query_as(AssertSqlSafe(sql)), creator, segment, now).fetch_all(on).await.map_err(failed)
}

/// How many fans a segment has.
pub(crate) async fn count<'e>(on: impl Executor<'e, Database = Any>, creator: CreatorId, segment: &Segment, now: i64) -> Result<u32> {
    let sql = format!("SELECT CAST(COUNT(*) AS BIGINT) {}", of(segment));
    let count: i64 = bound!(sqlx::query_scalar(AssertSqlSafe(sql)), creator, segment, now).fetch_one(on).await.map_err(failed)?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// Those of these fans who can get a message, each once.
pub(crate) async fn named(tx: &mut WriteTx, creator: CreatorId, fans: &[FanId]) -> Result<Vec<Receiver>> {
    let sql = format!("SELECT f.id, f.name, f.username, f.gateway_id {CAN_GET} AND f.id IN ({}) ORDER BY f.id", places(1, fans.len()));
    let query = sqlx::query_as(AssertSqlSafe(sql)).bind(creator.to_string());
    let query = fans.iter().fold(query, |query, fan| query.bind(fan.to_string()));
    query.fetch_all(&mut **tx).await.map_err(failed)
}
