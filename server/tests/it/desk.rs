//! The fan desk over REST and a sandbox: connect, read, write, hear back.

use crate::support::{Answer, Person, TestServer};
use reqwest::Method;
use serde_json::{Value, json};
use std::time::Duration;
use tokio::time::sleep;

/// Connects the sandbox's account; its id here.
pub async fn connect(server: &TestServer, person: &Person) -> Value {
    let account = server.services.imitation.as_ref().unwrap().gateway().accounts().remove(0);
    let answer = person.post("/api/crm/accounts", json!({"account": account, "timeZone": "Europe/Paris"})).await;
    assert_eq!(answer.status, 201, "{answer:?}");
    answer.json
}

/// Asks until what comes is as it should be.
pub async fn until(person: &Person, path: &str, good: impl Fn(&Value) -> bool) -> Value {
    let mut last = Value::Null;
    for _ in 0..1200 {
        let Answer { json, .. } = person.get(path).await;
        if good(&json) {
            return json;
        }
        last = json;
        sleep(Duration::from_millis(50)).await;
    }
    panic!("{path} stays {last}")
}

/// The row of a list in which this field says that.
fn find<'a>(list: &'a Value, field: &str, text: &str) -> Option<&'a Value> {
    list["items"].as_array()?.iter().find(|row| row[field] == text)
}

/// All five fans, once they are read.
pub async fn fans(person: &Person) -> Vec<Value> {
    let read = |json: &Value| json["items"].as_array().is_some_and(|all| all.len() == 5 && all.iter().all(|fan| fan["name"] != ""));
    until(person, "/api/crm/fans", read).await["items"].as_array().unwrap().clone()
}

#[tokio::test]
async fn a_message_goes_to_a_fan_once_and_what_they_answer_comes_back_by_webhook() {
    let server = TestServer::start().await;
    let ana = server.person("Ana").await;
    let account = connect(&server, &ana).await;
    assert_eq!((account["state"].as_str(), account["name"].as_str()), (Some("connected"), Some("Lena 1")));
    let fan = fans(&ana).await.remove(0);
    let path = format!("/api/crm/conversations/{}/messages", fan["conversationId"].as_str().unwrap());
    let body = json!({"content": "hello you", "idempotencyKey": "tab-1"});
    let written = ana.post(&path, body.clone()).await;
    assert_eq!((written.status.as_u16(), written.json["state"].as_str()), (202, Some("queued")), "{written:?}");
    // The answer was lost, and the browser says it again.
    assert_eq!(ana.post(&path, body).await.json["messageId"], written.json["messageId"]);
    let id = written.json["messageId"].as_str().unwrap();
    let message = until(&ana, &format!("/api/onlyfans/messages/{id}"), |json| json["state"] == "delivered" || json["state"] == "read").await;
    assert_eq!(message["attempts"], 1);
    let number: u64 = fan["onlyfansId"].as_str().unwrap().parse().unwrap();
    let sandbox = server.services.imitation.as_ref().unwrap().gateway();
    assert_eq!(sandbox.counts().of(number, "hello you"), 1);
    // Others of the sandbox's fans may write at the same time.
    let thread = ana.get(&path).await.json;
    let said = find(&thread, "messageId", id).expect("it is in the thread");
    assert_eq!((said["text"].as_str(), said["author"].as_str()), (Some("hello you"), Some("Ana")));
    sandbox.fan_writes(account["account"].as_str().unwrap(), number, "hi Lena");
    until(&ana, &path, |json| find(json, "text", "hi Lena").is_some()).await;
    let (unread, conversation) = ("/api/crm/conversations?show=unread", fan["conversationId"].as_str().unwrap());
    assert!(find(&ana.get(unread).await.json, "id", conversation).is_some());
    assert_eq!(ana.send(Method::POST, &format!("/api/crm/conversations/{conversation}/read"), None).await.status, 204);
    assert!(find(&ana.get(unread).await.json, "id", conversation).is_none());
    assert_eq!(ana.get("/api/onlyfans/messages/status").await.json["depth"], 0);
}

#[tokio::test]
async fn a_webhook_is_taken_only_with_its_signature_and_needs_no_sign_in() {
    let secrets = [("ONLYFANS_API_KEY", "key"), ("ONLYFANS_WEBHOOK_SECRET", "s3cret"), ("ONLYFANS_WEBHOOK_SECRET_BEFORE", "before")];
    let server = TestServer::with(&secrets).await;
    assert!(server.services.imitation.is_none(), "a gateway is set");
    let nobody = server.nobody();
    let body = r#"{"event":"messages.received","account_id":"acct_1","payload":{}}"#;
    let send = async |signature: String, key: &str| {
        let request = nobody.request(Method::POST, "/api/webhooks/onlyfans").header("Signature", signature).header("X-OFAPI-Idempotency-Key", key);
        Answer::read(request.body(body).send().await.unwrap()).await
    };
    let sign = |secret: &str| sandbox::onlyfans::sign(secret, body.as_bytes());
    assert_eq!(send(sign("s3cret"), "evt_1").await.status, 204);
    assert_eq!(send(sign("before"), "evt_2").await.status, 204);
    assert_eq!(send(sign("s3cret"), "evt_1").await.status, 204, "told again");
    for signature in [sign("other"), String::new(), "0".repeat(64)] {
        let answer = send(signature, "evt_3").await;
        assert_eq!((answer.status.as_u16(), answer.header("content-type")), (401, "application/problem+json"));
        assert!(answer.text.contains("ONLYFANS_WEBHOOK_SECRET"), "{}", answer.text);
    }
    let kept: i64 = sqlx::query_scalar("SELECT CAST(count(*) AS BIGINT) FROM crm_webhooks").fetch_one(server.services.db.read()).await.unwrap();
    assert_eq!(kept, 2);
    let large = vec![b' '; crm::BODY_MAX + 1];
    let answer = nobody.request(Method::POST, "/api/webhooks/onlyfans").header("Signature", sign("s3cret")).body(large).send().await.unwrap();
    assert_eq!(answer.status(), 413);
}

#[tokio::test]
async fn who_is_wrong_about_an_account_hears_what_to_do() {
    let server = TestServer::start().await;
    let (ana, leo) = (server.person("Ana").await, server.person("Leo").await);
    let connected = connect(&server, &ana).await;
    let taken = leo.post("/api/crm/accounts", json!({"account": connected["account"], "timeZone": "Europe/Paris"})).await;
    assert_eq!((taken.status.as_u16(), taken.code()), (409, "account_taken"));
    for (account, zone, field) in [("acct_none", "Europe/Paris", "account"), ("../x", "Europe/Paris", "account"), ("acct_1", "Not/AZone", "timeZone")]
    {
        let refused = leo.post("/api/crm/accounts", json!({"account": account, "timeZone": zone})).await;
        assert_eq!((refused.status.as_u16(), refused.json["fields"][0]["field"].as_str()), (422, Some(field)), "{account} {zone}");
    }
}
