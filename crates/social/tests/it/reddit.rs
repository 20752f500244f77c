//! What goes wrong at Reddit, worst first.

use crate::kit::{MINUTE, World, name, reddit_picture, text, with};
use sandbox::{
    common::{Choice, Fault, When},
    reddit::Subreddit,
};
use serde_json::json;
use social::{AccountState, Draft, Error, NewPublication, Platform, ProblemCode as Code, SignIn, State};

const SUBMIT: &str = "POST /api/submit";

#[tokio::test]
async fn submit_timed_out_and_the_post_is_found() {
    let world = World::new().await;
    let account = world.connect(Platform::Reddit).await;
    world.reddit.faults().set(Fault::hang(SUBMIT, When::After));
    let publication = world.publish(&account, text("test")).await;
    let done = world.work(&publication).await;
    assert_eq!((done.state, world.reddit.published(), world.reddit.faults().count(SUBMIT)), (State::Published, 1, 1));
    assert_eq!(done.remote_id.as_deref(), Some(world.reddit.posts()[0].name.as_str()));
}

#[tokio::test]
async fn submit_timed_out_and_nothing_was_posted_is_unconfirmed_and_never_tried_again() {
    let world = World::new().await;
    let account = world.connect(Platform::Reddit).await;
    world.reddit.faults().set(Fault::hang(SUBMIT, When::Before));
    let publication = world.publish(&account, text("test")).await;
    assert_eq!(world.work(&publication).await.state, State::Unconfirmed);
    assert_eq!((world.reddit.published(), world.reddit.faults().count(SUBMIT)), (0, 1));
}

#[tokio::test]
async fn a_post_of_the_same_words_is_not_taken_for_the_lost_one() {
    let world = World::new().await;
    let account = world.connect(Platform::Reddit).await;
    let first = world.publish(&account, text("test")).await;
    assert_eq!(world.work(&first).await.state, State::Published);
    world.reddit.faults().set(Fault::hang(SUBMIT, When::Before));
    let second = world.publish(&account, text("test")).await;
    assert_eq!(world.work(&second).await.state, State::Unconfirmed);
}

#[tokio::test]
async fn media_come_without_an_id_and_are_found() {
    let world = World::new().await;
    let account = world.connect(Platform::Reddit).await;
    let publication = world.publish(&account, reddit_picture()).await;
    let done = world.work(&publication).await;
    assert_eq!((done.state, world.reddit.faults().count(SUBMIT)), (State::Published, 1));
    assert_eq!(done.remote_id.as_deref(), Some(world.reddit.posts()[0].name.as_str()));
}

#[tokio::test]
async fn refusals_with_200_are_told_in_words() {
    let world = World::new().await;
    let account = world.connect(Platform::Reddit).await;
    for (code, ours) in [
        ("SUBREDDIT_NOEXIST", Code::NoSubreddit),
        ("SUBREDDIT_NOTALLOWED", Code::SubredditNotAllowed),
        ("NO_SELFS", Code::KindNotAllowed),
        ("NO_LINKS", Code::KindNotAllowed),
        ("ALREADY_SUB", Code::AlreadySubmitted),
        ("TOO_LONG", Code::TextRefused),
        ("SUBMIT_VALIDATION_FLAIR_REQUIRED", Code::FlairNeeded),
    ] {
        let body = json!({ "json": { "errors": [[code, "words", "field"]] } }).to_string();
        world.reddit.faults().set(Fault::say(SUBMIT, When::Before, 200, &body));
        let publication = world.publish(&account, text("test")).await;
        let done = world.work(&publication).await;
        assert_eq!((done.state, done.problem), (State::Failed, Some(ours)));
    }
}

#[tokio::test]
async fn a_rate_limit_in_words_is_waited_for() {
    let world = World::new().await;
    let account = world.connect(Platform::Reddit).await;
    world.reddit.change(|settings| settings.wait = Some("3 minutes".to_owned()));
    let publication = world.publish(&account, text("test")).await;
    while world.social.work_one().await.unwrap() {}
    let waits = world.get(&publication).await;
    assert_eq!(waits.problem, Some(Code::Throttled));
    assert!(waits.next_at.unwrap().0 - world.clock.now() > 2 * MINUTE);
    world.reddit.change(|settings| settings.wait = None);
    assert_eq!((world.work(&publication).await.state, world.reddit.published()), (State::Published, 1));
}

#[tokio::test]
async fn a_403_for_the_user_agent_is_no_reason_to_go_on() {
    let world = World::new().await;
    let account = world.connect(Platform::Reddit).await;
    world.reddit.faults().set(Fault::say("/about", When::Before, 403, "{\"error\":403}"));
    let publication = world.publish(&account, text("test")).await;
    assert_eq!(world.work(&publication).await.problem, Some(Code::PermissionMissing));
    assert_eq!(world.reddit.faults().count(SUBMIT), 0);
}

#[tokio::test]
async fn flair_and_rules_are_known_before_anything_is_submitted() {
    let world = World::new().await;
    let account = world.connect(Platform::Reddit).await;
    let strict = Subreddit { needs_flair: true, forbidden: vec!["spam".to_owned()], ..Subreddit::open("strict") };
    let links = Subreddit { submission_type: "link".to_owned(), ..Subreddit::open("links") };
    world.reddit.change(|settings| settings.subreddits = vec![strict, links, Subreddit { banned: true, ..Subreddit::open("closed") }]);
    let flair = json!({ "flair_id": "flair-1" });
    for (draft, ours) in [
        (text("strict"), Code::FlairNeeded),
        (with(with(text("strict"), &flair), &json!({ "title": "Some Spam" })), Code::RulesRefused),
        (text("links"), Code::KindNotAllowed),
        (text("closed"), Code::SubredditNotAllowed),
        (text("nowhere"), Code::NoSubreddit),
    ] {
        let publication = world.publish(&account, draft).await;
        assert_eq!(world.work(&publication).await.problem, Some(ours));
    }
    let publication = world.publish(&account, with(text("strict"), &flair)).await;
    assert_eq!(world.work(&publication).await.state, State::Published);
    assert_eq!(world.reddit.faults().count(SUBMIT), 1);
}

#[tokio::test]
async fn removed_silently_is_seen_with_the_numbers() {
    let world = World::new().await;
    let account = world.connect(Platform::Reddit).await;
    let publication = world.publish(&account, text("test")).await;
    let done = world.work(&publication).await;
    world.social.read_numbers(account.id).await.unwrap();
    assert_eq!(world.get(&publication).await.removed_at, None);
    world.reddit.remove(&done.remote_id.unwrap());
    assert!(world.social.read_numbers(account.id).await.unwrap() > 3);
    assert!(world.get(&publication).await.removed_at.is_some());
}

#[tokio::test]
async fn the_refresh_token_is_revoked() {
    let world = World::new().await;
    let account = world.connect(Platform::Reddit).await;
    let publication = world.publish(&account, text("test")).await;
    world.reddit.remove_grant("ana");
    world.work(&publication).await;
    let now = world.social.account(world.user, account.id).await.unwrap();
    assert_eq!((now.state, now.problem), (AccountState::SignIn, Some(Code::SignInAgain)));
}

#[tokio::test]
async fn some_subreddits_are_done_and_some_not() {
    let world = World::new().await;
    let account = world.connect(Platform::Reddit).await;
    let mut states = Vec::new();
    for subreddit in ["test", "nowhere", "pics"] {
        let publication = world.publish(&account, text(subreddit)).await;
        states.push(world.work(&publication).await.state);
    }
    assert_eq!(states, [State::Published, State::Failed, State::Published]);
    assert_eq!(world.reddit.published(), 2);
}

#[tokio::test]
async fn one_429_slows_all_accounts_and_servers_down_until_its_end() {
    let world = World::new().await;
    let ana = world.connect(Platform::Reddit).await;
    let leo = world.try_connect(Platform::Reddit, SignIn::Own, &Choice::allow("leo")).await.unwrap().remove(0);
    world.reddit.faults().set(Fault::say("/r/test/about", When::Before, 429, "{}"));
    let (first, second) = (world.publish(&ana, text("test")).await, world.publish(&leo, text("test")).await);
    assert!(world.social.work_one().await.unwrap());
    assert!(!world.another(&world.key).work_one().await.unwrap(), "another server asked");
    for publication in [&first, &second] {
        assert_eq!(world.work(publication).await.state, State::Published);
    }
    assert_eq!(world.reddit.published(), 2);
}

#[tokio::test]
async fn files_with_a_text_or_a_link_are_refused_and_not_dropped() {
    let world = World::new().await;
    let account = world.connect(Platform::Reddit).await;
    let link = with(text("test"), &json!({ "kind": "link", "url": "https://huntaze.example" }));
    for draft in [text("test"), link] {
        let draft = Draft { media: reddit_picture().media, ..draft };
        let new = NewPublication { account: account.id, content: None, draft, at: None };
        let refused = world.send(&name(), new).await.unwrap_err();
        assert!(matches!(&refused, Error::Here(error) if error.fields[0].field == "media"), "{refused:?}");
    }
}

#[tokio::test]
async fn two_pictures_of_one_title_get_an_address_each() {
    let world = World::new().await;
    let account = world.connect(Platform::Reddit).await;
    let (first, second) = (world.publish(&account, reddit_picture()).await, world.publish(&account, reddit_picture()).await);
    let (first, second) = (world.work(&first).await, world.work(&second).await);
    assert_eq!((first.state, second.state), (State::Published, State::Published));
    let mut found = [first.remote_id.unwrap(), second.remote_id.unwrap()];
    let mut posts: Vec<String> = world.reddit.posts().into_iter().map(|post| post.name).collect();
    found.sort();
    posts.sort();
    assert_eq!(found.as_slice(), posts.as_slice());
}

#[tokio::test]
async fn a_lost_answer_is_looked_for_after_a_wait_that_another_post_was_told_of() {
    let world = World::new().await;
    let account = world.connect(Platform::Reddit).await;
    world.reddit.faults().set(Fault::hang(SUBMIT, When::After));
    let lost = world.publish(&account, text("test")).await;
    while world.reddit.faults().count(SUBMIT) == 0 {
        assert!(world.social.work_one().await.unwrap());
    }
    world.reddit.change(|settings| settings.wait = Some("40 minutes".to_owned()));
    let slowed = world.publish(&account, text("pics")).await;
    while world.social.work_one().await.unwrap() {}
    assert_eq!(world.get(&slowed).await.problem, Some(Code::Throttled));
    world.clock.pass(41 * MINUTE);
    let done = world.work(&lost).await;
    assert_eq!((done.state, world.reddit.published()), (State::Published, 1), "{done:?}");
    assert_eq!(done.remote_id.as_deref(), Some(world.reddit.posts()[0].name.as_str()));
}
