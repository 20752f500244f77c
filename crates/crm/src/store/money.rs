//! Money: each payment one row, whoever told of it.

use crate::{money::Payment, store::creators::hold};
use db::{WriteTx, failed, new_id};
use model::{CreatorId, OutgoingId, Result};

/// How far apart an event and its transaction may be.
const APART: i64 = 15 * 60_000;

/// Counts a payment; `false` if it was counted before.
pub(crate) async fn count(tx: &mut WriteTx, creator: CreatorId, payment: &Payment) -> Result<bool> {
    // Two servers may hear of the same payment.
    hold(tx, creator).await?;
    let account = creator.to_string();
    let known: Option<String> = sqlx::query_scalar(
        "SELECT id FROM crm_money WHERE account_id = $1 AND ((event_id IS NOT NULL AND event_id = $2) OR (transaction_id IS NOT NULL AND transaction_id = $3))",
    )
    .bind(&account)
    .bind(payment.event_id.as_deref())
    .bind(payment.transaction_id.as_deref())
    .fetch_optional(&mut **tx)
    .await
    .map_err(failed)?;
    if let Some(id) = known {
        complete(tx, &id, payment).await?;
        return Ok(false);
    }
    // The other half: a transaction for an event, an event for a transaction, of the same fan, amount and kind. One of
    // them may not name the fan. The nearest in time, and each is taken once.
    let other: Option<String> = sqlx::query_scalar(
        "SELECT id FROM crm_money WHERE account_id = $1 AND (fan_id = $2 OR fan_id IS NULL OR $2 = '') AND amount_cents = $3 AND (kind = $4 OR kind = 'other' OR $4 = 'other')
         AND ((event_id IS NULL AND $5 = 1) OR (transaction_id IS NULL AND $5 = 0)) AND at BETWEEN $6 AND $7
         ORDER BY CASE WHEN COALESCE(fan_id, '') = $2 THEN 0 ELSE 1 END, ABS(at - $8), id LIMIT 1",
    )
    .bind(&account)
    .bind(payment.fan.as_deref().unwrap_or_default())
    .bind(payment.amount_cents)
    .bind(payment.kind)
    .bind(i64::from(payment.event_id.is_some()))
    .bind(payment.at - APART)
    .bind(payment.at + APART)
    .bind(payment.at)
    .fetch_optional(&mut **tx)
    .await
    .map_err(failed)?;
    if let Some(id) = other {
        complete(tx, &id, payment).await?;
        return Ok(false);
    }
    let id: OutgoingId = new_id();
    sqlx::query(
        "INSERT INTO crm_money (id, account_id, fan_id, kind, amount_cents, net_cents, fee_cents, message_gateway_id, event_id, transaction_id, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(id.to_string())
    .bind(&account)
    .bind(payment.fan.as_deref())
    .bind(payment.kind)
    .bind(payment.amount_cents)
    .bind(payment.net_cents)
    .bind(payment.fee_cents)
    .bind(payment.message.as_deref())
    .bind(payment.event_id.as_deref())
    .bind(payment.transaction_id.as_deref())
    .bind(payment.at)
    .execute(&mut **tx)
    .await
    .map_err(failed)?;
    if let Some(fan) = &payment.fan {
        sum(tx, fan).await?;
    }
    Ok(true)
}

/// What the other half did not say.
async fn complete(tx: &mut WriteTx, id: &str, payment: &Payment) -> Result<()> {
    sqlx::query(
        "UPDATE crm_money SET event_id = COALESCE(event_id, $1), transaction_id = COALESCE(transaction_id, $2), net_cents = COALESCE($3, net_cents),
             fee_cents = COALESCE($4, fee_cents), message_gateway_id = COALESCE(message_gateway_id, $5),
             kind = CASE WHEN kind = 'other' THEN $6 ELSE kind END, fan_id = COALESCE(fan_id, $7) WHERE id = $8",
    )
    .bind(payment.event_id.as_deref())
    .bind(payment.transaction_id.as_deref())
    .bind(payment.net_cents)
    .bind(payment.fee_cents)
    .bind(payment.message.as_deref())
    .bind(payment.kind)
    .bind(payment.fan.as_deref())
    .bind(id)
    .execute(&mut **tx)
    .await
    .map_err(failed)?;
    match &payment.fan {
        Some(fan) => sum(tx, fan).await,
        None => Ok(()),
    }
}

async fn sum(tx: &mut WriteTx, fan: &str) -> Result<()> {
    sqlx::query(
        "UPDATE crm_fans SET spent_cents = (SELECT CAST(COALESCE(SUM(amount_cents), 0) AS BIGINT) FROM crm_money WHERE fan_id = $1) WHERE id = $1",
    )
    .bind(fan)
    .execute(&mut **tx)
    .await
    .map_err(failed)?;
    Ok(())
}
