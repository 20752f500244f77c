//! Signing in and its limits.

use crate::kit::{HOUR, Kit, MINUTE, PASSWORD, code};
use model::ErrorCode;
use std::time::Instant;

/// What a try answers: the code, and how long to wait.
async fn try_in(kit: &Kit, email: &str, password: &str, from: &str) -> (Option<ErrorCode>, u32) {
    match kit.accounts.sign_in(email, password, from).await {
        Ok(_) => (None, 0),
        Err(error) => (Some(error.code), error.retry_after.unwrap_or(0)),
    }
}

const WRONG: (Option<ErrorCode>, u32) = (Some(ErrorCode::WrongCredentials), 0);

#[tokio::test]
async fn the_right_pair_signs_in_and_every_wrong_one_answers_the_same() {
    let kit = Kit::new().await;
    let ada = kit.person("Ada").await;
    assert_eq!(kit.accounts.sign_in(" ADA@example.com", PASSWORD, "a").await.unwrap(), ada);
    for (email, password) in [("ada@example.com", "wrong"), ("nobody@example.com", PASSWORD), ("", ""), ("a\0b", PASSWORD)] {
        assert_eq!(try_in(&kit, email, password, "a").await, WRONG, "{email:?}");
    }
}

#[tokio::test]
async fn an_unknown_address_takes_as_long_as_a_wrong_password() {
    let kit = Kit::with(|settings| settings.limits.sign_in_account_minute = 100).await;
    kit.person("Ada").await;
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..4 {
        for (times, email) in times.iter_mut().zip(["ada@example.com", "nobody@example.com"]) {
            let start = Instant::now();
            assert_eq!(code(kit.accounts.sign_in(email, "wrong", "a").await), ErrorCode::WrongCredentials);
            times.push(start.elapsed());
        }
    }
    // The fastest of each: the machine may be busy. Without the hashing it would be a hundredth.
    let [known, unknown] = times.map(|times| times.into_iter().min().unwrap());
    assert!(unknown * 3 > known, "{unknown:?} for an unknown address, {known:?} for a known one");
}

#[tokio::test]
async fn the_sixth_try_in_a_minute_has_to_wait_even_with_the_right_password() {
    let kit = Kit::new().await;
    kit.person("Ada").await;
    for _ in 0..4 {
        assert_eq!(try_in(&kit, "ada@example.com", "wrong", "a").await, WRONG);
    }
    kit.pass(10_000);
    assert_eq!(try_in(&kit, "Ada@Example.com", "wrong", "b").await, WRONG);
    assert_eq!(try_in(&kit, "ada@example.com", PASSWORD, "c").await, (Some(ErrorCode::TooMany), 50));
    kit.pass(50_000);
    assert_eq!(try_in(&kit, "ada@example.com", PASSWORD, "c").await, (None, 0));
}

#[tokio::test]
async fn an_unknown_address_is_limited_alike() {
    let kit = Kit::new().await;
    for _ in 0..5 {
        assert_eq!(try_in(&kit, "nobody@example.com", "wrong", "a").await, WRONG);
    }
    assert_eq!(try_in(&kit, "nobody@example.com", "wrong", "a").await, (Some(ErrorCode::TooMany), 60));
}

#[tokio::test]
async fn twenty_tries_an_hour_and_no_more() {
    let kit = Kit::with(|settings| settings.limits.failures_before_wait = 1000).await;
    kit.person("Ada").await;
    for _ in 0..20 {
        assert_eq!(try_in(&kit, "ada@example.com", "wrong", "a").await, WRONG);
        kit.pass(MINUTE);
    }
    assert_eq!(try_in(&kit, "ada@example.com", PASSWORD, "a").await, (Some(ErrorCode::TooMany), 40 * 60));
    kit.pass(HOUR - 20 * MINUTE);
    assert_eq!(try_in(&kit, "ada@example.com", PASSWORD, "a").await, (None, 0));
}

#[tokio::test]
async fn one_network_address_has_a_limit_over_all_accounts() {
    let kit = Kit::with(|settings| settings.limits.sign_in_address_minute = 3).await;
    for n in 0..3 {
        assert_eq!(try_in(&kit, &format!("p{n}@example.com"), "wrong", "here").await, WRONG);
    }
    assert_eq!(try_in(&kit, "p9@example.com", "wrong", "here").await, (Some(ErrorCode::TooMany), 60));
    assert_eq!(try_in(&kit, "p9@example.com", "wrong", "elsewhere").await, WRONG);
}

#[tokio::test]
async fn waits_grow_with_failures_in_a_row_and_end_with_a_success() {
    let kit = Kit::with(|settings| {
        settings.limits.sign_in_account_minute = 1000;
        settings.limits.sign_in_account_hour = 1000;
        settings.limits.sign_in_address_minute = 1000;
        settings.limits.longest_wait_seconds = 6;
    })
    .await;
    kit.person("Ada").await;
    for _ in 0..5 {
        assert_eq!(try_in(&kit, "ada@example.com", "wrong", "a").await, WRONG);
    }
    for wait in [1, 2, 4, 6, 6] {
        assert_eq!(try_in(&kit, "ada@example.com", PASSWORD, "a").await, (Some(ErrorCode::TooMany), wait));
        kit.pass(i64::from(wait) * 1000);
        assert_eq!(try_in(&kit, "ada@example.com", "wrong", "a").await, WRONG);
    }
    kit.pass(6000);
    assert_eq!(try_in(&kit, "ada@example.com", PASSWORD, "a").await, (None, 0));
    for _ in 0..4 {
        assert_eq!(try_in(&kit, "ada@example.com", "wrong", "a").await, WRONG);
    }
    assert_eq!(try_in(&kit, "ada@example.com", PASSWORD, "a").await, (None, 0));
}

#[tokio::test]
async fn confirming_with_the_password_is_limited_too() {
    let kit = Kit::new().await;
    let ada = kit.person("Ada").await;
    kit.accounts.check_password(ada.id, PASSWORD).await.unwrap();
    for _ in 0..4 {
        assert_eq!(code(kit.accounts.check_password(ada.id, "wrong").await), ErrorCode::WrongPassword);
    }
    assert_eq!(code(kit.accounts.check_password(ada.id, PASSWORD).await), ErrorCode::TooMany);
    assert_eq!(try_in(&kit, "ada@example.com", PASSWORD, "a").await, (None, 0), "signing in is counted apart");
}
