//! Rooms: writing together, coming and going, titles, derived texts.

use crate::{
    MOMENT,
    client::{Client, all, sync},
    world::{World, quick},
};
use collaboration::Settings;
use model::{ErrorCode, comments::Anchor, content::Role, live::Close};
use std::time::Duration;
use yrs::{ReadTxn, Text, Transact};

#[tokio::test]
async fn two_people_see_each_other_write() {
    let world = World::new(Settings::default()).await;
    let bob = world.person("Bob", Role::Editor).await;
    let (mut a, mut b) = (world.join(&world.owner, Role::Owner).await, world.join(&bob, Role::Editor).await);
    assert_eq!((a.text(), b.text()), ("A post".into(), "A post".into()));
    a.write(" by Ada").await;
    a.until("the ack", |client| client.durable == client.sent).await;
    assert_eq!(a.heard, 0, "one's own edits do not come back");
    let title = b.title.clone();
    b.edit(|txn| title.insert(txn, 0, "Bob: ")).await;
    for client in [&mut a, &mut b] {
        client.until("both edits", |client| client.text() == "Bob: A post by Ada").await;
    }
    assert_eq!(a.all(), b.all());
}

#[tokio::test]
async fn what_was_written_offline_arrives_with_the_answer_to_step_1() {
    let world = World::new(Settings::default()).await;
    let bob = world.person("Bob", Role::Editor).await;
    let mut a = world.join(&world.owner, Role::Owner).await;
    a.leave();
    let title = a.title.clone();
    a.change(|txn| title.insert(txn, 0, "offline "));
    let mut b = world.join(&bob, Role::Editor).await;
    b.write(" meanwhile").await;
    let mut a = world.join_as(a, &world.owner, Role::Owner).await;
    for client in [&mut a, &mut b] {
        client.until("both", |client| client.text() == "offline A post meanwhile").await;
    }
    a.until("acks", |client| client.durable == client.sent).await;
    assert_eq!(all(&world.stored().await).1, a.text());
}

#[tokio::test]
async fn an_update_that_comes_before_its_past_counts_once_the_past_is_there() {
    let world = World::new(quick()).await;
    let mut a = world.join(&world.owner, Role::Owner).await;
    let title = a.title.clone();
    a.write("!").await;
    a.change(|txn| title.insert(txn, 0, "one "));
    let second = a.change(|txn| title.insert(txn, 4, "two "));
    a.send_update(&second).await;
    // The next message from the server is the question for what is missing; meanwhile somebody comes.
    let mut b = world.join(&world.owner, Role::Owner).await;
    assert_eq!(b.text(), "A post!", "nothing that builds on what is missing");
    a.until("the acks of all three and the answer", |client| client.durable == client.sent && client.sent == 4).await;
    b.until("both", |client| client.text() == "one two A post!").await;
    a.write("?").await;
    b.until("what comes after", |client| client.text() == "one two A post!?").await;
    a.until("the last ack", |client| client.durable == client.sent).await;
    assert_eq!(a.all(), b.all());
    assert_eq!(all(&world.stored().await).1, a.text());
}

#[tokio::test]
async fn an_answer_that_builds_on_what_is_nowhere_is_refused() {
    let world = World::new(Settings::default()).await;
    let mut a = world.join(&world.owner, Role::Owner).await;
    let title = a.title.clone();
    a.change(|txn| title.insert(txn, 0, "one "));
    let second = a.change(|txn| title.insert(txn, 4, "two "));
    a.send(&[&[0, 1, second.len() as u8], &second[..]].concat()).await;
    a.until("the close", |client| client.closed.is_some()).await;
    assert_eq!(a.closed.unwrap().0, Close::Malformed);
}

#[tokio::test]
async fn somebody_who_comes_while_the_room_ends_loses_nothing() {
    let world = World::new(Settings { derive_after: Duration::ZERO, ..quick() }).await;
    let mut text = String::from("A post");
    for round in 0..60 {
        let mut client = world.join(&world.owner, Role::Owner).await;
        assert_eq!(client.text(), text, "round {round}");
        let word = format!(" {round}");
        client.write(&word).await;
        text.push_str(&word);
        // The last letter before the tab is closed counts too.
        client.leave();
        if round % 3 == 0 {
            tokio::time::sleep(Duration::from_millis(round * 2)).await;
        }
    }
    world.ended().await;
    assert_eq!(all(&world.stored().await).1, text);
    assert_eq!(world.rows().await, 0, "a room that ends leaves its log folded");
    assert_eq!(world.contents.get(world.owner.id, world.post).await.unwrap().title, text);
}

#[tokio::test]
async fn many_who_come_at_once_are_in_one_room() {
    let world = World::new(quick()).await;
    let joins: Vec<_> = (0..20)
        .map(|_| {
            let (hub, post, who) = (world.hub.clone(), world.post, world.owner.clone());
            tokio::spawn(async move { hub.join(post, who, None, Role::Owner, false).await.unwrap() })
        })
        .collect();
    let mut clients = Vec::new();
    for join in joins {
        let mut client = Client::new();
        client.enter(join.await.unwrap()).await;
        clients.push(client);
    }
    assert_eq!(world.hub.open_rooms(), 1);
    assert_eq!(world.hub.here(&[world.post])[&world.post], [world.owner.clone().into()], "one person is there once");
    clients[0].write("!").await;
    for client in &mut clients {
        client.until("the edit", |client| client.text() == "A post!").await;
        assert_eq!(client.role, None, "our own messages go to those that asked for them");
    }
    drop(clients);
    world.ended().await;
    assert!(world.hub.here(&[world.post]).is_empty());
}

#[tokio::test]
async fn a_title_that_the_server_sets_reaches_the_writers_and_the_lists() {
    let world = World::new(Settings::default()).await;
    let mut a = world.join(&world.owner, Role::Owner).await;
    world.hub.set_title(world.post, world.owner.id, "Another name").await.unwrap();
    a.until("the title", |client| client.text() == "Another name").await;
    assert_eq!(all(&world.stored().await).1, "Another name", "durable when the call returns");
    a.write("!").await;
    a.until("the ack", |client| client.durable == client.sent).await;
    world.hub.settle(world.post).await.unwrap();
    assert_eq!(world.contents.get(world.owner.id, world.post).await.unwrap().title, "Another name!");
}

#[tokio::test]
async fn changed_comments_are_told_to_all_who_asked_for_our_messages() {
    let world = World::new(Settings::default()).await;
    let mut a = world.join(&world.owner, Role::Owner).await;
    let mut other = Client::new();
    other.enter(world.hub.join(world.post, world.owner.clone(), None, Role::Owner, false).await.unwrap()).await;
    let thread = db::new_id();
    world.hub.comments_changed(world.post, thread).await;
    a.until("the news", |client| client.comments == [thread]).await;
    a.write("!").await;
    other.until("the edit", |client| client.text() == "A post!").await;
    assert_eq!(other.comments, []);
}

#[tokio::test]
async fn an_edit_of_the_servers_returns_what_came_of_it() {
    let world = World::new(Settings::default()).await;
    let mut a = world.join(&world.owner, Role::Commenter).await;
    let thread = db::new_id();
    let quote = |quote: &str| Anchor::Quote { quote: quote.into(), prefix: String::new(), suffix: String::new(), at: None };
    let (here, nowhere) = (quote("Hello"), quote("Goodbye"));
    assert_eq!(world.hub.edit(world.post, None, 0, move |doc| document::anchor(doc, thread, &nowhere)).await.unwrap().ok(), None);
    let kept = world.hub.edit(world.post, None, 0, move |doc| document::anchor(doc, thread, &here)).await.unwrap().unwrap();
    assert_eq!(kept.quote, "Hello");
    a.until("the mark", |client| document::anchors(&document::derive(&client.doc).json).contains_key(&thread)).await;
    assert!(document::anchors(&document::derive(&world.stored().await).json).contains_key(&thread), "durable when the call returns");
}

#[tokio::test]
async fn a_title_is_set_where_nobody_is() {
    let world = World::new(quick()).await;
    world.hub.set_title(world.post, world.owner.id, "Quiet").await.unwrap();
    world.ended().await;
    assert_eq!(world.contents.get(world.owner.id, world.post).await.unwrap().title, "Quiet");
}

#[tokio::test]
async fn a_long_log_is_folded_while_people_write() {
    let world = World::new(Settings { fold_after: 10, write_after: Duration::ZERO, ..Settings::default() }).await;
    let mut a = world.join(&world.owner, Role::Owner).await;
    for _ in 0..60 {
        a.write("x").await;
        a.until("the ack", |client| client.durable == client.sent).await;
    }
    tokio::time::sleep(MOMENT).await;
    assert!(world.rows().await < 30, "{} rows", world.rows().await);
    assert_eq!(all(&world.stored().await).1, a.text());
}

#[tokio::test]
async fn a_post_that_is_gone_closes_for_everybody() {
    let world = World::new(Settings::default()).await;
    let mut a = world.join(&world.owner, Role::Owner).await;
    a.write("!").await;
    world.hub.gone(world.post).await;
    a.until("the close", |client| client.closed.is_some()).await;
    assert_eq!(a.closed.unwrap().0, Close::Gone);
    world.ended().await;
    assert_eq!(all(&world.stored().await).1, "A post!", "the trash gives it back whole");
}

#[tokio::test]
async fn a_post_that_is_deleted_while_somebody_writes_closes() {
    let world = World::new(Settings::default()).await;
    let mut a = world.join(&world.owner, Role::Owner).await;
    let mut tx = world.test.db.write().await.unwrap();
    sqlx::query("DELETE FROM content WHERE id = $1").bind(world.post.to_string()).execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
    a.write("!").await;
    a.until("the close", |client| client.closed.is_some()).await;
    assert_eq!(a.closed.unwrap().0, Close::Gone);
    world.ended().await;
    let again = world.hub.join(world.post, world.owner.clone(), None, Role::Owner, true).await;
    assert_eq!(again.unwrap_err().code, ErrorCode::NotFound);
}

#[tokio::test]
async fn a_reader_that_cannot_keep_up_is_closed_while_the_others_go_on() {
    let world = World::new(Settings { waiting_frames: 8, ..Settings::default() }).await;
    let mut slow = world.join(&world.owner, Role::Owner).await;
    let (mut a, mut b) = (world.join(&world.owner, Role::Owner).await, world.join(&world.owner, Role::Owner).await);
    for _ in 0..40 {
        a.write("x").await;
        b.until("the edit", |b| b.text() == a.text()).await;
        a.take_all().await;
    }
    slow.until("the close", |client| client.closed.is_some()).await;
    assert_eq!(slow.closed.unwrap().0, Close::Restarting);
    assert!(a.closed.is_none() && b.closed.is_none());
    let slow = world.join_as(slow, &world.owner, Role::Owner).await;
    assert_eq!(slow.all(), a.all(), "it comes back and has everything");
}

#[tokio::test]
async fn a_stop_writes_everything_and_sends_everybody_away() {
    let world = World::new(Settings { write_after: Duration::from_secs(60), write_within: Duration::from_secs(60), ..Settings::default() }).await;
    let mut a = world.join(&world.owner, Role::Owner).await;
    a.write(" until the end").await;
    world.hub.shutdown().await;
    a.until("the close", |client| client.closed.is_some()).await;
    assert_eq!((a.closed.unwrap().0, a.durable), (Close::Restarting, a.sent));
    assert_eq!(all(&world.stored().await).1, "A post until the end");
    assert_eq!(world.contents.get(world.owner.id, world.post).await.unwrap().title, "A post until the end");
    let late = world.hub.join(world.post, world.owner.clone(), None, Role::Owner, true).await;
    assert_eq!(late.unwrap_err().code, ErrorCode::Unavailable);
}

#[tokio::test]
async fn a_silent_line_hears_something_before_its_client_gives_up() {
    let world = World::new(Settings { silence_max: Duration::from_millis(50), ..Settings::default() }).await;
    let mut a = world.join(&world.owner, Role::Owner).await;
    a.rest(Duration::from_millis(20)).await;
    let next = tokio::time::timeout(MOMENT, a.connection.as_mut().unwrap().outgoing.next()).await;
    assert_eq!(next, Ok(Some(collaboration::Outgoing::Frame(bytes::Bytes::from_static(&[1, 1, 0])))));
}

#[tokio::test]
async fn a_step_1_is_answered_with_what_is_missing_and_no_more() {
    let world = World::new(Settings::default()).await;
    let mut a = world.join(&world.owner, Role::Owner).await;
    let before = a.doc.transact().state_vector();
    a.write("!").await;
    a.until("the ack", |client| client.durable == client.sent).await;
    let mut b = Client::new();
    b.connection = Some(world.hub.join(world.post, world.owner.clone(), None, Role::Owner, false).await.unwrap());
    b.send(&sync(0, &yrs::updates::encoder::Encode::encode_v1(&before))).await;
    b.until("step 2", |client| client.synced).await;
    assert_eq!(b.text(), "", "only the new letter, which waits for the others");
}

#[tokio::test]
async fn what_is_written_in_one_batch_is_one_row() {
    let world = World::new(Settings { write_after: MOMENT, write_within: MOMENT, ..Settings::default() }).await;
    let bob = world.person("Bob", Role::Editor).await;
    let (mut a, mut b) = (world.join(&world.owner, Role::Owner).await, world.join(&bob, Role::Editor).await);
    a.until("the handshake is durable", |client| client.durable == client.sent).await;
    let before = world.rows().await;
    for _ in 0..10 {
        a.write("a").await;
        b.until("the edit", |b| b.text() == a.text()).await;
        b.write("b").await;
        a.until("the edit", |a| a.text() == b.text()).await;
    }
    for client in [&mut a, &mut b] {
        client.until("acks", |client| client.durable == client.sent).await;
    }
    let rows = world.rows().await - before;
    assert!(rows < 8, "20 edits became {rows} rows");
    assert_eq!(all(&world.stored().await), a.all());
}
