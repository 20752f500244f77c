//! Verification, recovery and a change of address.

use crate::kit::{HOUR, Kit, MINUTE, PASSWORD, code, fields, new};
use accounts::StoredSession;
use model::{ErrorCode, Timestamp, UserId};

async fn session(kit: &Kit, id: &str, who: UserId) {
    let session = StoredSession { id: id.to_owned(), user_id: Some(who), data: "{}".to_owned(), expires_at: Timestamp(kit.now().0 + 100 * HOUR) };
    assert!(kit.accounts.sessions().create(&session).await.unwrap());
}

async fn signed_in(kit: &Kit, id: &str) -> bool {
    kit.accounts.sessions().load(id).await.unwrap().is_some()
}

#[tokio::test]
async fn a_verification_link_works_once() {
    let kit = Kit::new().await;
    let ada = kit.person("Ada").await;
    let secret = kit.secret("ada@example.com", "verify").await;
    let verified = kit.accounts.verify_email(&secret).await.unwrap();
    assert!(verified.email_verified && verified.id == ada.id);
    assert_eq!(kit.accounts.user(ada.id).await.unwrap(), Some(verified));
    assert_eq!(code(kit.accounts.verify_email(&secret).await), ErrorCode::LinkExpired);
    for never in ["", "0", "\0", "ä"] {
        assert_eq!(code(kit.accounts.verify_email(never).await), ErrorCode::LinkExpired);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_that_use_a_link_at_once_one_has_it() {
    let kit = Kit::new().await;
    kit.person("Ada").await;
    kit.accounts.forgot_password("ada@example.com", "a").await.unwrap();
    let secret = kit.secret("ada@example.com", "reset").await;
    let (one, two) = tokio::join!(kit.accounts.reset_password(&secret, "first new one"), kit.accounts.reset_password(&secret, "second new one"));
    assert_eq!(usize::from(one.is_ok()) + usize::from(two.is_ok()), 1);
    let password = if one.is_ok() { "first new one" } else { "second new one" };
    kit.accounts.sign_in("ada@example.com", password, "a").await.unwrap();
    assert_eq!(code(one.and(two)), ErrorCode::LinkExpired);
}

#[tokio::test]
async fn a_verification_link_lives_a_day() {
    let kit = Kit::new().await;
    kit.person("Ada").await;
    kit.person("Bob").await;
    let (ada, bob) = (kit.secret("ada@example.com", "verify").await, kit.secret("bob@example.com", "verify").await);
    kit.pass(24 * HOUR - 1);
    kit.accounts.verify_email(&ada).await.unwrap();
    kit.pass(1);
    assert_eq!(code(kit.accounts.verify_email(&bob).await), ErrorCode::LinkExpired);
}

#[tokio::test]
async fn a_new_verification_link_replaces_the_old_one_three_times_an_hour() {
    let kit = Kit::new().await;
    let ada = kit.person("Ada").await;
    let old = kit.secret("ada@example.com", "verify").await;
    for _ in 0..3 {
        kit.accounts.resend_verification(ada.id).await.unwrap();
    }
    assert_eq!(code(kit.accounts.resend_verification(ada.id).await), ErrorCode::TooMany);
    assert_eq!(kit.mails_to("ada@example.com").await.len(), 4);
    assert_eq!(code(kit.accounts.verify_email(&old).await), ErrorCode::LinkExpired);
    kit.accounts.verify_email(&kit.secret("ada@example.com", "verify").await).await.unwrap();
    // Nothing to verify: nothing is sent.
    kit.pass(HOUR);
    kit.accounts.resend_verification(ada.id).await.unwrap();
    assert_eq!(kit.mails_to("ada@example.com").await.len(), 4);
}

#[tokio::test]
async fn a_forgotten_password_is_set_anew_and_all_sessions_end() {
    let kit = Kit::new().await;
    let (ada, bob) = (kit.person("Ada").await, kit.person("Bob").await);
    session(&kit, "a1", ada.id).await;
    session(&kit, "b1", bob.id).await;
    kit.accounts.forgot_password("Ada@example.com", "a").await.unwrap();
    let secret = kit.secret("ada@example.com", "reset").await;
    assert_eq!(fields(kit.accounts.reset_password(&secret, "password").await), ["password TooCommon"]);
    let user = kit.accounts.reset_password(&secret, "quite a new one").await.unwrap();
    assert!(user.email_verified, "who reads the mail owns the address");
    assert!(!signed_in(&kit, "a1").await && signed_in(&kit, "b1").await);
    assert_eq!(code(kit.accounts.sign_in("ada@example.com", PASSWORD, "a").await), ErrorCode::WrongCredentials);
    kit.accounts.sign_in("ada@example.com", "quite a new one", "a").await.unwrap();
    assert_eq!(code(kit.accounts.reset_password(&secret, "another new one").await), ErrorCode::LinkExpired);
}

#[tokio::test]
async fn a_recovery_link_lives_an_hour_and_is_for_nothing_else() {
    let kit = Kit::new().await;
    kit.person("Ada").await;
    kit.accounts.forgot_password("ada@example.com", "a").await.unwrap();
    let secret = kit.secret("ada@example.com", "reset").await;
    assert_eq!(code(kit.accounts.verify_email(&secret).await), ErrorCode::LinkExpired);
    let verify = kit.secret("ada@example.com", "verify").await;
    assert_eq!(code(kit.accounts.reset_password(&verify, "quite a new one").await), ErrorCode::LinkExpired);
    kit.pass(HOUR);
    assert_eq!(code(kit.accounts.reset_password(&secret, "quite a new one").await), ErrorCode::LinkExpired);
}

#[tokio::test]
async fn an_unknown_address_is_answered_alike_and_gets_no_mail() {
    let kit = Kit::new().await;
    kit.person("Ada").await;
    for email in ["ada@example.com", "nobody@example.com"] {
        for _ in 0..3 {
            kit.accounts.forgot_password(email, "a").await.unwrap();
        }
        assert_eq!(code(kit.accounts.forgot_password(email, "b").await), ErrorCode::TooMany);
    }
    assert!(kit.mails_to("nobody@example.com").await.is_empty());
    assert_eq!(fields(kit.accounts.forgot_password("nobody", "a").await), ["email NotAnEmail"]);
}

#[tokio::test]
async fn recovery_from_one_network_address_is_limited() {
    let kit = Kit::with(|settings| settings.limits.mail_address_minute = 2).await;
    for n in 0..2 {
        kit.accounts.forgot_password(&format!("p{n}@example.com"), "here").await.unwrap();
    }
    assert_eq!(code(kit.accounts.forgot_password("p9@example.com", "here").await), ErrorCode::TooMany);
    kit.pass(MINUTE);
    kit.accounts.forgot_password("p9@example.com", "here").await.unwrap();
}

#[tokio::test]
async fn recovery_takes_the_same_time_for_known_and_unknown_addresses() {
    let floor = std::time::Duration::from_millis(400);
    let kit = Kit::with(|settings| settings.recovery_takes = floor).await;
    kit.person("Ada").await;
    for email in ["ada@example.com", "nobody@example.com"] {
        let start = std::time::Instant::now();
        kit.accounts.forgot_password(email, "a").await.unwrap();
        assert!(start.elapsed() >= floor, "{email}");
    }
}

#[tokio::test]
async fn a_reset_ends_the_wait_after_failures() {
    let kit = Kit::with(|settings| {
        settings.limits.sign_in_account_minute = 100;
        settings.limits.first_wait_seconds = 600;
    })
    .await;
    kit.person("Ada").await;
    for _ in 0..5 {
        assert_eq!(code(kit.accounts.sign_in("ada@example.com", "wrong", "a").await), ErrorCode::WrongCredentials);
    }
    assert_eq!(code(kit.accounts.sign_in("ada@example.com", PASSWORD, "a").await), ErrorCode::TooMany);
    kit.accounts.forgot_password("ada@example.com", "a").await.unwrap();
    kit.accounts.reset_password(&kit.secret("ada@example.com", "reset").await, "quite a new one").await.unwrap();
    kit.accounts.sign_in("ada@example.com", "quite a new one", "a").await.unwrap();
}

#[tokio::test]
async fn a_new_address_counts_once_its_link_is_opened() {
    let kit = Kit::new().await;
    let ada = kit.person("Ada").await;
    kit.accounts.forgot_password("ada@example.com", "a").await.unwrap();
    let reset = kit.secret("ada@example.com", "reset").await;
    kit.accounts.change_email(ada.id, " New@Example.com", PASSWORD).await.unwrap();
    let waiting = kit.accounts.user(ada.id).await.unwrap().unwrap();
    assert_eq!((waiting.email.as_str(), waiting.pending_email.as_deref()), ("ada@example.com", Some("new@example.com")));
    let notice = &kit.mails_to("ada@example.com").await[0];
    assert!(notice.text.contains("new@example.com") && !notice.text.contains("secret="));
    let user = kit.accounts.verify_email(&kit.secret("new@example.com", "verify").await).await.unwrap();
    assert_eq!((user.email.as_str(), user.pending_email, user.email_verified), ("new@example.com", None, true));
    kit.accounts.sign_in("new@example.com", PASSWORD, "a").await.unwrap();
    assert_eq!(code(kit.accounts.sign_in("ada@example.com", PASSWORD, "a").await), ErrorCode::WrongCredentials);
    assert_eq!(code(kit.accounts.reset_password(&reset, "quite a new one").await), ErrorCode::LinkExpired, "it went to the old address");
}

#[tokio::test]
async fn a_change_of_address_is_refused_with_a_reason() {
    let kit = Kit::new().await;
    let ada = kit.person("Ada").await;
    kit.person("Bob").await;
    let change = |email: &'static str, password| kit.accounts.change_email(ada.id, email, password);
    assert_eq!(fields(change("new", PASSWORD).await), ["email NotAnEmail"]);
    assert_eq!(code(change("new@example.com", "wrong").await), ErrorCode::WrongPassword);
    assert_eq!(fields(change("ada@example.com", PASSWORD).await), ["email Unchanged"]);
    assert_eq!(code(change("bob@example.com", PASSWORD).await), ErrorCode::EmailTaken);
    assert_eq!(kit.accounts.user(ada.id).await.unwrap().unwrap().pending_email, None);
}

#[tokio::test]
async fn an_address_that_somebody_takes_in_the_meantime_stays_theirs() {
    let kit = Kit::new().await;
    let ada = kit.person("Ada").await;
    kit.accounts.change_email(ada.id, "zed@example.com", PASSWORD).await.unwrap();
    let secret = kit.secret("zed@example.com", "verify").await;
    kit.accounts.register(new("Zed"), "a").await.unwrap();
    assert_eq!(code(kit.accounts.verify_email(&secret).await), ErrorCode::EmailTaken);
    assert_eq!(kit.accounts.user(ada.id).await.unwrap().unwrap().email, "ada@example.com");
}

#[tokio::test]
async fn only_the_last_new_address_can_be_confirmed() {
    let kit = Kit::new().await;
    let ada = kit.person("Ada").await;
    kit.accounts.change_email(ada.id, "one@example.com", PASSWORD).await.unwrap();
    kit.accounts.change_email(ada.id, "two@example.com", PASSWORD).await.unwrap();
    kit.accounts.resend_verification(ada.id).await.unwrap();
    assert_eq!(code(kit.accounts.verify_email(&kit.secret("one@example.com", "verify").await).await), ErrorCode::LinkExpired);
    assert_eq!(kit.mails_to("two@example.com").await.len(), 2);
    let user = kit.accounts.verify_email(&kit.secret("two@example.com", "verify").await).await.unwrap();
    assert_eq!(user.email, "two@example.com");
}

#[tokio::test]
async fn old_links_and_sessions_are_pruned() {
    let kit = Kit::new().await;
    let ada = kit.person("Ada").await;
    session(&kit, "a1", ada.id).await;
    kit.pass(100 * HOUR);
    session(&kit, "a2", ada.id).await;
    kit.accounts.prune().await;
    for (sql, left) in [("SELECT CAST(count(*) AS BIGINT) FROM sessions", 1), ("SELECT CAST(count(*) AS BIGINT) FROM one_time_links", 0)] {
        let rows: i64 = sqlx::query_scalar(sql).fetch_one(kit.test.db.read()).await.unwrap();
        assert_eq!(rows, left, "{sql}");
    }
}
