//! Hundreds of readers: presence is sampled, text is not.

use crate::{
    MOMENT,
    client::{Client, presence},
    world::World,
};
use async_trait::async_trait;
use collaboration::{Change, Hub, Listener, Settings};
use model::content::Role;
use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

const READERS: u64 = 300;

async fn readers(world: &World) -> Vec<Client> {
    let bob = world.person("Bob", Role::Viewer).await;
    let mut all = Vec::new();
    for number in 1..=READERS {
        let reader = world.join(&bob, Role::Viewer).await;
        reader.send(&presence(&[(number, 1, r#"{"idle":false}"#)])).await;
        all.push(reader);
    }
    all
}

#[tokio::test]
async fn three_hundred_who_move_all_the_time_cost_each_reader_a_few_frames_a_second() {
    let world = World::new(Settings::default()).await;
    let mut all = readers(&world).await;
    // To take what comes is the slow part of this test, so each reader has its own time.
    let mut since = Vec::new();
    for reader in &mut all {
        reader.take_all().await;
        reader.presence_frames = 0;
        since.push(Instant::now());
    }
    let (start, mut clock) = (Instant::now(), 1);
    while start.elapsed() < Duration::from_secs(1) {
        clock += 1;
        for (number, reader) in (1..).zip(&all) {
            let state = format!(r#"{{"cursor":{{"anchor":{clock},"head":{clock}}}}}"#);
            reader.send(&presence(&[(number, clock, &state)])).await;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    for (reader, since) in all.iter_mut().zip(since) {
        reader.take_all().await;
        let (frames, gaps) = (u128::from(reader.presence_frames), since.elapsed().as_millis() / 300);
        assert!(frames >= 1 && frames <= gaps + 1, "{frames} frames in {gaps} times 300 ms");
    }
    // Nobody is left out of the samples: in the end each knows of the last motion of all others.
    for (number, reader) in (1..).zip(&mut all) {
        let others = (1..=READERS).filter(|&other| other != number);
        reader
            .until("the last motion of all", |reader| others.clone().all(|other| reader.others.get(&other).is_some_and(|state| state.0 == clock)))
            .await;
    }
}

#[tokio::test]
async fn text_does_not_wait_for_the_next_sample() {
    let long = Duration::from_secs(60);
    let world = World::new(Settings { presence_every: long, presence_within: long, ..Settings::default() }).await;
    let mut writer = world.join(&world.owner, Role::Owner).await;
    let mut all = readers(&world).await;
    writer.write(" for all").await;
    for reader in &mut all {
        reader.until("the text", |reader| reader.text() == "A post for all").await;
        assert_eq!(reader.presence_frames, 0, "presence waits, and the text does not wait with it");
    }
    writer.until("the ack", |writer| writer.durable == writer.sent).await;
}

/// Counts how often it was told who is here.
#[derive(Default)]
struct Lists(AtomicUsize);

#[async_trait]
impl Listener for Lists {
    fn changed(&self, change: Change) {
        if let Change::Here(..) = change {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }
}

#[tokio::test]
async fn coming_and_going_of_many_is_told_in_samples_and_ends_with_the_truth() {
    let mut world = World::new(Settings::default()).await;
    let told = Arc::new(Lists::default());
    world.hub = Hub::with_listener(world.contents.clone(), Settings { presence_crowd: 5, ..Settings::default() }, told.clone());
    let mut people = vec![world.owner.clone()];
    for number in 0..40 {
        people.push(world.person(&format!("Reader {number:02}"), Role::Viewer).await);
    }
    let start = Instant::now();
    let mut inside = Vec::new();
    for person in &people {
        inside.push(world.join(person, Role::Viewer).await);
    }
    let samples = start.elapsed().as_millis() / 100 + 7;
    assert!(told.0.load(Ordering::Relaxed) as u128 <= samples, "{} lists for {} people", told.0.load(Ordering::Relaxed), people.len());
    tokio::time::sleep(MOMENT + MOMENT).await;
    assert_eq!(world.hub.here(&[world.post])[&world.post].len(), people.len());
    let (_, leave) = inside.split_at_mut(1);
    for reader in leave {
        reader.leave();
    }
    tokio::time::sleep(MOMENT + MOMENT).await;
    assert_eq!(world.hub.here(&[world.post])[&world.post], [world.owner.clone().into()]);
}

#[tokio::test]
async fn one_who_has_just_come_into_a_crowd_is_inside() {
    // Nobody hears who is here for a long time.
    let seldom = Duration::from_secs(60);
    let world = World::new(Settings { presence_every: seldom, presence_within: seldom, ..Settings::default() }).await;
    let mut all = Vec::new();
    for _ in 0..60 {
        all.push(world.join(&world.owner, Role::Owner).await);
    }
    let bob = world.person("Bob", Role::Viewer).await;
    all.push(world.join(&bob, Role::Viewer).await);
    assert_eq!(world.hub.inside_of(world.post).await, [world.owner.id.into(), bob.id.into()].into());
    assert!(world.hub.inside_of(db::new_id()).await.is_empty());
    assert_eq!(world.hub.open_rooms(), 1, "nothing was opened to look");
}
