//! Webhooks: signed, repeated, overtaking, paused; and people who act.

use super::{Gateway, gateway};
use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode},
    routing::post,
};
use sandbox::onlyfans::{Fault, On, sign};
use serde_json::{Value, json};
use std::{
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::{net::TcpListener, time::sleep};

/// An endpoint that keeps what it is told, and refuses the first few.
#[derive(Clone, Default)]
struct Ear(Arc<Mutex<Heard>>);

#[derive(Default)]
struct Heard {
    told: Vec<(HeaderMap, Bytes)>,
    /// So many it will refuse.
    refusals: usize,
}

impl Ear {
    async fn open(gateway: &Gateway, refusals: usize) -> Self {
        let ear = Self::default();
        ear.0.lock().unwrap().refusals = refusals;
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        let router = Router::new().route("/", post(Self::hear)).with_state(ear.clone());
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        let hook = json!({ "endpoint_url": url, "signing_secret": "s3cret" });
        let made = gateway.http.post(format!("{}/api/webhooks", gateway.served.url)).bearer_auth("sandbox").json(&hook).send().await.unwrap();
        assert_eq!(made.status(), 200);
        ear
    }

    async fn hear(State(ear): State<Self>, headers: HeaderMap, body: Bytes) -> StatusCode {
        let mut heard = ear.0.lock().unwrap();
        if heard.refusals > 0 {
            heard.refusals -= 1;
            return StatusCode::INTERNAL_SERVER_ERROR;
        }
        heard.told.push((headers, body));
        StatusCode::OK
    }

    /// Waits for so many events.
    async fn heard(&self, count: usize) -> Vec<(HeaderMap, Value)> {
        for _ in 0..6_000 {
            if self.0.lock().unwrap().told.len() >= count {
                break;
            }
            sleep(Duration::from_millis(10)).await;
        }
        self.0.lock().unwrap().told.iter().map(|(headers, body)| (headers.clone(), serde_json::from_slice(body).unwrap())).collect()
    }
}

#[tokio::test]
async fn an_event_is_signed_over_its_bytes_and_has_a_key() {
    let gateway = gateway(1).await;
    let ear = Ear::open(&gateway, 0).await;
    gateway.served.sandbox.fan_writes(&gateway.account, gateway.fans[0], "hello");
    let heard = ear.heard(1).await;
    let (headers, event) = &heard[0];
    let body = ear.0.lock().unwrap().told[0].1.clone();
    assert_eq!(headers["signature"], sign("s3cret", &body));
    let key = headers["x-ofapi-idempotency-key"].to_str().unwrap();
    assert!(key.starts_with("evt_") && key.len() == 44);
    assert_eq!((event["event"].as_str(), event["payload"]["fromUser"]["id"].as_u64()), (Some("messages.received"), Some(gateway.fans[0])));
}

#[tokio::test]
async fn an_event_that_is_refused_comes_again_with_the_same_key() {
    let gateway = gateway(1).await;
    let ear = Ear::open(&gateway, 3).await;
    gateway.send(json!({ "text": "x" })).await;
    let heard = ear.heard(1).await;
    assert_eq!(heard[0].1["event"], "messages.sent");
    assert_eq!(heard[0].1["payload"]["toUser"]["id"].as_u64(), Some(gateway.fans[0]));
}

#[tokio::test]
async fn an_endpoint_that_takes_nothing_is_paused_and_events_are_lost() {
    let gateway = gateway(1).await;
    let ear = Ear::open(&gateway, 6).await;
    gateway.served.sandbox.fan_writes(&gateway.account, gateway.fans[0], "lost");
    let url = format!("{}/api/webhooks", gateway.served.url);
    let hook = async || gateway.http.get(&url).bearer_auth("sandbox").send().await.unwrap().json::<Value>().await.unwrap()["data"][0].clone();
    for look in 0.. {
        if hook().await["enabled"] == false {
            break;
        }
        assert!(look < 6_000, "it is not paused");
        sleep(Duration::from_millis(10)).await;
    }
    gateway.served.sandbox.fan_writes(&gateway.account, gateway.fans[0], "lost too");
    sleep(Duration::from_millis(200)).await;
    assert!(ear.heard(0).await.is_empty());
}

#[tokio::test]
async fn events_repeat_and_overtake_each_other_on_demand() {
    let gateway = gateway(1).await;
    let ear = Ear::open(&gateway, 0).await;
    gateway.served.sandbox.fail(On::Event, Fault::Late, 1);
    gateway.served.sandbox.fail(On::Event, Fault::Twice, 1);
    for text in ["one", "two"] {
        gateway.served.sandbox.fan_writes(&gateway.account, gateway.fans[0], text);
    }
    let texts: Vec<Value> = ear.heard(3).await.into_iter().map(|(_, event)| event["payload"]["text"].clone()).collect();
    assert_eq!(texts, ["<p>two</p>", "<p>two</p>", "<p>one</p>"]);
}

#[tokio::test]
async fn a_tip_is_told_as_a_message_a_tip_and_a_transaction() {
    let gateway = gateway(1).await;
    let ear = Ear::open(&gateway, 0).await;
    gateway.served.sandbox.fan_tips(&gateway.account, gateway.fans[0], 1200);
    let heard = ear.heard(3).await;
    let names: Vec<&str> = heard.iter().map(|(_, event)| event["event"].as_str().unwrap()).collect();
    assert_eq!(names, ["messages.received", "tips.received", "transactions.new"]);
    let tip = &heard[1].1["payload"];
    assert_eq!((tip["replacePairs"]["{AMOUNT}"].as_str(), tip["user_id"].is_string()), (Some("$12.00"), true));
    assert_eq!(heard[2].1["payload"]["amount"], 12);
}

#[tokio::test]
async fn people_answer_tip_and_unlock_after_they_are_written_to() {
    let gateway = gateway(60).await;
    for fan in &gateway.fans {
        gateway.post(&format!("/chats/{fan}/messages"), json!({ "text": "x", "price": 5, "mediaFiles": ["vault_1"] })).await;
    }
    let (_, before) = gateway.get("/statistics/statements/earnings").await;
    assert!(gateway.served.sandbox.live() > 60);
    let (_, after) = gateway.get("/statistics/statements/earnings").await;
    assert!(after["data"]["total"]["gross"].as_f64() > before["data"]["total"]["gross"].as_f64());
    let (_, chats) = gateway.get("/chats?limit=100").await;
    assert!(chats["data"].as_array().unwrap().iter().any(|chat| chat["unreadMessagesCount"].as_u64() > Some(0)));
}
