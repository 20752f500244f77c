//! What is counted, and sending switched off.

use crate::world::{LOOK, LOOKS, PATIENT, World, hasty, world, world_with};
use crm::{Settings, Why};
use model::{
    ErrorCode,
    accounts::{AccountRole, User},
    crm::{
        Monitoring,
        SendState::{Failed, Queued, Rejected, Sent},
    },
};
use sandbox::onlyfans::{Fault, On};
use tokio::time::sleep;

/// Ana with this role.
pub async fn user(world: &World, role: &str) -> User {
    sqlx::query("UPDATE users SET role = $1 WHERE id = $2")
        .bind(role.to_owned())
        .bind(world.ana.to_string())
        .execute(world.test.db.read())
        .await
        .unwrap();
    let accounts = accounts::Accounts::new(world.test.db.clone(), mail(world), accounts::Settings::default());
    accounts.user(world.ana).await.unwrap().unwrap()
}

fn mail(world: &World) -> mail::Mail {
    mail::Mail::new(world.test.db.clone(), None)
}

async fn numbers(world: &World) -> Monitoring {
    let admin = user(world, "admin").await;
    assert_eq!(admin.role, AccountRole::Admin);
    world.crm.monitoring(&admin).await.unwrap()
}

#[tokio::test]
async fn numbers_are_of_what_became_of_messages() {
    let world = world(1).await;
    world.served.sandbox.fail(On::Send, Fault::Banned, 1);
    let (banned, good) = (world.write(0, "banned").await.id, world.write(0, "good").await.id);
    let before = numbers(&world).await;
    assert_eq!((before.depth, before.counted.queued, before.counted.processed), (2, 2, 0));
    let worker = world.work();
    world.until(banned, Rejected).await;
    world.until(good, Sent).await;
    let after = numbers(&world).await;
    assert_eq!((after.depth, after.hour_processed, after.hour_failed), (0, 1, 1));
    assert_eq!((after.counted.processed, after.counted.failed, after.counted.attempts), (1, 1, 2));
    let text = world.crm.metrics().await.unwrap();
    assert!(text.contains("OnlyFansMessagesProcessed 1\n") && text.contains("OnlyFansProcessingTime_count 2\n"), "{text}");
    worker.abort();
    assert_eq!(world.crm.monitoring(&user(&world, "user").await).await.unwrap_err().code, ErrorCode::Forbidden);
}

#[tokio::test]
async fn switched_off_nothing_is_handed_over_and_nothing_says_it_was() {
    let settings = Settings { sending: false, ..hasty() };
    let world = world_with(1, settings, PATIENT).await;
    let id = world.write(0, "not now").await.id;
    let worker = world.work();
    let failed = world.until(id, Failed).await;
    assert_eq!((Why::of(&failed), failed.attempts), (Some(Why::Off), 0));
    assert_eq!((world.arrived(0, "not now"), world.states(id).await), (0, vec![Queued, Failed]));
    for _ in 0..LOOKS {
        if numbers(&world).await.counted.logged == 1 {
            break;
        }
        sleep(LOOK).await;
    }
    let now = numbers(&world).await;
    assert!(!now.sending && now.alarms.is_empty());
    assert_eq!((now.depth, now.dead_letters, now.counted.logged, now.counted.failed), (0, 0, 1, 0));
    worker.abort();
    // Switched on again, it goes when somebody says so.
    let other = crate::world::desk(&world.test, &world.served, hasty(), PATIENT);
    other.retry(world.ana, id).await.unwrap();
    let worker = crate::world::work(&other);
    world.until(id, Sent).await;
    assert_eq!(world.arrived(0, "not now"), 1);
    worker.abort();
}
