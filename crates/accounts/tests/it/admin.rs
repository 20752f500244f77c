//! What admins do.

use crate::kit::{Kit, PASSWORD, code, new};
use accounts::{NewAccount, ProfileChange};
use model::{
    ErrorCode, PageRequest,
    accounts::{AccountRole, User},
};

async fn names(kit: &Kit, me: &User, search: &str) -> Vec<String> {
    let page = kit.accounts.list_users(me, search, PageRequest::default()).await.unwrap();
    page.items.into_iter().map(|user| user.name).collect()
}

#[tokio::test]
async fn only_admins_list_people_and_set_roles() {
    let kit = Kit::new().await;
    let (ada, bob) = (kit.person("Ada").await, kit.person("Bob").await);
    assert_eq!(code(kit.accounts.list_users(&bob, "", PageRequest::default()).await), ErrorCode::Forbidden);
    assert_eq!(code(kit.accounts.set_account_role(&bob, bob.id, AccountRole::Admin).await), ErrorCode::Forbidden);
    kit.accounts.set_account_role(&ada, bob.id, AccountRole::Admin).await.unwrap();
    let bob = kit.accounts.user(bob.id).await.unwrap().unwrap();
    assert_eq!(names(&kit, &bob, "").await, ["Bob", "Ada"]);
    kit.accounts.set_account_role(&bob, ada.id, AccountRole::User).await.unwrap();
    assert_eq!(code(kit.accounts.set_account_role(&ada, ada.id, AccountRole::Admin).await), ErrorCode::Forbidden, "she was demoted since");
}

#[tokio::test]
async fn the_last_admin_stays_one() {
    let kit = Kit::new().await;
    let ada = kit.person("Ada").await;
    kit.person("Bob").await;
    assert_eq!(code(kit.accounts.set_account_role(&ada, ada.id, AccountRole::User).await), ErrorCode::LastAdmin);
    kit.accounts.set_account_role(&ada, ada.id, AccountRole::Admin).await.unwrap();
    assert_eq!(code(kit.accounts.set_account_role(&ada, db::new_id(), AccountRole::Admin).await), ErrorCode::NotFound);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_admins_who_demote_each_other_at_once_leave_one() {
    let kit = Kit::new().await;
    let (ada, bob) = (kit.person("Ada").await, kit.person("Bob").await);
    kit.accounts.set_account_role(&ada, bob.id, AccountRole::Admin).await.unwrap();
    let bob = kit.accounts.user(bob.id).await.unwrap().unwrap();
    let (one, two) =
        tokio::join!(kit.accounts.set_account_role(&ada, bob.id, AccountRole::User), kit.accounts.set_account_role(&bob, ada.id, AccountRole::User));
    assert_eq!(usize::from(one.is_ok()) + usize::from(two.is_ok()), 1, "{one:?} {two:?}");
    assert_eq!(code(one.and(two)), ErrorCode::Forbidden);
}

#[tokio::test]
async fn people_are_found_by_parts_of_name_and_address() {
    let kit = Kit::new().await;
    let ada = kit.person("Ada").await;
    let mut given = new("Percent");
    given.name = "ÉMILE 100%_!".to_owned();
    let emile = kit.accounts.register(given, "a").await.unwrap();
    for (search, found) in [
        ("émile", vec!["ÉMILE 100%_!"]),
        ("PERCENT@", vec!["ÉMILE 100%_!"]),
        ("0%_!", vec!["ÉMILE 100%_!"]),
        ("%", vec!["ÉMILE 100%_!"]),
        ("a_a", vec![]),
        ("ADA@example", vec!["Ada"]),
        ("\0", vec!["ÉMILE 100%_!", "Ada"]),
    ] {
        assert_eq!(names(&kit, &ada, search).await, found, "{search:?}");
    }
    // The search follows changes of name and address.
    kit.accounts.update_profile(emile.id, ProfileChange { name: Some("Zola".to_owned()), ..ProfileChange::default() }).await.unwrap();
    kit.accounts.change_email(emile.id, "germinal@example.com", PASSWORD).await.unwrap();
    kit.accounts.verify_email(&kit.secret("germinal@example.com", "verify").await).await.unwrap();
    assert_eq!(names(&kit, &ada, "zola").await, ["Zola"]);
    assert_eq!(names(&kit, &ada, "germinal").await, ["Zola"]);
    assert!(names(&kit, &ada, "percent").await.is_empty());
}

#[tokio::test]
async fn a_long_list_comes_in_pages() {
    let kit = Kit::new().await;
    let mut all = Vec::new();
    for n in 0..5 {
        all.insert(0, kit.accounts.register(NewAccount { name: format!("Person {n}"), ..new(&format!("p{n}")) }, "a").await.unwrap());
    }
    let me = all.last().unwrap().clone();
    let (mut seen, mut cursor) = (Vec::new(), None);
    loop {
        let page = kit.accounts.list_users(&me, "", PageRequest { cursor, limit: Some(2) }).await.unwrap();
        assert!(page.items.len() <= 2);
        seen.extend(page.items);
        cursor = page.next_cursor;
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(seen, all);
    let bad = PageRequest { cursor: Some("x".to_owned()), limit: None };
    assert_eq!(code(kit.accounts.list_users(&me, "", bad).await), ErrorCode::BadRequest);
}
