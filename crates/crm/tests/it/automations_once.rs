//! Each thing that happens is answered once, whatever dies and whoever is first.

use crate::{
    automations::{greeting, on},
    hook::tell,
    world::{LOOK, desk, hasty, work, world_with},
};
use crm::Settings;
use model::crm::Trigger;
use sandbox::onlyfans::{Fault, On};
use serde_json::json;
use std::{collections::BTreeMap, time::Duration};
use tokio::time::sleep;

#[tokio::test]
async fn two_servers_that_decide_at_once_write_one_message_for_each_fan() {
    const FANS: usize = 40;
    let world = world_with(FANS, hasty(), crate::world::PATIENT).await;
    on(&world, &greeting("Welcome", Trigger::New)).await;
    for (fan, _) in &world.fans {
        // Told twice, under two keys.
        for again in 0..2 {
            tell(&world, &format!("{fan} {again}"), "subscriptions.new", json!({ "id": fan, "user": { "id": fan } })).await;
        }
    }
    let other = desk(&world.test, &world.served, hasty(), crate::world::PATIENT);
    let (one, two, three) = tokio::join!(world.crm.plan_automatic(), other.plan_automatic(), other.plan_automatic());
    assert_eq!(one.unwrap() + two.unwrap() + three.unwrap(), FANS);
    assert_eq!(world.count("SELECT CAST(COUNT(DISTINCT fan_id) AS BIGINT) FROM crm_outbox").await, 40);
    let workers = [world.work(), work(&other)];
    crate::hook::until(&world, "SELECT CAST(COUNT(*) AS BIGINT) FROM crm_queue", 0).await;
    workers.iter().for_each(tokio::task::JoinHandle::abort);
    let arrived: BTreeMap<u64, usize> = world.served.sandbox.counts().by_fan("Welcome, dear!");
    assert!(arrived.len() == FANS && arrived.values().all(|times| *times == 1), "{arrived:?}");
}

#[tokio::test]
async fn servers_that_die_in_the_middle_leave_nobody_with_two() {
    const FANS: usize = 60;
    let settings = Settings { in_flight: Duration::from_secs(2), ..hasty() };
    let patience = Duration::from_millis(800);
    let world = world_with(FANS, settings.clone(), patience).await;
    let gateway = &world.served.sandbox;
    for (fault, chance) in [(Fault::SilentAfter, 20), (Fault::BrokenAfter(502), 60), (Fault::Broken(503), 60)] {
        gateway.fail_at_random(On::Send, fault, chance);
    }
    on(&world, &greeting("Welcome", Trigger::New)).await;
    for (fan, _) in &world.fans {
        tell(&world, &fan.to_string(), "subscriptions.new", json!({ "id": fan, "user": { "id": fan } })).await;
    }
    let waits = "SELECT CAST(COUNT(*) AS BIGINT) FROM crm_happened h WHERE NOT EXISTS (SELECT 1 FROM crm_automatic d WHERE d.happened_id = h.id)
                 OR EXISTS (SELECT 1 FROM crm_automatic d JOIN crm_outbox o ON o.id = d.outbox_id WHERE d.happened_id = h.id AND o.state IN ('queued', 'in_flight'))";
    for round in 0_u32.. {
        let servers = [0, 1].map(|_| desk(&world.test, &world.served, settings.clone(), patience));
        let workers = [work(&servers[0]), work(&servers[1])];
        sleep(LOOK * (1 + round % 7)).await;
        workers.iter().for_each(tokio::task::JoinHandle::abort);
        if world.count(waits).await == 0 {
            break;
        }
        assert!(round < 600, "{}", world.count(waits).await);
    }
    gateway.heal();
    let arrived: BTreeMap<u64, usize> = gateway.counts().by_fan("Welcome, dear!");
    assert!(arrived.values().all(|times| *times == 1), "nobody has it twice: {arrived:?}");
    assert_eq!(world.count("SELECT CAST(COUNT(*) AS BIGINT) FROM crm_automatic WHERE outbox_id IS NOT NULL").await, 60);
    assert_eq!(world.count("SELECT CAST(COUNT(*) AS BIGINT) FROM crm_outbox").await, 60);
}
