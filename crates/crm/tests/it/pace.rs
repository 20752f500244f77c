//! The bucket.

use crate::world::{PATIENT, desk, hasty, work, world, world_with};
use crm::{Pace, Settings};
use model::crm::SendState::{Queued, Sent};
use sandbox::onlyfans::{Fault, On};
use std::time::Duration;
use tokio::time::sleep;

#[tokio::test]
async fn two_servers_share_one_bucket_and_never_pass_the_rate() {
    let pace = Pace { per_minute: 10, burst: 10, spacing: Duration::from_millis(20) };
    let settings = Settings { pace, ..hasty() };
    let world = world_with(1, settings.clone(), PATIENT).await;
    for n in 0..30 {
        world.write(0, &format!("message {n}")).await;
    }
    let other = desk(&world.test, &world.served, settings, PATIENT);
    let workers = [world.work(), work(&other)];
    while world.served.sandbox.counts().messages.len() < 10 {
        sleep(Duration::from_millis(20)).await;
    }
    // The bucket has nothing left for the next minute.
    sleep(Duration::from_secs(2)).await;
    let counts = world.served.sandbox.counts();
    assert_eq!((counts.messages.len(), counts.most_within(&world.creator.gateway_id, 60_000)), (10, 10));
    // By when they were handed over: on their way they may catch up with each other.
    let sql = "SELECT attempt_at FROM crm_outbox WHERE attempt_at IS NOT NULL ORDER BY attempt_at";
    let times: Vec<i64> = sqlx::query_scalar(sql).fetch_all(world.test.db.read()).await.unwrap();
    let gaps: Vec<i64> = times.windows(2).map(|pair| pair[1] - pair[0]).collect();
    assert!(gaps.len() == 9 && gaps.iter().all(|gap| *gap >= 20), "the spacing is kept: {gaps:?}");
    assert_eq!(world.crm.status(world.ana).await.unwrap().depth, 20);
    for worker in workers {
        worker.abort();
    }
}

#[tokio::test]
async fn too_many_pauses_the_account_for_the_longer_time_and_counts_as_no_attempt() {
    let world = world(1).await;
    world.served.sandbox.fail(On::Send, Fault::TooMany { header: Some(0), body: Some(4) }, 1);
    let (first, second) = (world.write(0, "first").await.id, world.write(0, "second").await.id);
    let worker = world.work();
    while !world.get(first).await.reason.contains("wait 4 s") {
        sleep(Duration::from_millis(5)).await;
    }
    sleep(Duration::from_millis(500)).await;
    assert!(world.served.sandbox.counts().messages.is_empty());
    assert_eq!(world.get(first).await.state, Queued);
    world.until(first, Sent).await;
    world.until(second, Sent).await;
    assert_eq!(world.served.sandbox.counts().messages.len(), 2);
    worker.abort();
}
