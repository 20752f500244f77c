//! The inbox: lists by place, what is said, what is read, and that those who show it hear of changes.

use crate::world::{LOOK, LOOKS, PATIENT, World, desk, hasty, person, work, world};
use model::{
    ErrorCode, PageRequest,
    crm::{SendState, Shown},
};
use serde_json::Value;
use std::time::Duration;
use tokio::time::{sleep, timeout};

fn page(cursor: Option<String>, limit: u32) -> PageRequest {
    PageRequest { cursor, limit: Some(limit) }
}

/// A world whose account was read.
async fn read(fans: usize) -> World {
    let world = world(fans).await;
    world.crm.reconcile(world.ana, world.creator.id).await.unwrap();
    world
}

#[tokio::test]
async fn conversations_come_page_by_page_last_first_and_each_once() {
    let world = read(30).await;
    let all = world.crm.conversations(world.ana, None, Shown::All, &page(None, 100)).await.unwrap().items;
    assert!(all.len() > 5 && all.windows(2).all(|pair| pair[0].last_at >= pair[1].last_at), "{}", all.len());
    let (mut paged, mut cursor) = (Vec::new(), None);
    loop {
        let next = world.crm.conversations(world.ana, Some(world.creator.id), Shown::All, &page(cursor, 4)).await.unwrap();
        paged.extend(next.items);
        cursor = next.next_cursor;
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(paged, all);
    let bad = world.crm.conversations(world.ana, None, Shown::All, &page(Some("5".to_owned()), 4)).await;
    assert_eq!(bad.unwrap_err().code, ErrorCode::BadRequest);
}

#[tokio::test]
async fn a_conversation_is_unread_until_it_is_read_here_and_then_at_the_gateway_too() {
    let world = read(3).await;
    world.served.sandbox.fan_writes(&world.creator.gateway_id, world.fans[1].0, "are you there?");
    world.crm.reconcile(world.ana, world.creator.id).await.unwrap();
    let unread = async || world.crm.conversations(world.ana, None, Shown::Unread, &page(None, 10)).await.unwrap().items;
    let found = unread().await.remove(0);
    assert_eq!((found.fan.id, found.unread, found.last_text.as_str()), (world.fans[1].1, 1, "are you there?"));
    world.crm.mark_read(world.ana, found.id).await.unwrap();
    assert!(unread().await.is_empty());
    // The gateway is told beside it.
    let (chats, http) = (format!("{}/api/{}/chats", world.served.url, world.creator.gateway_id), reqwest::Client::new());
    for look in 0.. {
        let page: Value = http.get(&chats).bearer_auth("sandbox").send().await.unwrap().json().await.unwrap();
        if page["data"].as_array().unwrap().iter().all(|chat| chat["unreadMessagesCount"] == 0) {
            break;
        }
        assert!(look < LOOKS, "the gateway still counts it: {page}");
        sleep(LOOK).await;
    }
    world.crm.reconcile(world.ana, world.creator.id).await.unwrap();
    assert!(unread().await.is_empty());
}

#[tokio::test]
async fn a_thread_has_what_is_said_and_what_is_on_its_way() {
    let world = read(1).await;
    let fan = world.crm.about_fan(world.ana, world.fans[0].1).await.unwrap();
    let before = world.crm.thread(world.ana, fan.conversation, &page(None, 100)).await.unwrap();
    assert!(before.waiting.items.is_empty());
    let id = world.write(0, "on its way").await.id;
    let thread = world.crm.thread(world.ana, fan.conversation, &page(None, 2)).await.unwrap();
    assert_eq!((thread.waiting.items.len(), thread.waiting.items[0].state), (1, SendState::Queued));
    let worker = world.work();
    world.until(id, SendState::Sent).await;
    worker.abort();
    let thread = world.crm.thread(world.ana, fan.conversation, &page(None, 2)).await.unwrap();
    let said = &thread.messages.items[0];
    assert!(thread.waiting.items.is_empty());
    assert_eq!((said.text.as_str(), said.outgoing, said.author.as_ref().map(|author| author.name.as_str())), ("on its way", Some(id), Some("Ana")));
    if let Some(cursor) = thread.messages.next_cursor {
        let older = world.crm.thread(world.ana, fan.conversation, &page(Some(cursor), 100)).await.unwrap();
        assert_eq!(older.messages.items.len() + 2, before.messages.items.len() + 1);
    }
}

#[tokio::test]
async fn fans_come_by_what_they_paid() {
    let world = read(25).await;
    let first = world.crm.fans(world.ana, None, &page(None, 10)).await.unwrap();
    let second = world.crm.fans(world.ana, None, &page(first.next_cursor, 100)).await.unwrap();
    let spent: Vec<i64> = first.items.iter().chain(&second.items).map(|fan| fan.spent_cents).collect();
    assert_eq!(spent.len(), 25);
    assert!(spent[0] > 0 && spent.windows(2).all(|pair| pair[0] >= pair[1]), "{spent:?}");
    assert!(!first.items[0].name.is_empty());
}

#[tokio::test]
async fn strangers_see_no_conversation_and_no_fan() {
    let world = read(2).await;
    let leo = person(&world.test, "Leo").await;
    let fan = world.crm.about_fan(world.ana, world.fans[0].1).await.unwrap();
    let missing = |error: model::Error| assert_eq!(error.code, ErrorCode::NotFound);
    missing(world.crm.about_fan(leo, fan.id).await.unwrap_err());
    missing(world.crm.thread(leo, fan.conversation, &page(None, 1)).await.unwrap_err());
    missing(world.crm.mark_read(leo, fan.conversation).await.unwrap_err());
    missing(world.crm.conversations(leo, Some(world.creator.id), Shown::All, &page(None, 1)).await.unwrap_err());
    missing(world.crm.fans(leo, Some(world.creator.id), &page(None, 1)).await.unwrap_err());
    assert!(world.crm.conversations(leo, None, Shown::All, &page(None, 1)).await.unwrap().items.is_empty());
    assert!(world.crm.fans(leo, None, &page(None, 1)).await.unwrap().items.is_empty());
}

#[tokio::test]
async fn a_new_account_is_read_by_the_worker_without_being_asked() {
    let world = world(4).await;
    let settings = crm::Settings { read_every: Some(Duration::from_secs(60)), ..hasty() };
    let crm = desk(&world.test, &world.served, settings, PATIENT);
    let mut changes = crm.changes();
    let worker = work(&crm);
    let told = timeout(Duration::from_secs(10), changes.recv()).await.unwrap().unwrap();
    assert_eq!(told, world.creator.id);
    for _ in 0..500 {
        if world.count("SELECT CAST(COUNT(*) AS BIGINT) FROM crm_accounts WHERE read_at > 0").await == 1 {
            break;
        }
        sleep(Duration::from_millis(20)).await;
    }
    worker.abort();
    assert_eq!(world.crm.fans(world.ana, None, &page(None, 10)).await.unwrap().items.iter().filter(|fan| !fan.name.is_empty()).count(), 4);
    assert!(!world.crm.conversations(world.ana, None, Shown::All, &page(None, 10)).await.unwrap().items.is_empty());
}

#[tokio::test]
async fn of_a_fan_to_whom_very_much_waits_all_of_it_is_shown_page_by_page() {
    let world = world(1).await;
    let mut written = Vec::new();
    for n in 0..103 {
        written.push(world.write(0, &format!("m{n}")).await.id);
    }
    let id = world.crm.about_fan(world.ana, world.fans[0].1).await.unwrap().conversation;
    let first = world.crm.thread(world.ana, id, &PageRequest::default()).await.unwrap().waiting;
    let request = PageRequest { cursor: first.next_cursor.clone(), limit: Some(2) };
    let (_, second) = world.crm.waiting(world.ana, id, &request).await.unwrap();
    let (_, last) = world.crm.waiting(world.ana, id, &PageRequest { cursor: second.next_cursor.clone(), limit: Some(2) }).await.unwrap();
    assert_eq!((first.items.len(), second.items.len(), last.items.len(), last.next_cursor), (100, 2, 1, None));
    let shown: Vec<_> = [first.items, second.items, last.items].into_iter().flatten().map(|one| one.id).collect();
    assert_eq!(shown, written);
    let leo = person(&world.test, "Leo").await;
    assert_eq!(world.crm.waiting(leo, id, &PageRequest::default()).await.unwrap_err().code, ErrorCode::NotFound);
    let wrong = PageRequest { cursor: Some("x".to_owned()), limit: None };
    assert_eq!(world.crm.waiting(world.ana, id, &wrong).await.unwrap_err().code, ErrorCode::BadRequest);
}
