//! Media: uploads that work once, and the vault.

use crate::onlyfans::{
    OnlyFans,
    answer::{Answer, Refusal, data},
};
use axum::{
    Router,
    body::Bytes,
    extract::{Path, State},
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

async fn vault(State(sandbox): State<OnlyFans>, Path(account): Path<String>) -> Answer {
    let media: Vec<_> = sandbox.with(|world| {
        let account = world.open(&account)?;
        Ok(account.media.keys().filter(|id| id.starts_with("vault_")).map(|id| json!({ "id": id, "type": "photo" })).collect())
    })?;
    data(json!({ "list": media }))
}
