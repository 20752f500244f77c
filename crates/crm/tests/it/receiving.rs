//! Webhooks: checked, kept once, done in any order.

use crate::{
    hook::{open, tell, until},
    world::{losing_world, world},
};
use crm::{Incoming, Received};
use model::{
    ErrorCode, Timestamp,
    crm::{
        CreatorState,
        SendState::{Delivered, InFlight, Queued, Sent, Unconfirmed},
    },
};
use sandbox::onlyfans::{Fault, On, sign};
use serde_json::json;
use std::time::Duration;
use tokio::time::sleep;

const MESSAGES: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM crm_messages WHERE conversation_id IS NOT NULL";
const JOURNAL: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM crm_webhooks";
const UNREAD: &str = "SELECT CAST(COALESCE(SUM(unread), 0) AS BIGINT) FROM crm_conversations";

#[tokio::test]
async fn only_what_is_signed_over_its_very_bytes_is_taken() {
    let world = world(1).await;
    let body = br#"{"event":"messages.received","account_id":"x","payload":{}}"#;
    let receive =
        async |signature: Option<&str>, body: &[u8]| world.crm.receive(Incoming { signature, key: Some("evt_1"), redelivery_of: None, body }).await;
    let good = sign("s3cret", body);
    for (signature, body) in [(None, &body[..]), (Some("00"), body), (Some(sign("other", body).as_str()), body), (Some(good.as_str()), &body[1..])] {
        assert_eq!(receive(signature, body).await.unwrap_err().code, ErrorCode::WrongCredentials);
    }
    assert_eq!(receive(Some(&sign("s3cret", b"[]")), b"[]").await.unwrap_err().code, ErrorCode::BadRequest);
    assert_eq!(receive(Some(&good), body).await, Ok(Received::Kept));
    assert_eq!(receive(Some(&sign("before", body)), body).await, Ok(Received::Known));
    assert_eq!(world.count(JOURNAL).await, 1);
}

#[tokio::test]
async fn typing_is_passed_on_and_not_kept() {
    let world = world(1).await;
    let body = br#"{"event":"users.typing","account_id":"acct_1","payload":{}}"#;
    let signature = sign("s3cret", body);
    let received = world.crm.receive(Incoming { signature: Some(&signature), key: None, redelivery_of: None, body }).await.unwrap();
    assert_eq!(received, Received::Ephemeral("users.typing".to_owned(), "acct_1".to_owned()));
    assert_eq!(world.count(JOURNAL).await, 0);
}

#[tokio::test]
async fn events_that_repeat_and_overtake_each_other_leave_each_message_once() {
    let world = world(2).await;
    open(&world, "before").await;
    let worker = world.work();
    let gateway = &world.served.sandbox;
    gateway.fail_at_random(On::Event, Fault::Twice, 300);
    gateway.fail_at_random(On::Event, Fault::Late, 300);
    for n in 0..20 {
        gateway.fan_writes(&world.creator.gateway_id, world.fans[n % 2].0, &format!("line {n}"));
    }
    gateway.heal();
    gateway.fan_writes(&world.creator.gateway_id, world.fans[0].0, "last");
    until(&world, MESSAGES, 21).await;
    sleep(Duration::from_millis(200)).await;
    assert_eq!((world.count(MESSAGES).await, world.count(UNREAD).await), (21, 21));
    worker.abort();
}

#[tokio::test]
async fn a_message_deleted_before_it_was_told_of_stays_deleted() {
    let world = world(1).await;
    tell(&world, "evt_a", "messages.deleted", json!({ "id": 77 })).await;
    let message = json!({ "id": 77, "text": "<p>x</p>", "price": 0, "createdAt": "2026-01-01T00:00:00+00:00", "toUser": { "id": world.fans[0].0 } });
    tell(&world, "evt_b", "messages.sent", message).await;
    let sql = "SELECT CAST(COUNT(*) AS BIGINT) FROM crm_messages WHERE deleted_at IS NOT NULL AND text = 'x' AND conversation_id IS NOT NULL";
    assert_eq!((world.count(sql).await, world.count(MESSAGES).await), (1, 1));
}

#[tokio::test]
async fn the_event_settles_a_message_whose_answer_was_lost() {
    let world = losing_world(1).await;
    open(&world, "s3cret").await;
    // Reading the chat is of no help here.
    world.served.sandbox.fail(On::Read, Fault::Broken(503), 1_000);
    world.served.sandbox.fail(On::Send, Fault::SilentAfter, 1);
    let id = world.write(0, "did it arrive?").await.id;
    let worker = world.work();
    // The event came while it was in flight; told again, it settles it.
    world.until(id, Unconfirmed).await;
    world.crm.replay(world.ana, world.creator.id, Timestamp(0)).await.unwrap();
    world.until(id, Delivered).await;
    assert_eq!((world.arrived(0, "did it arrive?"), world.get(id).await.attempts), (1, 1));
    worker.abort();
}

#[tokio::test]
async fn a_message_whose_event_overtakes_its_answer_is_delivered() {
    let world = world(1).await;
    open(&world, "s3cret").await;
    world.served.sandbox.fail(On::Send, Fault::SlowAfter(1_500), 1);
    let id = world.write(0, "first the event").await.id;
    let worker = world.work();
    until(&world, MESSAGES, 1).await;
    world.until(id, Delivered).await;
    assert_eq!(world.states(id).await, [Queued, InFlight, Sent, Delivered]);
    worker.abort();
}

#[tokio::test]
async fn events_that_come_at_the_moment_of_the_answers_leave_no_message_undelivered() {
    let world = world(2).await;
    open(&world, "s3cret").await;
    let mut ids = Vec::new();
    for n in 0..100 {
        ids.push(world.write(n % 2, &format!("line {n}")).await.id);
    }
    let worker = world.work();
    for id in ids {
        world.until(id, Delivered).await;
    }
    worker.abort();
}

#[tokio::test]
async fn the_events_of_an_account_stop_it_and_let_it_go_on() {
    let world = world(1).await;
    open(&world, "s3cret").await;
    let worker = world.work();
    world.served.sandbox.session(&world.creator.gateway_id, false);
    let sql = "SELECT CAST(COUNT(*) AS BIGINT) FROM crm_accounts WHERE state = 'session_expired'";
    until(&world, sql, 1).await;
    let id = world.write(0, "waits").await.id;
    sleep(Duration::from_millis(200)).await;
    assert_eq!(world.get(id).await.state, Queued);
    world.served.sandbox.session(&world.creator.gateway_id, true);
    until(&world, sql, 0).await;
    assert_eq!(world.crm.creators(world.ana).await.unwrap()[0].state, CreatorState::Connected);
    world.until(id, Delivered).await;
    worker.abort();
}

#[tokio::test]
async fn what_is_not_of_the_contract_is_kept_as_failed_and_does_not_hold_up_the_rest() {
    let world = world(1).await;
    tell(&world, "evt_a", "messages.received", json!({ "id": null })).await;
    tell(&world, "evt_b", "tips.received", json!({})).await;
    tell(&world, "evt_c", "posts.liked", json!({})).await;
    tell(&world, "evt_d", "messages.received", json!({ "id": 5, "text": "x", "fromUser": { "id": 9 } })).await;
    assert_eq!(world.count("SELECT CAST(COUNT(*) AS BIGINT) FROM crm_webhooks WHERE state = 'failed'").await, 2);
    assert_eq!(world.count("SELECT CAST(COUNT(*) AS BIGINT) FROM crm_webhooks WHERE state = 'ignored'").await, 1);
    assert_eq!(world.count(MESSAGES).await, 1);
}

#[tokio::test]
async fn many_at_once_are_all_kept() {
    let world = world(0).await;
    let mut tasks = tokio::task::JoinSet::new();
    for n in 0..500 {
        let crm = world.crm.clone();
        tasks.spawn(async move {
            let body = format!(r#"{{"event":"posts.liked","account_id":"a","payload":{n}}}"#);
            let (signature, key) = (sign("s3cret", body.as_bytes()), format!("evt_{n}"));
            crm.receive(Incoming { signature: Some(&signature), key: Some(&key), redelivery_of: None, body: body.as_bytes() }).await
        });
    }
    while let Some(received) = tasks.join_next().await {
        assert_eq!(received.unwrap(), Ok(Received::Kept));
    }
    assert_eq!(world.count(JOURNAL).await, 500);
}
