//! Imports and campaigns over REST.

use crate::{
    desk::{connect, fans, until},
    support::{Answer, Person, TestServer},
};
use crm::NewCampaign;
use model::{
    CampaignId, CreatorId, Timestamp,
    crm::{Role, Segment},
};
use reqwest::{
    Method,
    multipart::{Form, Part},
};
use serde_json::json;

/// A campaign of somebody's that begins on a far day.
pub async fn later(server: &TestServer, person: &Person, creator: CreatorId, text: &str) -> CampaignId {
    let segment = Segment::default();
    let starts_at = Some(Timestamp(db::now().0 + 86_400_000));
    let new = NewCampaign { creator, name: text.to_owned(), text: text.to_owned(), media: Vec::new(), price_cents: 0, segment, starts_at };
    let draft = server.services.desk.draft(person.id, None, &new).await.unwrap();
    server.services.desk.start(person.id, draft.id, None).await.unwrap().id
}

async fn import(person: &Person, file: impl Into<std::borrow::Cow<'static, [u8]>>, account: Option<&str>) -> Answer {
    let mut form = Form::new().part("file", Part::bytes(file).file_name("fans.csv"));
    if let Some(account) = account {
        form = form.text("account", account.to_owned());
    }
    Answer::read(person.request(Method::POST, "/api/onlyfans/import/csv").multipart(form).send().await.unwrap()).await
}

const FILE: &[u8] = b"Username,Display Name,Total Spent\nlucy,Lucy,\"$1,234.50\"\nbad name,,\n";

#[tokio::test]
async fn a_file_is_imported_once_by_those_who_may_and_ten_times_an_hour() {
    let server = TestServer::start().await;
    let ana = server.person("Ana").await;
    assert_eq!(import(&ana, FILE, None).await.status, 404, "there is no account");
    let account = connect(&server, &ana).await["id"].as_str().unwrap().to_owned();
    fans(&ana).await;
    let [mia, charles, leo] = [server.person("Mia").await, server.person("Charles").await, server.person("Leo").await];
    for (person, role) in [(&mia, Role::Manager), (&charles, Role::Chatter)] {
        server.services.desk.set_role(ana.id, account.parse().unwrap(), person.id, role).await.unwrap();
    }
    for (person, status) in [(&charles, 403), (&leo, 404), (&server.nobody(), 401)] {
        assert_eq!(import(person, FILE, Some(&account)).await.status.as_u16(), status);
    }
    let first = import(&mia, FILE, Some(&account)).await.json;
    assert_eq!((&first["total"], &first["inserted"], &first["updated"], &first["skipped"]), (&json!(2), &json!(1), &json!(0), &json!(0)));
    assert_eq!((&first["errors"][0]["row"], &first["errors"][0]["code"]), (&json!(3), &json!("bad_username")));
    assert!(first["errors"][0]["message"].as_str().unwrap().contains("Correct Username"));
    let second = import(&ana, FILE, None).await.json;
    assert_eq!((&second["inserted"], &second["updated"], &second["skipped"]), (&json!(0), &json!(0), &json!(1)));
    let listed = ana.get("/api/crm/fans").await.json;
    assert!(listed["items"].as_array().unwrap().iter().any(|fan| fan["username"] == "lucy" && fan["valueCents"] == 123_450), "{listed}");
    let large = import(&ana, vec![b'x'; crm::FILE_MAX + 1], None).await;
    assert_eq!((large.status.as_u16(), large.code()), (413, "too_large"));
    let nameless = import(&ana, &b"Email\na@b.com\n"[..], None).await;
    assert!(nameless.status == 422 && nameless.json["detail"].as_str().unwrap().contains("Username or Display Name"), "{nameless:?}");
    // One of Ana's, refused by its first line, counts too.
    for _ in 0..8 {
        assert_eq!(import(&ana, FILE, None).await.status, 200);
    }
    let many = import(&ana, FILE, None).await;
    assert_eq!((many.status.as_u16(), many.code()), (429, "too_many"));
}

#[tokio::test]
async fn a_text_goes_to_named_fans_once_each_five_times_an_hour() {
    let server = TestServer::start().await;
    let ana = server.person("Ana").await;
    connect(&server, &ana).await;
    let fans = fans(&ana).await;
    let (one, two) = (fans[0]["id"].as_str().unwrap(), fans[1]["id"].as_str().unwrap());
    let body = json!({"recipientIds": [one, two, one], "content": "Hi {first_name|you}", "campaignName": "Two", "idempotencyKey": "k"});
    let sent = ana.post("/api/messages/bulk", body.clone()).await;
    assert_eq!(sent.status, 202, "{sent:?}");
    assert!(sent.json["estimatedCompletion"].as_str().is_some() && sent.json["recipients"] == 2, "{sent:?}");
    assert_eq!(ana.post("/api/messages/bulk", body).await.json["campaignId"], sent.json["campaignId"]);
    let path = format!("/api/crm/campaigns/{}", sent.json["campaignId"].as_str().unwrap());
    let done = until(&ana, &path, |json| json["state"] == "done").await;
    assert_eq!((&done["recipients"], &done["left"], &done["reasons"]), (&json!(2), &json!(0), &json!([])));
    let counts = server.services.imitation.as_ref().unwrap().gateway().counts();
    assert_eq!(counts.messages.iter().filter(|message| message.text.starts_with("Hi ")).count(), 2);
    assert_eq!(ana.get("/api/crm/campaigns").await.json["items"][0]["campaignName"], "Two");
    let wrong = ana.post("/api/messages/bulk", json!({"recipientIds": [one], "content": "{oops}", "campaignName": ""})).await;
    assert_eq!((wrong.status.as_u16(), &wrong.json["fields"][0]["field"], &wrong.json["fields"][1]["field"]), (422, &json!("name"), &json!("text")));
    for status in [202, 202, 429] {
        let body = json!({"recipientIds": [one], "content": "again", "campaignName": "Again"});
        assert_eq!(ana.post("/api/messages/bulk", body).await.status.as_u16(), status);
    }
}
