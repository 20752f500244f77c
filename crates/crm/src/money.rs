//! Payments as the gateway tells of them: twice, in two shapes.

use crate::gateway::{cents, moment, number};
use serde_json::Value;

/// One payment, as one of the two shapes tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Payment {
    /// The fan's id here, once it is known.
    pub fan: Option<String>,
    pub kind: &'static str,
    pub amount_cents: i64,
    pub net_cents: Option<i64>,
    pub fee_cents: Option<i64>,
    /// The gateway's id of the message that was bought, or came with it.
    pub message: Option<String>,
    pub event_id: Option<String>,
    pub transaction_id: Option<String>,
    pub at: i64,
}

/// The fan of a notification: in `user`, and where that is missing in the link. The top-level `user_id` is the creator.
pub(crate) fn fan_of(payload: &Value) -> Option<String> {
    number(&payload["user"]["id"]).or_else(|| link(payload).map(|(fan, _)| fan))
}

/// Fan and message of `/my/chats/chat/{fan}?firstId={message}`.
fn link(payload: &Value) -> Option<(String, Option<String>)> {
    let link = payload["replacePairs"]["{MESSAGE_LINK}"].as_str()?;
    let (_, rest) = link.split_once("/my/chats/chat/")?;
    let digits = |text: &str| -> Option<String> {
        let digits: String = text.chars().take_while(char::is_ascii_digit).take(20).collect();
        (!digits.is_empty()).then_some(digits)
    };
    Some((digits(rest)?, rest.split_once("firstId=").and_then(|(_, id)| digits(id))))
}

/// The payment of a tip, an unlocked message or a subscription; `None` where no money moved.
pub(crate) fn of_notification(event: &str, payload: &Value, received_at: i64) -> Option<Payment> {
    let kind = match event {
        "tips.received" => "tip",
        "messages.ppv.unlocked" => "message",
        "subscriptions.new" | "subscriptions.renewed" => "subscription",
        _ => return None,
    };
    let amount_cents = cents(&payload["replacePairs"]["{AMOUNT}"]).or_else(|| cents(&payload["amount"]))?;
    if amount_cents <= 0 {
        return None;
    }
    let message = link(payload).and_then(|(_, message)| message);
    // Without an id of its own it is known by what it is about: an unlocked message is bought once.
    let id = number(&payload["id"]).or_else(|| Some(format!("{}-{}", fan_of(payload)?, message.clone()?)));
    let event_id = Some(format!("{kind}:{}", id?));
    let at = moment(&payload["createdAt"]).unwrap_or(received_at);
    Some(Payment { fan: None, kind, amount_cents, net_cents: None, fee_cents: None, message, event_id, transaction_id: None, at })
}

/// The payment of a transaction; `None` for one that can't be read or is without an amount.
pub(crate) fn of_transaction(payload: &Value, received_at: i64) -> Option<Payment> {
    let amount_cents = cents(&payload["amount"]).filter(|amount| *amount != 0)?;
    let said = payload["description"].as_str().unwrap_or_default().to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| said.contains(word));
    let kind = if amount_cents < 0 || has(&["chargeback", "refund"]) {
        "chargeback"
    } else if has(&["tip"]) {
        "tip"
    } else if has(&["subscri"]) {
        "subscription"
    } else if has(&["message"]) {
        "message"
    } else if has(&["post"]) {
        "post"
    } else if has(&["stream"]) {
        "stream"
    } else {
        "other"
    };
    Some(Payment {
        fan: None,
        kind,
        // A chargeback takes money back, however its sign is written.
        amount_cents: if kind == "chargeback" { -amount_cents.abs() } else { amount_cents },
        net_cents: cents(&payload["net"]),
        fee_cents: cents(&payload["fee"]),
        message: None,
        event_id: None,
        transaction_id: Some(number(&payload["id"])?),
        at: moment(&payload["createdAt"]).unwrap_or(received_at),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_fan_is_never_the_creator_whose_id_stands_on_top() {
        let link = json!({ "{MESSAGE_LINK}": "/my/chats/chat/77?firstId=900" });
        assert_eq!(fan_of(&json!({ "user_id": "1", "user": { "id": "55" }, "replacePairs": link })), Some("55".to_owned()));
        assert_eq!(fan_of(&json!({ "user_id": "1", "user": null, "replacePairs": link })), Some("77".to_owned()));
        assert_eq!(fan_of(&json!({ "user_id": "1" })), None);
    }

    #[test]
    fn amounts_come_from_the_words() {
        let payload = json!({ "id": "9", "replacePairs": { "{AMOUNT}": "$12.00", "{MESSAGE_LINK}": "/my/chats/chat/77?firstId=900" } });
        let payment = of_notification("messages.ppv.unlocked", &payload, 5).unwrap();
        assert_eq!((payment.amount_cents, payment.message.as_deref(), payment.at), (1200, Some("900"), 5));
        assert_eq!(payment.event_id.as_deref(), Some("message:9"));
        assert_eq!(of_notification("subscriptions.new", &json!({ "id": "9", "replacePairs": {} }), 5), None);
    }

    #[test]
    fn a_chargeback_is_negative_however_it_is_written() {
        for amount in [json!(-12), json!(12)] {
            let payment = of_transaction(&json!({ "id": "t", "amount": amount, "description": "Chargeback of tip" }), 0).unwrap();
            assert_eq!((payment.kind, payment.amount_cents), ("chargeback", -1200));
        }
    }
}
