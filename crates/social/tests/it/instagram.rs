//! What goes wrong at Instagram, worst first.

use crate::kit::{MINUTE, World, carousel, picture, with};
use sandbox::common::{Choice, Fault, When};
use serde_json::json;
use social::{AccountState, Error, Platform, ProblemCode as Code, SignIn, State};

const PUBLISH: &str = "/media_publish";

fn error(code: i64, subcode: i64) -> String {
    json!({ "error": { "message": "words", "code": code, "error_subcode": subcode } }).to_string()
}

#[tokio::test]
async fn a_picture_and_a_carousel_are_published_with_address_and_first_comment() {
    let world = World::new().await;
    let account = world.connect(Platform::Instagram).await;
    for draft in [with(picture(), &json!({ "first_comment": "First!" })), carousel()] {
        let publication = world.publish(&account, draft).await;
        world.work(&publication).await;
        while world.social.work_one().await.unwrap() {}
        let done = world.get(&publication).await;
        assert_eq!(done.state, State::Published, "{done:?}");
        assert!(done.url.unwrap().starts_with("https://www.instagram.com/p/"));
    }
    let media = world.instagram.media();
    assert_eq!((media.len(), media[0].comments.as_slice()), (2, ["First!".to_owned()].as_slice()));
}

#[tokio::test]
async fn media_publish_timed_out_and_the_container_says_published() {
    let world = World::new().await;
    let account = world.connect(Platform::Instagram).await;
    world.instagram.faults().set(Fault::hang(PUBLISH, When::After));
    let publication = world.publish(&account, picture()).await;
    assert_eq!(world.work(&publication).await.state, State::Published);
    assert_eq!((world.instagram.published(), world.instagram.faults().count(PUBLISH)), (1, 1));
}

#[tokio::test]
async fn a_first_comment_that_was_not_written_is_told() {
    let world = World::new().await;
    let account = world.connect(Platform::Instagram).await;
    let draft = || with(picture(), &json!({ "first_comment": "First!" }));
    world.instagram.faults().set(Fault::hang(PUBLISH, When::After));
    let lost = world.publish(&account, draft()).await;
    let lost = world.work(&lost).await;
    assert_eq!((lost.state, lost.note), (State::Published, Some(Code::CommentMissing)));
    // The address can't be read: without it the comment is not come to.
    let refused = world.publish(&account, draft()).await;
    while world.instagram.faults().count(PUBLISH) < 2 {
        world.social.work_one().await.unwrap();
        world.clock.pass(5000);
    }
    world.instagram.faults().set(Fault::say("GET /v25.0/", When::Before, 400, &error(100, 0)));
    while world.social.work_one().await.unwrap() {}
    let refused = world.get(&refused).await;
    assert_eq!((refused.state, refused.note, refused.next_at), (State::Published, Some(Code::CommentMissing), None));
    assert!(world.instagram.media().iter().all(|media| media.comments.is_empty()));
    // Where none was written, nothing is told.
    world.instagram.faults().set(Fault::hang(PUBLISH, When::After));
    let plain = world.publish(&account, picture()).await;
    assert_eq!(world.work(&plain).await.note, None);
}

#[tokio::test]
async fn media_publish_timed_out_and_nothing_was_done_is_unconfirmed_and_never_tried_again() {
    let world = World::new().await;
    let account = world.connect(Platform::Instagram).await;
    world.instagram.faults().set(Fault::hang(PUBLISH, When::Before));
    let publication = world.publish(&account, picture()).await;
    assert_eq!(world.work(&publication).await.state, State::Unconfirmed);
    assert_eq!((world.instagram.published(), world.instagram.faults().count(PUBLISH)), (0, 1));
}

#[tokio::test]
async fn blocked_or_a_500_after_it_worked() {
    let world = World::new().await;
    let account = world.connect(Platform::Instagram).await;
    let answers = [(400, error(4, 2_207_051)), (500, error(2, 0)), (500, "<html>Sorry</html>".to_owned()), (400, error(-2, 2_207_003))];
    for (at, (status, body)) in answers.into_iter().enumerate() {
        world.instagram.faults().set(Fault::say(PUBLISH, When::After, status, &body));
        let publication = world.publish(&account, picture()).await;
        assert_eq!(world.work(&publication).await.state, State::Published, "{body}");
        assert_eq!((world.instagram.published(), world.instagram.faults().count(PUBLISH)), (at + 1, at + 1));
    }
}

#[tokio::test]
async fn the_container_is_expired_and_another_is_made() {
    let world = World::new().await;
    let account = world.connect(Platform::Instagram).await;
    let publication = world.publish(&account, picture()).await;
    for _ in 0..2 {
        assert!(world.social.work_one().await.unwrap());
    }
    world.clock.pass(25 * 60 * MINUTE);
    assert_eq!(world.work(&publication).await.state, State::Published);
    assert_eq!((world.instagram.containers().len(), world.instagram.published()), (2, 1));
}

#[tokio::test]
async fn a_container_that_they_do_not_find_is_asked_for_twice_and_made_anew() {
    let world = World::new().await;
    let account = world.connect(Platform::Instagram).await;
    world.instagram.faults().set(Fault::say(PUBLISH, When::Before, 400, &error(24, 2_207_008)).times(3));
    let publication = world.publish(&account, picture()).await;
    assert_eq!(world.work(&publication).await.state, State::Published);
    assert_eq!((world.instagram.containers().len(), world.instagram.published()), (2, 1));
}

#[tokio::test]
async fn throttles_come_as_400_and_are_waited_for() {
    let world = World::new().await;
    let account = world.connect(Platform::Instagram).await;
    let usage = json!({ "1": [{ "estimated_time_to_regain_access": 17 }] }).to_string();
    let fault = Fault::say(PUBLISH, When::Before, 400, &error(80_002, 0)).header("x-business-use-case-usage", &usage);
    world.instagram.faults().set(fault);
    let begun = world.clock.now();
    let publication = world.publish(&account, picture()).await;
    assert_eq!(world.work(&publication).await.state, State::Published);
    assert!(world.clock.now() - begun >= 17 * MINUTE);
    assert_eq!(world.instagram.published(), 1);
}

#[tokio::test]
async fn our_media_address_is_not_reachable() {
    let world = World::new().await;
    let account = world.connect(Platform::Instagram).await;
    let publication = world.publish(&account, picture()).await;
    std::fs::remove_file(world.test.folder().join("a.jpg")).unwrap();
    let done = world.work(&publication).await;
    assert_eq!((done.state, done.problem), (State::Failed, Some(Code::MediaUnreachable)));
}

#[tokio::test]
async fn no_page_is_linked_or_the_account_is_personal() {
    let world = World::new().await;
    world.instagram.change(|settings| (settings.linked, settings.account_type) = (false, "PERSONAL".to_owned()));
    for sign_in in [SignIn::Facebook, SignIn::Own] {
        let refused = world.try_connect(Platform::Instagram, sign_in, &Choice::allow("ana")).await.unwrap_err();
        assert!(matches!(refused, Error::There(problem) if problem.code == Code::NoBusinessAccount), "{sign_in:?}");
    }
}

#[tokio::test]
async fn one_child_of_a_carousel_fails_the_whole() {
    let world = World::new().await;
    let account = world.connect(Platform::Instagram).await;
    let publication = world.publish(&account, carousel()).await;
    for _ in 0..4 {
        assert!(world.social.work_one().await.unwrap());
    }
    let child = world.instagram.containers()[1].source.clone();
    world.instagram.change(|settings| settings.child_fails = Some(child));
    let done = world.work(&publication).await;
    assert_eq!((done.state, done.problem, world.instagram.published()), (State::Failed, Some(Code::MediaRefused), 0));
}

#[tokio::test]
async fn the_daily_quota_is_waited_for() {
    let world = World::new().await;
    let account = world.connect(Platform::Instagram).await;
    world.instagram.change(|settings| settings.quota = 1);
    let first = world.publish(&account, picture()).await;
    world.work(&first).await;
    let second = world.publish(&account, picture()).await;
    for _ in 0..3 {
        while world.social.work_one().await.unwrap() {}
        world.clock.pass(61 * MINUTE);
    }
    assert_eq!(world.get(&second).await.problem, Some(Code::Quota));
    world.instagram.change(|settings| settings.quota = 2);
    assert_eq!(world.work(&second).await.state, State::Published);
}

#[tokio::test]
async fn a_dead_session_asks_its_person_and_says_why() {
    let world = World::new().await;
    let account = world.connect(Platform::Instagram).await;
    for (subcode, ours) in [(458, Code::AppRemoved), (459, Code::Checkpoint), (463, Code::SignInAgain)] {
        world.instagram.faults().set(Fault::say("content_publishing_limit", When::Before, 400, &error(190, subcode)));
        let publication = world.publish(&account, picture()).await;
        world.work(&publication).await;
        let now = world.social.account(world.user, account.id).await.unwrap();
        assert_eq!((now.state, now.problem), (AccountState::SignIn, Some(ours)));
        world.connect(Platform::Instagram).await;
        assert_eq!(world.work(&publication).await.state, State::Published);
    }
}
