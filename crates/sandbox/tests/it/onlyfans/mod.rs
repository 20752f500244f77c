//! The OnlyFans gateway.

mod events;
mod faults;
mod reading;
mod sending;

use sandbox::onlyfans::{OnlyFans, Served, Settings};
use serde_json::Value;
use std::time::Duration;

/// An open sandbox with a client.
struct Gateway {
    served: Served,
    http: reqwest::Client,
    account: String,
    fans: Vec<u64>,
}

async fn gateway(fans: usize) -> Gateway {
    let served = OnlyFans::new(Settings::small(fans)).serve(([127, 0, 0, 1], 0).into()).await.unwrap();
    let account = served.sandbox.accounts().remove(0);
    let fans = served.sandbox.fans(&account);
    let http = reqwest::Client::builder().timeout(Duration::from_secs(60)).build().unwrap();
    Gateway { served, http, account, fans }
}

impl Gateway {
    /// The address of one of the account's calls.
    fn at(&self, path: &str) -> String {
        format!("{}/api/{}{path}", self.served.url, self.account)
    }

    async fn get(&self, path: &str) -> (u16, Value) {
        said(self.http.get(self.at(path)).bearer_auth("sandbox").send().await.unwrap()).await
    }

    async fn post(&self, path: &str, body: Value) -> (u16, Value) {
        said(self.http.post(self.at(path)).bearer_auth("sandbox").json(&body).send().await.unwrap()).await
    }

    /// Writes to the first fan.
    async fn send(&self, body: Value) -> (u16, Value) {
        self.post(&format!("/chats/{}/messages", self.fans[0]), body).await
    }
}

async fn said(answer: reqwest::Response) -> (u16, Value) {
    (answer.status().as_u16(), answer.json().await.unwrap())
}
