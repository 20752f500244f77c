//! Chats.

use super::Span;
use crate::onlyfans::{
    OnlyFans,
    answer::{Answer, data, paged},
    gate::Short,
    shapes,
    world::Fan,
};
use axum::{
    Extension, Router,
    extract::{Path, Query, State},
    routing::{get, post},
};
use serde_json::json;

pub(crate) fn routes() -> Router<OnlyFans> {
    Router::new()
        .route("/chats", get(list))
        .route("/chats/{fan}/mark-as-read", post(read))
        .route("/chats/{fan}/mark-as-unread", post(unread))
        .route("/chats/{fan}/mute", post(mute))
        .route("/chats/{fan}/hide", post(hide))
        .route("/chats/{fan}/typing", post(typing))
}

/// Those with a message, last ones first.
async fn list(State(sandbox): State<OnlyFans>, Path(account): Path<String>, Query(span): Query<Span>, short: Option<Extension<Short>>) -> Answer {
    let rows = span.rows(10, 100, short.is_some());
    let (rows, more) = sandbox.with(|world| {
        let account = world.open(&account)?;
        let mut fans: Vec<&Fan> = account.fans.values().filter(|fan| !fan.hidden && !fan.messages.is_empty()).collect();
        fans.sort_by_key(|fan| std::cmp::Reverse(fan.messages.last().map(|message| (message.at, message.id))));
        if span.ascending() {
            fans.reverse();
        }
        let page: Vec<_> = fans.iter().skip(span.offset).take(rows).map(|fan| shapes::chat(account, fan)).collect();
        let more = span.offset + page.len() < fans.len();
        Ok((page, more))
    })?;
    let next = more.then(|| format!("/api/{account}/chats?offset={}", span.offset + rows.len()));
    paged(json!(rows), next)
}

async fn change(sandbox: &OnlyFans, account: &str, fan: u64, change: impl FnOnce(&mut Fan)) -> Answer {
    sandbox.with(|world| world.fan(account, fan).map(change))?;
    data(json!({ "success": true }))
}

async fn read(State(sandbox): State<OnlyFans>, Path((account, fan)): Path<(String, u64)>) -> Answer {
    change(&sandbox, &account, fan, |fan| {
        fan.unread = 0;
        fan.last_read = fan.messages.last().map_or(0, |message| message.id);
    })
    .await
}

async fn unread(State(sandbox): State<OnlyFans>, Path((account, fan)): Path<(String, u64)>) -> Answer {
    change(&sandbox, &account, fan, |fan| fan.unread = fan.unread.max(1)).await
}

async fn mute(State(sandbox): State<OnlyFans>, Path((account, fan)): Path<(String, u64)>) -> Answer {
    change(&sandbox, &account, fan, |fan| fan.muted = true).await
}

async fn hide(State(sandbox): State<OnlyFans>, Path((account, fan)): Path<(String, u64)>) -> Answer {
    change(&sandbox, &account, fan, |fan| fan.hidden = true).await
}

async fn typing(State(sandbox): State<OnlyFans>, Path((account, fan)): Path<(String, u64)>) -> Answer {
    change(&sandbox, &account, fan, |_| ()).await
}
