//! Reading what the webhooks did not tell.

use crate::world::{losing_world, world};
use model::{
    ErrorCode,
    crm::{
        CreatorState, Role,
        SendState::{Delivered, Unconfirmed},
    },
};
use sandbox::onlyfans::{Fault, On};
use serde_json::Value;

const MESSAGES: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM crm_messages";
const CENTS: &str = "SELECT CAST(COALESCE(SUM(amount_cents), 0) AS BIGINT) FROM crm_money";

#[tokio::test]
async fn everything_is_read_and_read_again_it_changes_nothing() {
    let world = world(45).await;
    world.served.sandbox.fail_at_random(On::Read, Fault::ShortPage, 300);
    let first = world.crm.reconcile(world.ana, world.creator.id).await.unwrap();
    assert_eq!(first.fans, 45);
    let (messages, cents) = (world.count(MESSAGES).await, world.count(CENTS).await);
    let http = reqwest::Client::new();
    let url = format!("{}/api/{}/statistics/statements/earnings", world.served.url, world.creator.gateway_id);
    world.served.sandbox.heal();
    let earned: Value = http.get(url).bearer_auth("sandbox").send().await.unwrap().json().await.unwrap();
    assert_eq!((earned["data"]["total"]["gross"].as_f64().unwrap() * 100.0).round() as i64, cents);
    assert!(messages > 50);
    let again = world.crm.reconcile(world.ana, world.creator.id).await.unwrap();
    assert_eq!((again.chats, world.count(MESSAGES).await, world.count(CENTS).await), (0, messages, cents));
    assert_eq!(world.count("SELECT CAST(COUNT(*) AS BIGINT) FROM crm_fans WHERE subscription = 'unknown' OR name = ''").await, 0);
}

#[tokio::test]
async fn what_came_while_nobody_listened_is_found() {
    let world = world(3).await;
    world.crm.reconcile(world.ana, world.creator.id).await.unwrap();
    let (messages, cents) = (world.count(MESSAGES).await, world.count(CENTS).await);
    world.served.sandbox.fan_writes(&world.creator.gateway_id, world.fans[1].0, "are you there?");
    world.served.sandbox.fan_tips(&world.creator.gateway_id, world.fans[2].0, 2500);
    let found = world.crm.reconcile(world.ana, world.creator.id).await.unwrap();
    assert_eq!(found.chats, 2);
    // The tip comes with a message of its own.
    assert_eq!((world.count(MESSAGES).await, world.count(CENTS).await), (messages + 2, cents + 2500));
}

#[tokio::test]
async fn reading_settles_what_is_unconfirmed() {
    let world = losing_world(1).await;
    world.served.sandbox.fail(On::Send, Fault::SilentAfter, 1);
    // The worker's own reading fails, and it dies.
    world.served.sandbox.fail(On::Read, Fault::Broken(503), 1_000);
    let id = world.write(0, "here").await.id;
    let worker = world.work();
    world.until(id, Unconfirmed).await;
    worker.abort();
    world.served.sandbox.heal();
    world.crm.reconcile(world.ana, world.creator.id).await.unwrap();
    assert_eq!(world.get(id).await.state, Delivered);
}

#[tokio::test]
async fn a_session_that_ended_is_seen_and_chatters_do_not_reconcile() {
    let world = world(1).await;
    let leo = crate::world::person(&world.test, "Leo").await;
    world.crm.set_role(world.ana, world.creator.id, leo, Role::Chatter).await.unwrap();
    assert_eq!(world.crm.reconcile(leo, world.creator.id).await.unwrap_err().code, ErrorCode::Forbidden);
    world.served.sandbox.session(&world.creator.gateway_id, false);
    assert_eq!(world.crm.reconcile(world.ana, world.creator.id).await.unwrap_err().code, ErrorCode::OutsideUnavailable);
    assert_eq!(world.crm.creators(world.ana).await.unwrap()[0].state, CreatorState::SessionExpired);
}

#[tokio::test]
async fn a_hole_before_a_message_that_is_known_is_found() {
    let world = world(1).await;
    world.crm.reconcile(world.ana, world.creator.id).await.unwrap();
    let messages = world.count(MESSAGES).await;
    let (account, fan) = (world.creator.gateway_id.as_str(), world.fans[0].0);
    for text in ["one", "two"] {
        world.served.sandbox.fan_writes(account, fan, text);
    }
    crate::hook::open(&world, "s3cret").await;
    world.served.sandbox.fan_writes(account, fan, "three");
    let worker = world.work();
    crate::hook::until(&world, MESSAGES, messages + 1).await;
    worker.abort();
    world.crm.reconcile(world.ana, world.creator.id).await.unwrap();
    assert_eq!(world.count(MESSAGES).await, messages + 3);
}
