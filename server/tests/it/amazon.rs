//! Amazon SQS and CloudWatch as those who run the installation set them and see them.

use crate::{
    config::read,
    desk::{connect, fans, until},
    functions::call,
    support::{Person, TestServer},
};
use serde_json::{Value, json};

const KEYS: [(&str, &str); 3] = [("AWS_REGION", "eu-west-3"), ("AWS_ACCESS_KEY_ID", "hidden-id"), ("AWS_SECRET_ACCESS_KEY", "hidden-key")];
const QUEUE: &str = "https://sqs.eu-west-3.amazonaws.com/123456789012/messages";
const DEAD: &str = "https://sqs.eu-west-3.amazonaws.com/123456789012/dead-letters";

#[test]
fn without_settings_nothing_of_amazon_is_used_and_a_region_alone_says_nothing() {
    for pairs in [&[][..], &[("AWS_REGION", "eu-west-3")], &[("CLOUDWATCH_NAMESPACE", "Studio/Fans")]] {
        let amazon = read(pairs).unwrap().desk.amazon;
        assert!(amazon.access.is_none() && amazon.queues.is_none() && amazon.namespace.is_none(), "{amazon:?}");
        assert!(amazon.queues_wrong.is_none() && amazon.namespace_wrong.is_none(), "{amazon:?}");
    }
}

#[test]
fn with_a_key_numbers_are_put_and_with_both_queues_tickets_are() {
    let amazon = read(&KEYS).unwrap().desk.amazon;
    assert_eq!((amazon.namespace.as_deref(), amazon.queues), (Some("Huntaze/OnlyFans"), None));
    let amazon = read(&[&KEYS[..], &[("SQS_RATE_LIMITER_QUEUE_URL", QUEUE), ("SQS_RATE_LIMITER_DLQ_URL", DEAD)]].concat()).unwrap().desk.amazon;
    assert_eq!(amazon.queues.as_ref().map(|queues| (queues.url.as_str(), queues.dead.as_str())), Some((QUEUE, DEAD)));
    assert!(amazon.queues_wrong.is_none() && amazon.namespace_wrong.is_none());
}

#[test]
fn what_is_missing_or_wrong_is_said_and_stops_no_start() {
    let both = [("SQS_RATE_LIMITER_QUEUE_URL", QUEUE), ("SQS_RATE_LIMITER_DLQ_URL", DEAD)];
    let with = |more: &[(&'static str, &'static str)]| {
        let pairs: Vec<_> = KEYS.iter().chain(&both).filter(|(name, _)| !more.iter().any(|(other, _)| other == name)).chain(more).copied().collect();
        read(&pairs).unwrap().desk.amazon
    };
    for (name, value, says) in [
        ("SQS_RATE_LIMITER_DLQ_URL", "", "must be set where SQS_RATE_LIMITER_QUEUE_URL is"),
        ("SQS_RATE_LIMITER_QUEUE_URL", "", "must be set where SQS_RATE_LIMITER_DLQ_URL is"),
        ("SQS_RATE_LIMITER_QUEUE_URL", "messages", "as in https://sqs.eu-west-3"),
        ("SQS_RATE_LIMITER_QUEUE_URL", "https://sqs.eu-west-3.amazonaws.com/123456789012/messages.fifo", "standard queue"),
        ("SQS_RATE_LIMITER_QUEUE_URL", "https://sqs.eu-west-1.amazonaws.com/123456789012/messages", "another region"),
        ("SQS_RATE_LIMITER_DLQ_URL", QUEUE, "another queue"),
    ] {
        let amazon = with(&[(name, value)]);
        let wrong = amazon.queues_wrong.unwrap();
        assert!(wrong.starts_with(name) && wrong.contains(says) && wrong.ends_with('.') && amazon.queues.is_none(), "{wrong}");
        assert!(amazon.namespace.is_some(), "the numbers need no queue");
    }
    for (name, value, says) in [
        ("AWS_REGION", "Paris", "as in eu-west-3"),
        ("AWS_REGION", "", "must be set"),
        ("AWS_SECRET_ACCESS_KEY", "", "must be set"),
        ("AWS_ACCESS_KEY_ID", "two words", "without spaces"),
        ("AWS_ENDPOINT_URL", "localhost", "without a path"),
        ("AWS_ENDPOINT_URL", "http://:hidden@localhost:4566", "a name or a password in it"),
        ("AWS_ENDPOINT_URL", "http://me:hidden@localhost:4566", "a name or a password in it"),
    ] {
        let amazon = with(&[(name, value)]);
        let wrong = amazon.queues_wrong.unwrap();
        assert!(wrong.starts_with(name) && wrong.contains(says) && amazon.access.is_none(), "{wrong}");
        assert!(!wrong.contains("hidden"), "{wrong}");
        assert_eq!(amazon.namespace_wrong, Some(wrong));
    }
    let amazon = with(&[("CLOUDWATCH_NAMESPACE", "AWS/SQS")]);
    assert!(amazon.namespace_wrong.unwrap().starts_with("CLOUDWATCH_NAMESPACE must") && amazon.queues.is_some());
}

#[test]
fn keys_of_amazon_are_not_shown() {
    let config = read(&[&KEYS[..], &[("AWS_SESSION_TOKEN", "hidden-token")]].concat()).unwrap();
    assert!(!format!("{config:?}").contains("hidden"), "{config:?}");
}

/// The way out as administrators read it by REST.
async fn queue(ana: &Person) -> Value {
    ana.get("/api/monitoring/onlyfans").await.json["queue"].clone()
}

#[tokio::test]
async fn a_server_with_half_the_settings_starts_sends_and_says_what_is_missing() {
    let server = TestServer::with(&[("SQS_RATE_LIMITER_QUEUE_URL", QUEUE)]).await;
    let ana = server.person("Ana").await;
    let told = queue(&ana).await;
    assert_eq!((told["kind"].as_str(), told["waiting"].is_null()), (Some("embedded"), true), "{told}");
    let page = ana.get("/admin/sending").await.text;
    for said in ["Amazon SQS cannot be used", "AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY must be set", "The database’s own queue"] {
        assert!(page.contains(said), "{said} is not in {page}");
    }
    assert!(ana.get("/admin/sending?check=1").await.text.contains("Does not work: AWS_REGION"), "the check says it too");
    send(&server, &ana).await;
    assert_eq!(server.nobody().get("/readyz").await.text, "ready");
}

#[tokio::test]
async fn a_server_whose_sqs_does_not_answer_sends_and_says_so() {
    let closed = [("SQS_RATE_LIMITER_QUEUE_URL", QUEUE), ("SQS_RATE_LIMITER_DLQ_URL", DEAD), ("AWS_ENDPOINT_URL", "http://127.0.0.1:1")];
    let server = TestServer::with(&[&KEYS[..], &closed].concat()).await;
    let ana = server.person("Ana").await;
    send(&server, &ana).await;
    let told = queue(&ana).await;
    assert_eq!((told["kind"].as_str(), told["waiting"].is_null(), told["trouble"].is_string()), (Some("sqs"), true, true), "{told}");
    let ready = server.nobody().get("/readyz").await;
    assert!(ready.status == 200 && ready.text.contains("SQS cannot be used"), "{}", ready.text);
    let page = ana.get("/admin/sending").await.text;
    assert!(page.contains("Amazon SQS cannot be used") && !shows_a_key(&page), "{page}");
    call(&ana, "/fn/choose_language", "language=fr").await;
    assert!(ana.get("/admin/sending").await.text.contains("Amazon SQS ne peut pas être utilisé"));
}

#[tokio::test]
async fn a_server_with_sqs_and_cloudwatch_says_that_they_work() {
    let Some(endpoint) = testkit::aws() else { return };
    let name: model::OutgoingId = db::new_id();
    let dead = made(&endpoint, &format!("dead-{name}"), json!({})).await;
    let policy = json!({"deadLetterTargetArn": format!("arn:aws:sqs:eu-west-3:123456789012:dead-{name}"), "maxReceiveCount": "3"}).to_string();
    let messages = made(&endpoint, &format!("messages-{name}"), json!({"RedrivePolicy": policy})).await;
    let queues = [("SQS_RATE_LIMITER_QUEUE_URL", messages.as_str()), ("SQS_RATE_LIMITER_DLQ_URL", &dead), ("AWS_ENDPOINT_URL", &endpoint)];
    let server = TestServer::with(&[&KEYS[..], &queues].concat()).await;
    let ana = server.person("Ana").await;
    send(&server, &ana).await;
    let told = until(&ana, "/api/monitoring/onlyfans", |json| json["queue"]["waiting"] == 0 && json["queue"]["inFlight"] == 0).await["queue"].clone();
    assert_eq!(told, json!({"kind": "sqs", "waiting": 0, "inFlight": 0, "dead": 0, "trouble": null}));
    let page = ana.get("/admin/sending?check=1").await.text;
    for said in ["Amazon SQS, with the database’s queue behind it", "Tickets that wait at SQS", "Amazon CloudWatch", messages.as_str()] {
        assert!(page.contains(said), "{said} is not in {page}");
    }
    assert!(!page.contains("Does not work") && !shows_a_key(&page), "{page}");
    assert_eq!(server.nobody().get("/readyz").await.text, "ready");
}

/// Pages have words like "hidden" of their own.
fn shows_a_key(page: &str) -> bool {
    page.contains("hidden-id") || page.contains("hidden-key")
}

/// A message goes to a fan, once.
async fn send(server: &TestServer, ana: &Person) {
    connect(server, ana).await;
    let fan = fans(ana).await.remove(0);
    let path = format!("/api/crm/conversations/{}/messages", fan["conversationId"].as_str().unwrap());
    let written = ana.post(&path, json!({"content": "hello you"})).await;
    let id = written.json["messageId"].as_str().unwrap();
    until(ana, &format!("/api/onlyfans/messages/{id}"), |json| ["sent", "delivered", "read"].iter().any(|state| json["state"] == *state)).await;
    let number: u64 = fan["onlyfansId"].as_str().unwrap().parse().unwrap();
    assert_eq!(server.services.imitation.as_ref().unwrap().gateway().counts().of(number, "hello you"), 1);
}

/// A queue at the imitation of AWS; its address.
async fn made(endpoint: &str, name: &str, attributes: Value) -> String {
    let signed = "AWS4-HMAC-SHA256 Credential=test/20260101/eu-west-3/sqs/aws4_request, SignedHeaders=host, Signature=0";
    let call = reqwest::Client::new().post(endpoint).header("authorization", signed).header("x-amz-target", "AmazonSQS.CreateQueue");
    let body = json!({"QueueName": name, "Attributes": attributes}).to_string();
    let answer = call.header("content-type", "application/x-amz-json-1.0").body(body).send().await.unwrap();
    let made: Value = serde_json::from_str(&answer.text().await.unwrap()).unwrap();
    made["QueueUrl"].as_str().unwrap().to_owned()
}
