//! Lists of users.

use crate::onlyfans::{
    OnlyFans,
    answer::{Answer, Refusal, data},
    shapes,
    world::List,
};
use axum::{
    Json, Router,
    extract::{Path, State},
    routing::{delete, get},
};
use serde_json::{Value, json};

pub(crate) fn routes() -> Router<OnlyFans> {
    Router::new()
        .route("/user-lists", get(list).post(create))
        .route("/user-lists/{id}", delete(remove))
        .route("/user-lists/{id}/users", get(users).post(add))
}

fn shape(list: &List) -> Value {
    json!({ "id": list.id, "name": list.name, "usersCount": list.users.len() })
}

async fn list(State(sandbox): State<OnlyFans>, Path(account): Path<String>) -> Answer {
    data(sandbox.with(|world| world.open(&account).map(|account| account.lists.iter().map(shape).collect()))?)
}

async fn create(State(sandbox): State<OnlyFans>, Path(account): Path<String>, Json(body): Json<Value>) -> Answer {
    let name = body["name"].as_str().filter(|name| !name.is_empty()).ok_or_else(|| Refusal::invalid("The name field is required"))?.to_owned();
    let made = sandbox.with(|world| {
        let list = List { id: world.new_id(), name, users: Vec::new() };
        let shape = shape(&list);
        world.open(&account)?.lists.push(list);
        Ok(shape)
    })?;
    data(made)
}

async fn remove(State(sandbox): State<OnlyFans>, Path((account, id)): Path<(String, u64)>) -> Answer {
    sandbox.with(|world| world.open(&account).map(|account| account.lists.retain(|list| list.id != id)))?;
    data(json!({ "success": true }))
}

async fn users(State(sandbox): State<OnlyFans>, Path((account, id)): Path<(String, u64)>) -> Answer {
    let found: Vec<Value> = sandbox.with(|world| {
        let account = world.open(&account)?;
        let list = account.lists.iter().find(|list| list.id == id).ok_or_else(|| Refusal::not_found("List"))?;
        Ok(list.users.iter().filter_map(|fan| account.fans.get(fan)).map(shapes::fan).collect())
    })?;
    data(json!({ "list": found }))
}

async fn add(State(sandbox): State<OnlyFans>, Path((account, id)): Path<(String, u64)>, Json(body): Json<Value>) -> Answer {
    let ids: Vec<u64> = body["ids"].as_array().into_iter().flatten().filter_map(Value::as_u64).collect();
    sandbox.with(|world| {
        let list = world.open(&account)?.lists.iter_mut().find(|list| list.id == id).ok_or_else(|| Refusal::not_found("List"))?;
        list.users.extend(ids);
        list.users.sort_unstable();
        list.users.dedup();
        Ok(())
    })?;
    data(json!({ "success": true }))
}
