//! The imitations over HTTP: what their contracts say is what they do.

#![expect(clippy::unwrap_used, reason = "helpers of tests: a test that cannot go on fails")]

mod faults;
mod instagram;
mod onlyfans;
mod reddit;
mod tiktok;

use serde_json::Value;
use std::collections::HashMap;
use url::Url;

const BACK: &str = "https://huntaze.example/callback";

/// The fields of an address.
fn query(url: &Url) -> HashMap<String, String> {
    url.query_pairs().into_owned().collect()
}

/// The status and the JSON of an answer.
async fn answer(request: reqwest::RequestBuilder) -> (u16, Value) {
    let answer = request.send().await.unwrap();
    (answer.status().as_u16(), serde_json::from_str(&answer.text().await.unwrap()).unwrap_or_default())
}
