//! An account in numbers, out of the rows that are kept.

use super::inbox::FAN;
use db::{
    failed,
    rows::{column, known},
};
use model::{
    CreatorId, Result,
    crm::{MoneyKind, TopFan},
};
use sqlx::{AnyPool, AssertSqlSafe};

/// Sums are taken by so many milliseconds: every time zone's day begins with a quarter of an hour.
pub(crate) const SLOT: i64 = 900_000;

/// All fans whom the gateway has named, and those who subscribe.
pub(crate) async fn fans(pool: &AnyPool, creator: CreatorId) -> Result<(i64, i64)> {
    let sql = "SELECT CAST(COUNT(*) AS BIGINT), CAST(COALESCE(SUM(CASE WHEN subscription = 'active' THEN 1 ELSE 0 END), 0) AS BIGINT)
               FROM crm_fans WHERE account_id = $1 AND gateway_id NOT LIKE 'import:%'";
    sqlx::query_as(sql).bind(creator.to_string()).fetch_one(pool).await.map_err(failed)
}

/// What came in since a moment, by kind.
pub(crate) async fn kinds(pool: &AnyPool, creator: CreatorId, from: i64) -> Result<Vec<(MoneyKind, i64)>> {
    let sql = "SELECT kind, CAST(SUM(amount_cents) AS BIGINT) FROM crm_money WHERE account_id = $1 AND at >= $2 GROUP BY kind ORDER BY 2 DESC, kind";
    let rows: Vec<(String, i64)> = sqlx::query_as(sql).bind(creator.to_string()).bind(from).fetch_all(pool).await.map_err(failed)?;
    rows.into_iter().map(|(kind, cents)| Ok((known("kind", MoneyKind::from_code(&kind))?, cents))).collect()
}

/// How many fans paid since a moment.
pub(crate) async fn payers(pool: &AnyPool, creator: CreatorId, from: i64) -> Result<i64> {
    let sql = "SELECT CAST(COUNT(DISTINCT fan_id) AS BIGINT) FROM crm_money WHERE account_id = $1 AND at >= $2 AND amount_cents > 0";
    sqlx::query_scalar(sql).bind(creator.to_string()).bind(from).fetch_one(pool).await.map_err(failed)
}

/// Who paid most since a moment.
pub(crate) async fn top(pool: &AnyPool, creator: CreatorId, from: i64, most: i64) -> Result<Vec<TopFan>> {
    let sql = format!(
        "SELECT {FAN}, s.cents FROM (SELECT fan_id, CAST(SUM(amount_cents) AS BIGINT) AS cents FROM crm_money
             WHERE account_id = $1 AND at >= $2 AND fan_id IS NOT NULL GROUP BY fan_id) s
         JOIN crm_fans f ON f.id = s.fan_id JOIN crm_conversations c ON c.fan_id = f.id
         WHERE s.cents > 0 ORDER BY s.cents DESC, f.id LIMIT {most}"
    );
    // Only our own words and a number were put in.
    let rows = sqlx::query(AssertSqlSafe(sql)).bind(creator.to_string()).bind(from).fetch_all(pool).await.map_err(failed)?;
    rows.iter()
        .map(|row| {
            let fan = super::inbox::fan(row)?;
            Ok(TopFan { id: fan.id, conversation: fan.conversation, name: fan.called().to_owned(), cents: column(row, "cents")? })
        })
        .collect()
}

/// What came in since a moment, by [`SLOT`].
pub(crate) async fn income(pool: &AnyPool, creator: CreatorId, from: i64) -> Result<Vec<(i64, i64)>> {
    let sql = format!("SELECT at / {SLOT}, CAST(SUM(amount_cents) AS BIGINT) FROM crm_money WHERE account_id = $1 AND at >= $2 GROUP BY at / {SLOT}");
    sqlx::query_as(AssertSqlSafe(sql)).bind(creator.to_string()).bind(from).fetch_all(pool).await.map_err(failed)
}

/// Messages since a moment, by [`SLOT`]: those of fans and ours.
pub(crate) async fn messages(pool: &AnyPool, creator: CreatorId, from: i64) -> Result<Vec<(i64, i64, i64)>> {
    let sql = format!(
        "SELECT at / {SLOT}, CAST(SUM(1 - mine) AS BIGINT), CAST(SUM(mine) AS BIGINT) FROM crm_messages
         WHERE account_id = $1 AND at >= $2 AND deleted_at IS NULL AND conversation_id IS NOT NULL GROUP BY at / {SLOT}"
    );
    sqlx::query_as(AssertSqlSafe(sql)).bind(creator.to_string()).bind(from).fetch_all(pool).await.map_err(failed)
}

/// The times that a fan spoke after us or first, and how long it was until one of the team did. What a campaign sends
/// answers nobody.
const TURNS: &str = "WITH said AS (
    SELECT m.conversation_id, m.id, m.at, m.mine,
           LAG(m.mine) OVER (PARTITION BY m.conversation_id ORDER BY m.at, m.id) AS before
    FROM crm_messages m LEFT JOIN crm_outbox o ON o.id = m.outbox_id
    WHERE m.account_id = $1 AND m.at >= $2 AND m.deleted_at IS NULL AND m.conversation_id IS NOT NULL AND COALESCE(o.origin, 'person') = 'person'
), turns AS (
    SELECT mine, LEAD(at) OVER (PARTITION BY conversation_id ORDER BY at, id) - at AS waited FROM said WHERE before IS NULL OR before <> mine
)";

/// How often a fan asked since a moment, how often they were answered, and how long half of the answers took at most.
pub(crate) async fn answers(pool: &AnyPool, creator: CreatorId, from: i64) -> Result<(i64, i64, Option<i64>)> {
    let account = creator.to_string();
    // Only our own words and numbers were put in, here and below.
    let sql = format!("{TURNS} SELECT CAST(COUNT(*) AS BIGINT), CAST(COUNT(waited) AS BIGINT) FROM turns WHERE mine = 0");
    let (asked, answered): (i64, i64) = sqlx::query_as(AssertSqlSafe(sql)).bind(&account).bind(from).fetch_one(pool).await.map_err(failed)?;
    let middle = (answered - 1).max(0) / 2;
    let sql = format!("{TURNS} SELECT waited FROM turns WHERE mine = 0 AND waited IS NOT NULL ORDER BY waited LIMIT 1 OFFSET {middle}");
    let median = sqlx::query_scalar(AssertSqlSafe(sql)).bind(&account).bind(from).fetch_optional(pool).await.map_err(failed)?;
    Ok((asked, answered, median))
}
