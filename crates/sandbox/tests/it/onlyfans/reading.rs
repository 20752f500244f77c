//! What can be read: the creator, pages, money.

use super::gateway;
use sandbox::onlyfans::{Fault, On, OnlyFans, Settings};

#[tokio::test]
async fn the_key_and_the_account_are_checked() {
    let gateway = gateway(1).await;
    let answer = gateway.http.get(gateway.at("/me")).send().await.unwrap();
    assert_eq!(answer.status(), 401);
    assert!(answer.text().await.unwrap().contains("Unauthorized."));
    let other = gateway.http.get(format!("{}/api/acct_none/me", gateway.served.url)).bearer_auth("sandbox").send().await.unwrap();
    assert_eq!(other.status(), 404);
    let (status, me) = gateway.get("/me").await;
    assert_eq!((status, me["data"]["username"].as_str()), (200, Some("lena_1")));
    assert!(me["_meta"]["_rate_limits"]["limit_minute"].is_number());
}

#[tokio::test]
async fn the_same_seed_makes_the_same_people() {
    let (a, b) = (OnlyFans::new(Settings::default()), OnlyFans::new(Settings::default()));
    let other = OnlyFans::new(Settings { seed: 8, ..Settings::default() });
    let account = &a.accounts()[0];
    assert_eq!((a.accounts(), a.fans(account)), (b.accounts(), b.fans(account)));
    assert_eq!(a.fans(account).len(), 2_000);
    assert_ne!(a.accounts(), other.accounts());
}

#[tokio::test]
async fn fans_end_with_an_empty_page_and_not_with_a_short_one() {
    let gateway = gateway(50).await;
    gateway.served.sandbox.fail(On::Read, Fault::ShortPage, 2);
    let (mut offset, mut sizes) = (0, Vec::new());
    loop {
        let (_, page) = gateway.get(&format!("/fans/all?limit=50&offset={offset}")).await;
        let rows = page["data"]["list"].as_array().unwrap().len();
        sizes.push(rows);
        offset += rows;
        if rows == 0 {
            break;
        }
    }
    assert_eq!(sizes, [10, 10, 20, 10, 0]);
}

#[tokio::test]
async fn earnings_are_the_sum_of_the_transactions() {
    let gateway = gateway(30).await;
    let (mut marker, mut cents) = (0, 0);
    loop {
        let (_, page) = gateway.get(&format!("/transactions?limit=100&marker={marker}")).await;
        cents += page["data"]["list"].as_array().unwrap().iter().map(|one| (one["amount"].as_f64().unwrap() * 100.0).round() as i64).sum::<i64>();
        if page["data"]["hasMore"] != true {
            break;
        }
        marker = page["data"]["nextMarker"].as_i64().unwrap();
    }
    let (_, earned) = gateway.get("/statistics/statements/earnings?type=total").await;
    assert_eq!((earned["data"]["total"]["gross"].as_f64().unwrap() * 100.0).round() as i64, cents);
    assert!(cents > 30 * 400);
}

#[tokio::test]
async fn chats_come_last_ones_first_and_messages_page_by_id() {
    let gateway = gateway(40).await;
    let (_, chats) = gateway.get("/chats?limit=5").await;
    let times: Vec<&str> = chats["data"].as_array().unwrap().iter().map(|chat| chat["lastMessage"]["createdAt"].as_str().unwrap()).collect();
    assert!(times.len() == 5 && times.is_sorted_by(|a, b| a >= b), "{times:?}");
    let fan = chats["data"][0]["fan"]["id"].as_u64().unwrap();
    for n in 0..12 {
        gateway.served.sandbox.fan_writes(&gateway.account, fan, &format!("line {n}"));
    }
    let (_, newest) = gateway.get(&format!("/chats/{fan}/messages")).await;
    let newest = newest["data"].as_array().unwrap();
    assert_eq!((newest.len(), newest[0]["text"].as_str()), (10, Some("<p>line 11</p>")));
    let (_, older) = gateway.get(&format!("/chats/{fan}/messages?limit=2&last_id={}", newest[9]["id"])).await;
    assert_eq!(older["data"][0]["text"], "<p>line 1</p>");
}
