//! Mass messages.

use super::messages::Sending;
use crate::onlyfans::{
    OnlyFans,
    answer::{Answer, Refusal, data},
    life, shapes,
    time::now,
    world::{Account, Mass, World},
};
use axum::{
    Json, Router,
    extract::{Path, State},
    routing::get,
};
use serde_json::{Value, json};
use std::collections::BTreeSet;

pub(crate) fn routes() -> Router<OnlyFans> {
    Router::new()
        .route("/mass-messaging", get(list).post(create))
        .route("/mass-messaging/overview", get(overview))
        .route("/mass-messaging/{id}", get(one).put(change).delete(unsend))
}

async fn list(State(sandbox): State<OnlyFans>, Path(account): Path<String>) -> Answer {
    data(sandbox.with(|world| world.open(&account).map(|account| account.mass.iter().rev().map(shapes::mass).collect()))?)
}

async fn overview(State(sandbox): State<OnlyFans>, Path(account): Path<String>) -> Answer {
    let (all, sent) = sandbox
        .with(|world| world.open(&account).map(|account| (account.mass.len(), account.mass.iter().map(|mass| mass.messages.len()).sum::<usize>())))?;
    data(json!({ "count": all, "sent": sent }))
}

fn numbers(value: &Value) -> BTreeSet<u64> {
    value.as_array().into_iter().flatten().filter_map(|id| id.as_u64().or_else(|| id.as_str()?.parse().ok())).collect()
}

fn receivers(account: &Account, body: &Value) -> BTreeSet<u64> {
    let of = |field: &str| -> BTreeSet<u64> {
        let wanted = numbers(&body[field]);
        account.lists.iter().filter(|list| wanted.contains(&list.id)).flat_map(|list| list.users.clone()).collect()
    };
    let out = of("excludedLists");
    let mut fans = of("userLists");
    fans.extend(numbers(&body["userIds"]));
    fans.into_iter().filter(|fan| !out.contains(fan) && account.fans.contains_key(fan)).collect()
}

/// To those who can be written to: a mass message reaches some only.
fn spread(
    world: &mut World,
    account: &str,
    fans: &BTreeSet<u64>,
    sending: impl Fn() -> Result<Sending, Refusal>,
) -> Result<Vec<(u64, u64)>, Refusal> {
    let mut sent = Vec::new();
    for fan in fans {
        if world.fan(account, *fan)?.blocked {
            continue;
        }
        let id = world.new_id();
        let message = sending()?.check(world.open(account)?, id)?;
        life::sent(world, account, *fan, message);
        sent.push((*fan, id));
    }
    Ok(sent)
}

fn read(body: &Value) -> Result<Sending, Refusal> {
    serde_json::from_value(body.clone()).map_err(|error| Refusal::invalid(&error.to_string()))
}

async fn create(State(sandbox): State<OnlyFans>, Path(account): Path<String>, Json(body): Json<Value>) -> Answer {
    let made = sandbox.with(|world| {
        let fans = receivers(world.open(&account)?, &body);
        if fans.is_empty() {
            return Err(Refusal::invalid("There is nobody to send to"));
        }
        let id = world.new_id();
        let later = body["scheduledDate"].is_string();
        let messages = if later { Vec::new() } else { spread(world, &account, &fans, || read(&body))? };
        let text = body["text"].as_str().unwrap_or_default().to_owned();
        let mass = Mass { id, at: now(), text, total: fans.len(), done: !later, canceled: false, messages, body };
        let shape = shapes::mass(&mass);
        world.open(&account)?.mass.push(mass);
        Ok(shape)
    })?;
    data(made)
}

async fn with(sandbox: &OnlyFans, account: &str, id: u64, act: impl FnOnce(&mut Mass)) -> Answer {
    let shape = sandbox.with(|world| {
        let mass = world.open(account)?.mass.iter_mut().find(|mass| mass.id == id).ok_or_else(|| Refusal::not_found("Mass message"))?;
        act(mass);
        Ok(shapes::mass(mass))
    })?;
    data(shape)
}

async fn one(State(sandbox): State<OnlyFans>, Path((account, id)): Path<(String, u64)>) -> Answer {
    with(&sandbox, &account, id, |_| ()).await
}

async fn change(State(sandbox): State<OnlyFans>, Path((account, id)): Path<(String, u64)>, Json(body): Json<Value>) -> Answer {
    with(&sandbox, &account, id, |mass| {
        if !mass.done {
            mass.text = body["text"].as_str().unwrap_or_default().to_owned();
            mass.body = body;
        }
    })
    .await
}

/// What was bought stays visible.
async fn unsend(State(sandbox): State<OnlyFans>, Path((account, id)): Path<(String, u64)>) -> Answer {
    sandbox.with(|world| {
        let account = world.open(&account)?;
        let mass = account.mass.iter_mut().find(|mass| mass.id == id).ok_or_else(|| Refusal::not_found("Mass message"))?;
        mass.canceled = true;
        for (fan, id) in &mass.messages {
            if let Some(fan) = account.fans.get_mut(fan) {
                fan.messages.retain(|message| message.id != *id || (message.price_cents > 0 && message.opened));
            }
        }
        Ok(())
    })?;
    data(json!({ "success": true }))
}
