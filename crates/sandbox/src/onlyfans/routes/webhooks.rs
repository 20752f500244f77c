//! Webhooks and what was delivered.

use crate::onlyfans::{
    OnlyFans,
    answer::{Answer, Refusal, data},
    deliver,
    webhooks::{NAMES, Webhook},
};
use axum::{
    Json, Router,
    extract::{Path, State},
    routing::{get, post, put},
};
use serde::Deserialize;
use serde_json::json;

pub(crate) fn routes() -> Router<OnlyFans> {
    Router::new()
        .route("/api/webhooks", get(list).post(create))
        .route("/api/webhooks/events", get(events))
        .route("/api/webhooks/{id}", put(change).delete(remove))
        .route("/api/webhooks/{id}/deliveries", get(deliveries))
        .route("/api/webhooks/{id}/deliveries/{delivery}/redeliver", post(redeliver))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Wanted {
    endpoint_url: Option<String>,
    events: Option<Vec<String>>,
    signing_secret: Option<String>,
    enabled: Option<bool>,
}

async fn list(State(sandbox): State<OnlyFans>) -> Answer {
    data(sandbox.with(|world| world.webhooks.iter().map(Webhook::shape).collect()))
}

async fn events() -> Answer {
    data(json!(NAMES))
}

async fn create(State(sandbox): State<OnlyFans>, Json(wanted): Json<Wanted>) -> Answer {
    let url = wanted.endpoint_url.ok_or_else(|| Refusal::invalid("The endpoint_url field is required"))?;
    let made = sandbox.with(|world| {
        let id = world.new_id();
        let secret = wanted.signing_secret.unwrap_or_else(|| format!("whsec_{id}"));
        let hook = Webhook { id, url, events: wanted.events.unwrap_or_default(), secret, enabled: wanted.enabled.unwrap_or(true) };
        let mut shape = hook.shape();
        shape["signing_secret"] = json!(hook.secret);
        world.webhooks.push(hook);
        shape
    });
    data(made)
}

async fn change(State(sandbox): State<OnlyFans>, Path(id): Path<u64>, Json(wanted): Json<Wanted>) -> Answer {
    let shape = sandbox.with(|world| {
        let hook = world.webhooks.iter_mut().find(|hook| hook.id == id).ok_or_else(|| Refusal::not_found("Webhook"))?;
        hook.url = wanted.endpoint_url.unwrap_or_else(|| hook.url.clone());
        hook.events = wanted.events.unwrap_or_else(|| hook.events.clone());
        hook.secret = wanted.signing_secret.unwrap_or_else(|| hook.secret.clone());
        hook.enabled = wanted.enabled.unwrap_or(hook.enabled);
        Ok::<_, Refusal>(hook.shape())
    })?;
    data(shape)
}

async fn remove(State(sandbox): State<OnlyFans>, Path(id): Path<u64>) -> Answer {
    sandbox.with(|world| world.webhooks.retain(|hook| hook.id != id));
    data(json!({ "success": true }))
}

async fn deliveries(State(sandbox): State<OnlyFans>, Path(id): Path<u64>) -> Answer {
    data(sandbox.with(|world| world.deliveries.iter().rev().filter(|one| one.webhook == id).take(100).map(|one| one.shape()).collect()))
}

async fn redeliver(State(sandbox): State<OnlyFans>, Path((id, delivery)): Path<(u64, u64)>) -> Answer {
    let key = sandbox.with(|world| world.deliveries.iter().find(|one| one.webhook == id && one.id == delivery).map(|one| one.key.clone()));
    let key = key.ok_or_else(|| Refusal::not_found("Delivery"))?;
    data(json!({ "delivered": deliver::attempt(&sandbox, delivery, Some(&key)).await }))
}
