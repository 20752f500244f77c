//! What administrators see and do over all accounts.

use crate::{
    hook::tell,
    monitoring::user,
    world::{PATIENT, World, desk, hasty, losing_world, work, world},
};
use crm::{Crm, Gateway};
use model::{
    ErrorCode, PageRequest, Timestamp,
    crm::{
        AlarmKind, EventState,
        SendState::{Failed, Sent, Unconfirmed},
    },
};
use sandbox::onlyfans::{Fault, On};
use serde_json::json;

fn first(limit: u32) -> PageRequest {
    PageRequest { cursor: None, limit: Some(limit) }
}

/// Messages that were given up.
async fn given_up(world: &World, count: usize) {
    let closed = Gateway::new("http://127.0.0.1:1", "sandbox", PATIENT).unwrap();
    let away = Crm::new(world.test.db.clone(), closed, hasty(), accounts::Clock::default());
    let mut ids = Vec::new();
    for n in 0..count {
        ids.push(world.write(0, &format!("given up {n}")).await.id);
    }
    let worker = work(&away);
    for id in ids {
        world.until(id, Failed).await;
    }
    worker.abort();
}

#[tokio::test]
async fn dead_letters_are_listed_page_by_page_and_put_back_one_by_one_or_all() {
    let world = world(1).await;
    given_up(&world, 3).await;
    let admin = user(&world, "admin").await;
    let page = world.crm.dead_letters(&admin, &first(2)).await.unwrap();
    let next = PageRequest { cursor: page.next_cursor.clone(), limit: Some(2) };
    let rest = world.crm.dead_letters(&admin, &next).await.unwrap();
    assert_eq!((page.items.len(), rest.items.len(), rest.next_cursor), (2, 1, None));
    assert!(page.items.iter().chain(&rest.items).all(|one| one.attempts == 3 && one.text.starts_with("given up")));
    world.crm.redrive(&admin, page.items[0].id).await.unwrap();
    assert_eq!(world.crm.redrive(&admin, page.items[0].id).await.unwrap_err().code, ErrorCode::TooLate);
    assert_eq!(world.crm.redrive_all(&admin).await.unwrap(), 2);
    assert_eq!(world.crm.dead_letters(&admin, &first(10)).await.unwrap().items, []);
    let worker = world.work();
    for one in page.items.iter().chain(&rest.items) {
        world.until(one.id, Sent).await;
    }
    worker.abort();
    assert_eq!((0..3).map(|n| world.arrived(0, &format!("given up {n}"))).sum::<usize>(), 3);
    let plain = user(&world, "user").await;
    assert_eq!(world.crm.redrive_all(&plain).await.unwrap_err().code, ErrorCode::Forbidden);
    assert_eq!(world.crm.dead_letters(&plain, &first(1)).await.unwrap_err().code, ErrorCode::Forbidden);
}

#[tokio::test]
async fn what_is_unconfirmed_is_settled_by_hand_once() {
    let world = losing_world(1).await;
    world.served.sandbox.fail(On::Send, Fault::SilentBefore, 1);
    let id = world.write(0, "gone").await.id;
    let worker = world.work();
    world.until(id, Unconfirmed).await;
    worker.abort();
    let admin = user(&world, "admin").await;
    let listed = world.crm.unconfirmed(&admin, &first(10)).await.unwrap().items;
    assert_eq!((listed.len(), listed[0].id, listed[0].text.as_str()), (1, id, "gone"));
    world.crm.decide_for(&admin, id, false).await.unwrap();
    assert_eq!(world.crm.decide_for(&admin, id, true).await.unwrap_err().code, ErrorCode::TooLate);
    assert_eq!(world.get(id).await.state, Failed);
    assert_eq!(world.crm.unconfirmed(&admin, &first(10)).await.unwrap().items, []);
    let plain = user(&world, "user").await;
    assert_eq!(world.crm.decide_for(&plain, id, true).await.unwrap_err().code, ErrorCode::Forbidden);
}

#[tokio::test]
async fn an_event_that_could_not_be_done_is_found_and_done_again() {
    let world = world(1).await;
    tell(&world, "evt_1", "messages.received", json!({"nothing": "of the contract"})).await;
    tell(&world, "evt_2", "posts.liked", json!({})).await;
    let admin = user(&world, "admin").await;
    let all = world.crm.journal(&admin, None, &first(1)).await.unwrap();
    assert!(all.items[0].event == "posts.liked" && all.items[0].state == EventState::Ignored && all.next_cursor.is_some(), "{all:?}");
    let failed = world.crm.journal(&admin, Some(EventState::Failed), &first(10)).await.unwrap().items;
    assert!(failed.len() == 1 && failed[0].error.is_some(), "{failed:?}");
    world.crm.replay_event(&admin, failed[0].id).await.unwrap();
    assert_eq!(world.crm.replay_event(&admin, failed[0].id).await.unwrap_err().code, ErrorCode::TooLate);
    assert_eq!(world.crm.process().await.unwrap(), 1);
    assert_eq!(world.crm.journal(&admin, Some(EventState::Failed), &first(10)).await.unwrap().items.len(), 1);
    let plain = user(&world, "user").await;
    assert_eq!(world.crm.replay_event(&plain, failed[0].id).await.unwrap_err().code, ErrorCode::Forbidden);
    assert_eq!(world.crm.journal(&plain, None, &first(1)).await.unwrap_err().code, ErrorCode::Forbidden);
}

#[tokio::test]
async fn an_alarm_is_told_of_once_and_is_on_for_a_while() {
    let world = world(1).await;
    given_up(&world, 11).await;
    let other = desk(&world.test, &world.served, hasty(), PATIENT);
    assert!(other.may_ring().await.unwrap());
    let ring = async |crm: &Crm| {
        let mut tx = world.test.db.write().await.unwrap();
        let began: Vec<AlarmKind> = crm.ring(&mut tx).await.unwrap().into_iter().map(|alarm| alarm.kind).collect();
        tx.commit().await.unwrap();
        began
    };
    assert_eq!(ring(&world.crm).await, [AlarmKind::DeadLetters]);
    assert_eq!(ring(&other).await, []);
    let admin = user(&world, "admin").await;
    world.crm.redrive_all(&admin).await.unwrap();
    // Over so soon it is on still: the same number again is the same alarm.
    assert_eq!(ring(&world.crm).await, []);
    assert_eq!(world.count("SELECT CAST(COUNT(*) AS BIGINT) FROM crm_alarms").await, 1);
    sqlx::query("UPDATE crm_alarms SET since = since - 1000000").execute(world.test.db.read()).await.unwrap();
    assert_eq!(ring(&world.crm).await, []);
    assert_eq!(world.count("SELECT CAST(COUNT(*) AS BIGINT) FROM crm_alarms").await, 0);
    assert!(!other.may_ring().await.unwrap());
}

#[tokio::test]
async fn buckets_say_what_could_go_and_what_waits() {
    let world = world(1).await;
    world.write(0, "waits").await;
    let admin = user(&world, "admin").await;
    let bucket = world.crm.buckets(&admin).await.unwrap().remove(0);
    assert_eq!((bucket.gateway_id.as_str(), bucket.tokens, bucket.depth), (world.creator.gateway_id.as_str(), 10_000, 1));
    assert_eq!(bucket.paused_until, None::<Timestamp>);
    assert_eq!(world.crm.check_gateway(&admin).await.unwrap(), Ok(()));
    let wrong = Crm::new(world.test.db.clone(), Gateway::new(&world.served.url, "wrong", PATIENT).unwrap(), hasty(), accounts::Clock::default());
    assert!(wrong.check_gateway(&admin).await.unwrap().unwrap_err().contains("401"));
    assert_eq!(world.crm.buckets(&user(&world, "user").await).await.unwrap_err().code, ErrorCode::Forbidden);
}
