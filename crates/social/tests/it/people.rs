//! What people do with publications.

use crate::kit::{HOUR, MINUTE, World, name, picture, text, video, with};
use model::{PageRequest, Timestamp};
use sandbox::common::{Fault, When};
use serde_json::json;
use social::{Account, Decision, Draft, Error, NewPublication, Platform, ProblemCode as Code, Publication, Request, Result, State};

async fn plan(world: &World, draft: Draft, at: i64) -> Publication {
    let account = world.connect(Platform::Reddit).await;
    let new = NewPublication { account: account.id, content: None, draft, at: Some(Timestamp(at)) };
    world.send(&name(), new).await.unwrap()
}

pub fn refused<T: std::fmt::Debug>(result: Result<T>) -> model::Error {
    match result.unwrap_err() {
        Error::Here(error) => error,
        Error::There(problem) => panic!("{problem:?}"),
    }
}

#[tokio::test]
async fn the_same_request_twice_is_one_publication() {
    let world = World::new().await;
    let account = world.connect(Platform::Reddit).await;
    let new = |draft| NewPublication { account: account.id, content: None, draft, at: None };
    let first = world.send("key", new(text("test"))).await.unwrap();
    assert_eq!(world.send("key", new(text("test"))).await.unwrap().id, first.id);
    assert_eq!(refused(world.send("key", new(text("pics"))).await).fields[0].field, "key");
    world.work(&first).await;
    assert_eq!(world.reddit.published(), 1);
}

#[tokio::test]
async fn a_request_is_answered_again_when_its_time_is_over_and_after_it_was_changed() {
    let world = World::new().await;
    let account = world.connect(Platform::Reddit).await;
    let new = |draft, at| NewPublication { account: account.id, content: None, draft, at: Some(Timestamp(at)) };
    let (soon, far) = (world.clock.now() + 30_000, world.clock.now() + HOUR);
    let out = world.send("soon", new(text("test"), soon)).await.unwrap();
    let changed = world.send("far", new(text("test"), far)).await.unwrap();
    world.social.change(world.user, changed.id, &text("pics"), None).await.unwrap();
    world.clock.pass(3 * MINUTE);
    assert_eq!(world.send("soon", new(text("test"), soon)).await.unwrap().id, out.id);
    assert_eq!(world.send("far", new(text("test"), far)).await.unwrap().id, changed.id);
    assert_eq!(world.social.publications(world.user, &PageRequest::default(), None).await.unwrap().items.len(), 2);
}

#[tokio::test]
async fn all_of_a_request_is_taken_or_nothing_and_the_same_one_twice_at_once_is_one() {
    let world = World::new().await;
    let (tiktok, reddit) = (world.connect(Platform::TikTok).await, world.connect(Platform::Reddit).await);
    let new = |account: &Account, draft| NewPublication { account: account.id, content: None, draft, at: None };
    let request = |key: &str| Request { key: key.to_owned(), hash: "hash".to_owned() };
    let all = [new(&reddit, text("test")), new(&reddit, text("pics")), new(&tiktok, video())];
    world.social.disconnect(world.user, tiktok.id).await.unwrap();
    assert_eq!(refused(world.social.publish(world.user, &request("key"), &all).await).code, model::ErrorCode::AccountWaits);
    assert!(world.social.publications(world.user, &PageRequest::default(), None).await.unwrap().items.is_empty());
    // Letters of two bytes count as two, also where the name is long enough only for the last of the targets.
    assert_eq!(refused(world.social.taken(world.user, &request(&"é".repeat(31))).await).fields[0].field, "key");
    let one = request(&"é".repeat(30));
    let (first, second) = tokio::join!(world.social.publish(world.user, &one, &all[..2]), world.social.publish(world.user, &one, &all[..2]));
    let ids = |all: Vec<Publication>| all.into_iter().map(|one| one.id).collect::<Vec<_>>();
    let (first, second) = (ids(first.unwrap()), ids(second.unwrap()));
    assert_eq!((first.len(), &first), (2, &second));
    assert_eq!(ids(world.social.taken(world.user, &one).await.unwrap().unwrap()), first);
}

#[tokio::test]
async fn a_draft_against_the_platforms_rules_names_its_fields() {
    let world = World::new().await;
    let account = world.connect(Platform::TikTok).await;
    let none_chosen = Draft { options: json!({}), ..video() };
    let new = NewPublication { account: account.id, content: None, draft: none_chosen, at: None };
    let fields: Vec<String> = refused(world.send(&name(), new).await).fields.into_iter().map(|field| field.field).collect();
    assert_eq!(fields, ["privacy", "consent"]);
}

#[tokio::test]
async fn every_choice_has_a_bound() {
    let world = World::new().await;
    let long = "x".repeat(3000);
    for (platform, draft, choices) in [
        (Platform::TikTok, video(), json!({ "privacy": long, "photo_title": long })),
        (Platform::Instagram, picture(), json!({ "first_comment": long, "alt_texts": [long] })),
        (Platform::Instagram, picture(), json!({ "alt_texts": ["", "", ""] })),
        (Platform::Reddit, text("test"), json!({ "flair_id": long, "flair_text": long })),
    ] {
        let account = world.connect(platform).await;
        let draft = with(draft, &choices);
        let new = NewPublication { account: account.id, content: None, draft, at: None };
        let mut fields: Vec<String> = refused(world.send(&name(), new).await).fields.into_iter().map(|field| field.field).collect();
        fields.sort();
        let mut named: Vec<String> = choices.as_object().unwrap().keys().cloned().collect();
        named.sort();
        assert_eq!(fields, named);
    }
}

#[tokio::test]
async fn nothing_begins_before_its_time_and_it_can_be_cancelled_until_a_minute_before() {
    let world = World::new().await;
    let planned = plan(&world, text("test"), world.clock.now() + HOUR).await;
    assert!(!world.social.work_one().await.unwrap());
    let other = plan(&world, text("pics"), world.clock.now() + 30_000).await;
    assert_eq!(refused(world.social.cancel(world.user, other.id).await).code, model::ErrorCode::TooLate);
    assert_eq!(world.social.cancel(world.user, planned.id).await.unwrap().state, State::Cancelled);
    world.work(&other).await;
    world.clock.pass(HOUR + MINUTE);
    assert!(!world.social.work_one().await.unwrap());
    assert_eq!(world.reddit.posts().len(), 1);
}

#[tokio::test]
async fn a_server_that_was_off_publishes_what_is_an_hour_late_and_asks_about_the_rest() {
    let world = World::new().await;
    let (early, late) = (plan(&world, text("test"), world.clock.now()).await, plan(&world, text("pics"), world.clock.now() + 20 * MINUTE).await);
    world.clock.pass(70 * MINUTE);
    assert_eq!(world.work(&late).await.state, State::Published);
    let asked = world.work(&early).await;
    assert_eq!((asked.state, asked.problem), (State::Failed, Some(Code::TooLate)));
    world.social.retry(world.user, early.id, None, None).await.unwrap();
    assert_eq!(world.work(&early).await.state, State::Published);
}

#[tokio::test]
async fn what_is_unconfirmed_is_decided_by_its_person_before_it_is_retried() {
    let world = World::new().await;
    world.reddit.faults().set(Fault::hang("POST /api/submit", When::Before));
    let publication = plan(&world, text("test"), world.clock.now()).await;
    world.work(&publication).await;
    assert_eq!(refused(world.social.retry(world.user, publication.id, None, None).await).code, model::ErrorCode::TooLate);
    assert_eq!(world.social.settle(world.user, publication.id, Decision::IsNot).await.unwrap().state, State::Failed);
    world.social.retry(world.user, publication.id, Some(with(text("test"), &json!({ "title": "Again" }))), None).await.unwrap();
    assert_eq!((world.work(&publication).await.state, world.reddit.published()), (State::Published, 1));
    let history = world.social.attempts(world.user, publication.id).await.unwrap();
    assert!(history.iter().any(|one| one.outcome == "answer_lost") && history.iter().any(|one| one.outcome == "published"), "{history:?}");
}

#[tokio::test]
async fn nobody_sees_or_touches_what_is_anothers() {
    let world = World::new().await;
    let publication = plan(&world, text("test"), world.clock.now()).await;
    let stranger = db::new_id();
    assert_eq!(refused(world.social.publication(stranger, publication.id).await).code, model::ErrorCode::NotFound);
    assert_eq!(refused(world.social.account(stranger, publication.account).await).code, model::ErrorCode::NotFound);
    assert_eq!(refused(world.social.disconnect(stranger, publication.account).await).code, model::ErrorCode::NotFound);
}

#[tokio::test]
async fn many_workers_on_two_servers_publish_each_once() {
    let world = World::new().await;
    let account = world.connect(Platform::Reddit).await;
    let mut all = Vec::new();
    for _ in 0..12 {
        all.push(world.publish(&account, text("test")).await);
    }
    let other = world.another(&world.key);
    let drain = |social: social::Social| async move { while social.work_one().await.unwrap() {} };
    tokio::join!(drain(world.social.clone()), drain(world.social.clone()), drain(other.clone()), drain(other));
    for publication in &all {
        assert_eq!(world.work(publication).await.state, State::Published);
    }
    assert_eq!(world.reddit.published(), 12);
}

#[tokio::test]
async fn what_is_planned_can_be_changed_until_a_minute_before() {
    let world = World::new().await;
    let planned = plan(&world, text("test"), world.clock.now() + HOUR).await;
    let other = with(text("pics"), &json!({ "title": "Changed" }));
    let changed = world.social.change(world.user, planned.id, &other, Some(Timestamp(world.clock.now() + 2 * HOUR))).await.unwrap();
    assert_eq!((changed.draft.clone(), changed.state), (other.clone(), State::Scheduled));
    world.clock.pass(2 * HOUR - 30_000);
    assert_eq!(refused(world.social.change(world.user, planned.id, &other, None).await).code, model::ErrorCode::TooLate);
    world.clock.pass(MINUTE);
    assert_eq!(world.work(&planned).await.state, State::Published);
    assert_eq!(world.reddit.posts()[0].title, "Changed");
}

#[tokio::test]
async fn where_publishing_is_paused_nothing_begins_and_what_has_begun_ends() {
    let world = World::new().await;
    let account = world.connect(Platform::TikTok).await;
    let begun = world.publish(&account, video()).await;
    assert!(world.social.work_one().await.unwrap());
    world.social.pause_platform(Platform::TikTok, world.user, true).await.unwrap();
    let waits = world.publish(&account, video()).await;
    assert_eq!(world.work(&begun).await.state, State::Published);
    assert_eq!(world.get(&waits).await.state, State::Scheduled);
    world.social.pause_platform(Platform::TikTok, world.user, false).await.unwrap();
    assert_eq!(world.work(&waits).await.state, State::Published);
}

#[tokio::test]
async fn each_failure_is_told_of_once_and_again_after_another_try() {
    let world = World::new().await;
    let account = world.connect(Platform::Reddit).await;
    let failed = world.publish(&account, text("nowhere")).await;
    world.work(&failed).await;
    let tell = async || {
        let untold = world.social.untold().await.unwrap();
        let mut told = 0;
        for one in untold.iter().chain(&untold) {
            let mut tx = world.test.db.write().await.unwrap();
            told += usize::from(world.social.telling(&mut tx, one).await.unwrap());
            tx.commit().await.unwrap();
        }
        told
    };
    assert_eq!((tell().await, tell().await), (1, 0));
    world.social.retry(world.user, failed.id, None, None).await.unwrap();
    world.work(&failed).await;
    assert_eq!(tell().await, 1);
    world.reddit.remove_grant("ana");
    world.social.check(world.user, account.id).await.unwrap_err();
    assert_eq!((tell().await, tell().await), (1, 0));
}

#[tokio::test]
async fn a_subreddit_says_what_it_takes_and_a_self_test_whether_the_app_is_known() {
    let world = World::new().await;
    let account = world.connect(Platform::Reddit).await;
    let told = world.social.subreddit(world.user, account.id, "pics").await.unwrap();
    assert_eq!((told.name.as_str(), told.kinds.len(), told.flairs.len()), ("pics", 4, 1));
    assert_eq!(refused(world.social.subreddit(world.user, account.id, "../me").await).fields[0].field, "subreddit");
    for platform in world.social.platforms() {
        assert_eq!(world.social.self_test(platform).await, Ok(()), "{platform:?}");
        assert!(world.social.metered(platform).calls > 0);
    }
    world.tiktok.change(|settings| settings.client_secret = "another".to_owned());
    assert_eq!(world.social.self_test(Platform::TikTok).await.unwrap_err().code, Code::AppWrong);
}
