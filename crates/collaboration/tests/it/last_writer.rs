//! The last writer leaves, and is on one of two servers.

use crate::{MOMENT, client::Client, listener::Diary, together::come, world::World};
use cluster::Bus;
use collaboration::{Hub, Settings, Since};
use content::Contents;
use db::Db;
use model::content::Role;
use std::{sync::Arc, time::Duration};

/// A server with a diary of what its listener was told.
async fn server(world: &World, redis: &str) -> (Hub, Arc<Diary>) {
    let diary = Arc::new(Diary::default());
    let settings = Settings { derive_after: Duration::from_millis(50), ..Settings::default() };
    let hub = Hub::with_listener(Contents::new(Db::connect(&world.test.url).await.unwrap()), settings, diary.clone());
    hub.connect(Bus::start(redis, &world.post.to_string()).unwrap());
    (hub, diary)
}

fn left(told: &[(String, Since)]) -> bool {
    told.iter().any(|(_, since)| since.left)
}

#[tokio::test]
async fn who_leaves_one_server_is_not_the_last_while_somebody_writes_on_another() {
    let Some(redis) = testkit::redis() else { return };
    let world = World::new(Settings::default()).await;
    let ((a, told_a), (b, told_b)) = (server(&world, &redis).await, server(&world, &redis).await);
    let bob = world.person("Bob", Role::Editor).await;
    let mut ada = come(&a, Client::new(), world.post, &world.owner, Role::Owner).await;
    let mut at_b = come(&b, Client::new(), world.post, &bob, Role::Editor).await;
    ada.write(" 1").await;
    at_b.until("Ada's", |client| client.text().contains(" 1")).await;
    ada.rest(MOMENT).await;
    ada.leave();
    at_b.rest(MOMENT).await;
    assert!(!left(&told_a.told()) && !left(&told_b.told()), "Bob may write still");
    // He has written nothing himself.
    at_b.leave();
    told_b.until("the leaving", left).await;
}

#[tokio::test]
async fn who_becomes_a_reader_on_one_server_may_be_the_last_writer_of_all() {
    let Some(redis) = testkit::redis() else { return };
    let world = World::new(Settings::default()).await;
    let ((a, told_a), (b, told_b)) = (server(&world, &redis).await, server(&world, &redis).await);
    let bob = world.person("Bob", Role::Editor).await;
    let mut ada = come(&a, Client::new(), world.post, &world.owner, Role::Owner).await;
    let mut reader = come(&a, Client::new(), world.post, &bob, Role::Viewer).await;
    let mut at_b = come(&b, Client::new(), world.post, &bob, Role::Editor).await;
    ada.write(" 1").await;
    at_b.until("Ada's", |client| client.text().contains(" 1")).await;
    ada.rest(MOMENT).await;
    ada.leave();
    reader.rest(MOMENT).await;
    assert!(!left(&told_a.told()) && !left(&told_b.told()), "Bob may write still");
    b.apply(&collaboration::Change::Role(world.post, bob.id.into(), Some(Role::Viewer))).await;
    told_b.until("the leaving", left).await;
    at_b.rest(MOMENT).await;
    drop((reader, at_b));
}

#[tokio::test]
async fn a_server_that_is_gone_has_no_writers() {
    let Some(redis) = testkit::redis() else { return };
    let world = World::new(Settings::default()).await;
    let ((a, told_a), (b, _)) = (server(&world, &redis).await, server(&world, &redis).await);
    let bob = world.person("Bob", Role::Editor).await;
    let mut ada = come(&a, Client::new(), world.post, &world.owner, Role::Owner).await;
    let mut reader = come(&a, Client::new(), world.post, &bob, Role::Viewer).await;
    let at_b = come(&b, Client::new(), world.post, &bob, Role::Editor).await;
    ada.write(" 1").await;
    ada.rest(MOMENT).await;
    ada.leave();
    reader.rest(MOMENT).await;
    assert!(!left(&told_a.told()), "Bob may write still");
    b.shutdown().await;
    told_a.until("the leaving", left).await;
    drop((reader, at_b));
}
