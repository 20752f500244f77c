//! Tokens: one refresh at a time, saved before it is used, stored encrypted.

use crate::kit::{HOUR, World, video};
use sandbox::common::{Fault, When};
use social::{AccountState, Keyring, Platform, ProblemCode as Code};
use sqlx::Row;

#[tokio::test]
async fn two_servers_refresh_one_rotating_token_at_once() {
    let world = World::new().await;
    let account = world.connect(Platform::TikTok).await;
    let other = world.another(&world.key);
    world.tiktok.end_access();
    let (one, two) = tokio::join!(world.social.check(world.user, account.id), other.check(world.user, account.id));
    assert!(one.is_ok() && two.is_ok(), "{one:?} {two:?}");
    assert_eq!(world.tiktok.refreshed(), 1);
}

#[tokio::test]
async fn what_ends_soon_is_refreshed_by_itself() {
    let world = World::new().await;
    world.connect(Platform::TikTok).await;
    assert_eq!(world.social.refresh_due().await.unwrap(), 0);
    world.clock.pass(HOUR + HOUR / 2);
    assert_eq!(world.social.refresh_due().await.unwrap(), 1);
    assert_eq!(world.social.refresh_due().await.unwrap(), 0);
}

#[tokio::test]
async fn an_instagram_token_is_refreshed_in_its_last_week_and_facebooks_asks_its_person() {
    use sandbox::common::Choice;
    use social::SignIn;
    let world = World::new().await;
    let account = world.connect(Platform::Instagram).await;
    let page = world.try_connect(Platform::Instagram, SignIn::Facebook, &Choice::allow("leo")).await.unwrap().remove(0);
    world.clock.pass(54 * 24 * HOUR);
    assert_eq!(world.social.refresh_due().await.unwrap(), 1);
    world.clock.pass(7 * 24 * HOUR);
    world.social.refresh_due().await.unwrap();
    let state = |id| world.social.account(world.user, id);
    assert_eq!(state(account.id).await.unwrap().state, AccountState::Active);
    assert_eq!(state(page.id).await.unwrap().state, AccountState::SignIn);
}

#[tokio::test]
async fn a_passing_failure_never_disconnects() {
    let world = World::new().await;
    let account = world.connect(Platform::TikTok).await;
    world.clock.pass(HOUR + HOUR / 2);
    for fault in [Fault::say("/oauth/token/", When::Before, 502, "<html></html>"), Fault::hang("/oauth/token/", When::Before)] {
        world.tiktok.faults().set(fault);
        assert_eq!(world.social.refresh_due().await.unwrap(), 0);
        assert_eq!(world.social.account(world.user, account.id).await.unwrap().state, AccountState::Active);
    }
    assert_eq!(world.social.refresh_due().await.unwrap(), 1);
}

#[tokio::test]
async fn refresh_rotated_and_we_crashed_before_saving() {
    let mut world = World::new().await;
    let account = world.connect(Platform::TikTok).await;
    let publication = world.publish(&account, video()).await;
    world.tiktok.end_access();
    world.tiktok.faults().set(Fault::hang("/oauth/token/", When::After));
    let faults = world.tiktok.faults().clone();
    tokio::select! {
        () = faults.hung(1) => {}
        _ = world.work(&publication) => panic!("it should have died"),
    }
    world.restart();
    world.clock.pass(HOUR / 4);
    let waits = world.work(&publication).await;
    assert_eq!(waits.problem, Some(Code::SignInAgain));
    assert_eq!(world.social.account(world.user, account.id).await.unwrap().state, AccountState::SignIn);
    world.connect(Platform::TikTok).await;
    world.work(&publication).await;
    assert_eq!(world.tiktok.published(), 1);
}

#[tokio::test]
async fn no_token_is_in_the_database_and_a_new_key_replaces_the_old() {
    let world = World::new().await;
    let account = world.connect(Platform::TikTok).await;
    let stored = || async {
        let row = sqlx::query("SELECT access_token, refresh_token FROM oauth_accounts").fetch_one(world.test.db.read()).await.unwrap();
        format!("{} {}", row.get::<String, _>(0), row.get::<String, _>(1))
    };
    assert!(stored().await.starts_with("x1.a.") && !stored().await.contains("act."));
    let new = Keyring::generate("b");
    let rotating = world.another(&format!("{new},{}", world.key));
    assert_eq!(rotating.rotate_keys().await.unwrap(), (1, 0));
    assert_eq!(rotating.rotate_keys().await.unwrap(), (0, 0));
    assert!(stored().await.starts_with("x1.b."));
    world.another(&new).check(world.user, account.id).await.unwrap();
    assert!(!format!("{:?}", world.social).contains("sandbox-secret"));
}

#[tokio::test]
async fn what_no_key_opens_asks_to_sign_in_and_holds_up_no_other() {
    let world = World::new().await;
    let lost = world.connect(Platform::TikTok).await;
    let lost_too = world.connect(Platform::Reddit).await;
    let other = world.another(&Keyring::generate("b"));
    assert_eq!(other.rotate_keys().await.unwrap(), (0, 2));
    for account in [&lost, &lost_too] {
        assert!(other.check(world.user, account.id).await.is_err());
        assert_eq!(other.account(world.user, account.id).await.unwrap().state, AccountState::SignIn);
    }
}
