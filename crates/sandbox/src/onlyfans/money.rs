//! What fans pay, and how the gateway tells of it: an event of its kind, and the transaction that repeats it.

use crate::onlyfans::{
    shapes,
    time::{DAY, iso, now, words},
    world::{Fan, Message, Transaction, World},
};
use serde_json::{Value, json};

/// The transaction of a payment; the fan's sums follow.
pub(crate) fn transaction(id: u64, fan: &mut Fan, kind: &'static str, cents: i64, at: i64) -> Transaction {
    let (sum, what) = match kind {
        "tips" => (&mut fan.spent_tips, "Tip from"),
        "messages" => (&mut fan.spent_messages, "Payment for message from"),
        _ => (&mut fan.spent_subscriptions, "Subscription from"),
    };
    *sum += cents;
    Transaction { id: format!("tx_{id}"), fan: fan.id, cents, description: format!("{what} {}", fan.name), kind, at }
}

/// A notification: the top-level `user_id` is the creator, the fan is in `user`, ids are texts.
fn notification(id: u64, creator: u64, fan: &Fan, cents: i64, message: Option<u64>, at: i64) -> Value {
    let mut pairs = json!({ "{AMOUNT}": words(cents), "{NAME}": fan.name });
    let mut value = json!({ "id": id.to_string(), "user_id": creator.to_string(), "user": { "id": fan.id.to_string(), "name": fan.name, "username": fan.username }, "createdAt": iso(at) });
    if let Some(message) = message {
        pairs["{MESSAGE_LINK}"] = json!(format!("/my/chats/chat/{}?firstId={message}", fan.id));
        // At times it is only in the link.
        if id.is_multiple_of(2) {
            value["user"] = Value::Null;
        }
    }
    value["replacePairs"] = pairs;
    value
}

/// Books a payment and tells of it twice, as the gateway does.
fn book(world: &mut World, account: &str, fan: u64, kind: &'static str, cents: i64, event: &str, message: Option<u64>) {
    let (note, tx, at) = (world.new_id(), world.new_id(), now());
    let Some(owner) = world.account_mut(account) else { return };
    let Some(one) = owner.fans.get_mut(&fan) else { return };
    let booked = transaction(tx, one, kind, cents, at);
    let told = notification(note, owner.user, one, cents, message, at);
    let repeated = shapes::transaction(&booked);
    owner.transactions.push(booked);
    world.emit(event, account, told);
    world.emit("transactions.new", account, repeated);
}

pub(crate) fn tip(world: &mut World, account: &str, fan: u64, cents: i64) {
    let id = world.new_id();
    let Some(owner) = world.account_mut(account) else { return };
    let Some(one) = owner.fans.get_mut(&fan) else { return };
    one.messages.push(Message { id, text: format!("I sent you a {} tip", words(cents)), tip: true, opened: true, at: now(), ..Message::default() });
    one.unread += 1;
    let owner = &*owner;
    let said = shapes::message(owner, &owner.fans[&fan], owner.fans[&fan].messages.last().expect("it was just pushed"));
    world.emit("messages.received", account, said);
    book(world, account, fan, "tips", cents, "tips.received", Some(id));
}

pub(crate) fn unlock(world: &mut World, account: &str, fan: u64) -> bool {
    let Some(one) = world.account_mut(account).and_then(|owner| owner.fans.get_mut(&fan)) else { return false };
    let Some(message) = one.messages.iter_mut().rev().find(|message| message.mine && message.price_cents > 0 && !message.opened) else {
        return false;
    };
    message.opened = true;
    let (id, cents) = (message.id, message.price_cents);
    book(world, account, fan, "messages", cents, "messages.ppv.unlocked", Some(id));
    true
}

/// `subscriptions.new`, `subscriptions.renewed` or `subscriptions.expired`.
pub(crate) fn subscription(world: &mut World, account: &str, fan: u64, event: &str) {
    let note = world.new_id();
    let Some(owner) = world.account_mut(account) else { return };
    let creator = owner.user;
    let Some(one) = owner.fans.get_mut(&fan) else { return };
    let (at, cents) = (now(), one.price_cents);
    if event == "subscriptions.expired" {
        one.expires_at = at;
        let told = notification(note, creator, one, cents, None, at);
        world.emit(event, account, told);
    } else {
        (one.renewed_at, one.expires_at) = (at, at + 30 * DAY);
        book(world, account, fan, "subscribes", cents, event, None);
    }
}
