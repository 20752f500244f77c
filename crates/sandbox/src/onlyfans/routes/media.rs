//! Media: uploads that work once, and the vault.

use super::Span;
use crate::onlyfans::{
    OnlyFans,
    answer::{Answer, Refusal, data, paged},
    gate::Short,
};
use axum::{
    Extension, Router,
    body::Bytes,
    extract::{Path, Query, State},
    routing::{get, post},
};
use serde_json::json;

pub(crate) fn routes() -> Router<OnlyFans> {
    Router::new().route("/media/upload", post(upload)).route("/media/uploads/{id}/status", get(status)).route("/media/vault", get(vault))
}

async fn upload(State(sandbox): State<OnlyFans>, Path(account): Path<String>, body: Bytes) -> Answer {
    if body.is_empty() {
        return Err(Refusal::invalid("The file field is required"));
    }
    let id = sandbox.with(|world| {
        let id = format!("ofapi_media_{}", world.new_id());
        world.open(&account)?.media.insert(id.clone(), true);
        world.emit("media_uploads.completed", &account, json!({ "prefixed_id": id }));
        Ok(id)
    })?;
    data(json!({ "prefixed_id": id }))
}

async fn status(State(sandbox): State<OnlyFans>, Path((account, id)): Path<(String, String)>) -> Answer {
    let ready = sandbox.with(|world| world.open(&account)?.media.get(&id).copied().ok_or_else(|| Refusal::not_found("Upload")))?;
    data(json!({ "prefixed_id": id, "status": if ready { "completed" } else { "used" } }))
}

/// What is kept, the last first.
async fn vault(State(sandbox): State<OnlyFans>, Path(account): Path<String>, Query(span): Query<Span>, short: Option<Extension<Short>>) -> Answer {
    let rows = span.rows(10, 40, short.is_some());
    let (page, more) = sandbox.with(|world| {
        let account = world.open(&account)?;
        let mut all: Vec<(u32, &str)> = account.media.keys().filter_map(|id| Some((id.strip_prefix("vault_")?.parse().ok()?, id.as_str()))).collect();
        all.sort_unstable_by_key(|(number, _)| *number);
        if !span.ascending() {
            all.reverse();
        }
        let page: Vec<_> = all.iter().skip(span.offset).take(rows).map(|(number, id)| json!({ "id": id, "type": kind(*number) })).collect();
        let more = span.offset + page.len() < all.len();
        Ok((page, more))
    })?;
    let next = more.then(|| format!("/api/{account}/media/vault?offset={}", span.offset + page.len()));
    paged(json!({ "list": page, "hasMore": more }), next)
}

/// Every third is a video.
fn kind(number: u32) -> &'static str {
    if number.is_multiple_of(3) { "video" } else { "photo" }
}
