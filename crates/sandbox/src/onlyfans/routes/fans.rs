//! Fans.

use super::Span;
use crate::onlyfans::{
    OnlyFans,
    answer::{Answer, Refusal, data, paged},
    gate::Short,
    shapes,
    time::{DAY, now},
    world::Fan,
};
use axum::{
    Extension, Json, Router,
    extract::{Path, Query, State},
    routing::{get, put},
};
use serde_json::{Value, json};

pub(crate) fn routes() -> Router<OnlyFans> {
    Router::new()
        .route("/fans/{which}", get(list))
        .route("/fans/{fan}/custom-name", put(name))
        .route("/fans/{fan}/notes", get(note).put(write).delete(forget))
}

async fn list(
    State(sandbox): State<OnlyFans>,
    Path((account, which)): Path<(String, String)>,
    Query(span): Query<Span>,
    short: Option<Extension<Short>>,
) -> Answer {
    let rows = span.rows(10, 20, short.is_some());
    let page: Vec<Value> = sandbox.with(|world| {
        let mut fans: Vec<&Fan> = world.open(&account)?.fans.values().collect();
        match which.as_str() {
            "all" => {}
            "active" => fans.retain(|fan| fan.expires_at > now()),
            "expired" => fans.retain(|fan| fan.expires_at <= now()),
            "latest" => {
                fans.retain(|fan| fan.subscribed_at > now() - 30 * DAY);
                fans.sort_by_key(|fan| std::cmp::Reverse(fan.subscribed_at));
            }
            "top" => fans.sort_by_key(|fan| -(fan.spent_messages + fan.spent_tips + fan.spent_subscriptions)),
            _ => return Err(Refusal::not_found("Route")),
        }
        Ok(fans.iter().skip(span.offset).take(rows).map(|fan| shapes::fan(fan)).collect())
    })?;
    // The next page starts after these rows, however few they are: only an empty page is the end.
    let next = (!page.is_empty()).then(|| format!("/api/{account}/fans/{which}?offset={}", span.offset + page.len()));
    paged(json!({ "list": page }), next)
}

async fn change(sandbox: &OnlyFans, account: &str, fan: u64, change: impl FnOnce(&mut Fan)) -> Answer {
    sandbox.with(|world| world.fan(account, fan).map(change))?;
    data(json!({ "success": true }))
}

async fn name(State(sandbox): State<OnlyFans>, Path((account, fan)): Path<(String, u64)>, Json(body): Json<Value>) -> Answer {
    change(&sandbox, &account, fan, |fan| fan.custom_name = body["name"].as_str().map(str::to_owned)).await
}

async fn note(State(sandbox): State<OnlyFans>, Path((account, fan)): Path<(String, u64)>) -> Answer {
    data(sandbox.with(|world| world.fan(&account, fan).map(|fan| json!({ "notes": fan.note })))?)
}

async fn write(State(sandbox): State<OnlyFans>, Path((account, fan)): Path<(String, u64)>, Json(body): Json<Value>) -> Answer {
    change(&sandbox, &account, fan, |fan| fan.note = body["notes"].as_str().unwrap_or_default().to_owned()).await
}

async fn forget(State(sandbox): State<OnlyFans>, Path((account, fan)): Path<(String, u64)>) -> Answer {
    change(&sandbox, &account, fan, |fan| fan.note.clear()).await
}
