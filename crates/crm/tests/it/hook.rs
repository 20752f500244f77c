//! An endpoint for the gateway's webhooks, as the program has one.

use crate::world::{LOOK, LOOKS, World};
use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode},
    routing::post,
};
use crm::{Crm, Incoming};
use sandbox::onlyfans::sign;
use serde_json::{Value, json};
use tokio::{net::TcpListener, time::sleep};

/// Opens one and tells the gateway of it.
pub async fn open(world: &World, secret: &str) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let router = Router::new().route("/", post(take)).with_state(world.crm.clone());
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    let hook = json!({ "endpoint_url": url, "signing_secret": secret });
    let http = reqwest::Client::new();
    assert_eq!(http.post(format!("{}/api/webhooks", world.served.url)).bearer_auth("sandbox").json(&hook).send().await.unwrap().status(), 200);
}

async fn take(State(crm): State<Crm>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let incoming = Incoming {
        signature: header("Signature"),
        key: header("X-OFAPI-Idempotency-Key"),
        redelivery_of: header("X-OFAPI-Redelivery-Of"),
        body: &body,
    };
    match crm.receive(incoming).await {
        Ok(_) => StatusCode::OK,
        Err(error) => StatusCode::from_u16(error.code.status()).unwrap(),
    }
}

/// Says an event by hand, signed, and does what it asks for.
pub async fn tell(world: &World, key: &str, event: &str, payload: Value) {
    let body = json!({ "event": event, "account_id": world.creator.gateway_id, "payload": payload }).to_string();
    let signature = sign("s3cret", body.as_bytes());
    let incoming = Incoming { signature: Some(&signature), key: Some(key), redelivery_of: None, body: body.as_bytes() };
    world.crm.receive(incoming).await.unwrap();
    world.crm.process().await.unwrap();
}

/// Waits until a count is reached.
pub async fn until(world: &World, sql: &'static str, count: i64) {
    for _ in 0..LOOKS {
        if world.count(sql).await == count {
            return;
        }
        sleep(LOOK).await;
    }
    panic!("{sql}: {} and not {count}", world.count(sql).await);
}
