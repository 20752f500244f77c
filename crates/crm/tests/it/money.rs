//! Money is counted once, whoever tells of it and in whichever order.

use crate::{
    hook::{open, tell, until},
    world::world,
};
use sandbox::onlyfans::{Fault, On};
use serde_json::{Value, json};

const CENTS: &str = "SELECT CAST(COALESCE(SUM(amount_cents), 0) AS BIGINT) FROM crm_money";
const SPENT: &str = "SELECT CAST(COALESCE(SUM(spent_cents), 0) AS BIGINT) FROM crm_fans";
const ROWS: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM crm_money";

fn tip(id: u64, fan: u64, amount: &str) -> Value {
    json!({ "id": id.to_string(), "user_id": "1", "user": { "id": fan.to_string() }, "createdAt": "2026-07-01T10:00:00+00:00",
            "replacePairs": { "{AMOUNT}": amount } })
}

fn transaction(id: &str, fan: u64, amount: f64, what: &str, at: &str) -> Value {
    json!({ "id": id, "amount": amount, "net": amount * 0.8, "fee": amount * 0.2, "description": what, "createdAt": at, "status": "done", "user": { "id": fan } })
}

#[tokio::test]
async fn a_tip_and_its_transaction_are_one_payment_in_either_order() {
    for first in [true, false] {
        let world = world(1).await;
        let fan = world.fans[0].0;
        let booked = transaction("tx_1", fan, 12.0, "Tip from Tom", "2026-07-01T10:00:02+00:00");
        if first {
            tell(&world, "evt_t", "tips.received", tip(7, fan, "$12.00")).await;
        }
        tell(&world, "evt_x", "transactions.new", booked.clone()).await;
        tell(&world, "evt_t", "tips.received", tip(7, fan, "$12.00")).await;
        // Redelivered under other keys.
        tell(&world, "evt_t2", "tips.received", tip(7, fan, "$12.00")).await;
        tell(&world, "evt_x2", "transactions.new", booked).await;
        assert_eq!((world.count(CENTS).await, world.count(SPENT).await, world.count(ROWS).await), (1200, 1200, 1), "{first}");
        assert_eq!(world.count("SELECT CAST(COUNT(*) AS BIGINT) FROM crm_money WHERE kind = 'tip' AND net_cents = 960 AND fee_cents = 240").await, 1);
    }
}

#[tokio::test]
async fn two_tips_of_one_amount_are_two_payments() {
    let world = world(1).await;
    let fan = world.fans[0].0;
    for (n, id) in [(7, "tx_1"), (8, "tx_2")] {
        tell(&world, &format!("evt_t{n}"), "tips.received", tip(n, fan, "$5.00")).await;
        tell(&world, &format!("evt_x{n}"), "transactions.new", transaction(id, fan, 5.0, "Tip", "2026-07-01T10:00:01+00:00")).await;
    }
    assert_eq!((world.count(CENTS).await, world.count(ROWS).await), (1000, 2));
}

#[tokio::test]
async fn an_unlocked_message_without_its_user_is_the_fans_of_the_link() {
    let world = world(1).await;
    let fan = world.fans[0].0;
    let payload = json!({ "id": "4", "user_id": "1", "user": null, "createdAt": "2026-07-01T10:00:00+00:00",
        "replacePairs": { "{AMOUNT}": "$9.99", "{MESSAGE_LINK}": format!("/my/chats/chat/{fan}?firstId=900") } });
    tell(&world, "evt_a", "messages.ppv.unlocked", payload).await;
    tell(&world, "evt_b", "transactions.new", transaction("tx_1", fan, 9.99, "Payment for message", "2026-07-01T10:01:00+00:00")).await;
    assert_eq!((world.count(SPENT).await, world.count(ROWS).await), (999, 1));
    // The message itself is told of only now, and is known to be bought.
    let message = json!({ "id": 900, "text": "x", "price": 9.99, "createdAt": "2026-07-01T09:00:00+00:00", "toUser": { "id": fan } });
    tell(&world, "evt_c", "messages.sent", message).await;
    assert_eq!(world.count("SELECT CAST(COUNT(*) AS BIGINT) FROM crm_messages WHERE opened = 1 AND price_cents = 999").await, 1);
}

#[tokio::test]
async fn a_payment_whose_fan_nobody_names_is_completed_by_its_transaction() {
    let world = world(1).await;
    let mut nameless = tip(7, 0, "$20.00");
    nameless["user"] = Value::Null;
    tell(&world, "evt_a", "tips.received", nameless).await;
    assert_eq!((world.count(CENTS).await, world.count(SPENT).await), (2000, 0));
    tell(&world, "evt_b", "transactions.new", transaction("tx_1", world.fans[0].0, 20.0, "Tip", "2026-07-01T10:00:00+00:00")).await;
    assert_eq!((world.count(CENTS).await, world.count(SPENT).await), (2000, 2000));
}

#[tokio::test]
async fn a_chargeback_takes_back_and_is_no_other_half() {
    let world = world(1).await;
    let fan = world.fans[0].0;
    tell(&world, "evt_a", "tips.received", tip(7, fan, "$20.00")).await;
    tell(&world, "evt_b", "transactions.new", transaction("tx_1", fan, 20.0, "Tip", "2026-07-01T10:00:00+00:00")).await;
    tell(&world, "evt_c", "transactions.new", transaction("tx_2", fan, -20.0, "Chargeback", "2026-07-01T10:05:00+00:00")).await;
    assert_eq!((world.count(CENTS).await, world.count(ROWS).await), (0, 2));
}

#[tokio::test]
async fn an_older_word_about_a_subscription_does_not_undo_a_newer_one() {
    let world = world(1).await;
    let fan = world.fans[0].0;
    let said = |id: &str, at: &str| json!({ "id": id, "user": { "id": fan.to_string() }, "createdAt": at, "replacePairs": { "{AMOUNT}": "$4.99" } });
    tell(&world, "evt_a", "subscriptions.renewed", said("2", "2026-07-02T00:00:00+00:00")).await;
    tell(&world, "evt_b", "subscriptions.expired", said("1", "2026-07-01T00:00:00+00:00")).await;
    assert_eq!(world.count("SELECT CAST(COUNT(*) AS BIGINT) FROM crm_fans WHERE subscription = 'active'").await, 1);
    assert_eq!(world.count(CENTS).await, 499);
}

#[tokio::test]
async fn people_who_pay_through_the_gateway_are_counted_to_the_cent() {
    let world = world(8).await;
    open(&world, "s3cret").await;
    let worker = world.work();
    let gateway = &world.served.sandbox;
    gateway.fail_at_random(On::Event, Fault::Twice, 200);
    gateway.fail_at_random(On::Event, Fault::Late, 200);
    let mut cents = 0;
    for (n, (fan, _)) in world.fans.iter().enumerate() {
        let tip = 500 + 50 * i64::try_from(n).unwrap();
        gateway.fan_tips(&world.creator.gateway_id, *fan, tip);
        cents += tip;
    }
    gateway.heal();
    gateway.fan_tips(&world.creator.gateway_id, world.fans[0].0, 300);
    until(&world, CENTS, cents + 300).await;
    until(&world, "SELECT CAST(COUNT(*) AS BIGINT) FROM crm_money WHERE event_id IS NULL OR transaction_id IS NULL", 0).await;
    assert_eq!((world.count(ROWS).await, world.count(SPENT).await), (9, cents + 300));
    worker.abort();
}
