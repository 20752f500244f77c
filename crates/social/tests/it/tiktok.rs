//! What goes wrong at TikTok, worst first.

use crate::kit::{HOUR, MINUTE, World, long_video, video, with};
use sandbox::common::{Fault, Signature, When};
use serde_json::json;
use social::{AccountState, Platform, ProblemCode as Code, State};

const INIT: &str = "POST /v2/post/publish/video/init/";

#[tokio::test]
async fn a_video_in_chunks_is_published_once_and_gets_its_id() {
    let world = World::new().await;
    let account = world.connect(Platform::TikTok).await;
    let publication = world.publish(&account, long_video()).await;
    let done = world.work(&publication).await;
    assert_eq!((done.state, world.tiktok.published()), (State::Published, 1));
    world.clock.pass(15 * MINUTE);
    let done = world.work(&publication).await;
    while world.social.work_one().await.unwrap() {}
    assert_eq!(world.get(&done).await.remote_id, world.tiktok.posts()[0].public_id);
}

#[tokio::test]
async fn init_timed_out_and_the_publish_id_is_lost() {
    let world = World::with(true).await;
    let account = world.connect(Platform::TikTok).await;
    world.tiktok.faults().set(Fault::hang(INIT, When::After));
    let publication = world.publish(&account, video()).await;
    let done = world.work(&publication).await;
    assert_eq!((done.state, world.tiktok.published(), world.tiktok.faults().count(INIT)), (State::Published, 1, 1), "{done:?}");
    assert_eq!(done.remote_id, world.tiktok.posts()[0].public_id);
}

#[tokio::test]
async fn init_timed_out_and_nothing_was_posted_is_unconfirmed_and_never_tried_again() {
    let world = World::with(true).await;
    let account = world.connect(Platform::TikTok).await;
    world.tiktok.faults().set(Fault::hang(INIT, When::Before));
    let publication = world.publish(&account, video()).await;
    let done = world.work(&publication).await;
    assert_eq!((done.state, done.problem), (State::Unconfirmed, Some(Code::Unconfirmed)));
    assert_eq!((world.tiktok.published(), world.tiktok.faults().count(INIT)), (0, 1));
}

#[tokio::test]
async fn init_of_an_upload_timed_out_and_is_done_again_since_its_bytes_went_nowhere() {
    let world = World::new().await;
    let account = world.connect(Platform::TikTok).await;
    world.tiktok.faults().set(Fault::hang(INIT, When::After));
    let publication = world.publish(&account, video()).await;
    assert_eq!(world.work(&publication).await.state, State::Published);
    assert_eq!((world.tiktok.published(), world.tiktok.faults().count(INIT)), (1, 2));
}

#[tokio::test]
async fn the_bytes_are_up_but_the_201_was_lost() {
    let world = World::new().await;
    let account = world.connect(Platform::TikTok).await;
    world.tiktok.faults().set(Fault::hang("PUT /upload/", When::After).skip(1));
    let publication = world.publish(&account, long_video()).await;
    assert_eq!(world.work(&publication).await.state, State::Published);
    assert_eq!((world.tiktok.published(), world.tiktok.faults().count(INIT), world.tiktok.faults().count("PUT")), (1, 1, 2));
}

#[tokio::test]
async fn the_bytes_are_up_and_nobody_says_what_became_of_them_is_unconfirmed() {
    for draft in [video(), long_video()] {
        let world = World::new().await;
        let account = world.connect(Platform::TikTok).await;
        let last = if draft == video() { 0 } else { 1 };
        world.tiktok.faults().set(Fault::hang("PUT /upload/", When::After).skip(last));
        let refused = json!({ "data": {}, "error": { "code": "scope_not_authorized", "message": "words" } }).to_string();
        world.tiktok.faults().set(Fault::say("/status/fetch/", When::Before, 403, &refused).times(100));
        let publication = world.publish(&account, draft).await;
        let done = world.work(&publication).await;
        // Failed would offer Retry, and Retry would post it a second time.
        assert_eq!((done.state, done.problem), (State::Unconfirmed, Some(Code::Unconfirmed)), "{done:?}");
        world.clock.pass(MINUTE);
        assert_eq!((world.tiktok.published(), world.tiktok.faults().count(INIT)), (1, 1));
    }
}

#[tokio::test]
async fn a_file_that_is_gone_before_its_last_piece_is_certainly_not_published() {
    let world = World::new().await;
    let account = world.connect(Platform::TikTok).await;
    let publication = world.publish(&account, video()).await;
    std::fs::remove_file(world.test.folder().join("small.mp4")).unwrap();
    let done = world.work(&publication).await;
    assert_eq!((done.state, done.problem, world.tiktok.published()), (State::Failed, Some(Code::MediaMissing), 0));
}

#[tokio::test]
async fn the_address_is_made_of_the_user_name() {
    let world = World::new().await;
    let account = world.connect(Platform::TikTok).await;
    assert_eq!(account.name, "o-ana");
    world.tiktok.change(|settings| settings.moderation = 0);
    let publication = world.publish(&account, video()).await;
    let done = world.work(&publication).await;
    assert_eq!(done.url, Some(format!("https://www.tiktok.com/@o-ana/video/{}", done.remote_id.unwrap())));
}

#[tokio::test]
async fn a_chunk_that_is_refused_with_a_fault_of_theirs_is_sent_again() {
    let world = World::new().await;
    let account = world.connect(Platform::TikTok).await;
    world.tiktok.faults().set(Fault::say("PUT /upload/", When::Before, 502, "<html>Bad gateway</html>"));
    let publication = world.publish(&account, long_video()).await;
    assert_eq!(world.work(&publication).await.state, State::Published);
    assert_eq!((world.tiktok.published(), world.tiktok.faults().count(INIT)), (1, 1));
}

#[tokio::test]
async fn the_token_dies_mid_upload() {
    let world = World::new().await;
    let account = world.connect(Platform::TikTok).await;
    let publication = world.publish(&account, long_video()).await;
    for _ in 0..3 {
        assert!(world.social.work_one().await.unwrap());
    }
    world.tiktok.end_access();
    assert_eq!(world.work(&publication).await.state, State::Published);
    assert_eq!((world.tiktok.published(), world.tiktok.refreshed()), (1, 1));
}

#[tokio::test]
async fn the_grant_is_removed_and_what_is_planned_waits_for_its_person() {
    let world = World::new().await;
    let account = world.connect(Platform::TikTok).await;
    let publication = world.publish(&account, video()).await;
    world.tiktok.remove_grant("o-ana");
    let waits = world.work(&publication).await;
    assert_eq!((waits.state, waits.problem), (State::Scheduled, Some(Code::SignInAgain)));
    assert_eq!(world.social.account(world.user, account.id).await.unwrap().state, AccountState::SignIn);
    let again = world.connect(Platform::TikTok).await;
    assert_eq!((again.id, again.state), (account.id, AccountState::Active));
    assert_eq!(world.work(&publication).await.state, State::Published);
    assert_eq!(world.tiktok.published(), 1);
}

#[tokio::test]
async fn the_upload_url_is_expired() {
    let world = World::new().await;
    let account = world.connect(Platform::TikTok).await;
    let publication = world.publish(&account, long_video()).await;
    for _ in 0..3 {
        assert!(world.social.work_one().await.unwrap());
    }
    world.clock.pass(HOUR + MINUTE);
    assert_eq!(world.work(&publication).await.state, State::Published);
    assert_eq!((world.tiktok.published(), world.tiktok.faults().count(INIT)), (1, 2));
}

#[tokio::test]
async fn processing_for_ever_is_unconfirmed_after_a_bound() {
    let world = World::new().await;
    let account = world.connect(Platform::TikTok).await;
    world.tiktok.change(|settings| settings.processing = None);
    let publication = world.publish(&account, video()).await;
    let done = world.work(&publication).await;
    assert_eq!((done.state, done.problem), (State::Unconfirmed, Some(Code::Unconfirmed)));
}

#[tokio::test]
async fn complete_with_no_post_id_and_the_webhook_hours_later() {
    let world = World::new().await;
    let account = world.connect(Platform::TikTok).await;
    world.tiktok.change(|settings| settings.moderation = 5 * HOUR);
    let publication = world.publish(&account, video()).await;
    let done = world.work(&publication).await;
    assert_eq!((done.state, done.remote_id), (State::Published, None));
    world.clock.pass(6 * HOUR);
    for event in world.tiktok.events() {
        crate::webhooks::tiktok(&world, &event, Signature::Right).await.unwrap();
    }
    while world.social.hear_one().await.unwrap() {}
    assert_eq!(world.get(&publication).await.remote_id, world.tiktok.posts()[0].public_id);
}

#[tokio::test]
async fn caps_come_with_200_and_are_told() {
    let world = World::new().await;
    let account = world.connect(Platform::TikTok).await;
    for (code, ours) in [("spam_risk_too_many_posts", Code::TooManyPosts), ("spam_risk_user_banned_from_posting", Code::AccountRestricted)] {
        world.tiktok.change(|settings| settings.refuses = Some(code.to_owned()));
        let publication = world.publish(&account, video()).await;
        let done = world.work(&publication).await;
        assert_eq!((done.state, done.problem), (State::Failed, Some(ours)));
    }
    assert_eq!((world.tiktok.published(), world.tiktok.faults().count(INIT)), (0, 0));
}

#[tokio::test]
async fn privacy_options_changed_between_writing_and_posting() {
    let world = World::new().await;
    let account = world.connect(Platform::TikTok).await;
    let publication = world.publish(&account, video()).await;
    world.tiktok.change(|settings| settings.privacy = vec!["SELF_ONLY".to_owned()]);
    let failed = world.work(&publication).await;
    assert_eq!((failed.state, failed.problem), (State::Failed, Some(Code::PrivacyChanged)));
    let mended = with(video(), &json!({ "privacy": "SELF_ONLY" }));
    world.social.retry(world.user, publication.id, Some(mended), None).await.unwrap();
    assert_eq!(world.work(&publication).await.state, State::Published);
}

#[tokio::test]
async fn an_app_without_audit_and_an_address_that_is_not_verified_are_told() {
    let world = World::with(true).await;
    let account = world.connect(Platform::TikTok).await;
    world.tiktok.change(|settings| settings.audited = false);
    let publication = world.publish(&account, video()).await;
    assert_eq!(world.work(&publication).await.problem, Some(Code::AppNotApproved));
    world.tiktok.change(|settings| (settings.audited, settings.verified) = (true, vec![]));
    let publication = world.publish(&account, video()).await;
    assert_eq!(world.work(&publication).await.problem, Some(Code::UrlUnverified));
}

#[tokio::test]
async fn a_failure_that_is_worth_a_retry_begins_anew_and_another_is_told() {
    let world = World::new().await;
    let account = world.connect(Platform::TikTok).await;
    world.tiktok.change(|settings| settings.fails = Some("duration_check_failed".to_owned()));
    let publication = world.publish(&account, video()).await;
    assert_eq!(world.work(&publication).await.problem, Some(Code::MediaRefused));
    world.tiktok.change(|settings| settings.fails = Some("internal".to_owned()));
    let publication = world.publish(&account, video()).await;
    for _ in 0..40 {
        world.social.work_one().await.unwrap();
        world.clock.pass(10_000);
        if world.tiktok.faults().count(INIT) == 3 {
            world.tiktok.change(|settings| settings.fails = None);
        }
    }
    assert_eq!((world.work(&publication).await.state, world.tiktok.published()), (State::Published, 1));
}
