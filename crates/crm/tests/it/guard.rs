//! What stands before an imitation of SQS and refuses some of what it is asked for, as a key that may not, or a queue that is away.

use crate::cloud::Cloud;
use amazon::{Access, Queue};
use axum::{
    Router,
    extract::State,
    http::{HeaderMap, StatusCode},
};
use std::{
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::net::TcpListener;

/// What SQS is asked for all the time.
pub const ALL: [&str; 5] = ["SendMessageBatch", "ReceiveMessage", "DeleteMessageBatch", "ChangeMessageVisibilityBatch", "GetQueueAttributes"];

#[derive(Clone)]
pub struct Guard {
    /// The actions that are refused.
    refused: Arc<Mutex<Vec<&'static str>>>,
    behind: String,
    client: reqwest::Client,
}

async fn pass(State(guard): State<Guard>, headers: HeaderMap, body: String) -> (StatusCode, String) {
    let target = headers["x-amz-target"].to_str().unwrap();
    if guard.refused.lock().unwrap().iter().any(|action| target == format!("AmazonSQS.{action}")) {
        return (StatusCode::FORBIDDEN, r#"{"__type": "com.amazonaws.sqs#AccessDenied", "message": "the key may not"}"#.to_owned());
    }
    let mut call = guard.client.post(&guard.behind).body(body);
    for name in ["x-amz-target", "content-type", "authorization"] {
        call = call.header(name, headers[name].to_str().unwrap());
    }
    let answer = call.send().await.unwrap();
    let status = StatusCode::from_u16(answer.status().as_u16()).unwrap();
    (status, answer.text().await.unwrap())
}

impl Guard {
    /// One that stands before these queues, and a queue that is reached through it.
    pub async fn before(cloud: &Cloud) -> (Self, Queue) {
        let guard = Self { refused: Arc::default(), behind: cloud.access.endpoint.clone().unwrap(), client: reqwest::Client::new() };
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let access = Access { endpoint: Some(format!("http://{}", listener.local_addr().unwrap())), ..cloud.access.clone() };
        let router = Router::new().fallback(pass).with_state(guard.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        let queue = Queue::new(&access, &cloud.queue, Some(&cloud.dead)).unwrap().waiting([Duration::from_millis(10); 3]);
        (guard, queue)
    }

    /// From now on these are refused, and no others.
    pub fn refuse(&self, actions: &[&'static str]) {
        *self.refused.lock().unwrap() = actions.to_vec();
    }
}
