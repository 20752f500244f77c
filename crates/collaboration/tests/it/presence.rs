//! Presence: seen by the others, under one's own name only.

use crate::{MOMENT, client::presence, world::World};
use async_trait::async_trait;
use collaboration::{Change, Hub, Listener, Settings};
use model::{accounts::Person, content::Role, live::Close, reader::Participant};
use std::sync::Arc;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

/// Passes on what has changed.
struct Ear(UnboundedSender<Change>);

#[async_trait]
impl Listener for Ear {
    fn changed(&self, change: Change) {
        drop(self.0.send(change));
    }
}

#[tokio::test]
async fn others_see_who_is_here_under_the_name_of_the_session() {
    let world = World::new(Settings::default()).await;
    let bob = world.person("Bob", Role::Viewer).await;
    let (mut a, mut b) = (world.join(&world.owner, Role::Owner).await, world.join(&bob, Role::Viewer).await);
    b.send(&presence(&[(70, 1, r##"{"user":{"name":"Ada","color":"#f00"},"cursor":{"anchor":1},"idle":false}"##)])).await;
    a.until("Bob", |client| client.others.contains_key(&70)).await;
    let state = &a.others[&70].1;
    assert_eq!(state["user"], serde_json::to_value(Participant::from(bob.clone())).unwrap());
    assert_eq!(state["cursor"]["anchor"], 1);
    // Ada cannot be made to leave, nor can Bob speak as she.
    a.send(&presence(&[(60, 1, "{}")])).await;
    b.until("Ada", |client| client.others.contains_key(&60)).await;
    b.send(&presence(&[(60, 9, "null"), (60, 10, r#"{"cursor":5}"#), (61, 1, "{}")])).await;
    b.send(&presence(&[(70, 2, r#"{"idle":true}"#)])).await;
    a.until("the next state", |client| client.others[&70].0 == 2).await;
    assert_eq!(a.others.keys().copied().collect::<Vec<_>>(), [70], "and one's own state does not come back");
    let mut c = world.join(&bob, Role::Viewer).await;
    c.until("both", |client| client.others.len() == 2).await;
    assert_eq!(c.others[&60].1["user"]["name"], "Ada");
    b.leave();
    a.until("Bob has left", |client| !client.others.contains_key(&70)).await;
}

#[tokio::test]
async fn one_who_comes_back_on_a_new_line_is_the_same_client() {
    let world = World::new(Settings::default()).await;
    let mut a = world.join(&world.owner, Role::Owner).await;
    let bob = world.person("Bob", Role::Viewer).await;
    let mut old = world.join(&bob, Role::Viewer).await;
    old.send(&presence(&[(70, 5, "{}")])).await;
    a.until("Bob", |client| client.others.contains_key(&70)).await;
    let new = world.join(&bob, Role::Viewer).await;
    new.send(&presence(&[(70, 6, r#"{"cursor":1}"#)])).await;
    a.until("Bob again", |client| client.others[&70].0 == 6).await;
    old.leave();
    a.rest(MOMENT).await;
    assert!(a.others.contains_key(&70), "the old line takes nobody away");
}

#[tokio::test]
async fn a_state_that_is_too_big_closes() {
    let world = World::new(Settings::default()).await;
    let mut a = world.join(&world.owner, Role::Owner).await;
    a.send(&presence(&[(70, 1, &format!(r#"{{"cursor":"{}"}}"#, "x".repeat(9000)))])).await;
    a.until("the close", |client| client.closed.is_some()).await;
    assert_eq!(a.closed.unwrap().0, Close::TooBig);
}

#[tokio::test]
async fn whoever_asks_hears_who_is_here() {
    let world = World::new(Settings::default()).await;
    let (mut a, b) = (world.join(&world.owner, Role::Owner).await, world.join(&world.owner, Role::Owner).await);
    b.send(&presence(&[(70, 1, "{}")])).await;
    a.until("the other tab", |client| client.others.contains_key(&70)).await;
    a.others.clear();
    a.send(&[3]).await;
    a.until("the answer", |client| client.others.contains_key(&70)).await;
}

#[tokio::test]
async fn the_listener_hears_who_comes_and_goes_and_whose_access_ends() {
    let mut world = World::new(Settings::default()).await;
    let bob = world.person("Bob", Role::Viewer).await;
    let (heard, mut changes) = unbounded_channel();
    world.hub = Hub::with_listener(world.contents.clone(), Settings::default(), Arc::new(Ear(heard)));
    let (ada, post) = (world.owner.clone(), world.post);
    let mut first = world.join(&ada, Role::Owner).await;
    let _second = world.join(&ada, Role::Owner).await;
    let _b = world.join(&bob, Role::Viewer).await;
    first.leave();
    world.hub.role_changed(post, bob.id, None).await;
    world.hub.signed_out(bob.id, "one").await;
    world.hub.session_ended(bob.id, Some("two")).await;
    world.hub.gone(post).await;
    let mut all = Vec::new();
    for _ in 0..7 {
        all.push(tokio::time::timeout(MOMENT, changes.recv()).await.unwrap().unwrap());
    }
    let (here, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|change| matches!(change, Change::Here(..)));
    let people = [vec![ada.clone()], vec![ada.clone(), bob.clone()], vec![ada]]
        .map(|people: Vec<Person>| Change::Here(post, people.into_iter().map(Participant::from).collect()));
    assert_eq!(here[..3], people, "a second tab is no change");
    let expected = [
        Change::Role(post, bob.id.into(), None),
        Change::SignedOut(bob.id, "one".to_owned()),
        Change::SessionsEnded(bob.id, Some("two".to_owned())),
        Change::Gone(post),
    ];
    assert_eq!(others[..], expected);
}
