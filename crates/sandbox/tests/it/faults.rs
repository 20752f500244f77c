//! Faults on demand.

use sandbox::{
    common::{Answer, Clock, Fault, When, serve},
    reddit::{Reddit, Settings},
};
use std::time::Duration;

#[tokio::test]
async fn a_fault_befalls_the_named_request_once_and_can_be_set_over_http() {
    let reddit = Reddit::new(Clock::default(), Settings::default());
    let served = serve(reddit.router()).await.unwrap();
    let client = reqwest::Client::new();
    let fault = Fault::say("GET /api/v1/me", When::Before, 502, "<html>Bad gateway</html>").header("retry-after", "7").skip(1);
    assert_eq!(client.post(format!("{}/sandbox/faults", served.url)).json(&fault).send().await.unwrap().status(), 204);
    let mut seen = Vec::new();
    for _ in 0..3 {
        let answer = client.get(format!("{}/api/v1/me", served.url)).send().await.unwrap();
        seen.push((answer.status().as_u16(), answer.headers().contains_key("retry-after")));
    }
    assert_eq!(seen, [(403, false), (502, true), (403, false)]);
    assert_eq!(reddit.faults().count("/api/v1/me"), 3);
}

#[tokio::test]
async fn a_lost_answer_hangs_until_the_client_gives_up() {
    let reddit = Reddit::new(Clock::default(), Settings::default());
    let served = serve(reddit.router()).await.unwrap();
    reddit.faults().set(Fault { on: String::new(), when: When::After, answer: Answer::Hang, skip: 0, times: 1 });
    let client = reqwest::Client::builder().timeout(Duration::from_millis(200)).build().unwrap();
    assert!(client.get(format!("{}/api/v1/me", served.url)).send().await.unwrap_err().is_timeout());
    reddit.faults().hung(1).await;
}
