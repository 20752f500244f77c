//! Messages of a chat.

use super::Span;
use crate::onlyfans::{
    OnlyFans,
    answer::{Answer, Refusal, data, paged},
    gate::Short,
    life, shapes,
    time::{DAY, now},
    world::{Account, Message},
};
use axum::{
    Extension, Json, Router,
    extract::{Path, Query, State},
    routing::{get, post},
};
use serde::Deserialize;
use serde_json::{Value, json};

pub(crate) fn routes() -> Router<OnlyFans> {
    Router::new()
        .route("/chats/{fan}/messages", get(list).post(send))
        .route("/chats/{fan}/messages/{id}", get(one).delete(delete))
        .route("/chats/{fan}/messages/{id}/{deed}", post(mark))
}

#[derive(Debug, Deserialize)]
struct Wanted {
    /// Newer than this one.
    first_id: Option<u64>,
    /// Older than this one.
    last_id: Option<u64>,
    filter: Option<String>,
}

async fn list(
    State(sandbox): State<OnlyFans>,
    Path((account, fan)): Path<(String, u64)>,
    Query(span): Query<Span>,
    Query(wanted): Query<Wanted>,
    short: Option<Extension<Short>>,
) -> Answer {
    let rows = span.rows(10, 100, short.is_some());
    let (page, next) = sandbox.with(|world| {
        world.fan(&account, fan)?;
        let owner = world.open(&account)?;
        let one = &owner.fans[&fan];
        let mut found: Vec<&Message> = one
            .messages
            .iter()
            .filter(|message| wanted.first_id.is_none_or(|id| message.id > id) && wanted.last_id.is_none_or(|id| message.id < id))
            .filter(|message| wanted.filter.as_deref() != Some("pinned") || message.pinned)
            .collect();
        if !span.ascending() {
            found.reverse();
        }
        let page: Vec<&Message> = found.iter().skip(span.offset).take(rows).copied().collect();
        let next = page.last().filter(|_| span.offset + page.len() < found.len()).map(|last| last.id);
        Ok((page.iter().map(|message| shapes::message(owner, one, message)).collect::<Vec<Value>>(), next))
    })?;
    let from = if span.ascending() { "first_id" } else { "last_id" };
    paged(json!(page), next.map(|id| format!("/api/{account}/chats/{fan}/messages?{from}={id}")))
}

/// What a message is made from.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Sending {
    text: String,
    price: Option<f64>,
    locked_text: bool,
    media_files: Vec<String>,
    previews: Vec<String>,
}

impl Sending {
    /// The message, if the rules allow it. Uploaded media are used up.
    pub fn check(self, account: &mut Account, id: u64) -> Result<Message, Refusal> {
        if self.text.trim().is_empty() && self.media_files.is_empty() {
            return Err(Refusal::invalid("The text field is required when there is no media"));
        }
        // Dollars with two digits at most: exact enough in a double.
        let price_cents = (self.price.unwrap_or(0.0) * 100.0).round() as i64;
        if price_cents != 0 && !(300..=20_000).contains(&price_cents) {
            return Err(Refusal::invalid("The price must be 0 or between 3 and 200"));
        }
        if price_cents > 0 && self.media_files.is_empty() {
            return Err(Refusal::invalid("A price needs media"));
        }
        if !self.previews.iter().all(|preview| self.media_files.contains(preview)) {
            return Err(Refusal::invalid("The previews must be among the mediaFiles"));
        }
        for media in &self.media_files {
            match account.media.get(media) {
                Some(true) => {}
                Some(false) => return Err(Refusal::invalid("The media is used already or not ready")),
                None => return Err(Refusal::invalid("The media is unknown")),
            }
        }
        for media in self.media_files.iter().filter(|media| media.starts_with("ofapi_media_")) {
            account.media.insert(media.clone(), false);
        }
        Ok(Message {
            id,
            mine: true,
            text: self.text,
            locked: self.locked_text,
            price_cents,
            media: self.media_files,
            previews: self.previews,
            at: now(),
            ..Message::default()
        })
    }
}

async fn send(State(sandbox): State<OnlyFans>, Path((account, fan)): Path<(String, u64)>, Json(sending): Json<Sending>) -> Answer {
    let sent = sandbox.with(|world| {
        if world.fan(&account, fan)?.blocked {
            return Err(Refusal::cannot_send());
        }
        let id = world.new_id();
        let message = sending.check(world.open(&account)?, id)?;
        life::sent(world, &account, fan, message);
        let owner = world.open(&account)?;
        let one = &owner.fans[&fan];
        Ok(one.messages.last().map(|message| shapes::message(owner, one, message)))
    })?;
    data(json!(sent))
}

async fn one(State(sandbox): State<OnlyFans>, Path((account, fan, id)): Path<(String, u64, u64)>) -> Answer {
    let found = sandbox.with(|world| {
        world.fan(&account, fan)?;
        let owner = world.open(&account)?;
        let one = &owner.fans[&fan];
        let message = one.messages.iter().find(|message| message.id == id).ok_or_else(|| Refusal::not_found("Message"))?;
        Ok(shapes::message(owner, one, message))
    })?;
    data(found)
}

async fn delete(State(sandbox): State<OnlyFans>, Path((account, fan, id)): Path<(String, u64, u64)>) -> Answer {
    sandbox.with(|world| {
        let one = world.fan(&account, fan)?;
        let at = one.messages.iter().position(|message| message.id == id && message.mine).ok_or_else(|| Refusal::not_found("Message"))?;
        if now() - one.messages[at].at > DAY {
            return Err(Refusal::new(400, json!({ "error": "This message can no longer be deleted" })));
        }
        one.messages.remove(at);
        world.emit("messages.deleted", &account, json!({ "id": id, "toUser": { "id": fan } }));
        Ok(())
    })?;
    data(json!({ "success": true }))
}

async fn mark(State(sandbox): State<OnlyFans>, Path((account, fan, id, deed)): Path<(String, u64, u64, String)>) -> Answer {
    sandbox.with(|world| {
        let one = world.fan(&account, fan)?;
        let message = one.messages.iter_mut().find(|message| message.id == id).ok_or_else(|| Refusal::not_found("Message"))?;
        match deed.as_str() {
            "like" | "unlike" => message.liked = deed == "like",
            "pin" | "unpin" => message.pinned = deed == "pin",
            _ => return Err(Refusal::not_found("Route")),
        }
        Ok(())
    })?;
    data(json!({ "success": true }))
}
