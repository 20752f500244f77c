//! Queues of one test at an imitation of AWS, and what another program would do with them.

use crate::world::hasty;
use amazon::{Access, Counts, Queue};
use crm::Settings;
use serde_json::{Value, json};
use std::{sync::Arc, time::Duration};
use tokio::time::sleep;

use crate::world::{LOOK, LOOKS};

/// The queues, and how to get there.
pub struct Cloud {
    pub access: Access,
    pub queue: String,
    pub dead: String,
}

/// Two queues of this test's own; `None` where no imitation of AWS runs.
pub async fn cloud(receives: u32) -> Option<Cloud> {
    let access =
        Access { region: "eu-west-3".to_owned(), key: "test".to_owned(), secret: "secret".to_owned(), token: None, endpoint: Some(testkit::aws()?) };
    let mut cloud = Cloud { access, queue: String::new(), dead: String::new() };
    let name: model::OutgoingId = db::new_id();
    cloud.dead = cloud.create(&format!("dead-{name}"), json!({})).await;
    let arn = format!("arn:aws:sqs:eu-west-3:123456789012:dead-{name}");
    let policy = json!({ "deadLetterTargetArn": arn, "maxReceiveCount": receives.to_string() }).to_string();
    cloud.queue = cloud.create(&format!("messages-{name}"), json!({ "RedrivePolicy": policy, "VisibilityTimeout": "60" })).await;
    Some(cloud)
}

impl Cloud {
    async fn create(&self, name: &str, attributes: Value) -> String {
        let made = self.call("CreateQueue", json!({ "QueueName": name, "Attributes": attributes })).await;
        made["QueueUrl"].as_str().unwrap().to_owned()
    }

    /// A call of SQS as anybody can make it.
    pub async fn call(&self, action: &str, body: Value) -> Value {
        let answer = self.request("sqs").header("x-amz-target", format!("AmazonSQS.{action}")).header("content-type", "application/x-amz-json-1.0");
        let answer = answer.body(body.to_string()).send().await.unwrap();
        assert!(answer.status().is_success(), "{action}: {}", answer.status());
        let text = answer.text().await.unwrap();
        serde_json::from_str(&text).unwrap_or(Value::Null)
    }

    /// A call of CloudWatch; its answer is XML.
    pub async fn ask_watch(&self, form: &[(&str, &str)]) -> String {
        let form: Vec<String> = form.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let asked = self.request("monitoring").header("content-type", "application/x-www-form-urlencoded").body(form.join("&"));
        let answer = asked.send().await.unwrap();
        assert!(answer.status().is_success(), "{}", answer.status());
        answer.text().await.unwrap()
    }

    fn request(&self, service: &str) -> reqwest::RequestBuilder {
        let scope = format!("Credential=test/20260101/eu-west-3/{service}/aws4_request");
        let signed = format!("AWS4-HMAC-SHA256 {scope}, SignedHeaders=host, Signature=0");
        reqwest::Client::new().post(self.access.endpoint.as_deref().unwrap()).header("authorization", signed)
    }

    pub fn queue(&self) -> Queue {
        Queue::new(&self.access, &self.queue, Some(&self.dead)).unwrap().waiting([Duration::from_millis(10); 3])
    }

    /// A desk's settings with this queue, where only tickets say what is due.
    pub fn settings(&self) -> Settings {
        self.settings_with(self.queue())
    }

    pub fn settings_with(&self, queue: Queue) -> Settings {
        Settings { tickets: Some(Arc::new(queue)), listen: Duration::from_secs(1), net: Duration::from_secs(3600), ..hasty() }
    }

    /// Puts a letter.
    pub async fn put(&self, body: &str) {
        self.put_to(&self.queue, body).await;
    }

    /// Puts a letter into this queue.
    pub async fn put_to(&self, queue: &str, body: &str) {
        self.call("SendMessage", json!({ "QueueUrl": queue, "MessageBody": body })).await;
    }

    /// Takes a letter out of a queue for so many seconds.
    pub async fn take(&self, queue: &str, seconds: u32) -> Option<String> {
        let taken = self.call("ReceiveMessage", json!({ "QueueUrl": queue, "VisibilityTimeout": seconds, "WaitTimeSeconds": 0 })).await;
        Some(taken["Messages"].as_array()?.first()?["Body"].as_str()?.to_owned())
    }

    pub async fn counts(&self) -> Counts {
        self.queue().counts().await.unwrap()
    }

    /// Waits until so many wait, are held, and are dead.
    pub async fn until(&self, waiting: i64, in_flight: i64, dead: i64) {
        self.until_so(|counts| (counts.waiting, counts.in_flight, counts.dead) == (waiting, in_flight, Some(dead))).await;
    }

    /// Waits until none waits and none is held.
    pub async fn until_empty(&self) {
        self.until_so(|counts| counts.waiting + counts.in_flight == 0).await;
    }

    async fn until_so(&self, so: impl Fn(&Counts) -> bool) {
        for _ in 0..LOOKS / 10 {
            if so(&self.counts().await) {
                return;
            }
            sleep(LOOK * 10).await;
        }
        panic!("it never was so: {:?}", self.counts().await)
    }
}

/// A ticket as the desk writes it, as far as it is read.
pub fn ticket(message: &model::crm::Outgoing) -> String {
    json!({ "messageId": message.id.to_string(), "accountId": message.creator.to_string() }).to_string()
}
