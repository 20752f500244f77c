//! Accounts that can't send.

use crate::world::{person, world};
use model::{
    ErrorCode,
    crm::{
        CreatorState,
        SendState::{Queued, Sent},
    },
};
use sandbox::onlyfans::{Fault, On};

#[tokio::test]
async fn a_session_that_ends_in_the_middle_stops_sending_and_nothing_is_lost() {
    let world = world(3).await;
    let first = world.write(0, "before").await.id;
    let worker = world.work();
    world.until(first, Sent).await;
    world.served.sandbox.fail(On::Send, Fault::SessionExpires, 1);
    let waiting = [world.write(1, "after").await.id, world.write(2, "after").await.id];
    let creator = world.until_creator(CreatorState::SessionExpired).await;
    assert!(creator.reason.contains("session"), "{}", creator.reason);
    for id in waiting {
        assert_eq!(world.get(id).await.state, Queued);
    }
    // Still away.
    assert_eq!(world.crm.check(world.ana, world.creator.id).await.unwrap().state, CreatorState::SessionExpired);
    world.served.sandbox.session(&world.creator.gateway_id, true);
    assert_eq!(world.crm.check(world.ana, world.creator.id).await.unwrap().state, CreatorState::Connected);
    for id in waiting {
        world.until(id, Sent).await;
    }
    assert_eq!(world.served.sandbox.counts().messages.len(), 3);
    worker.abort();
}

#[tokio::test]
async fn each_refusal_of_an_account_has_its_state() {
    for (fault, state) in
        [(Fault::Unauthorized, CreatorState::Refused), (Fault::OutOfCredits, CreatorState::NoCredits), (Fault::NotFound, CreatorState::Unknown)]
    {
        let world = world(1).await;
        world.served.sandbox.fail(On::Send, fault, 1);
        let id = world.write(0, "x").await.id;
        let worker = world.work();
        world.until_creator(state).await;
        assert_eq!((world.get(id).await.state, world.served.sandbox.counts().messages.len()), (Queued, 0));
        worker.abort();
    }
}

#[tokio::test]
async fn over_a_real_gateway_only_an_administrator_takes_up_an_account() {
    let world = world(0).await;
    let settings = crm::Settings { anybody_connects: false, ..crate::world::hasty() };
    let crm = crate::world::desk(&world.test, &world.served, settings, crate::world::PATIENT);
    let leo = person(&world.test, "Leo").await;
    let account = &world.creator.gateway_id;
    assert_eq!(crm.connect(leo, account, "UTC").await.unwrap_err().code, ErrorCode::Forbidden);
    sqlx::query("UPDATE users SET role = 'admin' WHERE id = $1").bind(leo.to_string()).execute(world.test.db.read()).await.unwrap();
    assert_eq!(crm.connect(leo, account, "UTC").await.unwrap_err().code, ErrorCode::AccountTaken, "asked on");
}

#[tokio::test]
async fn an_account_is_connected_once_and_must_exist() {
    let world = world(0).await;
    let leo = person(&world.test, "Leo").await;
    let again = world.crm.connect(leo, &world.creator.gateway_id, "UTC").await;
    assert_eq!(again.unwrap_err().code, ErrorCode::AccountTaken);
    for (account, zone) in [("acct_none", "UTC"), ("../whoami", "UTC"), (world.creator.gateway_id.as_str(), "Not/AZone")] {
        assert_eq!(world.crm.connect(leo, account, zone).await.unwrap_err().code, ErrorCode::Invalid, "{account}");
    }
    assert_eq!(world.creator.username, "lena_1");
}
