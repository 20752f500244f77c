//! The contract's shapes.

use crate::onlyfans::{
    time::{dollars, iso},
    world::{Account, Fan, Mass, Message, Transaction},
};
use serde_json::{Value, json};

pub(crate) fn message(account: &Account, fan: &Fan, message: &Message) -> Value {
    let from = if message.mine { account.user } else { fan.id };
    let media: Vec<Value> =
        message.media.iter().map(|id| json!({ "id": id, "type": "photo", "canView": message.opened || message.price_cents == 0 })).collect();
    json!({
        "id": message.id,
        "text": html(&message.text),
        "price": dollars(message.price_cents),
        "isFree": message.price_cents == 0,
        "isOpened": message.opened,
        "isNew": !message.mine && message.id > fan.last_read,
        "isTip": message.tip,
        "isSentByMe": message.mine,
        "isLiked": message.liked,
        "isPinned": message.pinned,
        "lockedText": message.locked,
        "mediaCount": message.media.len(),
        "media": media,
        "previews": message.previews,
        "fromUser": { "id": from },
        "canPurchase": !message.mine && message.price_cents > 0,
        "cancelSeconds": 86_400,
        "createdAt": iso(message.at),
        "changedAt": iso(message.at),
    })
}

/// The same with whom it went to, as the `messages.sent` event has it.
pub(crate) fn sent(account: &Account, fan: &Fan, one: &Message) -> Value {
    let mut value = message(account, fan, one);
    value["toUser"] = json!({ "id": fan.id });
    value
}

pub(crate) fn html(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    format!("<p>{}</p>", escaped.replace('\n', "<br>"))
}

pub(crate) fn fan(fan: &Fan) -> Value {
    json!({
        "id": fan.id,
        "name": fan.custom_name.as_ref().unwrap_or(&fan.name),
        "username": fan.username,
        "avatar": null,
        "lastSeen": iso(fan.last_seen),
        "subscribedOnData": {
            "totalSumm": dollars(fan.spent_messages + fan.spent_tips + fan.spent_subscriptions),
            "messagesSumm": dollars(fan.spent_messages),
            "tipsSumm": dollars(fan.spent_tips),
            "subscribesSumm": dollars(fan.spent_subscriptions),
            "postsSumm": 0,
            "subscribeAt": iso(fan.subscribed_at),
            "expiredAt": iso(fan.expires_at),
            "renewedAt": iso(fan.renewed_at),
            "price": dollars(fan.price_cents),
        },
        "listsStates": [],
        "notice": fan.note,
    })
}

pub(crate) fn chat(account: &Account, one: &Fan) -> Value {
    json!({
        "fan": fan(one),
        "lastMessage": one.messages.last().map(|last| message(account, one, last)),
        "unreadMessagesCount": one.unread,
        "hasUnreadTips": false,
        "canSendMessage": !one.blocked,
        "canNotSendReason": one.blocked.then_some("blocked"),
        "isMutedNotifications": one.muted,
        "lastReadMessageId": one.last_read,
        "countPinnedMessages": one.messages.iter().filter(|message| message.pinned).count(),
    })
}

/// The gateway keeps a fifth.
pub(crate) fn transaction(one: &Transaction) -> Value {
    let fee = one.cents / 5;
    json!({
        "id": one.id,
        "amount": dollars(one.cents),
        "net": dollars(one.cents - fee),
        "fee": dollars(fee),
        "vatAmount": 0,
        "currency": "USD",
        "description": one.description,
        "createdAt": iso(one.at),
        "status": "done",
        "user": { "id": one.fan },
    })
}

pub(crate) fn mass(one: &Mass) -> Value {
    json!({
        "id": one.id,
        "date": iso(one.at),
        "pending": if one.done || one.canceled { 0 } else { one.total },
        "total": one.total,
        "isReady": true,
        "isDone": one.done,
        "isCanceled": one.canceled,
        "hasError": one.done && one.messages.len() < one.total,
        "canUnsend": one.done && !one.canceled,
        "unsendSeconds": 86_400,
        "text": html(&one.text),
    })
}
