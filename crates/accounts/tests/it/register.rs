//! Signing up.

use crate::kit::{Kit, PASSWORD, code, fields, new};
use accounts::NewAccount;
use db::Engine;
use model::{ErrorCode, Language, accounts::AccountRole};
use std::time::Duration;
use tokio::time::sleep;

#[tokio::test]
async fn the_first_account_is_admin_and_the_second_is_not() {
    let kit = Kit::new().await;
    assert!(kit.accounts.is_empty().await.unwrap());
    assert_eq!(kit.person("Ada").await.role, AccountRole::Admin);
    assert_eq!(kit.person("Bob").await.role, AccountRole::User);
    assert!(!kit.accounts.is_empty().await.unwrap());
}

#[tokio::test]
async fn what_is_given_is_cleaned_and_kept() {
    let kit = Kit::new().await;
    let given = NewAccount { name: "  Zoé \n Petit ".to_owned(), email: " Zoe@Example.COM ".to_owned(), ..new("x") };
    let user = kit.accounts.register(given, "a").await.unwrap();
    assert_eq!((user.name.as_str(), user.email.as_str(), user.time_zone.as_str()), ("Zoé Petit", "zoe@example.com", "Europe/Paris"));
    assert!(!user.email_verified && user.color < 12 && user.picture.is_none());
    assert_eq!(user.created_at, kit.now());
    assert_eq!(kit.accounts.user(user.id).await.unwrap(), Some(user.clone()));
    assert_eq!(kit.accounts.by_email("ZOE@example.com").await.unwrap(), Some(user));
    assert_eq!(kit.accounts.by_email("no\0body@example.com").await.unwrap(), None);
}

#[tokio::test]
async fn an_unknown_time_zone_becomes_utc() {
    let kit = Kit::new().await;
    let user = kit.accounts.register(NewAccount { time_zone: "Mars/Olympus".to_owned(), ..new("Ada") }, "a").await.unwrap();
    assert_eq!(user.time_zone, "UTC");
}

#[tokio::test]
async fn all_wrong_fields_are_named_at_once() {
    let kit = Kit::new().await;
    let wrong = NewAccount { name: " A ".to_owned(), email: "ada".to_owned(), password: "short".to_owned(), ..new("x") };
    assert_eq!(fields(kit.accounts.register(wrong, "a").await), ["name TooShort", "email NotAnEmail", "password TooShort"]);
    let none = NewAccount { name: String::new(), email: " ".to_owned(), password: String::new(), ..new("x") };
    assert_eq!(fields(kit.accounts.register(none, "a").await), ["name Required", "email Required", "password Required"]);
    let long = NewAccount { name: "n".repeat(81), email: format!("{}@example.com", "a".repeat(250)), password: "pä".repeat(101), ..new("x") };
    assert_eq!(fields(kit.accounts.register(long, "a").await), ["name TooLong", "email TooLong", "password TooLong"]);
    assert!(kit.accounts.is_empty().await.unwrap());
}

#[tokio::test]
async fn common_and_own_passwords_are_refused() {
    let kit = Kit::new().await;
    for password in ["Password123", "12345678", "Camille Martin", "camille.martin@example.com", "camillemartin2024"] {
        let mut given = new("x");
        given.name = "Camille Martin".to_owned();
        given.email = "camille.martin@example.com".to_owned();
        given.password = password.to_owned();
        assert_eq!(fields(kit.accounts.register(given, "a").await), ["password TooCommon"], "{password}");
    }
}

#[tokio::test]
async fn bounds_of_a_password_are_taken() {
    let kit = Kit::new().await;
    for (name, password) in [("Ada", "8 chårs!".to_owned()), ("Bob", "long pä ".repeat(25))] {
        kit.accounts.register(NewAccount { password: password.clone(), ..new(name) }, name).await.unwrap();
        kit.accounts.sign_in(&new(name).email, &password, "a").await.unwrap();
    }
}

#[tokio::test]
async fn an_address_is_taken_once_whatever_its_case() {
    let kit = Kit::new().await;
    kit.person("Ada").await;
    let again = NewAccount { email: "ADA@example.com".to_owned(), ..new("Other") };
    assert_eq!(code(kit.accounts.register(again, "a").await), ErrorCode::EmailTaken);
}

#[tokio::test]
async fn the_verification_mail_is_in_the_language_of_the_new_account() {
    let kit = Kit::new().await;
    kit.accounts.register(NewAccount { language: Language::Fr, ..new("Ada") }, "a").await.unwrap();
    let mails = kit.mails_to("ada@example.com").await;
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].subject, "Confirmez votre adresse e-mail");
    assert!(mails[0].text.contains("https://huntaze.example/verify?secret="));
    assert!(!mails[0].text.contains("Ada"), "names are free text and stay out of mails");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_registrations_of_one_address_at_once_one_succeeds() {
    let kit = Kit::new().await;
    for round in 0..5 {
        let name = format!("Twin{round}");
        let (one, two) = tokio::join!(kit.accounts.register(new(&name), "a"), kit.accounts.register(new(&name), "b"));
        let lost = match (one, two) {
            (Ok(_), Err(lost)) | (Err(lost), Ok(_)) => lost,
            other => panic!("{other:?}"),
        };
        assert_eq!(lost.code, ErrorCode::EmailTaken);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_who_come_first_at_once_one_is_admin() {
    let kit = Kit::new().await;
    // Holds all of them up between finding nobody there and being done, until they have come that far.
    let mut held = kit.test.db.write().await.unwrap();
    if kit.test.db.engine() == Engine::Postgres {
        sqlx::query("LOCK TABLE one_time_links IN EXCLUSIVE MODE").execute(&mut *held).await.unwrap();
    }
    let tasks: Vec<_> = (0..6)
        .map(|n| {
            let accounts = kit.accounts.clone();
            tokio::spawn(async move { accounts.register(new(&format!("Person{n}")), "a").await.unwrap().role })
        })
        .collect();
    sleep(Duration::from_millis(1500)).await;
    drop(held);
    let mut admins = 0;
    for task in tasks {
        admins += usize::from(task.await.unwrap() == AccountRole::Admin);
    }
    assert_eq!(admins, 1);
}

#[tokio::test]
async fn registrations_from_one_address_are_limited() {
    let kit = Kit::with(|settings| settings.limits.register_address_minute = 2).await;
    kit.accounts.register(new("Ada"), "here").await.unwrap();
    kit.accounts.register(new("Bob"), "here").await.unwrap();
    let error = kit.accounts.register(new("Cleo"), "here").await.unwrap_err();
    assert_eq!((error.code, error.retry_after), (ErrorCode::TooMany, Some(60)));
    kit.accounts.register(new("Cleo"), "elsewhere").await.unwrap();
    kit.pass(60_000);
    kit.accounts.register(new("Dan"), "here").await.unwrap();
    kit.accounts.sign_in("dan@example.com", PASSWORD, "here").await.unwrap();
}
