//! Frames that no honest client sends.

use crate::{
    MOMENT,
    client::{Client, Dice, all, presence, random_change, sync},
    world::World,
};
use bytes::Bytes;
use collaboration::Settings;
use model::{content::Role, live::Close};
use yrs::{ReadTxn, StateVector, Transact, encoding::write::Write};

#[tokio::test]
async fn frames_out_of_bounds_close_with_a_code_that_says_why() {
    let world = World::new(Settings::default()).await;
    for (frame, code) in [
        (vec![], Close::Malformed),
        (vec![9], Close::Malformed),
        (vec![0, 2, 4, 0xff, 0xff, 0xff, 0x7a], Close::Malformed),
        (vec![0, 0, 4, 0xff, 0xff, 0xff, 0x7a], Close::Malformed),
        (presence(&[(1, 1, "not json")]), Close::Malformed),
        (vec![0; (2 << 20) + 1], Close::TooBig),
    ] {
        let mut client = world.join(&world.owner, Role::Owner).await;
        client.send(&frame).await;
        client.until("the close", |client| client.closed.is_some()).await;
        assert_eq!(client.closed.unwrap().0, code, "{:?}", &frame[..frame.len().min(20)]);
    }
}

/// Nodes each in the other, as many as fit into a frame; and the deletion of the outermost.
fn nested(levels: u32) -> Vec<u8> {
    let mut update = Vec::new();
    update.write_var(1_u32);
    update.write_var(levels);
    update.write_var(77_u64);
    update.write_var(0_u32);
    for level in 0..levels {
        update.write_u8(7);
        if level == 0 {
            update.write_var(1_u32);
            update.write_string("body");
        } else {
            update.write_var(0_u32);
            update.write_var(77_u64);
            update.write_var(level - 1);
        }
        update.write_u8(3);
        update.write_string("b");
    }
    update.write_all(&[1, 77, 1, 0, 1]);
    update
}

#[tokio::test]
async fn nodes_that_nest_without_end_are_refused() {
    let world = World::new(Settings::default()).await;
    for levels in [300, 150_000] {
        let mut client = world.join(&world.owner, Role::Owner).await;
        client.send_update(&nested(levels)).await;
        client.until("the close", |client| client.closed.is_some()).await;
        assert_eq!(client.closed, Some((Close::Malformed, "the document's nodes nest too deep")));
    }
    let mut client = world.join(&world.owner, Role::Owner).await;
    client.send_update(&nested(100)).await;
    client.until("the ack", |client| client.durable == client.sent).await;
}

#[tokio::test]
async fn a_document_does_not_grow_without_end() {
    let world = World::new(Settings { document_max: 20_000, ..Settings::default() }).await;
    let mut client = world.join(&world.owner, Role::Owner).await;
    for _ in 0..30 {
        client.write(&"x".repeat(1000)).await;
    }
    client.until("the close", |client| client.closed.is_some()).await;
    assert_eq!(client.closed.unwrap().0, Close::TooBig);
    let mut client = world.join(&world.owner, Role::Owner).await;
    assert!(client.text().len() > 15_000);
    let title = client.title.clone();
    client.edit(|txn| yrs::Text::remove_range(&title, txn, 0, 100)).await;
    client.until("the ack of a deletion", |client| client.durable == client.sent).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn random_and_mutated_frames_end_nothing_but_their_own_line() {
    let world = World::new(Settings::default()).await;
    let mut honest = world.join(&world.owner, Role::Owner).await;
    let mut dice = Dice(4711);
    let mut refused = 0;
    for round in 0..400 {
        // A person for every few lines: one who breaks the document too often is not tried any more.
        let who = world.owner.clone();
        let who = model::accounts::Person { id: db::new_id(), ..who };
        let connection = world.hub.join(world.post, who, None, Role::Editor, true).await.unwrap();
        let mut client = Client::new();
        client.connect(connection).await;
        for _ in 0..20 {
            let mut frame = match dice.roll(4) {
                0 => (0..dice.roll(40)).map(|_| dice.roll(256) as u8).collect(),
                1 => sync(dice.roll(3), &honest.doc.transact().encode_state_as_update_v1(&StateVector::default())),
                2 => presence(&[(dice.roll(5), dice.roll(9) as u32, r#"{"cursor":1}"#)]),
                _ => {
                    let scratch = Client::new();
                    let mut update = random_change(&scratch, &mut dice);
                    if dice.roll(2) == 0 {
                        update = random_change(&scratch, &mut dice);
                    }
                    sync(2, &update)
                }
            };
            for _ in 0..dice.roll(4) {
                if !frame.is_empty() {
                    let at = dice.roll(frame.len() as u64) as usize;
                    match dice.roll(3) {
                        0 => frame[at] = dice.roll(256) as u8,
                        1 => drop(frame.remove(at)),
                        _ => frame.insert(at, dice.roll(256) as u8),
                    }
                }
            }
            client.connection.as_ref().unwrap().receive(Bytes::from(frame)).await;
        }
        refused += u32::from({
            client.connection.as_ref().unwrap().receive(Bytes::from_static(&[3])).await;
            let mut outgoing = client.connection.take().unwrap();
            let mut closed = false;
            while let Ok(Some(next)) = tokio::time::timeout(std::time::Duration::from_millis(5), outgoing.outgoing.next()).await {
                closed |= matches!(next, collaboration::Outgoing::Close(..));
            }
            closed
        });
        if round % 20 == 0 {
            honest.write("h").await;
            honest.until("the ack", |client| client.durable == client.sent).await;
        }
    }
    assert!(refused > 200, "{refused}");
    honest.rest(MOMENT).await;
    assert!(honest.closed.is_none());
    assert_eq!(all(&world.stored().await), honest.all());
}
