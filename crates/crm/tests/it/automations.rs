//! Automatic messages: when they are written, and that each goes out once.

use crate::{
    hook::tell,
    world::{World, world},
};
use crm::{Incoming, NewAutomation, NewMessage, Received};
use model::{
    AutomationId, OutgoingId,
    crm::{Outgoing, SendState, Stopped, Trigger},
};
use sandbox::onlyfans::sign;
use serde_json::json;

const DAY: i64 = 86_400_000;

/// A greeting that goes out at once.
pub fn greeting(name: &str, trigger: Trigger) -> NewAutomation {
    NewAutomation {
        name: name.to_owned(),
        trigger,
        text: format!("{name}, {{first_name|dear}}!"),
        media: Vec::new(),
        price_cents: 0,
        delay_from: 0,
        delay_to: 0,
        quiet: None,
        unless_fan_wrote: true,
        unless_team_wrote: true,
        again_days: 0,
        without_tags: Vec::new(),
        without_lists: Vec::new(),
    }
}

/// Writes one down and switches it on.
pub async fn on(world: &World, new: &NewAutomation) -> AutomationId {
    let id = world.crm.save_automation(world.ana, world.creator.id, None, new).await.unwrap();
    world.crm.switch_automation(world.ana, id, true).await.unwrap();
    id
}

/// Says that a fan's subscription began, went on or ended.
pub async fn happens(world: &World, fan: usize, what: &str, key: &str) {
    let payload = json!({ "id": key, "user": { "id": world.fans[fan].0 } });
    tell(world, key, &format!("subscriptions.{what}"), payload).await;
}

/// The messages to a fan, the oldest first.
pub async fn messages(world: &World, fan: usize) -> Vec<Outgoing> {
    let sql = "SELECT id FROM crm_outbox WHERE fan_id = $1 ORDER BY id";
    let ids: Vec<String> = sqlx::query_scalar(sql).bind(world.fans[fan].1.to_string()).fetch_all(world.test.db.read()).await.unwrap();
    let mut all = Vec::new();
    for id in ids {
        all.push(world.get(id.parse::<OutgoingId>().unwrap()).await);
    }
    all
}

#[tokio::test]
async fn nothing_goes_out_by_itself_before_somebody_switches_it_on() {
    let world = world(2).await;
    let id = world.crm.save_automation(world.ana, world.creator.id, None, &greeting("Welcome", Trigger::New)).await.unwrap();
    happens(&world, 0, "new", "e1").await;
    assert_eq!(world.crm.plan_automatic().await.unwrap(), 0);
    world.crm.switch_automation(world.ana, id, true).await.unwrap();
    assert_eq!(world.crm.plan_automatic().await.unwrap(), 0, "what happened before does not count");
    happens(&world, 1, "new", "e2").await;
    assert_eq!(world.crm.plan_automatic().await.unwrap(), 1);
    assert!(messages(&world, 0).await.is_empty());
}

#[tokio::test]
async fn each_trigger_has_its_own_message_which_everybody_sees_in_the_outbox() {
    let world = world(1).await;
    for (name, trigger) in [("Welcome", Trigger::New), ("Thanks", Trigger::Renewed), ("Bye", Trigger::Expired)] {
        on(&world, &greeting(name, trigger)).await;
    }
    let worker = world.work();
    for (what, name) in [("new", "Welcome"), ("renewed", "Thanks"), ("expired", "Bye")] {
        happens(&world, 0, what, what).await;
        world.crm.plan_automatic().await.unwrap();
        let last = messages(&world, 0).await.pop().unwrap();
        assert_eq!((last.automation.as_deref(), last.text.as_str(), last.author), (Some(name), format!("{name}, dear!").as_str(), None));
        world.until(last.id, SendState::Sent).await;
    }
    worker.abort();
    assert_eq!(world.served.sandbox.counts().messages.len(), 3);
    let states: Vec<u32> = world.crm.automations(world.ana, world.creator.id).await.unwrap().iter().map(|one| one.states[0].1).collect();
    assert_eq!(states, [1, 1, 1]);
}

#[tokio::test]
async fn switched_off_it_takes_back_what_waits_and_a_cancelled_one_is_not_written_again() {
    let world = world(3).await;
    let id = on(&world, &NewAutomation { delay_from: 60, delay_to: 90, ..greeting("Welcome", Trigger::New) }).await;
    for fan in 0..3 {
        happens(&world, fan, "new", &format!("e{fan}")).await;
    }
    assert_eq!(world.crm.plan_automatic().await.unwrap(), 3);
    let waiting = world.crm.waiting_automatic(world.ana, world.creator.id).await.unwrap();
    assert_eq!((waiting.len(), waiting[0].automation.as_str()), (3, "Welcome"));
    let now = db::now().0;
    assert!(waiting.iter().all(|one| (now + 59 * 60_000..=now + 91 * 60_000).contains(&one.due_at.0)), "{waiting:?}");
    world.crm.cancel(world.ana, waiting[0].id).await.unwrap();
    assert_eq!(world.crm.plan_automatic().await.unwrap(), 0);
    world.crm.switch_automation(world.ana, id, false).await.unwrap();
    assert!(world.crm.waiting_automatic(world.ana, world.creator.id).await.unwrap().is_empty());
    assert_eq!(world.count("SELECT CAST(COUNT(*) AS BIGINT) FROM crm_queue").await, 0);
    world.crm.switch_automation(world.ana, id, true).await.unwrap();
    assert_eq!(world.crm.plan_automatic().await.unwrap(), 0);
    let cancelled: Vec<SendState> = messages(&world, 1).await.into_iter().map(|one| one.state).collect();
    assert_eq!(cancelled, [SendState::Cancelled]);
}

#[tokio::test]
async fn one_that_was_with_the_gateway_when_it_was_switched_off_does_not_go_out_again() {
    let world = world(1).await;
    let id = on(&world, &greeting("Welcome", Trigger::New)).await;
    happens(&world, 0, "new", "e").await;
    world.crm.plan_automatic().await.unwrap();
    world.crm.switch_automation(world.ana, id, false).await.unwrap();
    // As after an attempt that did not get through.
    for sql in [
        "UPDATE crm_outbox SET state = 'queued'",
        "INSERT INTO crm_queue (outbox_id, account_id, place, visible_at, receives) SELECT id, account_id, 104, 0, 1 FROM crm_outbox",
    ] {
        sqlx::query(sql).execute(world.test.db.read()).await.unwrap();
    }
    let worker = world.work();
    crate::hook::until(&world, "SELECT CAST(COUNT(*) AS BIGINT) FROM crm_queue", 0).await;
    worker.abort();
    let one = messages(&world, 0).await.remove(0);
    assert_eq!((one.state, one.reason.as_str()), (SendState::Cancelled, Stopped::Off.code()));
    assert!(world.served.sandbox.counts().messages.is_empty());
}

#[tokio::test]
async fn a_reading_shows_what_no_event_told_and_never_a_second_time() {
    let world = world(12).await;
    on(&world, &greeting("Thanks", Trigger::Renewed)).await;
    world.crm.reconcile(world.ana, world.creator.id).await.unwrap();
    assert_eq!(world.count("SELECT CAST(COUNT(*) AS BIGINT) FROM crm_happened WHERE trigger_kind = 'renewed'").await, 0);
    let active = world.count("SELECT CAST(COUNT(*) AS BIGINT) FROM crm_fans WHERE subscription = 'active'").await;
    assert!(active > 1);
    // As it was before they renewed; of one the event was told.
    sqlx::query("UPDATE crm_fans SET expires_at = expires_at - $1, subscription_at = subscription_at - $1 WHERE subscription = 'active'")
        .bind(30 * DAY)
        .execute(world.test.db.read())
        .await
        .unwrap();
    let told: String = sqlx::query_scalar("SELECT gateway_id FROM crm_fans WHERE subscription = 'active' ORDER BY id LIMIT 1")
        .fetch_one(world.test.db.read())
        .await
        .unwrap();
    tell(&world, "e", "subscriptions.renewed", json!({ "id": 5, "user": { "id": told } })).await;
    for _ in 0..2 {
        world.crm.reconcile(world.ana, world.creator.id).await.unwrap();
    }
    assert_eq!(world.count("SELECT CAST(COUNT(*) AS BIGINT) FROM crm_happened WHERE trigger_kind = 'renewed'").await, active);
    assert_eq!(world.crm.plan_automatic().await.unwrap(), usize::try_from(active).unwrap());
    // Told of again, much later and by a replay: nothing new.
    world.crm.replay(world.ana, world.creator.id, model::Timestamp(0)).await.unwrap();
    while world.crm.process().await.unwrap() > 0 {}
    assert_eq!(world.crm.plan_automatic().await.unwrap(), 0);
}

#[tokio::test]
async fn who_comes_back_is_welcomed_and_not_thanked_for_renewing() {
    let world = world(12).await;
    on(&world, &greeting("Thanks", Trigger::Renewed)).await;
    on(&world, &greeting("Welcome", Trigger::New)).await;
    world.crm.reconcile(world.ana, world.creator.id).await.unwrap();
    let pool = world.test.db.read();
    let back: String =
        sqlx::query_scalar("SELECT gateway_id FROM crm_fans WHERE subscription = 'active' ORDER BY id LIMIT 1").fetch_one(pool).await.unwrap();
    // As it was while their subscription had ended, weeks ago.
    sqlx::query(
        "UPDATE crm_fans SET subscription = 'expired', expires_at = expires_at - $1, subscription_at = subscription_at - $1 WHERE gateway_id = $2",
    )
    .bind(60 * DAY)
    .bind(&back)
    .execute(pool)
    .await
    .unwrap();
    tell(&world, "e", "subscriptions.new", json!({ "id": 5, "user": { "id": back } })).await;
    for _ in 0..2 {
        world.crm.reconcile(world.ana, world.creator.id).await.unwrap();
    }
    assert_eq!(world.count("SELECT CAST(COUNT(*) AS BIGINT) FROM crm_happened WHERE trigger_kind = 'renewed'").await, 0);
}

#[tokio::test]
async fn a_deleted_fan_whom_a_reading_finds_again_is_not_welcomed() {
    let world = world(12).await;
    world.crm.reconcile(world.ana, world.creator.id).await.unwrap();
    let pool = world.test.db.read();
    let joined = "SELECT id, gateway_id, subscribed_at FROM crm_fans WHERE subscribed_at IS NOT NULL ORDER BY subscribed_at DESC LIMIT 1";
    let (fan, gateway_id, at): (String, String, i64) = sqlx::query_as(joined).fetch_one(pool).await.unwrap();
    assert!(at > db::now().0 - 30 * DAY);
    on(&world, &greeting("Welcome", Trigger::New)).await;
    sqlx::query("UPDATE crm_automations SET active_since = 1").execute(pool).await.unwrap();
    world.crm.delete_fan(world.ana, fan.parse().unwrap()).await.unwrap();
    world.crm.reconcile(world.ana, world.creator.id).await.unwrap();
    let noted = "SELECT CAST(COUNT(*) AS BIGINT) FROM crm_happened h JOIN crm_fans f ON f.id = h.fan_id WHERE f.gateway_id = $1";
    let noted: i64 = sqlx::query_scalar(noted).bind(&gateway_id).fetch_one(pool).await.unwrap();
    assert_eq!((noted, world.count("SELECT CAST(COUNT(*) AS BIGINT) FROM crm_fans").await), (0, 12));
}

#[tokio::test]
async fn who_comes_back_can_be_written_to_before_the_next_reading() {
    let world = world(1).await;
    on(&world, &greeting("Welcome", Trigger::New)).await;
    sqlx::query("UPDATE crm_conversations SET can_send = 0").execute(world.test.db.read()).await.unwrap();
    happens(&world, 0, "new", "e").await;
    assert_eq!(world.crm.plan_automatic().await.unwrap(), 1);
}

#[tokio::test]
async fn with_another_trigger_it_answers_only_what_happens_from_then_on() {
    let world = world(2).await;
    let later = |trigger| NewAutomation { delay_from: 60, delay_to: 60, ..greeting("Hi", trigger) };
    let id = on(&world, &later(Trigger::New)).await;
    happens(&world, 0, "new", "a").await;
    happens(&world, 1, "renewed", "b").await;
    world.crm.plan_automatic().await.unwrap();
    tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    world.crm.save_automation(world.ana, world.creator.id, Some(id), &later(Trigger::Renewed)).await.unwrap();
    assert_eq!(world.crm.plan_automatic().await.unwrap(), 0);
    assert_eq!(messages(&world, 0).await[0].state, SendState::Cancelled);
}

async fn comes_online(world: &World, fan: usize) -> Received {
    let body =
        json!({ "event": "users.online", "account_id": world.creator.gateway_id, "payload": { "user": { "id": world.fans[fan].0 } } }).to_string();
    let signature = sign("s3cret", body.as_bytes());
    let incoming = Incoming { signature: Some(&signature), key: None, redelivery_of: None, body: body.as_bytes() };
    let received = world.crm.receive(incoming).await.unwrap();
    world.crm.process().await.unwrap();
    received
}

#[tokio::test]
async fn who_comes_online_after_being_away_is_greeted_once() {
    let world = world(2).await;
    let away = |hours: i64| db::now().0 - hours * 3_600_000;
    let set = "UPDATE crm_fans SET last_seen_at = $1 WHERE id = $2";
    for (fan, hours) in [(0, 30), (1, 2)] {
        sqlx::query(set).bind(away(hours)).bind(world.fans[fan].1.to_string()).execute(world.test.db.read()).await.unwrap();
    }
    assert!(matches!(comes_online(&world, 0).await, Received::Ephemeral(..)), "nobody waits for it");
    on(&world, &greeting("Hello", Trigger::Online)).await;
    assert_eq!(comes_online(&world, 0).await, Received::Kept);
    assert_eq!(comes_online(&world, 0).await, Received::Known, "once an hour");
    assert_eq!(comes_online(&world, 1).await, Received::Kept, "kept, and no coming back");
    assert_eq!(world.crm.plan_automatic().await.unwrap(), 1);
    assert_eq!(messages(&world, 0).await.len(), 1);
}

#[tokio::test]
async fn a_persons_reply_goes_before_an_automatic_message() {
    let world = world(2).await;
    on(&world, &greeting("Welcome", Trigger::New)).await;
    happens(&world, 0, "new", "e").await;
    world.crm.plan_automatic().await.unwrap();
    world.crm.write(world.ana, NewMessage { priority: 1, ..NewMessage::text(world.fans[1].1, "reply") }).await.unwrap();
    let sql = "SELECT o.text FROM crm_queue q JOIN crm_outbox o ON o.id = q.outbox_id ORDER BY q.place, q.outbox_id";
    let order: Vec<String> = sqlx::query_scalar(sql).fetch_all(world.test.db.read()).await.unwrap();
    assert_eq!(order, ["reply", "Welcome, dear!"]);
}
