//! What stops an automatic message: what the fan has, who wrote meanwhile, the hour; and that somebody is told so.

use crate::{
    automations::{greeting, happens, messages, on},
    hook::tell,
    world::{World, world},
};
use crm::{Chosen, NewAutomation};
use model::{
    ErrorCode,
    crm::{SendState, Stopped, Trigger},
};
use serde_json::json;

const DAY: i64 = 86_400_000;

/// What was decided where nothing was written.
async fn decided(world: &World) -> Vec<String> {
    sqlx::query_scalar("SELECT reason FROM crm_automatic WHERE outbox_id IS NULL ORDER BY at, happened_id")
        .fetch_all(world.test.db.read())
        .await
        .unwrap()
}

#[tokio::test]
async fn tags_lists_and_what_a_fan_got_before_leave_them_out() {
    let world = world(4).await;
    let (crm, ana, account) = (&world.crm, world.ana, world.creator.id);
    let list = crm.add_list(ana, account, "Never").await.unwrap();
    crm.list_fans(ana, account, &Chosen::These(vec![world.fans[1].1]), list, true).await.unwrap();
    crm.tag_fan(ana, world.fans[0].1, "cold", true).await.unwrap();
    let new =
        NewAutomation { without_tags: vec!["cold".to_owned()], without_lists: vec![list], again_days: 30, ..greeting("Thanks", Trigger::Renewed) };
    on(&world, &new).await;
    for fan in 0..4 {
        happens(&world, fan, "renewed", &format!("e{fan}")).await;
    }
    assert_eq!(crm.plan_automatic().await.unwrap(), 2);
    assert_eq!(decided(&world).await, ["tagged", "listed"]);
    // The same a month later would be another thing; nine days later is too soon.
    sqlx::query("UPDATE crm_happened SET at = at - $1").bind(9 * DAY).execute(world.test.db.read()).await.unwrap();
    happens(&world, 2, "renewed", "again").await;
    assert_eq!(crm.plan_automatic().await.unwrap(), 0);
    assert_eq!(decided(&world).await.last().map(String::as_str), Some("again"));
    // The list stays while the message names it.
    assert_eq!(crm.delete_list(ana, list).await.unwrap_err().code, ErrorCode::Invalid);
}

/// A message that waits for an hour, and that is due now.
async fn is_due(world: &World) {
    for sql in ["UPDATE crm_queue SET visible_at = 0", "UPDATE crm_outbox SET due_at = created_at"] {
        sqlx::query(sql).execute(world.test.db.read()).await.unwrap();
    }
    let worker = world.work();
    crate::hook::until(world, "SELECT CAST(COUNT(*) AS BIGINT) FROM crm_queue", 0).await;
    worker.abort();
}

#[tokio::test]
async fn whoever_wrote_meanwhile_stops_it() {
    let world = world(3).await;
    let slow = |name| NewAutomation { delay_from: 60, delay_to: 60, ..greeting(name, Trigger::New) };
    on(&world, &slow("Welcome")).await;
    for fan in 0..3 {
        happens(&world, fan, "new", &format!("e{fan}")).await;
    }
    world.crm.plan_automatic().await.unwrap();
    let later = jiff::Timestamp::from_millisecond(db::now().0 + 1_000).unwrap().to_string();
    tell(&world, "m", "messages.received", json!({ "id": 77, "text": "hi", "createdAt": later, "fromUser": { "id": world.fans[0].0 } })).await;
    world.write(1, "hello from me").await;
    is_due(&world).await;
    let why =
        async |fan: usize| messages(&world, fan).await.into_iter().find(|one| one.automation.is_some()).map(|one| (one.state, one.reason)).unwrap();
    assert_eq!(why(0).await, (SendState::Cancelled, "fan_wrote".to_owned()));
    assert_eq!(why(1).await, (SendState::Cancelled, "team_wrote".to_owned()));
    assert_eq!(world.arrived(2, "Welcome, dear!"), 1);
}

#[tokio::test]
async fn who_comes_back_before_the_goodbye_gets_none() {
    let world = world(1).await;
    on(&world, &NewAutomation { delay_from: 60, delay_to: 60, ..greeting("Bye", Trigger::Expired) }).await;
    happens(&world, 0, "expired", "e").await;
    world.crm.plan_automatic().await.unwrap();
    happens(&world, 0, "new", "n").await;
    is_due(&world).await;
    assert_eq!(messages(&world, 0).await[0].reason, "back");
}

#[tokio::test]
async fn in_quiet_hours_it_waits_for_their_end() {
    let world = world(1).await;
    let zoned = jiff::Timestamp::from_millisecond(db::now().0).unwrap().in_tz("Europe/Paris").unwrap();
    let minute = u32::try_from(i32::from(zoned.hour()) * 60 + i32::from(zoned.minute())).unwrap();
    let quiet = Some(((minute + 1_440 - 60) % 1_440, (minute + 60) % 1_440));
    on(&world, &NewAutomation { quiet, ..greeting("Welcome", Trigger::New) }).await;
    happens(&world, 0, "new", "e").await;
    world.crm.plan_automatic().await.unwrap();
    let due = world.crm.waiting_automatic(world.ana, world.creator.id).await.unwrap()[0].due_at.0;
    assert!((db::now().0 + 55 * 60_000..=db::now().0 + 61 * 60_000).contains(&due));
    // Due in the night after all, as after a long queue: it is put off, and not sent.
    sqlx::query("UPDATE crm_queue SET visible_at = 0").execute(world.test.db.read()).await.unwrap();
    let worker = world.work();
    crate::hook::until(&world, "SELECT CAST(COUNT(*) AS BIGINT) FROM crm_queue WHERE visible_at > 0", 1).await;
    worker.abort();
    assert_eq!(messages(&world, 0).await[0].state, SendState::Queued);
}

#[tokio::test]
async fn one_that_is_days_late_does_not_wait_for_the_end_of_the_quiet_hours() {
    let world = world(1).await;
    on(&world, &greeting("Welcome", Trigger::New)).await;
    happens(&world, 0, "new", "e").await;
    world.crm.plan_automatic().await.unwrap();
    // Its account could not send for two days, and now it is the middle of the quiet hours.
    let pool = world.test.db.read();
    sqlx::query("UPDATE crm_outbox SET due_at = due_at - $1").bind(2 * DAY).execute(pool).await.unwrap();
    sqlx::query("UPDATE crm_automations SET quiet_from = 0, quiet_to = 1439").execute(pool).await.unwrap();
    let worker = world.work();
    crate::hook::until(&world, "SELECT CAST(COUNT(*) AS BIGINT) FROM crm_outbox WHERE state = 'failed'", 1).await;
    worker.abort();
    assert_eq!(messages(&world, 0).await[0].state, SendState::Failed);
}

#[tokio::test]
async fn those_that_did_not_go_out_are_told_with_the_reason_the_last_first() {
    let world = world(3).await;
    let (crm, ana) = (&world.crm, world.ana);
    crm.name_fan(ana, world.fans[0].1, "Cold Carl").await.unwrap();
    crm.tag_fan(ana, world.fans[0].1, "cold", true).await.unwrap();
    let slow = NewAutomation { delay_from: 60, delay_to: 60, without_tags: vec!["cold".to_owned()], ..greeting("Welcome", Trigger::New) };
    let id = on(&world, &slow).await;
    for fan in 0..3 {
        happens(&world, fan, "new", &format!("e{fan}")).await;
    }
    assert_eq!(crm.plan_automatic().await.unwrap(), 2);
    tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    world.write(1, "hello from me").await;
    is_due(&world).await;
    let told = crm.stopped_automatic(ana, id).await.unwrap();
    let told: Vec<_> = told.iter().map(|one| (one.fan.as_str(), one.why)).collect();
    let second = world.fans[1].0.to_string();
    assert_eq!(told, [(second.as_str(), Stopped::TeamWrote), ("Cold Carl", Stopped::Tagged)]);
}
