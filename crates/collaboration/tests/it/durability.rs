//! What was said to be saved is in the database.

use crate::{
    MOMENT,
    client::{Client, all},
    world::{World, stored},
};
use collaboration::{Hub, Settings};
use content::Contents;
use db::{Db, Engine};
use model::{content::Role, live::Close};
use sqlx::{AnyConnection, Connection, Executor};
use std::time::{Duration, Instant};

#[tokio::test]
async fn an_edit_is_acknowledged_when_it_is_in_the_database_and_not_before() {
    let world = World::new(Settings::default()).await;
    let mut a = world.join(&world.owner, Role::Owner).await;
    for round in 0..15 {
        a.write(&format!(" {round}")).await;
        a.until("the ack", |client| client.durable == client.sent).await;
        assert_eq!(all(&world.stored().await).1, a.text());
    }
}

#[tokio::test]
async fn while_the_database_is_locked_nothing_is_acknowledged_and_nothing_is_lost() {
    let world = World::new(Settings::default()).await;
    let mut a = world.join(&world.owner, Role::Owner).await;
    let mut b = world.join(&world.owner, Role::Owner).await;
    a.rest(MOMENT).await;
    let mut other = lock_database(&world).await;
    let began = Instant::now();
    let before = a.durable;
    while began.elapsed() < Duration::from_secs(6) {
        a.write("x").await;
        b.until("the edit, at once", |b| b.text() == a.text()).await;
        a.rest(Duration::from_millis(100)).await;
        assert_eq!(a.durable, before);
    }
    other.execute("ROLLBACK").await.unwrap();
    a.until("the acks", |client| client.durable == client.sent).await;
    assert!(a.closed.is_none());
    assert_eq!(all(&world.stored().await).1, a.text());
}

/// Holds the database until the connection rolls back: SQLite's own patience ends before, PostgreSQL's waits.
async fn lock_database(world: &World) -> AnyConnection {
    let mut other = AnyConnection::connect(&world.test.url).await.unwrap();
    let lock = match world.test.db.engine() {
        Engine::Sqlite => "BEGIN IMMEDIATE",
        Engine::Postgres => "BEGIN; LOCK TABLE content, document_updates, document_snapshots IN ACCESS EXCLUSIVE MODE",
    };
    other.execute(lock).await.unwrap();
    other
}

#[tokio::test]
async fn while_the_disk_is_full_nothing_is_acknowledged_and_nothing_is_lost() {
    let world = World::new(Settings::default()).await;
    let mut a = world.join(&world.owner, Role::Owner).await;
    a.rest(MOMENT).await;
    fill_disk(&world.test.db).await;
    for _ in 0..10 {
        a.write(&"x".repeat(2_000)).await;
        a.rest(Duration::from_millis(100)).await;
    }
    assert!(a.durable < a.sent, "20 kB had no room");
    make_room(&world.test.db).await;
    a.until("the acks", |client| client.durable == client.sent).await;
    assert!(a.closed.is_none());
    assert_eq!(all(&world.stored().await).1, a.text());
}

/// From now on the database answers as on a full disk: SQLite may not grow; PostgreSQL says so by a trigger.
async fn fill_disk(db: &Db) {
    match db.engine() {
        Engine::Sqlite => on_every_connection(db, "PRAGMA max_page_count = 1").await,
        Engine::Postgres => {
            let say = "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS \
                       $$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$";
            db.read().execute(say).await.unwrap();
            db.read().execute("CREATE TRIGGER full_disk BEFORE INSERT ON document_updates EXECUTE FUNCTION full_disk()").await.unwrap();
        }
    }
}

async fn make_room(db: &Db) {
    match db.engine() {
        Engine::Sqlite => on_every_connection(db, "PRAGMA max_page_count = 1000000").await,
        Engine::Postgres => {
            db.read().execute("DROP TRIGGER full_disk ON document_updates").await.unwrap();
        }
    }
}

/// The bound belongs to a connection; a smaller one than the file is the file's size.
async fn on_every_connection(db: &Db, pragma: &'static str) {
    let mut all = Vec::new();
    for _ in 0..db.read().options().get_max_connections() {
        let mut connection = db.read().acquire().await.unwrap();
        connection.execute(pragma).await.unwrap();
        all.push(connection);
    }
}

#[tokio::test]
async fn writers_are_sent_away_when_too_much_waits_for_the_database() {
    let settings = Settings { unwritten_max: 10_000, ..Settings::default() };
    let world = World::new(settings).await;
    let mut a = world.join(&world.owner, Role::Owner).await;
    a.rest(MOMENT).await;
    let mut other = lock_database(&world).await;
    for _ in 0..20 {
        a.write(&"x".repeat(1000)).await;
        a.rest(Duration::from_millis(5)).await;
    }
    a.until("the close", |client| client.closed.is_some()).await;
    assert_eq!(a.closed.unwrap().0, Close::Restarting);
    other.execute("ROLLBACK").await.unwrap();
    // It connects again until the server has caught up, and brings everything from its own copy.
    while a.closed.is_some() {
        a = world.join_as(a, &world.owner, Role::Owner).await;
        a.until("an answer", |client| client.closed.is_some() || (client.sent > 0 && client.durable == client.sent)).await;
    }
    assert_eq!(all(&world.stored().await).1, a.text());
}

/// One server with two writers dies without a word; what it acknowledged must be there for the next.
#[test]
fn a_server_that_dies_has_kept_all_that_it_acknowledged() {
    let outside = tokio::runtime::Runtime::new().unwrap();
    let world = outside.block_on(World::new(Settings::default()));
    for round in 0..12_u64 {
        // Its own runtime: what is not awaited by us dies with it, in the middle of whatever it did.
        let server = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let (url, post, owner) = (world.test.url.clone(), world.post, world.owner.clone());
        let (mut a, mut b) = server
            .block_on(server.spawn(async move {
                let hub = Hub::new(Contents::new(Db::connect(&url).await.unwrap()), Settings::default());
                let (mut a, mut b) = (Client::new(), Client::new());
                a.enter(hub.join(post, owner.clone(), None, Role::Owner, true).await.unwrap()).await;
                b.enter(hub.join(post, owner, None, Role::Owner, true).await.unwrap()).await;
                (a, b)
            }))
            .unwrap();
        let kept = server.block_on(async {
            let died_at = Instant::now() + Duration::from_millis(round * 37 % 260);
            let mut said = [(0, Vec::new()), (0, Vec::new())];
            let mut words = 0;
            while Instant::now() < died_at {
                for (which, client) in [&mut a, &mut b].into_iter().enumerate() {
                    let word = format!("[{round}.{words}.{which}]");
                    client.write(&word).await;
                    said[which].1.push((client.sent, word));
                    words += 1;
                    client.take_all().await;
                    said[which].0 = client.durable;
                }
                tokio::time::sleep(Duration::from_millis(3)).await;
            }
            said
        });
        server.shutdown_background();
        drop((a, b));
        let text = outside.block_on(async { all(&stored(&world.test.url, world.post).await).1 });
        for (durable, words) in kept {
            for (_, word) in words.iter().filter(|(number, _)| *number <= durable) {
                assert!(text.contains(word), "round {round}: {word} was acknowledged and is not there");
            }
        }
    }
    outside.block_on(async {
        // The next server brings the texts for the lists up to date as well.
        let hub = Hub::new(world.contents.clone(), crate::world::quick());
        hub.recover().await.unwrap();
        let title = all(&world.stored().await).1;
        assert_eq!(world.contents.get(world.owner.id, world.post).await.unwrap().title, document_title(&title));
    });
}

/// Titles in lists are bounded.
fn document_title(text: &str) -> String {
    let doc = document::new_doc();
    document::set_title(&doc, text);
    document::derive(&doc).title
}
