//! Two servers over one database, which hear each other. On PostgreSQL only: SQLite is one server's.

use crate::{
    MOMENT,
    client::{Client, Dice, all, presence, random_change},
    world::{World, quick},
};
use cluster::Bus;
use collaboration::{Hub, Settings};
use content::Contents;
use db::Db;
use model::{ContentId, accounts::Person, content::Role};
use std::{
    net::TcpListener,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

/// Longer than a dead server's people are shown.
const DEAD_FOR_SURE: Duration = Duration::from_secs(10);

/// A server's rooms, over a pool of its own.
async fn server(database: &str, redis: &str, name: ContentId, settings: Settings) -> Hub {
    let hub = Hub::new(Contents::new(Db::connect(database).await.unwrap()), settings);
    hub.connect(Bus::start(redis, &name.to_string()).unwrap());
    hub
}

/// A world whose servers are these two, beside the one that it has.
async fn two(redis: &str, settings: &Settings) -> (World, [Hub; 2]) {
    let world = World::new(settings.clone()).await;
    let a = server(&world.test.url, redis, world.post, settings.clone()).await;
    let b = server(&world.test.url, redis, world.post, settings.clone()).await;
    (world, [a, b])
}

/// Somebody comes to a server, for the first time or again.
pub async fn come(hub: &Hub, mut client: Client, post: ContentId, who: &Person, role: Role) -> Client {
    client.enter(hub.join(post, who.clone(), None, role, true).await.unwrap()).await;
    client
}

#[tokio::test(flavor = "multi_thread")]
async fn clients_of_two_servers_with_bad_lines_end_with_the_same_document() {
    let Some(redis) = testkit::redis() else { return };
    for seed in 0..6 {
        let settings = if seed % 2 == 0 { quick() } else { Settings { fold_after: 5, waiting_frames: 16, ..Settings::default() } };
        let (world, hubs) = two(&redis, &settings).await;
        let mut dice = Dice(seed);
        let mut clients: Vec<Client> = (0..6).map(|_| Client::new()).collect();
        for _ in 0..250 {
            let which = dice.roll(6) as usize;
            let client = &mut clients[which];
            match dice.roll(12) {
                0 => client.leave(),
                // Back to either server.
                1 | 2 if client.connection.is_none() || client.closed.is_some() => {
                    let hub = &hubs[dice.roll(2) as usize];
                    let connection = hub.join(world.post, world.owner.clone(), None, Role::Owner, true).await.unwrap();
                    client.connect(connection).await;
                }
                3 if client.connection.is_none() => drop(random_change(client, &mut dice)),
                4..=7 => {
                    let update = random_change(client, &mut dice);
                    client.send_update(&update).await;
                }
                8 => tokio::time::sleep(Duration::from_millis(dice.roll(20))).await,
                _ => client.take_all().await,
            }
            if clients[which].closed.is_some() {
                clients[which].leave();
            }
        }
        for (number, client) in clients.iter_mut().enumerate() {
            client.leave();
            let connection = hubs[number % 2].join(world.post, world.owner.clone(), None, Role::Owner, true).await.unwrap();
            client.enter(connection).await;
        }
        for client in &mut clients {
            client.until("all is durable", |client| client.durable == client.sent && client.sent > 0).await;
        }
        for client in &mut clients {
            client.rest(Duration::from_millis(400)).await;
            assert!(client.closed.is_none(), "seed {seed}: {:?}", client.closed);
        }
        let stored = all(&world.stored().await);
        for client in &clients {
            assert_eq!(client.all(), stored, "seed {seed}");
        }
    }
}

#[tokio::test]
async fn what_one_types_is_told_on_the_other_server_once_it_is_durable() {
    let Some(redis) = testkit::redis() else { return };
    let (world, [a, b]) = two(&redis, &Settings::default()).await;
    let mut writer = come(&a, Client::new(), world.post, &world.owner, Role::Owner).await;
    let mut reader = come(&b, Client::new(), world.post, &world.owner, Role::Owner).await;
    for word in ["one", "two", "three"] {
        writer.write(word).await;
        reader.until(word, |reader| reader.text().contains(word)).await;
        assert!(all(&world.stored().await).1.contains(word), "it was durable before it was told");
    }
    // And the other way.
    reader.write("four").await;
    writer.until("four", |writer| writer.text().contains("four")).await;
}

#[tokio::test]
async fn a_message_that_is_lost_is_made_up_for_from_the_database() {
    let Some(redis) = testkit::redis() else { return };
    let (world, [a, _b]) = two(&redis, &Settings::default()).await;
    let mut writer = come(&a, Client::new(), world.post, &world.owner, Role::Owner).await;
    let mut reader = come(&a, Client::new(), world.post, &world.owner, Role::Owner).await;
    writer.rest(MOMENT).await;
    // Another server writes, and what it says is lost.
    let elsewhere = Client::new();
    let lost = elsewhere.change(|txn| yrs::Text::insert(&elsewhere.title, txn, 0, "lost "));
    world.contents.append_updates(world.post, &[lost], &content::Writers::default()).await.unwrap();
    writer.write("next").await;
    reader.until("what was lost", |reader| reader.text().contains("lost ") && reader.text().contains("next")).await;
    writer.until("what was lost", |writer| writer.text().contains("lost ")).await;
}

#[tokio::test]
async fn whoever_asks_one_server_reads_what_was_typed_on_the_other() {
    let Some(redis) = testkit::redis() else { return };
    let (world, [a, b]) = two(&redis, &quick()).await;
    let title = async || world.contents.get(world.owner.id, world.post).await.unwrap().title;
    let mut writer = come(&a, Client::new(), world.post, &world.owner, Role::Owner).await;
    writer.write("!").await;
    writer.until("the ack", |client| client.durable == client.sent).await;
    // The post is not open on this server.
    b.settle(world.post).await.unwrap();
    assert_eq!(title().await, writer.text());
    let _reader = come(&b, Client::new(), world.post, &world.owner, Role::Viewer).await;
    writer.write("?").await;
    writer.until("the ack", |client| client.durable == client.sent).await;
    assert!(b.settle_open([world.post]).await.unwrap());
    assert_eq!(title().await, writer.text());
    // An edit by one server is made on what the other one knows.
    b.edit(world.post, None, 100, |doc| document::set_title(doc, "Anew")).await.unwrap();
    writer.until("the title", |writer| writer.text() == "Anew").await;
}

#[tokio::test]
async fn people_on_the_other_server_are_seen_until_they_leave() {
    let Some(redis) = testkit::redis() else { return };
    let (world, [a, b]) = two(&redis, &Settings::default()).await;
    let bob = world.person("Bob", Role::Viewer).await;
    let mut ada = come(&a, Client::new(), world.post, &world.owner, Role::Owner).await;
    let guest = come(&b, Client::new(), world.post, &bob, Role::Viewer).await;
    guest.send(&presence(&[(70, 1, r#"{"cursor":1}"#)])).await;
    ada.until("Bob", |ada| ada.others.contains_key(&70)).await;
    assert_eq!(ada.others[&70].1["user"]["name"], "Bob");
    // One who comes later, and one who asks for Bob's number.
    let mut late = come(&a, Client::new(), world.post, &world.owner, Role::Owner).await;
    late.until("Bob", |late| late.others.contains_key(&70)).await;
    late.send(&presence(&[(70, 9, r#"{"cursor":2}"#)])).await;
    ada.rest(MOMENT).await;
    assert_eq!(ada.others[&70].0, 1, "another person's number is not to be had");
    // Bob moves over.
    let moved = come(&a, Client::new(), world.post, &bob, Role::Viewer).await;
    moved.send(&presence(&[(70, 2, r#"{"cursor":3}"#)])).await;
    ada.until("Bob, here", |ada| ada.others.get(&70).is_some_and(|bob| bob.1["cursor"] == 3)).await;
    drop(guest);
    ada.rest(MOMENT).await;
    assert!(ada.others.contains_key(&70), "the old line takes nobody away");
    drop(moved);
    ada.until("Bob has left", |ada| !ada.others.contains_key(&70)).await;
}

#[test]
fn a_server_that_dies_takes_its_people_away_and_loses_nothing_that_was_acknowledged() {
    let Some(redis) = testkit::redis() else { return };
    let outside = tokio::runtime::Runtime::new().unwrap();
    let (world, living) = outside.block_on(async {
        let world = World::new(Settings::default()).await;
        let living = server(&world.test.url, &redis, world.post, Settings::default()).await;
        (world, living)
    });
    for round in 0..4_u64 {
        // Its own runtime: what is not awaited by us dies with it, in the middle of whatever it did.
        let dying = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let (url, redis, post, owner) = (world.test.url.clone(), redis.clone(), world.post, world.owner.clone());
        let mut writer = dying
            .block_on(dying.spawn(async move {
                let hub = server(&url, &redis, post, Settings::default()).await;
                let client = come(&hub, Client::new(), post, &owner, Role::Owner).await;
                client.send(&presence(&[(80 + round, 1, "{}")])).await;
                // The hub and its line to the others live as long as the runtime.
                std::mem::forget(hub);
                client
            }))
            .unwrap();
        let mut reader = outside.block_on(come(&living, Client::new(), world.post, &world.owner, Role::Owner));
        let mut beside = outside.block_on(come(&living, Client::new(), world.post, &world.owner, Role::Owner));
        outside.block_on(reader.until("the writer", |reader| reader.others.contains_key(&(80 + round))));
        let (durable, said) = dying.block_on(async {
            let died_at = Instant::now() + Duration::from_millis(150 + round * 67);
            let mut said = Vec::new();
            let acknowledged = |durable: u64, said: &[(u64, String)]| said.first().is_some_and(|(number, _)| *number <= durable);
            while Instant::now() < died_at || (!acknowledged(writer.durable, &said) && died_at.elapsed() < crate::SOON) {
                for client in [&mut writer, &mut beside] {
                    client.write(&format!("[{round}.{}]", said.len())).await;
                    client.take_all().await;
                }
                said.push((writer.sent, format!("[{round}.{}]", said.len())));
                tokio::time::sleep(Duration::from_millis(3)).await;
            }
            (writer.durable, said)
        });
        dying.shutdown_background();
        let died = Instant::now();
        writer.leave();
        outside.block_on(async {
            let kept: Vec<&String> = said.iter().filter(|(number, _)| *number <= durable).map(|(_, word)| word).collect();
            assert!(!kept.is_empty(), "something was acknowledged");
            // What was not heard in time is found by who comes, and by who was there.
            let other = come(&living, Client::new(), world.post, &world.owner, Role::Owner).await;
            living.settle(world.post).await.unwrap();
            reader.rest(MOMENT).await;
            for word in kept {
                assert!(other.text().contains(word), "{word} was acknowledged and is not there for who comes");
                assert!(reader.text().contains(word), "{word} was acknowledged and is not there for who was there");
            }
            reader.until("the writer's end", |reader| !reader.others.contains_key(&(80 + round))).await;
            assert!(died.elapsed() < DEAD_FOR_SURE, "{:?}", died.elapsed());
            // The writer comes back to the server that lives, with what was not acknowledged.
            let mut again = come(&living, std::mem::replace(&mut writer, Client::new()), world.post, &world.owner, Role::Owner).await;
            again.until("all is durable", |client| client.durable == client.sent).await;
            beside.until("all is durable", |client| client.durable == client.sent).await;
            let stored = all(&world.stored().await).1;
            assert!(said.iter().all(|(_, word)| stored.contains(word)), "all that was typed is there in the end");
        });
    }
}

/// A Redis server of one test.
struct Redis(Child);

impl Redis {
    fn start(port: u16) -> Self {
        let mut command = Command::new("redis-server");
        command.args(["--bind", "127.0.0.1", "--save", "", "--port", &port.to_string()]).stdout(Stdio::null());
        Self(command.spawn().unwrap())
    }
}

impl Drop for Redis {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

#[tokio::test]
async fn without_redis_each_serves_its_own_and_all_is_caught_up_later() {
    if testkit::redis().is_none() {
        return;
    }
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let redis = Redis::start(port);
    let (world, [a, b]) = two(&format!("redis://127.0.0.1:{port}"), &Settings::default()).await;
    let mut at_a = come(&a, Client::new(), world.post, &world.owner, Role::Owner).await;
    let mut beside = come(&a, Client::new(), world.post, &world.owner, Role::Owner).await;
    let mut at_b = come(&b, Client::new(), world.post, &world.owner, Role::Owner).await;
    at_a.write("before").await;
    at_b.until("what was typed before", |client| client.text().contains("before")).await;
    let mut plain = Client::new();
    plain.enter(a.join(world.post, world.owner.clone(), None, Role::Owner, false).await.unwrap()).await;
    assert!(at_a.linked.is_empty() && at_b.linked.is_empty(), "nothing is said while all is well");
    drop(redis);
    for client in [&mut at_a, &mut at_b] {
        client.until("that the link is gone", |client| client.linked == [false]).await;
    }
    let mut late = come(&b, Client::new(), world.post, &world.owner, Role::Viewer).await;
    late.until("that the link is gone", |client| client.linked == [false]).await;
    at_a.write("alone").await;
    beside.until("what the neighbour types", |client| client.text().contains("alone")).await;
    at_a.until("it is saved", |client| client.durable == client.sent).await;
    at_b.write("apart").await;
    at_b.until("it is saved", |client| client.durable == client.sent).await;
    let _redis = Redis::start(port);
    at_b.until("what was typed there", |client| client.text().contains("alone")).await;
    for client in [&mut at_a, &mut beside] {
        client.until("what was typed apart", |client| client.text().contains("apart")).await;
    }
    for client in [&mut at_a, &mut at_b, &mut late] {
        client.until("that the link is back", |client| client.linked == [false, true]).await;
    }
    plain.until("all of it", |client| client.text().contains("apart")).await;
    assert!(plain.linked.is_empty(), "plain clients hear nothing of it");
    // And it is live again.
    at_b.send(&presence(&[(70, 1, "{}")])).await;
    at_a.until("presence", |client| client.others.contains_key(&70)).await;
}
