//! Shared buckets over a real Redis server.

use crate::Redis;
use cluster::{Buckets, Limit};
use std::time::Duration;

const LIMIT: Limit = Limit { per_minute: 3, burst: 3, spacing: Duration::ZERO, in_use: Duration::from_secs(120) };

/// Buckets in a server that has just been started.
async fn up(redis: &Redis) -> Buckets {
    let buckets = Buckets::new(&redis.url()).unwrap();
    while buckets.ping().await.is_err() {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    buckets
}

#[tokio::test]
async fn servers_take_out_of_one_bucket_and_what_is_given_back_can_be_taken_again() {
    let redis = Redis::start();
    let (one, other) = (up(&redis).await, up(&redis).await);
    assert_eq!(one.take("a", "1", &LIMIT).await, Ok(None));
    assert_eq!(other.take("a", "2", &LIMIT).await, Ok(None));
    assert_eq!(one.take("a", "3", &LIMIT).await, Ok(None));
    for server in [&one, &other] {
        let wait = server.take("a", "4", &LIMIT).await.unwrap().unwrap();
        assert!(wait > Duration::ZERO && wait <= Duration::from_secs(20), "{wait:?}");
    }
    assert_eq!(other.take("b", "1", &LIMIT).await, Ok(None));
    other.give_back("a", "2").await.unwrap();
    other.give_back("a", "2").await.unwrap();
    assert_eq!(one.take("a", "4", &LIMIT).await, Ok(None));
    assert!(one.take("a", "5", &LIMIT).await.unwrap().is_some());
}

#[tokio::test]
async fn what_was_used_counts_for_a_minute_even_where_there_are_tokens() {
    let redis = Redis::start();
    let buckets = up(&redis).await;
    let generous = Limit { burst: 100, ..LIMIT };
    for n in 0..3 {
        assert_eq!(buckets.take("a", &n.to_string(), &generous).await, Ok(None));
        buckets.ended("a", &n.to_string()).await.unwrap();
    }
    assert_eq!(buckets.take("a", "4", &generous).await, Ok(Some(Duration::from_secs(20))));
    let spaced = Limit { spacing: Duration::from_secs(60), ..generous };
    assert!(buckets.take("a", "5", &spaced).await.unwrap().unwrap() > Duration::from_secs(20));
}

#[tokio::test]
async fn what_is_given_back_keeps_nobody_waiting() {
    let redis = Redis::start();
    let buckets = up(&redis).await;
    let spaced = Limit { spacing: Duration::from_secs(60), ..LIMIT };
    for name in ["1", "2", "3", "4", "5"] {
        assert_eq!(buckets.take("a", name, &spaced).await, Ok(None));
        buckets.give_back("a", name).await.unwrap();
    }
    assert_eq!(buckets.take("a", "6", &spaced).await, Ok(None));
    assert!(buckets.take("a", "7", &spaced).await.unwrap().is_some());
}

#[tokio::test]
async fn a_redis_that_is_away_is_said_so_and_found_again() {
    let redis = Redis::start();
    let (buckets, port) = (up(&redis).await, redis.port);
    drop(redis);
    assert!(buckets.take("a", "1", &LIMIT).await.is_err());
    let _redis = Redis::on(port);
    let found = async {
        while buckets.take("a", "1", &LIMIT).await != Ok(None) {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), found).await.unwrap();
}
