//! What waits: for its account, for a quota, for another try. It can be cancelled, it never goes out late unasked, and never
//! stays behind in silence.

use crate::{
    kit::{HOUR, MINUTE, World, long_video, name, picture, text, video},
    people::refused,
};
use model::{ErrorCode, Timestamp};
use sandbox::common::{Fault, When};
use social::{AccountState, Draft, NewPublication, Platform, ProblemCode as Code, State};

const WEEKS: i64 = 21 * 24 * HOUR;

fn new(account: &social::Account, draft: Draft, at: Option<i64>) -> NewPublication {
    NewPublication { account: account.id, content: None, draft, at: at.map(Timestamp) }
}

#[tokio::test]
async fn what_waits_for_its_account_can_be_cancelled_and_changed() {
    let world = World::new().await;
    let account = world.connect(Platform::Reddit).await;
    let (cancelled, changed) = (world.publish(&account, text("test")).await, world.publish(&account, text("test")).await);
    world.reddit.remove_grant("ana");
    let waits = world.work(&cancelled).await;
    assert_eq!((waits.state, waits.problem), (State::Scheduled, Some(Code::SignInAgain)));
    assert!(world.social.is_far(&waits));
    assert_eq!(world.social.cancel(world.user, cancelled.id).await.unwrap().state, State::Cancelled);
    world.clock.pass(2 * MINUTE);
    let at = world.clock.now() + HOUR;
    world.social.change(world.user, changed.id, &text("pics"), Some(Timestamp(at))).await.unwrap();
    world.connect(Platform::Reddit).await;
    assert_eq!(world.work(&changed).await.state, State::Published);
    assert_eq!((world.reddit.published(), world.reddit.posts()[0].sr.as_str()), (1, "pics"));
    assert!(world.clock.now() >= at);
}

#[tokio::test]
async fn what_waited_for_its_account_for_weeks_is_asked_about_and_does_not_go_out_by_itself() {
    let world = World::new().await;
    let account = world.connect(Platform::Reddit).await;
    let (tried, untried) = (world.publish(&account, text("test")).await, world.publish(&account, text("pics")).await);
    world.reddit.remove_grant("ana");
    world.work(&tried).await;
    world.clock.pass(30 * MINUTE);
    assert!(!world.social.work_one().await.unwrap());
    world.clock.pass(WEEKS);
    while world.social.work_one().await.unwrap() {}
    for publication in [&tried, &untried] {
        let asked = world.get(publication).await;
        assert_eq!((asked.state, asked.problem), (State::Failed, Some(Code::TooLate)));
    }
    // Both of them, and the account.
    assert_eq!(world.social.untold().await.unwrap().len(), 3);
    world.connect(Platform::Reddit).await;
    assert!(!world.social.work_one().await.unwrap());
    world.social.retry(world.user, tried.id, None, None).await.unwrap();
    assert_eq!((world.work(&tried).await.state, world.reddit.published()), (State::Published, 1));
}

#[tokio::test]
async fn what_failed_once_is_asked_about_after_weeks_without_a_server() {
    let world = World::new().await;
    let account = world.connect(Platform::Reddit).await;
    world.reddit.faults().set(Fault::say("/about", When::Before, 502, "<html></html>"));
    let publication = world.publish(&account, text("test")).await;
    assert!(world.social.work_one().await.unwrap());
    let waits = world.get(&publication).await;
    assert_eq!((waits.state, waits.problem), (State::Scheduled, Some(Code::PlatformDown)));
    world.clock.pass(WEEKS);
    let asked = world.work(&publication).await;
    assert_eq!((asked.state, asked.problem, world.reddit.published()), (State::Failed, Some(Code::TooLate), 0));
}

#[tokio::test]
async fn what_waits_for_a_quota_can_be_cancelled() {
    let world = World::new().await;
    let account = world.connect(Platform::Instagram).await;
    world.instagram.change(|settings| settings.quota = 0);
    let publication = world.publish(&account, picture()).await;
    assert_eq!(refused(world.social.cancel(world.user, publication.id).await).code, ErrorCode::TooLate);
    while world.social.work_one().await.unwrap() {}
    assert_eq!(world.get(&publication).await.problem, Some(Code::Quota));
    assert_eq!(world.social.cancel(world.user, publication.id).await.unwrap().state, State::Cancelled);
}

#[tokio::test]
async fn nothing_is_taken_for_an_account_that_cannot_be_used() {
    let world = World::new().await;
    let account = world.connect(Platform::Reddit).await;
    let taken = new(&account, text("nowhere"), None);
    let failed = world.send("taken", taken.clone()).await.unwrap();
    world.work(&failed).await;
    world.reddit.remove_grant("ana");
    world.social.check(world.user, account.id).await.unwrap_err();
    assert_eq!(world.social.account(world.user, account.id).await.unwrap().state, AccountState::SignIn);
    assert_eq!(refused(world.send(&name(), new(&account, text("test"), None)).await).code, ErrorCode::AccountWaits);
    assert_eq!(refused(world.social.retry(world.user, failed.id, None, None).await).code, ErrorCode::AccountWaits);
    world.connect(Platform::Reddit).await;
    world.social.disconnect(world.user, account.id).await.unwrap();
    assert_eq!(refused(world.send(&name(), new(&account, text("test"), None)).await).code, ErrorCode::AccountWaits);
    assert_eq!(refused(world.social.retry(world.user, failed.id, None, None).await).code, ErrorCode::AccountWaits);
    // What was taken before is answered again.
    assert_eq!(world.send("taken", taken).await.unwrap().id, failed.id);
}

#[tokio::test]
async fn what_is_planned_fails_with_its_account_and_does_not_come_back_with_it() {
    let world = World::new().await;
    let account = world.connect(Platform::Reddit).await;
    let at = world.clock.now() + HOUR;
    let planned = world.send(&name(), new(&account, text("test"), Some(at))).await.unwrap();
    world.social.disconnect(world.user, account.id).await.unwrap();
    let failed = world.get(&planned).await;
    assert_eq!((failed.state, failed.problem, failed.next_at), (State::Failed, Some(Code::Disconnected), None));
    assert_eq!(world.social.attempts(world.user, planned.id).await.unwrap()[0].outcome, "disconnected");
    assert_eq!(world.social.untold().await.unwrap().len(), 1);
    world.connect(Platform::Reddit).await;
    world.clock.pass(HOUR + MINUTE);
    assert!(!world.social.work_one().await.unwrap());
    world.social.retry(world.user, planned.id, None, None).await.unwrap();
    assert_eq!((world.work(&planned).await.state, world.reddit.published()), (State::Published, 1));
}

#[tokio::test]
async fn what_is_under_way_when_its_account_is_disconnected_fails_or_is_unconfirmed() {
    let world = World::new().await;
    let account = world.connect(Platform::TikTok).await;
    world.tiktok.change(|settings| settings.processing = None);
    let (whole, begun) = (world.publish(&account, video()).await, world.publish(&account, long_video()).await);
    // Both are begun, the small one is up: look, init, it counts as out, piece; look, init, piece.
    while !world.tiktok.posts().iter().any(|post| post.received == post.size) {
        assert!(world.social.work_one().await.unwrap());
    }
    world.social.disconnect(world.user, account.id).await.unwrap();
    world.clock.pass(MINUTE);
    while world.social.work_one().await.unwrap() {}
    let (whole, begun) = (world.get(&whole).await, world.get(&begun).await);
    assert_eq!((whole.state, whole.problem), (State::Unconfirmed, Some(Code::Unconfirmed)));
    assert_eq!((begun.state, begun.problem), (State::Failed, Some(Code::Disconnected)));
}
