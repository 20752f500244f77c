//! Transactions and earnings.

use crate::onlyfans::{
    OnlyFans,
    answer::{Answer, data},
    gate::Short,
    shapes,
    time::{dollars, iso},
};
use axum::{
    Extension, Router,
    extract::{Path, Query, State},
    routing::get,
};
use serde::Deserialize;
use serde_json::json;

pub(crate) fn routes() -> Router<OnlyFans> {
    Router::new().route("/transactions", get(list)).route("/statistics/statements/earnings", get(earnings))
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Wanted {
    limit: Option<usize>,
    /// How many are left out; `nextMarker` of the page before.
    marker: Option<usize>,
    start_date: Option<String>,
}

/// Last ones first.
async fn list(State(sandbox): State<OnlyFans>, Path(account): Path<String>, Query(wanted): Query<Wanted>, short: Option<Extension<Short>>) -> Answer {
    let rows = wanted.limit.unwrap_or(10).clamp(1, 100);
    let rows = if short.is_some() { rows.div_ceil(2) } else { rows };
    let from = wanted.marker.unwrap_or(0);
    let page = sandbox.with(|world| {
        let account = world.open(&account)?;
        let since = |at: i64| wanted.start_date.as_ref().is_none_or(|date| iso(at).as_str() >= date.as_str());
        let found: Vec<_> = account.transactions.iter().rev().filter(|one| since(one.at)).collect();
        let list: Vec<_> = found.iter().skip(from).take(rows).map(|one| shapes::transaction(one)).collect();
        let to = from + list.len();
        Ok(json!({ "list": list, "marker": from, "nextMarker": to, "hasMore": to < found.len() }))
    })?;
    data(page)
}

#[derive(Debug, Deserialize)]
struct Span {
    start_date: Option<String>,
    end_date: Option<String>,
    r#type: Option<String>,
}

async fn earnings(State(sandbox): State<OnlyFans>, Path(account): Path<String>, Query(span): Query<Span>) -> Answer {
    let kind = span.r#type.as_deref().unwrap_or("total");
    let sum: i64 = sandbox.with(|world| {
        let within = |at: &str| span.start_date.as_deref().is_none_or(|from| at >= from) && span.end_date.as_deref().is_none_or(|to| at <= to);
        let paid = world.open(&account)?.transactions.iter().filter(|one| within(&iso(one.at)) && (kind == "total" || kind == one.kind));
        Ok(paid.map(|one| one.cents).sum())
    })?;
    data(json!({ kind: { "gross": dollars(sum), "net": dollars(sum - sum / 5) } }))
}
