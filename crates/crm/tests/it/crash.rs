//! Sudden death in the middle of a campaign, with faults on.

use crate::world::{LOOK, desk, hasty, work, world_with};
use crm::{NewMessage, Settings};
use model::crm::{Origin, SendState};
use sandbox::onlyfans::{Fault, On};
use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};
use tokio::time::sleep;

#[tokio::test]
async fn every_fan_has_one_message_or_an_honest_state() {
    const FANS: usize = 60;
    // What a dead server had in flight is given up soon.
    let settings = Settings { in_flight: Duration::from_secs(2), ..hasty() };
    let patience = Duration::from_millis(800);
    let world = world_with(FANS, settings.clone(), patience).await;
    let gateway = &world.served.sandbox;
    for (fault, chance) in [
        (Fault::SilentAfter, 40),
        (Fault::SilentBefore, 40),
        (Fault::BrokenAfter(502), 60),
        (Fault::Broken(503), 60),
        (Fault::TooMany { header: Some(1), body: None }, 30),
    ] {
        gateway.fail_at_random(On::Send, fault, chance);
    }
    let mut ids = Vec::new();
    for (_, fan) in &world.fans {
        let new = NewMessage { origin: Origin::Campaign, ..NewMessage::text(*fan, "campaign") };
        ids.push(world.crm.write(world.ana, new).await.unwrap().id);
    }
    // Servers die and others take over, until nothing waits. Each dies when some more have arrived, perhaps before it
    // has heard so; or after a while, because nothing can be sent.
    for round in 0_usize.. {
        let (server, began, before) = (desk(&world.test, &world.served, settings.clone(), patience), Instant::now(), gateway.counts().messages.len());
        let worker = work(&server);
        while gateway.counts().messages.len() <= before + round % 5 && began.elapsed() < Duration::from_secs(1) {
            sleep(Duration::from_millis(1)).await;
        }
        sleep(LOOK * u32::try_from(round % 3).unwrap()).await;
        worker.abort();
        let status = world.crm.status(world.ana).await.unwrap();
        if status.depth + status.in_flight == 0 {
            break;
        }
        assert!(round < 200, "{status:?}");
    }
    gateway.heal();
    // The last one lives long enough to read the chats: what is unconfirmed then is in none of them.
    let worker = world.work();
    let arrived: BTreeMap<u64, usize> = gateway.counts().by_fan("campaign");
    let missing = i64::try_from(FANS - arrived.len()).unwrap();
    crate::hook::until(&world, "SELECT CAST(COUNT(*) AS BIGINT) FROM crm_outbox WHERE state = 'unconfirmed'", missing).await;
    worker.abort();
    let mut settled = 0;
    for (id, (fan, _)) in ids.into_iter().zip(&world.fans) {
        let message = world.get(id).await;
        let times = arrived.get(fan).copied().unwrap_or(0);
        let history = world.crm.history(world.ana, id).await.unwrap();
        match message.state {
            SendState::Sent | SendState::Delivered | SendState::Read => {
                settled += 1;
                assert_eq!(times, 1, "{history:?}");
            }
            SendState::Unconfirmed => assert_eq!(times, 0, "what is in the chat is found there: {history:?}"),
            other => panic!("{other:?}: {history:?}"),
        }
    }
    assert!(settled > FANS / 2, "{settled}");
}
