//! Connecting and disconnecting.

use crate::kit::{BACK, MINUTE, SESSION, World};
use sandbox::common::{Choice, Fault, When};
use social::{AccountState, Error, Platform, ProblemCode as Code, Result, SignIn};

fn code<T: std::fmt::Debug>(result: Result<T>) -> Code {
    match result.unwrap_err() {
        Error::There(problem) => problem.code,
        Error::Here(error) => panic!("{error:?}"),
    }
}

#[tokio::test]
async fn all_platforms_by_all_ways() {
    let world = World::new().await;
    for (platform, sign_in) in [
        (Platform::TikTok, SignIn::Own),
        (Platform::Instagram, SignIn::Own),
        (Platform::Instagram, SignIn::Facebook),
        (Platform::Reddit, SignIn::Own),
    ] {
        let accounts = world.try_connect(platform, sign_in, &Choice::allow("ana")).await.unwrap();
        assert_eq!((accounts.len(), accounts[0].state), (1, AccountState::Active), "{platform:?}");
        world.social.check(world.user, accounts[0].id).await.unwrap();
    }
    // Both ways to Instagram lead to one account.
    assert_eq!(world.social.accounts(world.user).await.unwrap().len(), 3);
}

#[tokio::test]
async fn instagrams_answer_is_taken_wrapped_and_flat() {
    let world = World::new().await;
    for wrapped in [true, false] {
        world.instagram.change(|settings| settings.wrapped = wrapped);
        assert_eq!(world.connect(Platform::Instagram).await.name, "ana");
    }
}

#[tokio::test]
async fn a_denial_and_a_missing_permission_are_told() {
    let world = World::new().await;
    for platform in [Platform::TikTok, Platform::Instagram, Platform::Reddit] {
        assert_eq!(code(world.try_connect(platform, SignIn::Own, &Choice::deny()).await), Code::Denied);
    }
    for (platform, scopes) in
        [(Platform::TikTok, "user.info.basic"), (Platform::Instagram, "instagram_business_basic"), (Platform::Reddit, "identity")]
    {
        let some = Choice { scopes: Some(scopes.to_owned()), ..Choice::allow("ana") };
        assert_eq!(code(world.try_connect(platform, SignIn::Own, &some).await), Code::PermissionMissing);
    }
}

#[tokio::test]
async fn a_state_works_once_in_its_session_for_ten_minutes() {
    let world = World::new().await;
    let callback = world.callback(Platform::Reddit, SignIn::Own, &Choice::allow("ana")).await;
    let end =
        |session: &'static str, callback: &social::Callback| world.social.connect_callback(world.user, session, Platform::Reddit, callback.clone());
    assert_eq!(code(end(SESSION, &social::Callback { state: None, ..callback.clone() }).await), Code::FlowOver);
    end(SESSION, &callback).await.unwrap();
    assert_eq!(code(end(SESSION, &callback).await), Code::FlowOver);
    let stolen = world.callback(Platform::Reddit, SignIn::Own, &Choice::allow("ana")).await;
    assert_eq!(code(end("another session", &stolen).await), Code::FlowOver);
    assert_eq!(code(end(SESSION, &stolen).await), Code::FlowOver);
    let old = world.callback(Platform::Reddit, SignIn::Own, &Choice::allow("ana")).await;
    world.clock.pass(10 * MINUTE);
    assert_eq!(code(end(SESSION, &old).await), Code::FlowOver);
}

#[tokio::test]
async fn another_redirect_address_is_refused_by_the_platform() {
    let world = World::new().await;
    let address = world.social.connect_start(world.user, SESSION, Platform::TikTok, SignIn::Own, &format!("{BACK}/other")).await.unwrap();
    assert!(sandbox::common::consent(&address, &Choice::allow("ana")).await.unwrap_err().contains("redirect_uri"));
}

#[tokio::test]
async fn a_platform_that_answers_html_is_told_as_that() {
    let world = World::new().await;
    world.reddit.faults().set(Fault::say("/access_token", When::Before, 200, "<html>Hello</html>"));
    assert_eq!(code(world.try_connect(Platform::Reddit, SignIn::Own, &Choice::allow("ana")).await), Code::BadAnswer);
}

#[tokio::test]
async fn connecting_again_is_the_same_account_and_several_are_several() {
    let world = World::new().await;
    let first = world.connect(Platform::TikTok).await;
    assert_eq!(world.connect(Platform::TikTok).await.id, first.id);
    let other = world.try_connect(Platform::TikTok, SignIn::Own, &Choice::allow("leo")).await.unwrap();
    assert_ne!(other[0].id, first.id);
    assert_eq!(world.social.accounts(world.user).await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_good_refresh_token_is_not_overwritten_with_nothing() {
    let world = World::new().await;
    let account = world.connect(Platform::Reddit).await;
    let body = "{\"access_token\":\"x\",\"token_type\":\"bearer\",\"expires_in\":1,\"scope\":\"submit identity\"}";
    world.reddit.faults().set(Fault::say("/access_token", When::Before, 200, body));
    let me = format!("{{\"id\":\"{}\",\"name\":\"ana\"}}", account.remote_id);
    world.reddit.faults().set(Fault::say("/api/v1/me", When::Before, 200, &me));
    assert_eq!(world.connect(Platform::Reddit).await.id, account.id);
    world.clock.pass(2000);
    world.social.check(world.user, account.id).await.unwrap();
}

#[tokio::test]
async fn disconnecting_revokes_and_erases() {
    let world = World::new().await;
    for (platform, revoke, told) in
        [(Platform::TikTok, "/v2/oauth/revoke/", None), (Platform::Reddit, "/revoke_token", None), (Platform::Instagram, "", Some(Code::NotOffered))]
    {
        let account = world.connect(platform).await;
        let problem = world.social.disconnect(world.user, account.id).await.unwrap();
        assert_eq!(problem.map(|problem| problem.code), told);
        assert_eq!(world.tiktok.faults().count(revoke) + world.reddit.faults().count(revoke) > 0, told.is_none() || revoke.is_empty());
        let sql = "SELECT CAST(count(*) AS BIGINT) FROM oauth_accounts WHERE access_token IS NOT NULL OR refresh_token IS NOT NULL";
        let left: i64 = sqlx::query_scalar(sql).fetch_one(world.test.db.read()).await.unwrap();
        assert_eq!(left, 0);
    }
    assert!(world.social.accounts(world.user).await.unwrap().is_empty());
}
