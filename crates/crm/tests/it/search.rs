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
    // The beginning of a word is enough, and its end is not.
    assert_eq!(world.crm.search(ana, "lea sho").await.unwrap().messages.len(), 1);
    assert!(world.crm.search(ana, "oots").await.unwrap().messages.is_empty());
    // Signs part words and mean nothing else.
    assert_eq!(world.crm.search(ana, "100%").await.unwrap().messages.len(), 1);
    for signs in ["1_0%", "boots OR plain", "\"boots", "boots' | plain", "NOT boots (", "text:boots", "boots:* & !red"] {
        assert!(world.crm.search(ana, signs).await.unwrap().messages.len() < 2, "{signs}");
    }
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

#[tokio::test]
async fn what_is_changed_is_found_by_its_new_words_and_what_is_gone_by_none() {
    let world = world(2).await;
    let (account, ana, pool) = (&world.creator.gateway_id, world.ana, world.test.db.read());
    for (fan, text) in [(0, "an early heron"), (1, "a late heron")] {
        world.served.sandbox.fan_writes(account, world.fans[fan].0, text);
    }
    world.crm.reconcile(ana, world.creator.id).await.unwrap();
    let said = async |question: &str| -> Vec<String> {
        world.crm.search(ana, question).await.unwrap().messages.into_iter().map(|hit| hit.excerpt).collect()
    };
    assert_eq!(said("heron").await.len(), 2);
    sqlx::query("UPDATE crm_messages SET text = 'an early egret', at = at + 3600000 WHERE text = 'an early heron'").execute(pool).await.unwrap();
    assert_eq!((said("heron").await, said("egret").await), (vec!["a late heron".to_owned()], vec!["an early egret".to_owned()]));
    sqlx::query("UPDATE crm_messages SET text = 'an early heron' WHERE text = 'an early egret'").execute(pool).await.unwrap();
    assert_eq!(said("heron").await, ["an early heron", "a late heron"]);
    sqlx::query("UPDATE crm_messages SET deleted_at = at WHERE text = 'a late heron'").execute(pool).await.unwrap();
    assert_eq!(said("heron").await, ["an early heron"]);
    sqlx::query("DELETE FROM crm_fans WHERE id = $1").bind(world.fans[0].1.to_string()).execute(pool).await.unwrap();
    assert!(said("heron").await.is_empty());
    world.crm.name_fan(ana, world.fans[1].1, "Old Heron").await.unwrap();
    world.crm.name_fan(ana, world.fans[1].1, "New Egret").await.unwrap();
    let people = async |question: &str| world.crm.search(ana, question).await.unwrap().people.len();
    assert_eq!((people("heron").await, people("egret").await), (0, 1));
}
