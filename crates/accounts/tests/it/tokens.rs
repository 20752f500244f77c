//! Personal API tokens.

use crate::kit::{Kit, MINUTE, code, fields};
use model::ErrorCode;

#[tokio::test]
async fn a_token_is_shown_once_and_tells_who_asks() {
    let kit = Kit::new().await;
    let ada = kit.person("Ada").await;
    let (token, secret) = kit.accounts.create_token(ada.id, " My script\n").await.unwrap();
    assert!(secret.starts_with("hz_") && secret.starts_with(&token.hint) && token.hint.len() == 8);
    assert_eq!((token.name.as_str(), token.last_used_at), ("My script", None));
    assert_eq!(kit.accounts.tokens(ada.id).await.unwrap(), std::slice::from_ref(&token));
    assert_eq!(kit.accounts.user_by_token(&secret).await.unwrap(), Some(ada.clone()));
    for wrong in ["", "hz_", &secret[3..], &secret[..66], &secret.to_uppercase(), "hz_\0"] {
        assert_eq!(kit.accounts.user_by_token(wrong).await.unwrap(), None, "{wrong:?}");
    }
    let kept: String = sqlx::query_scalar("SELECT secret_hash FROM api_tokens").fetch_one(kit.test.db.read()).await.unwrap();
    assert!(!kept.contains(&secret[3..]));
}

#[tokio::test]
async fn the_last_use_is_noted_to_the_minute() {
    let kit = Kit::new().await;
    let ada = kit.person("Ada").await;
    let (_, secret) = kit.accounts.create_token(ada.id, "t").await.unwrap();
    let used = async || {
        kit.accounts.user_by_token(&secret).await.unwrap().unwrap();
        kit.accounts.tokens(ada.id).await.unwrap()[0].last_used_at
    };
    let first = kit.now();
    assert_eq!(used().await, Some(first));
    kit.pass(MINUTE - 1);
    assert_eq!(used().await, Some(first));
    kit.pass(1);
    assert_eq!(used().await, Some(kit.now()));
}

#[tokio::test]
async fn a_revoked_token_is_useless_and_only_its_owner_revokes_it() {
    let kit = Kit::new().await;
    let (ada, bob) = (kit.person("Ada").await, kit.person("Bob").await);
    let (token, secret) = kit.accounts.create_token(ada.id, "t").await.unwrap();
    assert_eq!(code(kit.accounts.revoke_token(bob.id, token.id).await), ErrorCode::NotFound);
    assert!(kit.accounts.user_by_token(&secret).await.unwrap().is_some());
    kit.accounts.revoke_token(ada.id, token.id).await.unwrap();
    assert_eq!(kit.accounts.user_by_token(&secret).await.unwrap(), None);
    assert_eq!(code(kit.accounts.revoke_token(ada.id, token.id).await), ErrorCode::NotFound);
}

#[tokio::test]
async fn a_name_is_needed() {
    let kit = Kit::new().await;
    let ada = kit.person("Ada").await;
    assert_eq!(fields(kit.accounts.create_token(ada.id, " \0 ").await), ["name Required"]);
    assert_eq!(fields(kit.accounts.create_token(ada.id, &"n".repeat(81)).await), ["name TooLong"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn there_are_twenty_at_most_even_when_made_at_once() {
    let kit = Kit::new().await;
    let ada = kit.person("Ada").await;
    let tasks: Vec<_> = (0..24)
        .map(|n| {
            let (accounts, me) = (kit.accounts.clone(), ada.id);
            tokio::spawn(async move { accounts.create_token(me, &format!("t{n}")).await })
        })
        .collect();
    let mut refused = 0;
    for task in tasks {
        if let Err(error) = task.await.unwrap() {
            assert_eq!(error.code, ErrorCode::LimitReached);
            refused += 1;
        }
    }
    assert_eq!((kit.accounts.tokens(ada.id).await.unwrap().len(), refused), (20, 4));
}
