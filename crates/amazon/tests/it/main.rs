//! Batches, over a queue that takes only some of what it is given.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use amazon::{Access, Letter, Queue};
use axum::{
    Router,
    extract::State,
    http::{HeaderMap, StatusCode},
    routing::post,
};
use serde_json::{Value, json};
use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicU32, Ordering::Relaxed},
    },
    time::Duration,
};
use tokio::{net::TcpListener, task::JoinHandle};

/// What came, batch by batch, and who is refused how often.
#[derive(Clone, Default)]
struct Fussy {
    batches: Arc<Mutex<Vec<Vec<String>>>>,
    refused: Arc<Mutex<Vec<(&'static str, u32)>>>,
}

async fn take(State(fussy): State<Fussy>, headers: HeaderMap, body: String) -> String {
    assert_eq!(headers["x-amz-target"], "AmazonSQS.SendMessageBatch");
    let asked: Value = serde_json::from_str(&body).unwrap();
    let (mut good, mut bad, mut bodies) = (Vec::new(), Vec::new(), Vec::new());
    for entry in asked["Entries"].as_array().unwrap() {
        let text = entry["MessageBody"].as_str().unwrap();
        bodies.push(text.to_owned());
        let mut refused = fussy.refused.lock().unwrap();
        match refused.iter_mut().find(|(who, times)| *who == text && *times > 0) {
            Some((_, times)) => {
                *times -= 1;
                bad.push(json!({"Id": entry["Id"], "SenderFault": false, "Code": "InternalError", "Message": "not now"}));
            }
            None => good.push(json!({"Id": entry["Id"], "MessageId": "m", "MD5OfMessageBody": "0"})),
        }
    }
    fussy.batches.lock().unwrap().push(bodies);
    json!({"Successful": good, "Failed": bad}).to_string()
}

/// Puts so many letters, "0", "1", …; what came of it, and what the queue was given.
async fn put(count: usize, refused: &[(&'static str, u32)]) -> (Result<(), (Vec<usize>, amazon::Away)>, Vec<Vec<String>>) {
    let fussy = Fussy { refused: Arc::new(Mutex::new(refused.to_vec())), ..Fussy::default() };
    let (endpoint, serving) = serve(Router::new().route("/", post(take)).with_state(fussy.clone())).await;
    let queue = queue(&endpoint);
    let done = queue.put(&letters(count), || ()).await;
    assert_eq!(queue.away().is_some(), done.is_err());
    serving.abort();
    let batches = fussy.batches.lock().unwrap().clone();
    (done, batches)
}

async fn serve(router: Router) -> (String, JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    (endpoint, tokio::spawn(async move { axum::serve(listener, router).await.unwrap() }))
}

fn letters(count: usize) -> Vec<Letter> {
    (0..count).map(|n| Letter { body: n.to_string(), attributes: vec![("priority", "Number", "5".to_owned())] }).collect()
}

fn queue(endpoint: &str) -> Queue {
    let access = Access {
        region: "eu-west-3".to_owned(),
        key: "test".to_owned(),
        secret: "secret".to_owned(),
        token: Some("token".to_owned()),
        endpoint: Some(endpoint.to_owned()),
    };
    Queue::new(&access, &format!("{endpoint}/1/messages"), None).unwrap().waiting([Duration::from_millis(1); 3])
}

#[tokio::test]
async fn letters_go_by_tens_and_each_once() {
    let (done, batches) = put(25, &[]).await;
    assert_eq!(done, Ok(()));
    assert_eq!(batches.iter().map(Vec::len).collect::<Vec<_>>(), [10, 10, 5]);
    let mut all: Vec<usize> = batches.concat().iter().map(|text| text.parse().unwrap()).collect();
    all.sort_unstable();
    assert_eq!(all, (0..25).collect::<Vec<_>>());
}

#[tokio::test]
async fn only_what_was_refused_is_put_again() {
    let (done, batches) = put(12, &[("3", 1), ("11", 2)]).await;
    assert_eq!(done, Ok(()));
    assert_eq!(batches[2..], [vec!["3".to_owned(), "11".to_owned()], vec!["11".to_owned()]]);
}

#[tokio::test]
async fn a_queue_that_answers_nothing_is_tried_four_times_however_much_there_is() {
    let calls = Arc::new(AtomicU32::new(0));
    let refuse = async |State(calls): State<Arc<AtomicU32>>| {
        calls.fetch_add(1, Relaxed);
        StatusCode::SERVICE_UNAVAILABLE
    };
    let (endpoint, serving) = serve(Router::new().route("/", post(refuse)).with_state(calls.clone())).await;
    let troubles = AtomicU32::new(0);
    let queue = queue(&endpoint);
    let (missing, _) = queue
        .put(&letters(35), || {
            troubles.fetch_add(1, Relaxed);
        })
        .await
        .unwrap_err();
    assert_eq!(missing, (0..35).collect::<Vec<_>>());
    assert_eq!((calls.load(Relaxed), troubles.load(Relaxed)), (4, 4));
    assert!(queue.refuses() && queue.away().is_some());
    serving.abort();
}

#[tokio::test]
async fn what_is_refused_four_times_is_named() {
    let (done, batches) = put(5, &[("2", 100)]).await;
    let (missing, why) = done.unwrap_err();
    assert_eq!((missing, batches.len()), (vec![2], 4));
    assert!(why.0.contains("InternalError: not now"), "{why}");
}
