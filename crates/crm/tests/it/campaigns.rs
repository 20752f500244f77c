//! Campaigns: who gets them, once each; held, ended, and what came of them.

use crate::world::{PATIENT, World, desk, hasty, person, world, world_with};
use crm::{Bulk, NewCampaign, Pace, Settings};
use model::{
    CampaignId, ErrorCode, FanId, PageRequest, Timestamp,
    crm::{Campaign, CampaignState, Role, Segment, SendState, Who},
};
use sandbox::onlyfans::{Fault, On};
use std::time::Duration;
use tokio::time::sleep;

pub fn everybody() -> Segment {
    Segment::default()
}

pub fn campaign(world: &World, text: &str, segment: Segment) -> NewCampaign {
    let (creator, name) = (world.creator.id, "Spring".to_owned());
    NewCampaign { creator, name, text: text.to_owned(), media: Vec::new(), price_cents: 0, segment, starts_at: None }
}

async fn draft(world: &World, text: &str, segment: Segment) -> CampaignId {
    world.crm.draft(world.ana, None, &campaign(world, text, segment)).await.unwrap().id
}

async fn until(world: &World, id: CampaignId, good: impl Fn(&Campaign) -> bool) -> Campaign {
    for _ in 0..1500 {
        let now = world.crm.campaign(world.ana, id).await.unwrap();
        if good(&now) {
            return now;
        }
        sleep(Duration::from_millis(20)).await;
    }
    panic!("{:?}", world.crm.results(world.ana, id).await)
}

fn code<T: std::fmt::Debug>(result: model::Result<T>) -> (ErrorCode, String) {
    let error = result.unwrap_err();
    (error.code, error.fields.first().map(|field| field.field.clone()).unwrap_or_default())
}

/// A world whose account was read, and goes one message a minute.
async fn slow(fans: usize) -> World {
    let settings = Settings { pace: Pace { per_minute: 1, burst: 1, spacing: Duration::ZERO }, ..hasty() };
    let world = world_with(fans, settings, PATIENT).await;
    world.crm.reconcile(world.ana, world.creator.id).await.unwrap();
    world
}

#[tokio::test]
async fn everybody_of_a_segment_gets_their_own_words_once_and_a_second_start_is_refused() {
    let world = world(12).await;
    world.crm.reconcile(world.ana, world.creator.id).await.unwrap();
    let id = draft(&world, "Hi {first_name}!", everybody()).await;
    let review = world.crm.receivers(world.ana, id).await.unwrap();
    assert_eq!((review.count, review.first.len()), (12, 10));
    let names: Vec<String> = world.crm.fans(world.ana, None, &PageRequest::default()).await.unwrap().items.into_iter().map(|fan| fan.name).collect();
    assert_eq!(review.first, names[..10]);
    assert_eq!(review.example, Some(format!("Hi {}!", names[0].split(' ').next().unwrap())));
    assert_eq!(code(world.crm.start(world.ana, id, Some(11)).await).0, ErrorCode::TooLate, "the review spoke of others");
    let started = world.crm.start(world.ana, id, Some(12)).await.unwrap();
    assert_eq!((started.recipients, started.left), (12, 12));
    assert_eq!(code(world.crm.start(world.ana, id, None).await).0, ErrorCode::TooLate);
    assert_eq!(code(world.crm.draft(world.ana, Some(id), &campaign(&world, "other", everybody())).await).0, ErrorCode::TooLate);
    let worker = world.work();
    until(&world, id, |campaign| campaign.state == CampaignState::Done).await;
    worker.abort();
    let messages = world.served.sandbox.counts().messages;
    assert!(messages.len() == 12 && messages.iter().all(|message| message.text.starts_with("Hi ") && !message.text.contains('{')), "{messages:?}");
}

#[tokio::test]
async fn a_segment_is_what_it_says_and_nobody_who_cannot_be_written_to() {
    let world = world(40).await;
    world.crm.reconcile(world.ana, world.creator.id).await.unwrap();
    world.crm.import(world.ana, None, b"Username\nfrom_a_file\n".to_vec()).await.unwrap();
    let request = PageRequest { cursor: None, limit: Some(100) };
    let fans = world.crm.fans(world.ana, None, &request).await.unwrap().items;
    let now = Timestamp(db::now().0);
    let day = 86_400_000;
    let of = async |segment: Segment| {
        let id = draft(&world, "x", segment).await;
        world.crm.receivers(world.ana, id).await.unwrap().count as usize
    };
    let known = fans.iter().filter(|fan| !fan.gateway_id.starts_with("import:"));
    let count = |good: &dyn Fn(&model::crm::Fan) -> bool| known.clone().filter(|fan| good(fan)).count();
    use model::crm::Subscription::{Active, Expired};
    assert_eq!(of(everybody()).await, 40);
    assert_eq!(of(Segment { who: Who::Active, ..everybody() }).await, count(&|fan| fan.subscription == Active));
    assert_eq!(of(Segment { who: Who::Expired, ..everybody() }).await, count(&|fan| fan.subscription == Expired));
    let middle = fans[20].spent_cents;
    let spent = Segment { spent_from_cents: Some(middle), ..everybody() };
    assert_eq!(of(spent).await, count(&|fan| fan.spent_cents >= middle));
    assert_eq!(of(Segment { spent_to_cents: Some(middle), ..everybody() }).await, count(&|fan| fan.spent_cents <= middle));
    let seen = |fan: &model::crm::Fan| fan.last_seen_at.is_some_and(|at| at.0 >= now.0 - 3 * day);
    assert_eq!(of(Segment { seen_within_days: Some(3), ..everybody() }).await, count(&seen));
    assert_eq!(of(Segment { unseen_for_days: Some(3), ..everybody() }).await, count(&|fan| !seen(fan)));
    let without = vec![format!("@{}", fans[0].username.to_uppercase()), "nobody".to_owned()];
    assert_eq!(of(Segment { without, ..everybody() }).await, 39);
    let none = draft(&world, "x", Segment { spent_from_cents: Some(900_000_000), ..everybody() }).await;
    assert_eq!(code(world.crm.start(world.ana, none, None).await), (ErrorCode::Invalid, "who".to_owned()));
    assert_eq!(world.crm.campaign(world.ana, none).await.unwrap().state, CampaignState::Draft, "nothing was started");
}

#[tokio::test]
async fn a_campaign_is_held_goes_on_and_is_ended() {
    let world = slow(6).await;
    let id = draft(&world, "news", everybody()).await;
    assert_eq!(world.crm.receivers(world.ana, id).await.unwrap().seconds, 360);
    world.crm.start(world.ana, id, None).await.unwrap();
    let worker = world.work();
    until(&world, id, |campaign| campaign.left == 5).await;
    assert_eq!(world.crm.pause(world.ana, id).await.unwrap().state, CampaignState::Paused);
    assert_eq!(world.count("SELECT CAST(COUNT(*) AS BIGINT) FROM crm_queue").await, 0);
    assert_eq!(code(world.crm.pause(world.ana, id).await).0, ErrorCode::TooLate);
    let on = world.crm.resume(world.ana, id).await.unwrap();
    assert_eq!((on.state, on.left, world.count("SELECT CAST(COUNT(*) AS BIGINT) FROM crm_queue").await), (CampaignState::Running, 5, 5));
    let ended = world.crm.end(world.ana, id).await.unwrap();
    assert_eq!((ended.state, ended.left), (CampaignState::Cancelled, 0));
    assert_eq!(code(world.crm.resume(world.ana, id).await).0, ErrorCode::TooLate);
    let results = world.crm.results(world.ana, id).await.unwrap();
    assert_eq!((results.in_states(&[SendState::Cancelled]), world.served.sandbox.counts().messages.len()), (5, 1));
    worker.abort();
}

#[tokio::test]
async fn what_comes_back_from_the_gateway_waits_for_a_held_campaign_and_not_for_an_ended_one() {
    let world = world(2).await;
    let id = draft(&world, "news", everybody()).await;
    world.crm.start(world.ana, id, None).await.unwrap();
    // Both are in the queue again, as after an attempt that did not get through.
    for state in ["paused", "cancelled"] {
        let sql = "UPDATE crm_campaigns SET state = $1";
        sqlx::query(sql).bind(state).execute(world.test.db.read()).await.unwrap();
        let worker = world.work();
        crate::hook::until(&world, "SELECT CAST(COUNT(*) AS BIGINT) FROM crm_queue", 0).await;
        worker.abort();
        let expected = if state == "paused" { SendState::Queued } else { SendState::Cancelled };
        let results = world.crm.results(world.ana, id).await.unwrap();
        assert_eq!(results.states, [(expected, 2)]);
        sqlx::query("INSERT INTO crm_queue (outbox_id, account_id, place, visible_at, receives) SELECT id, account_id, 105, 0, 1 FROM crm_outbox")
            .execute(world.test.db.read())
            .await
            .unwrap();
    }
    assert!(world.served.sandbox.counts().messages.is_empty());
}

#[tokio::test]
async fn campaigns_of_an_account_come_one_after_the_other_and_later_where_that_is_said() {
    let world = slow(3).await;
    let [first, second] = [draft(&world, "one", everybody()).await, draft(&world, "two", everybody()).await];
    let first = world.crm.start(world.ana, first, None).await.unwrap();
    let second = world.crm.start(world.ana, second, None).await.unwrap();
    assert_eq!(second.starts_at, first.ends_at);
    assert_eq!((first.state, second.state), (CampaignState::Running, CampaignState::Scheduled));
    assert_eq!(first.ends_at.unwrap().0 - first.starts_at.unwrap().0, 180_000);
    let at = Timestamp(db::now().0 + 3_600_000);
    let later = NewCampaign { starts_at: Some(at), ..campaign(&world, "three", everybody()) };
    let later = world.crm.draft(world.ana, None, &later).await.unwrap();
    let later = world.crm.start(world.ana, later.id, Some(3)).await.unwrap();
    assert_eq!((later.state, later.starts_at), (CampaignState::Scheduled, Some(at)));
    // Held and let go on, it still begins at its time.
    world.crm.pause(world.ana, later.id).await.unwrap();
    assert_eq!(world.crm.resume(world.ana, later.id).await.unwrap().starts_at, Some(at));
    let listed = world.crm.campaigns(world.ana, None, &PageRequest { cursor: None, limit: Some(2) }).await.unwrap();
    let rest = world.crm.campaigns(world.ana, None, &PageRequest { cursor: listed.next_cursor, limit: Some(2) }).await.unwrap();
    let ids: Vec<CampaignId> = listed.items.iter().chain(&rest.items).map(|one| one.id).collect();
    assert_eq!(ids, [later.id, second.id, first.id]);
}

#[tokio::test]
async fn results_say_who_bought_and_why_some_did_not_arrive() {
    let world = world(4).await;
    world.crm.reconcile(world.ana, world.creator.id).await.unwrap();
    let sold = NewCampaign { media: vec!["vault_1".to_owned()], price_cents: 1200, ..campaign(&world, "for you", everybody()) };
    let id = world.crm.draft(world.ana, None, &sold).await.unwrap().id;
    world.served.sandbox.fail(On::Send, Fault::Banned, 1);
    world.crm.start(world.ana, id, None).await.unwrap();
    let worker = world.work();
    until(&world, id, |campaign| campaign.state == CampaignState::Done).await;
    let fan = world.served.sandbox.counts().messages.remove(0).fan;
    crate::hook::open(&world, "s3cret").await;
    assert!(world.served.sandbox.fan_unlocks(&world.creator.gateway_id, fan));
    for _ in 0..1500 {
        if world.crm.results(world.ana, id).await.unwrap().bought == 1 {
            break;
        }
        sleep(Duration::from_millis(20)).await;
    }
    let results = world.crm.results(world.ana, id).await.unwrap();
    worker.abort();
    assert_eq!((results.bought, results.income_cents), (1, 1200));
    let said = "The text contains words that are not allowed".to_owned();
    assert_eq!(results.reasons, [(SendState::Rejected, said, 1)]);
}

#[tokio::test]
async fn fans_named_one_by_one_are_one_campaign_however_often_it_is_said() {
    let world = world(3).await;
    world.crm.reconcile(world.ana, world.creator.id).await.unwrap();
    let fans: Vec<FanId> = [0, 1, 1].map(|n: usize| world.fans[n].1).to_vec();
    let key = Some("once".to_owned());
    let bulk = Bulk { fans, name: "Two".to_owned(), text: "hello".to_owned(), media: Vec::new(), client_key: key };
    let sent = world.crm.bulk(world.ana, &bulk).await.unwrap();
    assert_eq!((sent.recipients, sent.segment.is_none()), (2, true));
    assert_eq!(world.crm.bulk(world.ana, &bulk).await.unwrap().id, sent.id);
    let worker = world.work();
    until(&world, sent.id, |campaign| campaign.state == CampaignState::Done).await;
    worker.abort();
    assert_eq!((world.arrived(0, "hello"), world.arrived(1, "hello"), world.arrived(2, "hello")), (1, 1, 0));
    let many = Bulk { fans: vec![world.fans[0].1; 101], ..bulk.clone() };
    assert_eq!(code(world.crm.bulk(world.ana, &many).await), (ErrorCode::Invalid, "recipientIds".to_owned()));
    assert_eq!(code(world.crm.bulk(world.ana, &Bulk { fans: Vec::new(), ..bulk }).await), (ErrorCode::Invalid, "recipientIds".to_owned()));
}

#[tokio::test]
async fn wrong_fields_are_named_and_chatters_and_strangers_start_nothing() {
    let world = world(1).await;
    let wrong = NewCampaign { name: String::new(), price_cents: 500, ..campaign(&world, "Hi {frist_name}", everybody()) };
    let error = world.crm.draft(world.ana, None, &wrong).await.unwrap_err();
    let fields: Vec<&str> = error.fields.iter().map(|field| field.field.as_str()).collect();
    assert_eq!(fields, ["name", "text", "media"]);
    let turned = Segment { spent_from_cents: Some(5), spent_to_cents: Some(4), seen_within_days: Some(0), ..everybody() };
    let error = world.crm.draft(world.ana, None, &campaign(&world, "x", turned)).await.unwrap_err();
    assert_eq!(error.fields.iter().map(|field| field.field.as_str()).collect::<Vec<_>>(), ["spentTo", "seenWithin"]);
    let id = draft(&world, "x", everybody()).await;
    let [charles, leo] = [person(&world.test, "Charles").await, person(&world.test, "Leo").await];
    world.crm.set_role(world.ana, world.creator.id, charles, Role::Chatter).await.unwrap();
    for (who, refused) in [(charles, ErrorCode::Forbidden), (leo, ErrorCode::NotFound)] {
        assert_eq!(code(world.crm.draft(who, None, &campaign(&world, "x", everybody())).await).0, refused);
        assert_eq!(code(world.crm.start(who, id, None).await).0, refused);
        assert_eq!(code(world.crm.pause(who, id).await).0, refused);
        assert_eq!(code(world.crm.end(who, id).await).0, refused);
        assert_eq!(code(world.crm.discard(who, id).await).0, refused);
        let bulk = Bulk { fans: vec![world.fans[0].1], name: "x".to_owned(), text: "x".to_owned(), media: Vec::new(), client_key: None };
        assert_eq!(code(world.crm.bulk(who, &bulk).await).0, refused);
    }
    assert!(world.crm.results(charles, id).await.is_ok() && world.crm.campaign(leo, id).await.is_err());
    world.crm.discard(world.ana, id).await.unwrap();
    assert_eq!(code(world.crm.campaign(world.ana, id).await).0, ErrorCode::NotFound);
    let other = desk(&world.test, &world.served, hasty(), PATIENT);
    assert!(other.campaigns(leo, None, &PageRequest::default()).await.unwrap().items.is_empty());
}

#[tokio::test]
async fn one_of_a_campaign_that_was_ended_is_not_tried_again() {
    let world = world(3).await;
    world.crm.reconcile(world.ana, world.creator.id).await.unwrap();
    let id = draft(&world, "hello", everybody()).await;
    world.crm.start(world.ana, id, None).await.unwrap();
    let failed = "UPDATE crm_outbox SET state = 'failed', reason = 'x' WHERE id = (SELECT MIN(id) FROM crm_outbox) RETURNING id";
    let message: String = sqlx::query_scalar(failed).fetch_one(world.test.db.read()).await.unwrap();
    let bury = "INSERT INTO crm_dead_letters (outbox_id, reason, receives, at) VALUES ($1, 'x', 3, 1)";
    sqlx::query(bury).bind(&message).execute(world.test.db.read()).await.unwrap();
    world.crm.end(world.ana, id).await.unwrap();
    let message = message.parse().unwrap();
    assert_eq!(world.crm.retry(world.ana, message).await.unwrap_err().code, ErrorCode::CampaignEnded);
    assert_eq!(world.get(message).await.state, SendState::Failed);
    // An administrator who tries all again takes it back, and comes to an end.
    let admin = crate::monitoring::user(&world, "admin").await;
    assert_eq!(world.crm.redrive_all(&admin).await.unwrap(), 0);
    assert_eq!(world.get(message).await.state, SendState::Cancelled);
}
