//! Search over people and messages: what is found, by whom, and that signs stand for themselves.

use crate::world::{person, world};
use model::ErrorCode;

#[tokio::test]
async fn words_are_found_in_names_and_messages_whatever_their_case_and_only_by_the_team() {
    let world = world(3).await;
    let (account, ana) = (&world.creator.gateway_id, world.ana);
    for (fan, text) in [(0, "I love red BOOTS so much"), (1, "red shoes, 100% leather"), (2, "a plain word")] {
        world.served.sandbox.fan_writes(account, world.fans[fan].0, text);
    }
    world.crm.reconcile(ana, world.creator.id).await.unwrap();
    world.crm.name_fan(ana, world.fans[2].1, "Quentin of the Boots").await.unwrap();
    let found = world.crm.search(ana, "boots").await.unwrap();
    assert_eq!(found.people.iter().map(|row| row.fan.id).collect::<Vec<_>>(), [world.fans[2].1]);
    let conversation = world.crm.about_fan(ana, world.fans[0].1).await.unwrap().conversation;
    let hit = &found.messages[0];
    assert_eq!((found.messages.len(), hit.conversation, hit.mine, hit.excerpt.as_str()), (1, conversation, false, "I love red BOOTS so much"));
    // All words count, in any order.
    assert_eq!(world.crm.search(ana, "boots red").await.unwrap().messages.len(), 1);
    assert!(world.crm.search(ana, "boots blue").await.unwrap().messages.is_empty());
    // Signs of patterns stand for themselves.
    assert_eq!(world.crm.search(ana, "100%").await.unwrap().messages.len(), 1);
    assert!(world.crm.search(ana, "1_0%").await.unwrap().messages.is_empty());
    assert_eq!(world.crm.search(ana, "  ").await.unwrap(), model::crm::Found::default());
    let leo = person(&world.test, "Leo").await;
    assert_eq!(world.crm.search(leo, "boots").await.unwrap(), model::crm::Found::default());
    assert_eq!(world.crm.search(ana, &"x".repeat(201)).await.unwrap_err().code, ErrorCode::Invalid);
}

#[tokio::test]
async fn the_last_twenty_messages_are_found_the_last_first() {
    let world = world(1).await;
    for number in 0..25 {
        world.served.sandbox.fan_writes(&world.creator.gateway_id, world.fans[0].0, &format!("needle {number}"));
    }
    world.crm.reconcile(world.ana, world.creator.id).await.unwrap();
    let found = world.crm.search(world.ana, "needle").await.unwrap().messages;
    assert_eq!(found.len(), 20);
    assert!(found.is_sorted_by(|one, next| one.at >= next.at));
}
