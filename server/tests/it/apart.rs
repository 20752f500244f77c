//! Two servers that do not hear each other, as their Redis is gone.

use crate::{
    live::{Client, Heard, frame},
    support::{Person, TestServer},
    together::{GONE, NO_ACCESS, PATIENCE, Process, at, free_port, redis_on, shared_post, two, until},
};
use model::{ContentId, content::Status};
use std::time::{Duration, Instant};

/// Two servers over a Redis of their own, which can be taken away, and a post that Ana shares with Bob.
struct Pair {
    a: TestServer,
    b: TestServer,
    port: u16,
    redis: Process,
    ana: Person,
    bob: Person,
    id: ContentId,
}

impl Pair {
    /// `None` where the tests have no Redis.
    async fn start() -> Option<Self> {
        testkit::redis()?;
        let port = free_port();
        let redis = redis_on(port);
        let [a, b] = two(&format!("redis://127.0.0.1:{port}")).await;
        let (ana, bob, id) = shared_post(&a).await;
        Some(Self { a, b, port, redis, ana, bob, id })
    }

    /// Ana and Bob have the post open on the other server than the one where it was made.
    async fn open(&self) -> (Client, Client) {
        let (b, id) = (&self.b, self.id);
        let (mut owner, mut editor) = (Client::open(b, &at(b, &self.ana), id).await, Client::open(b, &at(b, &self.bob), id).await);
        owner.sync().await;
        editor.sync().await;
        (owner, editor)
    }
}

#[tokio::test]
async fn while_redis_is_away_it_is_said_so_and_rights_still_end() {
    let Some(Pair { a, b, port, redis, ana, bob, id }) = Pair::start().await else { return };
    let mut socket = Client::open(&b, &at(&b, &bob), id).await;
    socket.sync().await;
    assert_eq!(b.nobody().get("/readyz").await.text, "ready");
    redis.kill();
    let end = Instant::now() + PATIENCE;
    while !b.nobody().get("/readyz").await.text.contains("Redis does not answer") {
        assert!(Instant::now() < end, "it is said that Redis is away");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(b.nobody().get("/readyz").await.status, 200, "it serves its own people");
    // Found in the database, a little later than by Redis.
    a.services.remove_collaborator(ana.id, id, bob.id).await.unwrap();
    assert_eq!(socket.closed().await, NO_ACCESS);
    let _redis = redis_on(port);
    let end = Instant::now() + PATIENCE;
    while b.services.servers().is_none_or(|servers| !servers.redis_answers || servers.others == 0) {
        assert!(Instant::now() < end, "they find each other again");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn who_has_a_post_open_is_told_that_the_other_servers_are_not_heard() {
    let Some(Pair { a, b, port, redis, ana, bob, id }) = Pair::start().await else { return };
    let (mut at_a, mut at_b) = (Client::open(&a, &ana, id).await, Client::open(&b, &at(&b, &bob), id).await);
    // A plain Yjs client, which does not know our messages.
    let mut plain = Client::with(&a, &ana, &id.to_string(), "", None).await.unwrap();
    for client in [&mut at_a, &mut at_b, &mut plain] {
        client.sync().await;
        assert!(client.linked.is_empty(), "nothing is said while they hear each other");
    }
    redis.kill();
    for client in [&mut at_a, &mut at_b] {
        until(client, "that the link is gone", |client| client.linked == [false]).await;
    }
    // What it says of the text is so: it comes, and is saved meanwhile.
    let durable = at_a.durable;
    at_a.send(frame(&[0, 2], &at_a.edit("apart "))).await;
    until(&mut at_a, "that it is saved", |client| client.durable > durable).await;
    until(&mut at_b, "what was typed there", |client| client.title().contains("apart ")).await;
    let mut late = Client::open(&b, &at(&b, &bob), id).await;
    until(&mut late, "that the link is gone", |client| client.linked == [false]).await;
    let _redis = redis_on(port);
    for client in [&mut at_a, &mut at_b, &mut late] {
        until(client, "that the link is back", |client| client.linked == [false, true]).await;
    }
    plain.sync().await;
    assert!(plain.linked.is_empty() && plain.title().contains("apart "), "plain clients hear of the text alone");
}

#[tokio::test]
async fn a_server_that_is_alone_says_nothing_of_others() {
    let server = TestServer::start().await;
    let (ana, _, id) = shared_post(&server).await;
    let mut client = Client::open(&server, &ana, id).await;
    client.sync().await;
    while client.hear(Duration::from_millis(300)).await.is_some() {}
    assert!(client.linked.is_empty());
}

#[tokio::test]
async fn a_post_that_goes_into_the_trash_meanwhile_is_closed_on_the_other_server_too() {
    let Some(pair) = Pair::start().await else { return };
    let (mut owner, mut editor) = pair.open().await;
    let Pair { a, b, redis, ana, id, .. } = pair;
    redis.kill();
    until(&mut owner, "that the link is gone", |client| client.linked == [false]).await;
    a.services.set_status(ana.id, id, Status::Trash).await.unwrap();
    assert_eq!(owner.closed().await, GONE, "its owner, who may see it still, loads what is so now");
    // Whether they hear first that it is gone or that they may not read it is a matter of milliseconds.
    assert!([GONE, NO_ACCESS].contains(&editor.closed().await));
    // Who opens it in the trash knows that it is there, and stays.
    let mut again = Client::open(&b, &at(&b, &ana), id).await;
    again.sync().await;
    let seven = Instant::now() + Duration::from_secs(7);
    while Instant::now() < seven {
        if let Some(Heard::Closed(code)) = again.hear(Duration::from_millis(200)).await {
            panic!("closed with {code}");
        }
    }
}

#[tokio::test]
async fn what_ended_while_redis_was_away_is_found_when_it_is_back() {
    let Some(pair) = Pair::start().await else { return };
    let (mut owner, mut editor) = pair.open().await;
    let Pair { a, b, port, redis, ana, id, .. } = pair;
    redis.kill();
    while b.services.servers().is_some_and(|servers| servers.redis_answers) {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    a.services.set_status(ana.id, id, Status::Trash).await.unwrap();
    let _redis = redis_on(port);
    assert_eq!(owner.closed().await, GONE);
    assert!([GONE, NO_ACCESS].contains(&editor.closed().await));
}
