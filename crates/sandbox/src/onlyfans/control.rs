//! The sandbox's own routes, for tests in the browser and for trying things by hand: no key, no faults.

use crate::onlyfans::{
    OnlyFans,
    answer::{Answer, Refusal, data},
    faults::{Fault, On},
};
use axum::{
    Json, Router,
    extract::State,
    routing::{get, post},
};
use serde::Deserialize;
use serde_json::json;

pub(crate) fn routes() -> Router<OnlyFans> {
    Router::new()
        .route("/sandbox/counts", get(counts))
        .route("/sandbox/faults", post(plan).delete(heal))
        .route("/sandbox/live", post(live))
        .route("/sandbox/act", post(act))
}

#[derive(Deserialize)]
struct Plan {
    on: On,
    fault: Fault,
    times: Option<u32>,
    per_thousand: Option<u32>,
}

#[derive(Deserialize)]
struct Act {
    account: String,
    fan: Option<u64>,
    /// writes, tips, unlocks, session_expires, session_returns, blocks, or a subscription's event
    what: String,
    text: Option<String>,
    cents: Option<i64>,
}

async fn counts(State(sandbox): State<OnlyFans>) -> Answer {
    data(json!(sandbox.counts()))
}

async fn plan(State(sandbox): State<OnlyFans>, Json(plan): Json<Plan>) -> Answer {
    match plan.per_thousand {
        Some(chance) => sandbox.fail_at_random(plan.on, plan.fault, chance),
        None => sandbox.fail(plan.on, plan.fault, plan.times.unwrap_or(1)),
    }
    data(json!({}))
}

async fn heal(State(sandbox): State<OnlyFans>) -> Answer {
    sandbox.heal();
    data(json!({}))
}

async fn live(State(sandbox): State<OnlyFans>) -> Answer {
    data(json!({ "done": sandbox.live() }))
}

async fn act(State(sandbox): State<OnlyFans>, Json(act): Json<Act>) -> Answer {
    let (account, fan) = (act.account.as_str(), act.fan.unwrap_or_default());
    match act.what.as_str() {
        "writes" => sandbox.fan_writes(account, fan, act.text.as_deref().unwrap_or("hello")),
        "tips" => sandbox.fan_tips(account, fan, act.cents.unwrap_or(500)),
        "unlocks" => drop(sandbox.fan_unlocks(account, fan)),
        "session_expires" => sandbox.session(account, false),
        "session_returns" => sandbox.session(account, true),
        "blocks" => sandbox.block(account, fan, true),
        event if event.starts_with("subscriptions.") => sandbox.fan_renews(account, fan, event),
        _ => return Err(Refusal::invalid("unknown act")),
    }
    data(json!({}))
}
