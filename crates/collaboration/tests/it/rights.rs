//! Who may do what, on an open line.

use crate::{
    MOMENT,
    client::{all, sync},
    world::World,
};
use collaboration::Settings;
use model::{content::Role, live::Close};
use yrs::{ReadTxn, StateVector, Text, Transact};

#[tokio::test]
async fn an_edit_of_one_who_only_reads_changes_nothing_and_closes() {
    let world = World::new(Settings::default()).await;
    let mut a = world.join(&world.owner, Role::Owner).await;
    for role in [Role::Viewer, Role::Commenter] {
        let reader = world.person("Reader", role).await;
        // As an update, and as an answer to our step 1.
        for step in [1, 2] {
            let mut client = world.join(&reader, role).await;
            assert_eq!(client.role, Some(role));
            let title = client.title.clone();
            let update = client.change(|txn| title.insert(txn, 0, "mine "));
            client.send(&sync(step, &update)).await;
            client.until("the close", |client| client.closed.is_some()).await;
            assert_eq!(client.closed.unwrap().0, Close::NoAccess);
            let mut client = world.join(&reader, role).await;
            let title = client.title.clone();
            let update = client.change(|txn| title.remove_range(txn, 0, 1));
            client.send(&sync(step, &update)).await;
            client.until("the close", |client| client.closed.is_some()).await;
            assert_eq!(client.closed.unwrap().0, Close::NoAccess);
        }
    }
    a.rest(MOMENT).await;
    assert_eq!(a.text(), "A post");
    assert_eq!(all(&world.stored().await).1, "A post");
}

#[tokio::test]
async fn a_reader_reads_and_may_say_what_it_has() {
    let world = World::new(Settings::default()).await;
    let reader = world.person("Reader", Role::Viewer).await;
    let mut a = world.join(&world.owner, Role::Owner).await;
    let title = a.title.clone();
    a.edit(|txn| title.remove_range(txn, 0, 2)).await;
    let mut client = world.join(&reader, Role::Viewer).await;
    // Yjs answers a step 1 with all deletions that it knows of: nothing new, no violation.
    let everything = client.doc.transact().encode_state_as_update_v1(&StateVector::default());
    client.sent += 1;
    client.send(&sync(1, &everything)).await;
    client.until("acks for nothing", |client| client.durable == client.sent).await;
    a.write("!").await;
    client.until("the edit", |client| client.text() == "post!").await;
    assert!(client.closed.is_none());
}

#[tokio::test]
async fn somebody_who_is_demoted_stops_writing_at_once() {
    let world = World::new(Settings::default()).await;
    let bob = world.person("Bob", Role::Editor).await;
    let mut b = world.join(&bob, Role::Editor).await;
    b.write(" one").await;
    world.hub.role_changed(world.post, bob.id, Some(Role::Viewer)).await;
    b.write(" two").await;
    b.until("the close", |client| client.closed.is_some()).await;
    assert_eq!((b.role, b.closed.unwrap().0), (Some(Role::Viewer), Close::NoAccess));
    let mut b = world.join(&bob, Role::Viewer).await;
    assert_eq!(b.text(), "A post one");
    world.hub.role_changed(world.post, bob.id, Some(Role::Editor)).await;
    b.until("the promotion", |client| client.role == Some(Role::Editor)).await;
    b.write(" three").await;
    b.until("the ack", |client| client.durable == client.sent).await;
    assert_eq!(all(&world.stored().await).1, "A post one three");
}

#[tokio::test]
async fn somebody_who_is_removed_is_closed_and_the_others_are_not() {
    let world = World::new(Settings::default()).await;
    let bob = world.person("Bob", Role::Editor).await;
    let (mut a, mut b) = (world.join(&world.owner, Role::Owner).await, world.join(&bob, Role::Editor).await);
    world.hub.role_changed(world.post, bob.id, None).await;
    b.until("the close", |client| client.closed.is_some()).await;
    assert_eq!(b.closed.unwrap().0, Close::NoAccess);
    b.write("!").await;
    a.rest(MOMENT).await;
    assert!(a.closed.is_none());
    assert_eq!(a.text(), "A post");
    assert_eq!(world.hub.here(&[world.post])[&world.post], [world.owner.clone().into()]);
}

#[tokio::test]
async fn the_end_of_a_session_closes_its_lines_and_no_others() {
    let world = World::new(Settings::default()).await;
    let join = async |session: &str| {
        let mut client = crate::client::Client::new();
        let session = Some(session.to_owned());
        client.enter(world.hub.join(world.post, world.owner.clone(), session, Role::Owner, true).await.unwrap()).await;
        client
    };
    let (mut one, mut two, mut three) = (join("one").await, join("two").await, join("three").await);
    let bob = world.person("Bob", Role::Editor).await;
    let mut b = world.join(&bob, Role::Editor).await;
    world.hub.signed_out(world.owner.id, "one").await;
    one.until("the close", |client| client.closed.is_some()).await;
    assert_eq!(one.closed.unwrap().0, Close::SignedOut);
    world.hub.session_ended(world.owner.id, Some("three")).await;
    two.until("the close", |client| client.closed.is_some()).await;
    for client in [&mut three, &mut b] {
        client.rest(MOMENT).await;
        assert!(client.closed.is_none());
    }
}
