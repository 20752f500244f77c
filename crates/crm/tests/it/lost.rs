//! Answers that are lost.

use crate::world::losing_world;
use crm::Why;
use model::crm::SendState::{Delivered, Failed, Sent, Unconfirmed};
use sandbox::onlyfans::{Fault, On};
use std::time::Duration;
use tokio::time::sleep;

#[tokio::test]
async fn a_message_that_arrived_without_an_answer_is_found_in_the_chat() {
    for fault in [Fault::SilentAfter, Fault::BrokenAfter(502)] {
        let world = losing_world(1).await;
        world.served.sandbox.fail(On::Send, fault, 1);
        let id = world.write(0, "a < b").await.id;
        let worker = world.work();
        world.until(id, Delivered).await;
        assert_eq!(world.arrived(0, "a < b"), 1, "{fault:?}");
        assert!(world.states(id).await.contains(&Unconfirmed));
        worker.abort();
    }
}

#[tokio::test]
async fn a_message_that_never_arrived_stays_unconfirmed_until_a_person_decides() {
    let world = losing_world(1).await;
    world.served.sandbox.fail(On::Send, Fault::SilentBefore, 1);
    let id = world.write(0, "gone").await.id;
    let worker = world.work();
    world.until(id, Unconfirmed).await;
    let mut now = world.get(id).await;
    while !now.reason.contains("not in the chat") {
        assert_eq!(now.state, Unconfirmed);
        sleep(Duration::from_millis(20)).await;
        now = world.get(id).await;
    }
    assert_eq!((now.state, now.attempts, world.arrived(0, "gone")), (Unconfirmed, 1, 0));
    world.crm.decide(world.ana, id, false).await.unwrap();
    let denied = world.get(id).await;
    assert_eq!((denied.state, Why::of(&denied)), (Failed, Some(Why::Denied)));
    world.crm.retry(world.ana, id).await.unwrap();
    world.until(id, Sent).await;
    assert_eq!(world.arrived(0, "gone"), 1);
    worker.abort();
}

#[tokio::test]
async fn two_with_the_same_words_are_not_taken_for_each_other() {
    let world = losing_world(1).await;
    world.served.sandbox.fail(On::Send, Fault::SilentBefore, 1);
    let (lost, sent) = (world.write(0, "same").await.id, world.write(0, "same").await.id);
    let worker = world.work();
    world.until(sent, Sent).await;
    sleep(Duration::from_millis(400)).await;
    assert_eq!((world.get(lost).await.state, world.arrived(0, "same")), (Unconfirmed, 1));
    worker.abort();
}

#[tokio::test]
async fn an_older_message_with_the_same_words_proves_nothing() {
    let world = losing_world(1).await;
    world.served.sandbox.creator_writes(&world.creator.gateway_id, world.fans[0].0, "good night");
    sleep(Duration::from_millis(6_100)).await;
    world.served.sandbox.fail(On::Send, Fault::SilentBefore, 1);
    let id = world.write(0, "good night").await.id;
    let worker = world.work();
    world.until(id, Unconfirmed).await;
    sleep(Duration::from_millis(400)).await;
    assert_eq!(world.get(id).await.state, Unconfirmed);
    worker.abort();
}

#[tokio::test]
async fn a_gateway_that_failed_may_have_done_it() {
    let world = losing_world(1).await;
    world.served.sandbox.fail(On::Send, Fault::Broken(500), 1);
    let id = world.write(0, "x").await.id;
    let worker = world.work();
    world.until(id, Unconfirmed).await;
    sleep(Duration::from_millis(300)).await;
    assert_eq!((world.get(id).await.state, world.arrived(0, "x")), (Unconfirmed, 0));
    worker.abort();
}
