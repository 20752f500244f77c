//! Who am I, accounts, connecting one.

use crate::onlyfans::{
    OnlyFans,
    answer::{Answer, Refusal, data},
    world::Account,
};
use axum::{
    Json, Router,
    extract::{Path, State},
    routing::{get, post},
};
use serde_json::{Value, json};

pub(crate) fn routes() -> Router<OnlyFans> {
    Router::new()
        .route("/api/whoami", get(whoami))
        .route("/api/accounts", get(list))
        .route("/api/{account}/me", get(me))
        .route("/api/authenticate", post(connect))
        .route("/api/authenticate/{attempt}", get(attempt).put(code))
        .route("/api/{account}/reauthenticate", post(again))
}

fn shape(account: &Account) -> Value {
    json!({ "id": account.id, "onlyfans_id": account.user, "display_name": account.name, "username": account.username, "is_authenticated": account.alive })
}

async fn whoami(State(sandbox): State<OnlyFans>) -> Answer {
    data(json!({ "name": "OnlyFans", "accounts": sandbox.accounts().len() }))
}

async fn list(State(sandbox): State<OnlyFans>) -> Answer {
    data(sandbox.with(|world| world.accounts.iter().map(shape).collect()))
}

async fn me(State(sandbox): State<OnlyFans>, Path(account): Path<String>) -> Answer {
    let me = sandbox
        .with(|world| world.open(&account).map(|account| json!({ "id": account.user, "name": account.name, "username": account.username })))?;
    data(me)
}

async fn connect(State(sandbox): State<OnlyFans>, Json(body): Json<Value>) -> Answer {
    if body["email"].as_str().is_none_or(str::is_empty) {
        return Err(Refusal::invalid("The email field is required"));
    }
    let id = sandbox.accounts().into_iter().next().unwrap_or_default();
    data(json!({ "attempt_id": format!("auth_{id}"), "state": "needs-otp" }))
}

async fn attempt(Path(attempt): Path<String>) -> Answer {
    data(json!({ "attempt_id": attempt, "state": "needs-otp" }))
}

/// Any code of six digits is the right one.
async fn code(State(sandbox): State<OnlyFans>, Path(attempt): Path<String>, Json(body): Json<Value>) -> Answer {
    let right = body["code"].as_str().is_some_and(|code| code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit()));
    let account = attempt.strip_prefix("auth_").filter(|_| right).ok_or_else(|| Refusal::invalid("Wrong code"))?;
    sandbox.session(account, true);
    data(json!({ "attempt_id": attempt, "state": "authenticated", "account_id": account }))
}

async fn again(State(sandbox): State<OnlyFans>, Path(account): Path<String>) -> Answer {
    if sandbox.with(|world| world.account(&account).is_none()) {
        return Err(Refusal::not_found("Account"));
    }
    sandbox.session(&account, true);
    data(json!({ "attempt_id": format!("auth_{account}"), "state": "authenticated", "account_id": account }))
}
