//! Tickets where something is wrong: others' letters, a queue that is away for a while, a key that may not, servers that stop.

use crate::{
    cloud::{Cloud, cloud, ticket},
    guard::{ALL, Guard},
    monitoring::user,
    tickets::{sums, told},
    world::{LOOK, LOOKS, PATIENT, World, desk, hasty, work, world_with},
};
use amazon::CloudWatch;
use crm::{Crm, Pace, Settings};
use model::crm::{QueueKind, SendState::Sent};
use serde_json::json;
use std::{sync::Arc, time::Duration};
use tokio::{sync::oneshot, task::JoinHandle, time::sleep};

/// One message at once, and the others long after.
const SLOW: Pace = Pace { per_minute: 600, burst: 1, spacing: Duration::from_secs(3600) };

async fn until(what: &str, so: impl AsyncFn() -> bool) {
    for _ in 0..LOOKS {
        if so().await {
            return;
        }
        sleep(LOOK).await;
    }
    panic!("never: {what}")
}

/// A worker that can be stopped in order.
fn stoppable(crm: &Crm) -> (oneshot::Sender<()>, JoinHandle<()>) {
    let (stop, stopped) = oneshot::channel::<()>();
    let crm = crm.clone();
    let worker = tokio::spawn(async move {
        let stopped = async {
            let _ = stopped.await;
        };
        crm.run(stopped).await;
    });
    (stop, worker)
}

/// Tickets of ours whose message is gone: each look at the dead letters takes one away.
async fn gone(cloud: &Cloud, world: &World) {
    let message = db::new_id::<model::OutgoingId>().to_string();
    cloud.put_to(&cloud.dead, &json!({ "messageId": message, "accountId": world.creator.id.to_string() }).to_string()).await;
}

#[tokio::test]
async fn letters_of_others_stay_in_the_queue_for_dead_letters() {
    let Some(cloud) = cloud(1).await else { return };
    let settings = || cloud.settings_with(cloud.queue().hiding(Duration::from_secs(1)));
    let world = world_with(1, settings(), PATIENT).await;
    let stranger = || db::new_id::<model::OutgoingId>().to_string();
    let others = json!({ "messageId": stranger(), "accountId": stranger() }).to_string();
    cloud.put_to(&cloud.dead, r#"{"order": 7}"#).await;
    cloud.put_to(&cloud.dead, "no JSON").await;
    cloud.put_to(&cloud.dead, &others).await;
    gone(&cloud, &world).await;
    let worker = world.work();
    cloud.until(0, 0, 3).await;
    // Nor are those deleted that come by the queue itself.
    cloud.put(r#"{"order": 8}"#).await;
    cloud.put(&others).await;
    cloud.until(0, 0, 5).await;
    worker.abort();
    gone(&cloud, &world).await;
    let worker = work(&desk(&world.test, &world.served, settings(), PATIENT));
    cloud.until(0, 0, 5).await;
    worker.abort();
}

#[tokio::test]
async fn a_dead_ticket_of_a_message_that_waits_is_told_of_again() {
    let Some(cloud) = cloud(3).await else { return };
    let world = world_with(1, cloud.settings(), PATIENT).await;
    let message = world.write(0, "hello").await;
    told(&world).await;
    cloud.put_to(&cloud.dead, &ticket(&message)).await;
    let worker = world.work();
    world.until(message.id, Sent).await;
    cloud.until(0, 0, 0).await;
    assert_eq!(world.arrived(0, "hello"), 1);
    worker.abort();
}

#[tokio::test]
async fn a_backlog_is_told_of_by_a_few_tickets() {
    let Some(cloud) = cloud(3).await else { return };
    let slow = Settings { pace: SLOW, ..cloud.settings() };
    let world = world_with(1, slow, PATIENT).await;
    let mut written = Vec::new();
    for n in 0..30 {
        written.push(world.write(0, &n.to_string()).await.id);
    }
    let worker = world.work();
    world.until(written[0], Sent).await;
    // The first went, and another one was told of in its place.
    cloud.until(0, 5, 0).await;
    assert_eq!(world.count("SELECT CAST(COUNT(*) AS BIGINT) FROM crm_queue WHERE told_at > 0").await, 5);
    worker.abort();
    // All of them go all the same.
    let fast = work(&desk(&world.test, &world.served, Settings { net: Duration::from_millis(500), ..cloud.settings() }, PATIENT));
    for id in written {
        world.until(id, Sent).await;
    }
    fast.abort();
}

#[tokio::test]
async fn sqs_that_comes_back_is_used_again_without_anybody_writing() {
    let Some(cloud) = cloud(3).await else { return };
    let (guard, queue) = Guard::before(&cloud).await;
    guard.refuse(&ALL);
    let world = world_with(1, cloud.settings_with(queue), PATIENT).await;
    let early = world.write(0, "early").await.id;
    let worker = world.work();
    world.until(early, Sent).await;
    until("it is said", async || world.crm.tickets_away()).await;
    guard.refuse(&[]);
    until("it is back", async || !world.crm.tickets_away()).await;
    let late = world.write(0, "late").await.id;
    world.until(late, Sent).await;
    cloud.until(0, 0, 0).await;
    assert_eq!((world.arrived(0, "early"), world.arrived(0, "late")), (1, 1));
    assert!(!world.crm.tickets_away());
    worker.abort();
}

#[tokio::test]
async fn a_key_that_may_not_delete_is_told_of_and_makes_no_dead_letters() {
    let Some(cloud) = cloud(3).await else { return };
    let (guard, queue) = Guard::before(&cloud).await;
    guard.refuse(&["DeleteMessageBatch"]);
    let world = world_with(1, cloud.settings_with(queue), PATIENT).await;
    let admin = user(&world, "admin").await;
    let worker = world.work();
    let first = world.write(0, "first").await.id;
    world.until(first, Sent).await;
    until("it is said", async || world.crm.tickets_away()).await;
    let why = world.crm.queue_state(&admin).await.unwrap().trouble.unwrap();
    assert!(why.contains("the key may not"), "{why}");
    let checked = world.crm.check_tickets(&admin).await.unwrap().unwrap().unwrap_err();
    assert!(checked.contains("the key may not"), "{checked}");
    // Without tickets.
    let second = world.write(0, "second").await.id;
    world.until(second, Sent).await;
    assert_eq!(cloud.counts().await.in_flight, 2, "the first ticket and the test");
    guard.refuse(&[]);
    until("it is back", async || !world.crm.tickets_away()).await;
    assert_eq!((world.arrived(0, "first"), world.arrived(0, "second")), (1, 1));
    worker.abort();
}

#[tokio::test]
async fn a_server_that_stops_lets_its_tickets_go() {
    let Some(cloud) = cloud(3).await else { return };
    // What it asked for when it stopped may be given to it all the same: not for long.
    let settings = || cloud.settings_with(cloud.queue().hiding(Duration::from_secs(3)));
    let world = world_with(1, Settings { pace: SLOW, ..settings() }, PATIENT).await;
    let mut written = Vec::new();
    for text in ["first", "second", "third"] {
        written.push(world.write(0, text).await.id);
    }
    let (stop, worker) = stoppable(&world.crm);
    world.until(written[0], Sent).await;
    cloud.until(0, 2, 0).await;
    stop.send(()).unwrap();
    worker.await.unwrap();
    cloud.until(0, 0, 0).await;
    assert_eq!(world.count("SELECT CAST(COUNT(*) AS BIGINT) FROM crm_queue WHERE told_at = 0").await, 2);
    // The next server is told of them at once.
    let other = work(&desk(&world.test, &world.served, settings(), PATIENT));
    for id in written {
        world.until(id, Sent).await;
    }
    cloud.until(0, 0, 0).await;
    other.abort();
}

#[tokio::test]
async fn what_was_counted_last_is_put_at_a_stop() {
    let Some(cloud) = cloud(3).await else { return };
    let namespace = format!("Test/{}", db::new_id::<model::OutgoingId>());
    let watch = CloudWatch::new(&cloud.access, &namespace, ("Installation", "studio.example.com".to_owned())).unwrap();
    let settings = Settings { watch: Some(Arc::new(watch)), report: Duration::from_secs(3600), ..hasty() };
    let world = world_with(1, settings, PATIENT).await;
    let (stop, worker) = stoppable(&world.crm);
    let id = world.write(0, "hello").await.id;
    world.until(id, Sent).await;
    stop.send(()).unwrap();
    worker.await.unwrap();
    for name in ["OnlyFansMessagesQueued", "OnlyFansMessagesProcessed"] {
        assert_eq!(sums(&cloud, &namespace, name, "Sum").await, 1.0, "{name}");
    }
}

#[tokio::test]
async fn where_sending_is_off_sqs_is_not_said_to_be_used() {
    let Some(cloud) = cloud(3).await else { return };
    let world = world_with(1, Settings { sending: false, ..cloud.settings() }, PATIENT).await;
    let state = world.crm.queue_state(&user(&world, "admin").await).await.unwrap();
    assert_eq!((state.kind, state.tickets, state.trouble), (QueueKind::Embedded, None, None));
}
