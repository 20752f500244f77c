//! Automatic messages: when they are written, what stops them, and who may say so.

use crate::{
    hook::tell,
    world::{World, person, world},
};
use crm::{AUTOMATIONS_MAX, Chosen, Incoming, NewAutomation, NewMessage, Received};
use model::{
    AutomationId, ErrorCode, OutgoingId, UserId,
    crm::{Outgoing, Role, SendState, Stopped, Trigger},
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
async fn messages(world: &World, fan: usize) -> Vec<Outgoing> {
    let sql = "SELECT id FROM crm_outbox WHERE fan_id = $1 ORDER BY id";
    let ids: Vec<String> = sqlx::query_scalar(sql).bind(world.fans[fan].1.to_string()).fetch_all(world.test.db.read()).await.unwrap();
    let mut all = Vec::new();
    for id in ids {
        all.push(world.get(id.parse::<OutgoingId>().unwrap()).await);
    }
    all
}

fn named(error: &model::Error) -> (ErrorCode, String) {
    (error.code, error.fields.first().map(|field| field.field.clone()).unwrap_or_default())
}

/// What was decided where nothing was written.
async fn decided(world: &World) -> Vec<String> {
    sqlx::query_scalar("SELECT reason FROM crm_automatic WHERE outbox_id IS NULL ORDER BY at, happened_id")
        .fetch_all(world.test.db.read())
        .await
        .unwrap()
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
    assert_eq!(named(&crm.delete_list(ana, list).await.unwrap_err()), (ErrorCode::Invalid, "list".to_owned()));
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
async fn it_says_who_would_have_got_it_by_what_really_happened() {
    let world = world(4).await;
    let (crm, ana, account) = (&world.crm, world.ana, world.creator.id);
    let set = "INSERT INTO crm_happened (id, account_id, fan_id, trigger_kind, at, noted_at) VALUES ($1, $2, $3, 'renewed', $4, $4)";
    for (n, (fan, days)) in [(0, 20), (0, 12), (1, 10), (2, 5), (3, 40)].into_iter().enumerate() {
        sqlx::query(set)
            .bind(format!("h{n}"))
            .bind(account.to_string())
            .bind(world.fans[fan].1.to_string())
            .bind(db::now().0 - days * DAY)
            .execute(world.test.db.read())
            .await
            .unwrap();
    }
    crm.tag_fan(ana, world.fans[1].1, "cold", true).await.unwrap();
    let new = NewAutomation { again_days: 14, without_tags: vec!["cold".to_owned()], ..greeting("Thanks", Trigger::Renewed) };
    let seen = crm.foresee(ana, account, &new).await.unwrap();
    let why: Vec<Option<Stopped>> = seen.last.iter().map(|(_, _, why)| *why).collect();
    assert_eq!((seen.happened, seen.sent, why), (4, 2, vec![None, Some(Stopped::Tagged), Some(Stopped::Again), None]));
    assert_eq!(world.count("SELECT CAST(COUNT(*) AS BIGINT) FROM crm_outbox").await, 0);
}

#[tokio::test]
async fn what_cannot_be_is_refused_with_its_field_and_names_are_of_their_own() {
    let world = world(0).await;
    let (crm, ana, account) = (&world.crm, world.ana, world.creator.id);
    let good = greeting("Welcome", Trigger::New);
    for (new, field) in [
        (NewAutomation { name: " ".to_owned(), ..good.clone() }, "name"),
        (NewAutomation { text: "Hi {frist_name}".to_owned(), ..good.clone() }, "text"),
        (NewAutomation { text: String::new(), ..good.clone() }, "text"),
        (NewAutomation { price_cents: 500, ..good.clone() }, "media"),
        (NewAutomation { delay_from: 10_081, ..good.clone() }, "delayFrom"),
        (NewAutomation { delay_from: 10, delay_to: 9, ..good.clone() }, "delayTo"),
        (NewAutomation { quiet: Some((600, 600)), ..good.clone() }, "quiet"),
        (NewAutomation { quiet: Some((1_440, 5)), ..good.clone() }, "quiet"),
        (NewAutomation { again_days: 366, ..good.clone() }, "againDays"),
        (NewAutomation { without_tags: vec![String::new()], ..good.clone() }, "withoutTags"),
        (NewAutomation { without_lists: vec![db::new_id()], ..good.clone() }, "withoutLists"),
    ] {
        assert_eq!(named(&crm.save_automation(ana, account, None, &new).await.unwrap_err()), (ErrorCode::Invalid, field.to_owned()));
    }
    let id = crm.save_automation(ana, account, None, &good).await.unwrap();
    assert_eq!(named(&crm.save_automation(ana, account, None, &good).await.unwrap_err()), (ErrorCode::Invalid, "name".to_owned()));
    crm.save_automation(ana, account, Some(id), &NewAutomation { again_days: 7, ..good.clone() }).await.unwrap();
    assert_eq!(crm.automation(ana, id).await.unwrap().again_days, 7);
    for n in 1..AUTOMATIONS_MAX {
        crm.save_automation(ana, account, None, &greeting(&format!("A{n}"), Trigger::New)).await.unwrap();
    }
    let one_more = crm.save_automation(ana, account, None, &greeting("more", Trigger::New)).await;
    assert_eq!(one_more.unwrap_err().code, ErrorCode::LimitReached);
    crm.delete_automation(ana, id).await.unwrap();
    assert_eq!(crm.automation(ana, id).await.unwrap_err().code, ErrorCode::NotFound);
}

/// What somebody is told for each act.
async fn tried(world: &World, who: UserId, id: AutomationId) -> Vec<Option<ErrorCode>> {
    let (crm, account, new) = (&world.crm, world.creator.id, greeting("Other", Trigger::New));
    let code = |error: model::Error| error.code;
    vec![
        crm.automations(who, account).await.err().map(code),
        crm.automation(who, id).await.err().map(code),
        crm.waiting_automatic(who, account).await.err().map(code),
        crm.foresee(who, account, &new).await.err().map(code),
        crm.save_automation(who, account, None, &NewAutomation { name: who.to_string(), ..new.clone() }).await.err().map(code),
        crm.save_automation(who, account, Some(id), &NewAutomation { name: format!("x{who}"), ..new }).await.err().map(code),
        crm.switch_automation(who, id, true).await.err().map(code),
        crm.delete_automation(who, id).await.err().map(code),
    ]
}

#[tokio::test]
async fn chatters_see_them_managers_write_them_and_strangers_learn_nothing() {
    let world = world(0).await;
    let (crm, ana, account) = (&world.crm, world.ana, world.creator.id);
    let [mia, charles, leo] = [person(&world.test, "Mia").await, person(&world.test, "Charles").await, person(&world.test, "Leo").await];
    crm.add_member(ana, account, mia, Role::Manager).await.unwrap();
    crm.add_member(ana, account, charles, Role::Chatter).await.unwrap();
    let id = crm.save_automation(ana, account, None, &greeting("Welcome", Trigger::New)).await.unwrap();
    assert_eq!(tried(&world, leo, id).await, vec![Some(ErrorCode::NotFound); 8]);
    assert_eq!(tried(&world, charles, id).await, [vec![None; 4], vec![Some(ErrorCode::Forbidden); 4]].concat());
    assert_eq!(tried(&world, mia, id).await, vec![None; 8]);
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
