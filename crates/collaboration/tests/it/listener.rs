//! What the listener is told, and going back to an earlier state.

use crate::{
    client::Client,
    world::{World, quick},
};
use async_trait::async_trait;
use collaboration::{Hub, Listener, Settings, Since};
use content::Contents;
use db::Db;
use document::{Body, Derived};
use model::{ContentId, ErrorCode, GuestId, Result, UserId, comments::Anchor, content::Role};
use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

/// Keeps what it is told; refuses so many times first.
#[derive(Default)]
pub struct Diary {
    told: Mutex<Vec<(String, Since)>>,
    refusals: AtomicUsize,
}

#[async_trait]
impl Listener for Diary {
    async fn derived(&self, _: ContentId, derived: &Derived, since: &Since) -> Result<()> {
        if self.refusals.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_ok() {
            return Err(ErrorCode::Unavailable.into());
        }
        self.told.lock().unwrap().push((derived.title.clone(), since.clone()));
        Ok(())
    }
}

impl Diary {
    pub fn told(&self) -> Vec<(String, Since)> {
        self.told.lock().unwrap().clone()
    }

    pub async fn until(&self, what: &str, holds: impl Fn(&[(String, Since)]) -> bool) {
        let wait = async {
            while !holds(&self.told()) {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        tokio::time::timeout(crate::SOON, wait).await.unwrap_or_else(|_| panic!("waited in vain for {what}: {:?}", self.told()));
    }
}

async fn world(refusals: usize) -> (World, Arc<Diary>) {
    let mut world = World::new(Settings::default()).await;
    let diary = Arc::new(Diary { refusals: AtomicUsize::new(refusals), ..Diary::default() });
    let settings = Settings { derive_after: Duration::from_millis(50), retry_within: Duration::from_millis(50), ..Settings::default() };
    world.hub = Hub::with_listener(world.contents.clone(), settings, diary.clone());
    (world, diary)
}

fn writers<const N: usize>(people: [UserId; N]) -> Since {
    Since { writers: people.into(), ..Since::default() }
}

#[tokio::test]
async fn the_listener_hears_who_has_written_since_it_was_last_told() {
    let (world, diary) = world(0).await;
    let bob = world.person("Bob", Role::Editor).await;
    let (mut a, mut b) = (world.join(&world.owner, Role::Owner).await, world.join(&bob, Role::Editor).await);
    a.write(" 1").await;
    diary.until("Ada", |told| told.last() == Some(&("A post 1".into(), writers([world.owner.id])))).await;
    b.until("Ada's", |client| client.text() == "A post 1").await;
    b.write(" 2").await;
    diary.until("Bob", |told| told.last() == Some(&("A post 1 2".into(), writers([bob.id])))).await;
}

#[tokio::test]
async fn guests_and_marks_of_comments_are_nobodys_writing() {
    let (world, diary) = world(0).await;
    let guest: GuestId = db::new_id();
    world.hub.set_title(world.post, guest, "By a guest").await.unwrap();
    diary.until("the guest's title", |told| told.last() == Some(&("By a guest".into(), Since { guests: true, ..Since::default() }))).await;
    let (thread, quote) = (db::new_id(), Anchor::Quote { quote: "Hello".into(), prefix: String::new(), suffix: String::new(), at: None });
    let anchored = world.hub.edit(world.post, None, 256, move |doc| document::anchor(doc, thread, &quote)).await.unwrap();
    assert!(anchored.is_ok());
    world.hub.settle(world.post).await.unwrap();
    assert!(diary.told().iter().all(|(_, since)| since.writers.is_empty()), "{:?}", diary.told());
}

#[tokio::test]
async fn the_listener_hears_when_the_last_writer_leaves_though_readers_stay() {
    let (world, diary) = world(0).await;
    let reader = world.person("Reader", Role::Viewer).await;
    let _reader = world.join(&reader, Role::Viewer).await;
    let (mut a, b) = (world.join(&world.owner, Role::Owner).await, world.join(&world.owner, Role::Owner).await);
    a.write(" 1").await;
    diary.until("the text", |told| !told.is_empty()).await;
    a.leave();
    drop(b);
    diary.until("the leaving", |told| told.last().is_some_and(|(_, since)| since.left)).await;
    let told = diary.told().len();
    // Who has only looked leaves nothing to keep.
    drop(world.join(&world.owner, Role::Owner).await);
    tokio::time::sleep(crate::MOMENT).await;
    assert_eq!(diary.told().len(), told);
}

#[tokio::test]
async fn a_last_writer_who_becomes_a_reader_and_stays_has_left() {
    let (world, diary) = world(0).await;
    let bob = world.person("Bob", Role::Editor).await;
    let mut b = world.join(&bob, Role::Editor).await;
    b.write(" 1").await;
    diary.until("the text", |told| !told.is_empty()).await;
    assert!(diary.told().iter().all(|(_, since)| !since.left));
    world.hub.role_changed(world.post, bob.id, Some(Role::Viewer)).await;
    diary.until("the leaving", |told| told.last().is_some_and(|(_, since)| since.left)).await;
    drop(b);
}

#[tokio::test]
async fn a_listener_that_could_not_listen_hears_all_of_it_later() {
    let (world, diary) = world(3).await;
    let mut a = world.join(&world.owner, Role::Owner).await;
    a.write(" 1").await;
    diary.until("what was said while it could not", |told| told.last() == Some(&("A post 1".into(), writers([world.owner.id])))).await;
    world.hub.settle(world.post).await.unwrap();
}

#[tokio::test]
async fn an_earlier_state_arrives_at_all_who_write_and_what_was_there_is_told() {
    let (world, diary) = world(0).await;
    let mut a = world.join(&world.owner, Role::Owner).await;
    let earlier = document::derive_update(&document::create("Before", "One\n\nTwo")).unwrap();
    let bob = world.person("Bob", Role::Editor).await;
    let was = world.hub.restore(world.post, bob.id, &earlier.title, Body::from_json(&earlier.json)).await.unwrap();
    assert_eq!((was.title.as_str(), was.text.as_str()), ("A post", "Hello"));
    a.until("the earlier state", |client| client.text() == "Before").await;
    diary.until("the writer", |told| told.last() == Some(&("Before".into(), writers([bob.id])))).await;
    assert_eq!(document::derive(&world.stored().await).json, earlier.json);
}

#[tokio::test]
async fn a_state_that_is_too_big_is_refused_and_changes_nothing() {
    let world = World::new(Settings { document_max: 2000, ..Settings::default() }).await;
    let big = document::derive_update(&document::create("Big", &"word ".repeat(1000))).unwrap();
    let refused = world.hub.restore(world.post, world.owner.id, &big.title, Body::from_json(&big.json)).await;
    assert_eq!(refused.unwrap_err().code, ErrorCode::TooLarge);
    assert_eq!(document::derive(&world.stored().await).title, "A post");
}

#[tokio::test]
async fn one_word_of_a_text_of_more_than_half_the_bound_may_change() {
    let world = World::new(Settings { document_max: 5000, ..Settings::default() }).await;
    let text = |word: &str| format!("{}{word}", format!("{}\n\n", "word ".repeat(20)).repeat(22));
    world.hub.set_body(world.post, world.owner.id, Body::from_markdown(&text("Before"))).await.unwrap();
    let size = Body::from_markdown(&text("After")).size();
    assert!((2600..4800).contains(&size), "{size}: whole, it would not fit beside what is there");
    world.hub.set_body(world.post, world.owner.id, Body::from_markdown(&text("After"))).await.unwrap();
    let earlier = document::derive_update(&document::create("A post", &text("Before"))).unwrap();
    let body = Body::from_json(&earlier.json);
    world.hub.check_room(world.post, &earlier.title, &body).await.unwrap();
    world.hub.restore(world.post, world.owner.id, &earlier.title, body).await.unwrap();
    assert!(document::derive(&world.stored().await).text.ends_with("Before"));
    let other = Body::from_markdown(&text("Other").replace("word", "else"));
    assert_eq!(world.hub.check_room(world.post, "", &other).await.unwrap_err().code, ErrorCode::TooLarge);
    assert!(document::derive(&world.stored().await).text.ends_with("Before"), "asking changes nothing");
}

/// One server dies with an edit that it has saved and nobody was told of.
#[test]
fn who_wrote_is_told_by_the_next_server_when_one_has_died() {
    let outside = tokio::runtime::Runtime::new().unwrap();
    let world = outside.block_on(World::new(Settings::default()));
    // Its own runtime: what is not awaited by us dies with it.
    let server = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let (url, post, owner) = (world.test.url.clone(), world.post, world.owner.clone());
    let hour = Duration::from_secs(3600);
    let saved = server.spawn(async move {
        let settings = Settings { derive_after: hour, derive_within: hour, ..Settings::default() };
        let hub = Hub::new(Contents::new(Db::connect(&url).await.unwrap()), settings);
        let mut a = Client::new();
        a.enter(hub.join(post, owner, None, Role::Owner, true).await.unwrap()).await;
        a.write(" 1").await;
        a.until("the ack", |client| client.durable == client.sent).await;
        (hub, a)
    });
    let alive = server.block_on(saved).unwrap();
    server.shutdown_background();
    drop(alive);
    outside.block_on(async {
        let diary = Arc::new(Diary::default());
        let hub = Hub::with_listener(world.contents.clone(), quick(), diary.clone());
        hub.recover().await.unwrap();
        let told = |told: &[(String, Since)]| told.iter().any(|(title, since)| title == "A post 1" && since.writers == [world.owner.id].into());
        diary.until("who wrote", told).await;
    });
}
