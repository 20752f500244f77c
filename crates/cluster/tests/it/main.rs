//! Buses over a real Redis server.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod buckets;

use cluster::{Bus, Ear, Heard};
use std::{
    net::TcpListener,
    process::{Child, Command, Stdio},
    time::Duration,
};
use tokio::time::timeout;

/// Longer than a server may be silent.
const SOON: Duration = Duration::from_secs(12);

async fn next(ear: &mut Ear) -> Heard {
    timeout(SOON, ear.next()).await.expect("something is heard")
}

/// What is said next; who asks is level then.
async fn said(ear: &mut Ear) -> Vec<u8> {
    loop {
        if let Heard::Said(_, body) = next(ear).await {
            return body.to_vec();
        }
    }
}

async fn until(what: &str, holds: impl Fn() -> bool) {
    let wait = async {
        while !holds() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    timeout(SOON, wait).await.unwrap_or_else(|_| panic!("waited in vain until {what}"));
}

/// A Redis server of one test.
struct Redis {
    port: u16,
    running: Child,
}

impl Redis {
    fn start() -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        Self::on(port)
    }

    fn on(port: u16) -> Self {
        let mut command = Command::new("redis-server");
        command.args(["--bind", "127.0.0.1", "--save", "", "--port", &port.to_string()]).stdout(Stdio::null());
        Self { port, running: command.spawn().unwrap() }
    }

    fn url(&self) -> String {
        format!("redis://127.0.0.1:{}", self.port)
    }
}

impl Drop for Redis {
    fn drop(&mut self) {
        self.running.kill().unwrap();
        self.running.wait().unwrap();
    }
}

#[tokio::test]
async fn a_server_hears_others_of_its_name_and_not_itself() {
    let Some(url) = testkit::redis() else { return };
    let bus = |name: &str| Bus::start(&url, name).unwrap();
    let (a, b, other) = (bus("one"), bus("one"), bus("two"));
    let (mut at_a, mut at_b, mut at_other) = (a.listen("post"), b.listen("post"), other.listen("post"));
    for ear in [&mut at_a, &mut at_b, &mut at_other] {
        assert_eq!(next(ear).await, Heard::Level);
    }
    assert!(a.say("post", b"to b") && a.say("elsewhere", b"to nobody") && b.say("post", b"to a"));
    assert_eq!(said(&mut at_b).await, b"to b");
    assert_eq!(said(&mut at_a).await, b"to a");
    other.say("post", b"to nobody");
    let quiet = async {
        loop {
            if let Heard::Said(_, body) = at_other.next().await {
                panic!("{body:?} was not for this one");
            }
        }
    };
    assert!(timeout(Duration::from_millis(300), quiet).await.is_err());
}

#[tokio::test]
async fn a_server_that_stops_or_dies_is_gone_for_the_others() {
    let Some(url) = testkit::redis() else { return };
    let bus = || Bus::start(&url, "goodbye").unwrap();
    let (a, b) = (bus(), bus());
    let mut ear = a.listen("post");
    until("both know each other", || a.others().len() == 1 && b.others().len() == 1).await;
    let gone = a.others()[0];
    b.stop().await;
    while next(&mut ear).await != Heard::Gone(gone) {}
    // This one says no goodbye.
    let c = bus();
    until("the third one is heard", || a.others().len() == 1).await;
    let dead = a.others()[0];
    drop((b, c));
    while next(&mut ear).await != Heard::Gone(dead) {}
    assert_eq!(a.others(), []);
}

#[tokio::test]
async fn when_redis_is_back_everybody_is_told_to_catch_up() {
    if testkit::redis().is_none() {
        return;
    }
    let redis = Redis::start();
    let (port, url) = (redis.port, redis.url());
    let (a, b) = (Bus::start(&url, "back").unwrap(), Bus::start(&url, "back").unwrap());
    let (mut at_a, mut at_b) = (a.listen("post"), b.listen("post"));
    until("both know each other", || a.others().len() == 1 && b.others().len() == 1).await;
    // Perhaps it was asked before it had started.
    for ear in [&mut at_a, &mut at_b] {
        while timeout(Duration::from_millis(50), ear.next()).await.is_ok() {}
    }
    drop(redis);
    until("both notice", || !a.is_live() && !b.is_live()).await;
    assert!(!a.say("post", b"lost"));
    for ear in [&mut at_a, &mut at_b] {
        while next(ear).await != Heard::Lost {}
        while let Ok(heard) = timeout(Duration::from_millis(50), ear.next()).await {
            assert_ne!(heard, Heard::Lost, "said once");
        }
    }
    let _again = Redis::on(port);
    for ear in [&mut at_a, &mut at_b] {
        while next(ear).await != Heard::Level {}
    }
    until("both are back", || a.is_live() && b.is_live()).await;
    a.say("post", b"here again");
    assert_eq!(said(&mut at_b).await, b"here again");
}

#[test]
fn an_address_that_is_no_redis_servers_is_refused() {
    for url in ["redis://localhost", "rediss://user:secret@redis.example.com:6380/1"] {
        assert!(cluster::check(url), "{url}");
    }
    for url in ["", "localhost:6379", "http://localhost", "redis://localhost:port", "redis://"] {
        assert!(!cluster::check(url), "{url}");
    }
}
