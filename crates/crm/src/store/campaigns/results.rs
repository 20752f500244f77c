//! What came of a campaign.

use db::{failed, rows::known};
use model::{
    CampaignId, Result,
    crm::{Results, SendState},
};
use sqlx::AnyPool;

pub(crate) async fn results(pool: &AnyPool, campaign: CampaignId) -> Result<Results> {
    let id = campaign.to_string();
    let count = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
    let state = |code: &str| known("state", SendState::from_code(code));
    let sql = "SELECT state, CAST(COUNT(*) AS BIGINT) FROM crm_outbox WHERE campaign_id = $1 GROUP BY state ORDER BY state";
    let states: Vec<(String, i64)> = sqlx::query_as(sql).bind(&id).fetch_all(pool).await.map_err(failed)?;
    let sql = "SELECT state, reason, CAST(COUNT(*) AS BIGINT) AS times FROM crm_outbox WHERE campaign_id = $1 AND state IN ('failed', 'rejected')
               GROUP BY state, reason ORDER BY times DESC, reason LIMIT 10";
    let reasons: Vec<(String, String, i64)> = sqlx::query_as(sql).bind(&id).fetch_all(pool).await.map_err(failed)?;
    let sql = "SELECT CAST(COUNT(*) AS BIGINT), CAST(COALESCE(SUM(m.amount_cents), 0) AS BIGINT) FROM crm_outbox o
               JOIN crm_money m ON m.account_id = o.account_id AND m.message_gateway_id = o.gateway_message_id
               WHERE o.campaign_id = $1 AND m.kind = 'message'";
    let (bought, income_cents): (i64, i64) = sqlx::query_as(sql).bind(&id).fetch_one(pool).await.map_err(failed)?;
    Ok(Results {
        states: states.into_iter().map(|(code, times)| Ok((state(&code)?, count(times)))).collect::<Result<_>>()?,
        reasons: reasons.into_iter().map(|(code, reason, times)| Ok((state(&code)?, reason, count(times)))).collect::<Result<_>>()?,
        bought: count(bought),
        income_cents,
    })
}
