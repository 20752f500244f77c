//! The way out.

use crate::world::{person, world};
use crm::{NewMessage, Why};
use model::{
    ErrorCode, Timestamp,
    crm::{
        Origin,
        SendState::{Cancelled, Failed, InFlight, Queued, Rejected, Sent},
    },
};
use sandbox::onlyfans::{Fault, On};
use std::time::Duration;
use tokio::time::sleep;

#[tokio::test]
async fn a_message_goes_out_once_and_its_way_is_logged() {
    let world = world(1).await;
    let id = world.write(0, "hello\nyou").await.id;
    assert_eq!(world.states(id).await, [Queued]);
    let worker = world.work();
    let sent = world.until(id, Sent).await;
    assert!(sent.gateway_id.is_some() && sent.attempts == 1);
    assert_eq!(world.states(id).await, [Queued, InFlight, Sent]);
    sleep(Duration::from_millis(100)).await;
    assert_eq!(world.arrived(0, "hello\nyou"), 1);
    assert_eq!(world.count("SELECT CAST(COUNT(*) AS BIGINT) FROM crm_queue").await, 0);
    worker.abort();
}

#[tokio::test]
async fn a_price_needs_media_and_is_between_3_and_200_dollars() {
    let world = world(1).await;
    let new = |price_cents, media: &[&str]| NewMessage {
        price_cents,
        media: media.iter().map(|id| (*id).to_owned()).collect(),
        ..NewMessage::text(world.fans[0].1, "x")
    };
    for (price, media) in [(500, &[][..]), (299, &["vault_1"]), (20_001, &["vault_1"]), (-1, &["vault_1"])] {
        assert_eq!(world.crm.write(world.ana, new(price, media)).await.unwrap_err().code, ErrorCode::Invalid, "{price}");
    }
    let priced = world.crm.write(world.ana, new(1250, &["vault_1"])).await.unwrap();
    let worker = world.work();
    world.until(priced.id, Sent).await;
    assert_eq!(world.served.sandbox.counts().messages[0].price_cents, 1250);
    worker.abort();
    for text in ["", " ", &"x".repeat(5001), "a\0b"] {
        let refused = world.crm.write(world.ana, NewMessage::text(world.fans[0].1, text)).await;
        assert_eq!(refused.unwrap_err().code, ErrorCode::Invalid);
    }
}

#[tokio::test]
async fn the_same_key_said_twice_is_one_message() {
    let world = world(1).await;
    let new = || NewMessage { client_key: Some("tab-1".to_owned()), ..NewMessage::text(world.fans[0].1, "once") };
    let (first, second) = (world.crm.write(world.ana, new()).await.unwrap(), world.crm.write(world.ana, new()).await.unwrap());
    assert_eq!(first.id, second.id);
    assert_eq!(world.count("SELECT CAST(COUNT(*) AS BIGINT) FROM crm_queue").await, 1);
}

#[tokio::test]
async fn strangers_learn_nothing() {
    let world = world(1).await;
    let leo = person(&world.test, "Leo").await;
    let id = world.write(0, "private").await.id;
    let to_her = NewMessage::text(world.fans[0].1, "x");
    assert_eq!(world.crm.outgoing(leo, id).await.unwrap_err().code, ErrorCode::NotFound);
    assert_eq!(world.crm.write(leo, to_her).await.unwrap_err().code, ErrorCode::NotFound);
    assert_eq!(world.crm.cancel(leo, id).await.unwrap_err().code, ErrorCode::NotFound);
    assert_eq!(world.crm.status(leo).await.unwrap().depth, 0);
    world.crm.set_role(world.ana, world.creator.id, leo, model::crm::Role::Chatter).await.unwrap();
    assert_eq!(world.crm.outgoing(leo, id).await.unwrap().text, "private");
}

#[tokio::test]
async fn people_go_before_campaigns_then_priority_then_age() {
    let world = world(1).await;
    let write = async |text: &str, origin, priority| {
        let new = NewMessage { origin, priority, ..NewMessage::text(world.fans[0].1, text) };
        world.crm.write(world.ana, new).await.unwrap().id
    };
    write("campaign", Origin::Campaign, 10).await;
    write("later", Origin::Person, 5).await;
    write("urgent", Origin::Person, 9).await;
    let last = write("latest", Origin::Person, 5).await;
    let campaign = write("campaign of little weight", Origin::Campaign, 1).await;
    let worker = world.work();
    world.until(last, Sent).await;
    world.until(campaign, Sent).await;
    let texts: Vec<String> = world.served.sandbox.counts().messages.into_iter().map(|message| message.text).collect();
    assert_eq!(texts, ["urgent", "later", "latest", "campaign", "campaign of little weight"]);
    worker.abort();
}

#[tokio::test]
async fn what_waits_can_be_edited_and_cancelled_and_what_went_can_not() {
    let world = world(1).await;
    let (a, b) = (world.write(0, "first words").await.id, world.write(0, "never").await.id);
    world.crm.edit(world.ana, a, "better words", 0, None).await.unwrap();
    assert_eq!(world.crm.cancel(world.ana, b).await.unwrap().state, Cancelled);
    let worker = world.work();
    world.until(a, Sent).await;
    assert_eq!((world.arrived(0, "better words"), world.arrived(0, "never")), (1, 0));
    assert_eq!(world.crm.cancel(world.ana, a).await.unwrap_err().code, ErrorCode::TooLate);
    assert_eq!(world.crm.edit(world.ana, a, "x", 0, None).await.unwrap_err().code, ErrorCode::TooLate);
    assert_eq!(world.crm.retry(world.ana, a).await.unwrap_err().code, ErrorCode::TooLate);
    worker.abort();
}

#[tokio::test]
async fn a_scheduled_message_waits_for_its_time() {
    let world = world(1).await;
    let at = Timestamp(db::now().0 + 3_000);
    let new = NewMessage { scheduled_at: Some(at), ..NewMessage::text(world.fans[0].1, "later") };
    let id = world.crm.write(world.ana, new).await.unwrap().id;
    let worker = world.work();
    sleep(Duration::from_millis(300)).await;
    assert_eq!(world.arrived(0, "later"), 0);
    world.until(id, Sent).await;
    assert!(db::now() >= at);
    worker.abort();
    let past = NewMessage { scheduled_at: Some(Timestamp(1)), ..NewMessage::text(world.fans[0].1, "x") };
    assert_eq!(world.crm.write(world.ana, past).await.unwrap_err().code, ErrorCode::Invalid);
}

#[tokio::test]
async fn what_the_gateway_refuses_for_good_is_rejected_with_its_reason() {
    let world = world(2).await;
    world.served.sandbox.fail(On::Send, Fault::Banned, 1);
    world.served.sandbox.block(&world.creator.gateway_id, world.fans[1].0, true);
    let (banned, blocked) = (world.write(0, "banned").await.id, world.write(1, "blocked").await.id);
    let worker = world.work();
    for (id, words) in [(banned, "not allowed"), (blocked, "Cannot send")] {
        let rejected = world.until(id, Rejected).await;
        assert!(matches!(Why::of(&rejected), Some(Why::Said(said)) if said.contains(words)), "{rejected:?}");
    }
    worker.abort();
}

#[tokio::test]
async fn a_gateway_that_cannot_be_reached_is_tried_three_times_and_then_it_failed() {
    let mut world = world(1).await;
    let closed = crm::Gateway::new("http://127.0.0.1:1", "sandbox", crate::world::PATIENT).unwrap();
    world.crm = crm::Crm::new(world.test.db.clone(), closed, crate::world::hasty(), accounts::Clock::default());
    let id = world.write(0, "x").await.id;
    let worker = world.work();
    let failed = world.until(id, Failed).await;
    worker.abort();
    assert_eq!((failed.attempts, Why::of(&failed)), (3, Some(Why::Unreached)));
    assert_eq!(world.crm.status(world.ana).await.unwrap().dead_letters, 1);
    // By hand, with the gateway back.
    world.crm = crate::world::desk(&world.test, &world.served, crate::world::hasty(), crate::world::PATIENT);
    world.crm.retry(world.ana, id).await.unwrap();
    let worker = world.work();
    world.until(id, Sent).await;
    assert_eq!((world.arrived(0, "x"), world.crm.status(world.ana).await.unwrap().dead_letters), (1, 0));
    worker.abort();
}

#[tokio::test]
async fn a_message_is_taken_out_of_the_chat() {
    let world = world(1).await;
    let id = world.write(0, "oops").await.id;
    assert_eq!(world.crm.unsend(world.ana, id).await.unwrap_err().code, ErrorCode::TooLate);
    let worker = world.work();
    world.until(id, Sent).await;
    world.crm.unsend(world.ana, id).await.unwrap();
    assert_eq!(world.count("SELECT CAST(COUNT(*) AS BIGINT) FROM crm_messages WHERE deleted_at IS NOT NULL").await, 1);
    worker.abort();
}

#[tokio::test]
async fn a_message_that_waited_for_more_than_a_day_is_not_sent_out_of_turn() {
    let world = world(1).await;
    let id = world.write(0, "good morning").await.id;
    sqlx::query("UPDATE crm_outbox SET due_at = due_at - 90000000").execute(world.test.db.read()).await.unwrap();
    let worker = world.work();
    assert_eq!(Why::of(&world.until(id, Failed).await), Some(Why::Stale));
    assert_eq!((world.arrived(0, "good morning"), world.crm.status(world.ana).await.unwrap().dead_letters), (0, 1));
    world.crm.cancel(world.ana, id).await.unwrap();
    assert_eq!(world.crm.status(world.ana).await.unwrap().dead_letters, 0);
    worker.abort();
}

#[tokio::test]
async fn those_that_failed_are_listed_page_by_page() {
    let world = world(1).await;
    let mut written = Vec::new();
    for n in 0..5 {
        written.push(world.write(0, &format!("m{n}")).await.id);
    }
    // Some of them in the same moment.
    sqlx::query("UPDATE crm_outbox SET state = 'failed', changed_at = CASE WHEN text < 'm3' THEN 7 ELSE 8 END")
        .execute(world.test.db.read())
        .await
        .unwrap();
    let (mut found, mut cursor) = (Vec::new(), None);
    loop {
        let request = model::PageRequest { cursor, limit: Some(2) };
        let page = world.crm.in_state(world.ana, None, Failed, &request).await.unwrap();
        found.extend(page.items.into_iter().map(|one| one.id));
        cursor = page.next_cursor;
        if cursor.is_none() {
            break;
        }
    }
    written.reverse();
    assert_eq!(found, written);
}
