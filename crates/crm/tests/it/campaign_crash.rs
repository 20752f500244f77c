//! Sudden death in the middle of a campaign of five hundred, with faults on.

use crate::{
    campaigns::{campaign, everybody},
    world::{LOOK, desk, hasty, work, world_with},
};
use crm::Settings;
use model::crm::{CampaignState, SendState};
use sandbox::onlyfans::{Fault, On};
use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};
use tokio::time::sleep;

#[tokio::test]
async fn every_fan_of_five_hundred_has_one_message_or_an_honest_state() {
    const FANS: usize = 500;
    let settings = Settings { in_flight: Duration::from_secs(2), ..hasty() };
    let patience = Duration::from_millis(800);
    let world = world_with(FANS, settings.clone(), patience).await;
    let gateway = &world.served.sandbox;
    for (fault, chance) in [
        (Fault::SilentAfter, 15),
        (Fault::SilentBefore, 15),
        (Fault::BrokenAfter(502), 40),
        (Fault::Broken(503), 40),
        (Fault::TooMany { header: Some(1), body: None }, 10),
        (Fault::Banned, 10),
    ] {
        gateway.fail_at_random(On::Send, fault, chance);
    }
    let id = world.crm.draft(world.ana, None, &campaign(&world, "campaign", everybody())).await.unwrap().id;
    // Said by two servers at once: one of them starts it.
    let other = desk(&world.test, &world.served, settings.clone(), patience);
    let (one, two) = tokio::join!(world.crm.start(world.ana, id, Some(500)), other.start(world.ana, id, Some(500)));
    assert!(one.is_ok() != two.is_ok(), "{one:?} {two:?}");
    // Each server dies when some more have arrived, perhaps before it has heard so; or after a while, because nothing can
    // be sent. In between the campaign is held and goes on.
    for round in 0_usize.. {
        let (server, began, before) = (desk(&world.test, &world.served, settings.clone(), patience), Instant::now(), gateway.counts().messages.len());
        let worker = work(&server);
        while gateway.counts().messages.len() <= before + (round * 7) % 40 && began.elapsed() < Duration::from_secs(1) {
            sleep(Duration::from_millis(1)).await;
        }
        sleep(LOOK * u32::try_from(round % 3).unwrap()).await;
        if round % 5 == 4 {
            // At its end there is nothing to hold any more.
            let _ = world.crm.pause(world.ana, id).await;
        }
        worker.abort();
        if round % 5 == 4 {
            let _ = world.crm.resume(world.ana, id).await;
        }
        if world.crm.campaign(world.ana, id).await.unwrap().state == CampaignState::Done {
            break;
        }
        assert!(round < 600, "{:?}", world.crm.results(world.ana, id).await);
    }
    gateway.heal();
    // The last one lives long enough to read the chats: what is unconfirmed then is in none of them.
    let worker = world.work();
    let arrived: BTreeMap<u64, usize> = gateway.counts().by_fan("campaign");
    assert!(arrived.values().all(|times| *times == 1), "nobody has it twice: {arrived:?}");
    let rejected = world.crm.results(world.ana, id).await.unwrap().in_states(&[SendState::Rejected, SendState::Failed]);
    let missing = i64::try_from(FANS - arrived.len()).unwrap() - i64::from(rejected);
    crate::hook::until(&world, "SELECT CAST(COUNT(*) AS BIGINT) FROM crm_outbox WHERE state = 'unconfirmed'", missing).await;
    worker.abort();
    let rows: Vec<(String, String)> = sqlx::query_as("SELECT f.gateway_id, o.state FROM crm_outbox o JOIN crm_fans f ON f.id = o.fan_id")
        .fetch_all(world.test.db.read())
        .await
        .unwrap();
    assert_eq!(rows.len(), FANS);
    let mut came = 0;
    for (fan, state) in rows {
        let times = arrived.get(&fan.parse().unwrap()).copied().unwrap_or(0);
        match SendState::from_code(&state).unwrap() {
            SendState::Sent | SendState::Delivered | SendState::Read => {
                came += 1;
                assert_eq!(times, 1, "{fan}");
            }
            SendState::Unconfirmed | SendState::Rejected | SendState::Failed => assert_eq!(times, 0, "{fan}: {state}"),
            other => panic!("{fan}: {other:?}"),
        }
    }
    assert_eq!(came, arrived.len());
}
