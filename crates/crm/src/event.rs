//! What an event asks for, done in the transaction of the one who calls.

use crate::{
    apply,
    automations::happened,
    gateway::{Fan, Message, number},
    money,
    settle::settle,
    store::{creators, fans, messages, money as kept},
    text::line,
};
use db::WriteTx;
use model::{
    CreatorId, Result, Timestamp,
    crm::{CreatorState, Trigger},
};
use serde_json::Value;

/// What became of an event.
pub(crate) enum Done {
    Applied,
    /// Nothing here is about it.
    Ignored,
    /// It is not of the contract's shape.
    Broken(String),
}

/// Applies an event. As often as it comes and whenever: the outcome is the same.
pub(crate) async fn apply(tx: &mut WriteTx, creator: CreatorId, event: &str, payload: &Value, received_at: i64, now: i64) -> Result<Done> {
    match event {
        "messages.received" | "messages.sent" => message(tx, creator, event == "messages.sent", payload, now).await,
        "messages.deleted" => match number(&payload["id"]) {
            Some(id) => {
                messages::delete(tx, creator, &id, received_at).await?;
                Ok(Done::Applied)
            }
            None => Ok(Done::Broken("a deleted message without an id".to_owned())),
        },
        "messages.ppv.unlocked" | "tips.received" | "subscriptions.new" | "subscriptions.renewed" | "subscriptions.expired" => {
            notification(tx, creator, event, payload, received_at, now).await
        }
        "transactions.new" => transaction(tx, creator, payload, received_at, now).await,
        "users.online" => online(tx, creator, payload, received_at, now).await,
        _ => account(tx, creator, event, payload, now).await,
    }
}

/// The fan who is there, by an event of presence: never the top-level `user_id`, which is the creator elsewhere.
pub(crate) fn who_is_online(payload: &Value) -> Option<String> {
    number(&payload["user"]["id"]).or_else(|| number(&payload["id"]))
}

/// Somebody is there. Who is no fan so far does not become one by it.
async fn online(tx: &mut WriteTx, creator: CreatorId, payload: &Value, received_at: i64, now: i64) -> Result<Done> {
    let Some(id) = who_is_online(payload) else { return Ok(Done::Broken("somebody online without an id".to_owned())) };
    let Some(before) = fans::before(tx, creator, &id).await? else { return Ok(Done::Ignored) };
    // This holds the fan's row, too.
    let told =
        fans::Told { gateway_id: id, last_seen_at: Some(before.last_seen_at.map_or(received_at, |at| at.max(received_at))), ..fans::Told::default() };
    let place = fans::ensure(tx, creator, &told, Timestamp(now)).await?;
    happened::came(tx, creator, &place.fan_id, before.last_seen_at, received_at, now).await?;
    Ok(Done::Applied)
}

async fn message(tx: &mut WriteTx, creator: CreatorId, mine: bool, payload: &Value, now: i64) -> Result<Done> {
    let Ok(message) = serde_json::from_value::<Message>(payload.clone()) else {
        return Ok(Done::Broken("a message that cannot be read".to_owned()));
    };
    let who = &payload[if mine { "toUser" } else { "fromUser" }];
    let Some(id) = number(&who["id"]) else { return Ok(Done::Broken("a message without a fan".to_owned())) };
    let name = |field: &str| who[field].as_str().unwrap_or_default().to_owned();
    let fan = Fan { id, name: name("name"), username: name("username"), ..Fan::default() };
    let place = apply::fan(tx, creator, &fan, now).await?;
    apply::keep(tx, creator, &place, &message, mine, now).await?;
    if mine {
        settle(tx, creator, &place.fan_id, "the gateway's event tells of it", now).await?;
    }
    Ok(Done::Applied)
}

async fn place(tx: &mut WriteTx, creator: CreatorId, id: Option<String>, payload: &Value, now: i64) -> Result<Option<fans::Place>> {
    let Some(id) = id else { return Ok(None) };
    let name = |field: &str| payload["user"][field].as_str().unwrap_or_default().to_owned();
    let fan = Fan { id, name: name("name"), username: name("username"), ..Fan::default() };
    Ok(Some(apply::fan(tx, creator, &fan, now).await?))
}

async fn notification(tx: &mut WriteTx, creator: CreatorId, event: &str, payload: &Value, received_at: i64, now: i64) -> Result<Done> {
    let place = place(tx, creator, money::fan_of(payload), payload, now).await?;
    let at = crate::gateway::moment(&payload["createdAt"]).unwrap_or(received_at);
    if let Some(place) = &place {
        match event {
            "subscriptions.new" | "subscriptions.renewed" => {
                fans::subscribed(tx, &place.fan_id, "active", at).await?;
                // The next reading says otherwise where it is otherwise.
                fans::can_send(tx, &place.fan_id, true, None).await?;
            }
            "subscriptions.expired" => fans::subscribed(tx, &place.fan_id, "expired", at).await?,
            _ => {}
        }
        if let Some(trigger) = event.strip_prefix("subscriptions.").and_then(Trigger::from_code) {
            happened::note(tx, creator, &place.fan_id, trigger, at, now).await?;
        }
    }
    let Some(mut payment) = money::of_notification(event, payload, received_at) else {
        let free = event.starts_with("subscriptions.");
        return Ok(if free && place.is_some() { Done::Applied } else { Done::Broken("a payment without amount or fan".to_owned()) });
    };
    payment.fan = place.map(|place| place.fan_id);
    kept::count(tx, creator, &payment).await?;
    if let Some(message) = payment.message.as_deref().filter(|_| event == "messages.ppv.unlocked") {
        messages::open(tx, creator, message, at).await?;
        if let Some(row) = crate::store::outbox::of_message(tx, creator, message).await? {
            apply::seen(tx, &row, true, now).await?;
        }
    }
    Ok(Done::Applied)
}

/// A transaction that is told of, or read.
pub(crate) async fn transaction(tx: &mut WriteTx, creator: CreatorId, payload: &Value, received_at: i64, now: i64) -> Result<Done> {
    let Some(mut payment) = money::of_transaction(payload, received_at) else {
        return Ok(Done::Broken("a transaction without id or amount".to_owned()));
    };
    payment.fan = place(tx, creator, number(&payload["user"]["id"]), payload, now).await?.map(|place| place.fan_id);
    kept::count(tx, creator, &payment).await?;
    Ok(Done::Applied)
}

async fn account(tx: &mut WriteTx, creator: CreatorId, event: &str, payload: &Value, now: i64) -> Result<Done> {
    let state = match event {
        "accounts.connected" | "accounts.reconnected" => CreatorState::Connected,
        "accounts.session_expired" => CreatorState::SessionExpired,
        "accounts.otp_code_required" => CreatorState::CodeNeeded,
        "accounts.face_otp_required" => CreatorState::FaceNeeded,
        "accounts.disconnected" | "accounts.authentication_failed" => CreatorState::Disconnected,
        _ => return Ok(Done::Ignored),
    };
    let reason = line(payload["message"].as_str().unwrap_or(event), 300);
    creators::set_state(tx, creator, state, &reason, Timestamp(now)).await?;
    Ok(Done::Applied)
}
