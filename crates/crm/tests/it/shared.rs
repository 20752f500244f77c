//! The pace of an account that two servers share in Redis, measured by what arrives.

use crate::world::{PATIENT, World, desk, hasty, work, world_with};
use cluster::Buckets;
use crm::{Pace, Settings};
use std::{sync::Arc, time::Duration};
use tokio::time::sleep;

fn ten(redis: Option<&str>) -> Settings {
    let pace = Pace { per_minute: 10, burst: 10, spacing: Duration::from_millis(20) };
    Settings { pace, buckets: redis.map(|url| Arc::new(Buckets::new(url).unwrap())), ..hasty() }
}

/// Two servers with 30 messages; something happens after the fifth.
async fn ten_arrive(one: Settings, other: Settings, meanwhile: impl AsyncFnOnce(&World)) {
    let world = world_with(1, one, PATIENT).await;
    for n in 0..30 {
        world.write(0, &format!("message {n}")).await;
    }
    let other = desk(&world.test, &world.served, other, PATIENT);
    let workers = [world.work(), work(&other)];
    let arrived = async |count: usize| {
        while world.served.sandbox.counts().messages.len() < count {
            sleep(Duration::from_millis(20)).await;
        }
    };
    arrived(5).await;
    meanwhile(&world).await;
    arrived(10).await;
    // Nothing is left for the next minute.
    sleep(Duration::from_secs(3)).await;
    let counts = world.served.sandbox.counts();
    assert_eq!((counts.messages.len(), counts.most_within(&world.creator.gateway_id, 60_000)), (10, 10));
    workers.iter().for_each(tokio::task::JoinHandle::abort);
}

#[tokio::test]
async fn two_servers_share_ten_a_minute_in_redis() {
    let Some(redis) = testkit::redis() else { return };
    ten_arrive(ten(Some(&redis)), ten(Some(&redis)), async |world| {
        // It is this bucket that they share.
        let buckets = Buckets::new(&redis).unwrap();
        let full = cluster::Limit { per_minute: 1, burst: 1, spacing: Duration::ZERO, in_use: PATIENT };
        assert!(buckets.take(&world.creator.id.to_string(), "one more", &full).await.unwrap().is_some());
    })
    .await;
}

#[tokio::test]
async fn a_redis_that_forgets_everything_lets_no_more_through() {
    let Some(redis) = testkit::redis() else { return };
    ten_arrive(ten(Some(&redis)), ten(Some(&redis)), async |world| {
        Buckets::new(&redis).unwrap().forget(&world.creator.id.to_string()).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_server_that_does_not_reach_redis_goes_on_and_both_together_do_not_pass_the_limit() {
    let Some(redis) = testkit::redis() else { return };
    ten_arrive(ten(Some(&redis)), ten(Some("redis://127.0.0.1:1")), async |_| {}).await;
}

#[tokio::test]
async fn without_any_redis_that_answers_the_database_keeps_the_pace() {
    ten_arrive(ten(Some("redis://127.0.0.1:1")), ten(Some("redis://127.0.0.1:1")), async |_| {}).await;
}
