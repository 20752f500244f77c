//! The inbox as people work at it: which conversations an address shows, what is noted of a fan, who hears that somebody
//! answers, and that all of it works without scripts.

use crate::{
    desk::{connect, fans, until},
    events::Tab,
    functions::call,
    support::TestServer,
};
use model::crm::Role;
use reqwest::Method;
use serde_json::{Value, json};

#[tokio::test]
async fn an_address_says_which_conversations_are_shown() {
    let server = TestServer::start().await;
    let ana = server.person("Ana").await;
    connect(&server, &ana).await;
    let fan = fans(&ana).await.remove(0);
    let (id, name) = (fan["conversationId"].as_str().unwrap(), fan["name"].as_str().unwrap());
    // Names are read before what was said; only where something was is a conversation listed.
    let listed = |json: &Value| json["items"].as_array().is_some_and(|all| all.iter().any(|one| one["id"] == id));
    until(&ana, "/api/crm/conversations", listed).await;
    assert_eq!(call(&ana, "/fn/set_conversation_state", &format!("id={id}&state=done")).await.status, 200);
    assert_eq!(call(&ana, "/fn/assign_conversation", &format!("id={id}&who=me")).await.status, 200);
    let done = ana.get("/messages?state=done&assigned=me").await;
    assert!(done.text.contains(&format!("/messages/{id}")) && done.text.contains("Yours"), "{}", done.text);
    let open = ana.get("/messages?state=open").await;
    assert!(!open.text.contains(&format!("/messages/{id}")), "{}", open.text);
    let found = ana.get(&format!("/messages?q={}", name.split(' ').next().unwrap())).await;
    assert!(found.text.contains("Found for") && found.text.contains(&format!("/messages/{id}")), "{}", found.text);
    let nothing = ana.get("/messages?q=nobodyiscalledthat").await;
    assert!(nothing.text.contains("Nothing found"), "{}", nothing.text);
    let seen = ana.get("/api/crm/conversations?state=done").await.json;
    assert_eq!((seen["items"][0]["id"].as_str(), seen["items"][0]["state"].as_str()), (Some(id), Some("done")));
}

#[tokio::test]
async fn what_is_noted_of_a_fan_is_told_by_rest_and_on_the_page() {
    let server = TestServer::start().await;
    let ana = server.person("Ana").await;
    connect(&server, &ana).await;
    let fan = fans(&ana).await.remove(0);
    let path = format!("/api/crm/fans/{}", fan["id"].as_str().unwrap());
    let put = async |body: Value| ana.send(Method::PUT, &path, Some(body)).await;
    let noted = put(json!({"name": "Big Ben", "tags": ["vip"], "notes": [{"category": "care", "text": "be <b>kind</b>"}]})).await;
    assert_eq!(noted.status, 200, "{noted:?}");
    assert_eq!((noted.json["customName"].as_str(), noted.json["tags"][0].as_str()), (Some("Big Ben"), Some("vip")));
    assert_eq!(noted.json["notes"][0]["author"], "Ana");
    assert_eq!(ana.get(&path).await.json, noted.json);
    let page = ana.get(&format!("/messages/{}?about=1", fan["conversationId"].as_str().unwrap())).await;
    assert!(page.text.contains("be &lt;b>kind") || page.text.contains("be &lt;b&gt;kind"), "{}", page.text);
    assert!(page.text.contains("About Big Ben") && page.text.contains("Remove the tag vip"), "{}", page.text);
    for (body, field) in [
        (json!({"name": "x".repeat(101)}), "name"),
        (json!({"tags": [""]}), "tag"),
        (json!({"notes": [{"category": "nonsense", "text": "x"}]}), "category"),
        (json!({"notes": [{"category": "care", "text": ""}]}), "text"),
    ] {
        let refused = put(body).await;
        assert_eq!((refused.status.as_u16(), refused.json["fields"][0]["field"].as_str()), (422, Some(field)), "{refused:?}");
    }
}

#[tokio::test]
async fn colleagues_hear_that_somebody_answers_and_nobody_else_does() {
    let server = TestServer::start().await;
    let (ana, mia, leo) = (server.person("Ana").await, server.person("Mia").await, server.person("Leo").await);
    let account = connect(&server, &ana).await["id"].as_str().unwrap().to_owned();
    let fan = fans(&ana).await.remove(0);
    let id = fan["conversationId"].as_str().unwrap();
    server.services.desk.set_role(ana.id, account.parse().unwrap(), mia.id, Role::Chatter).await.unwrap();
    let (mut hers, mut theirs) = (Tab::open(&server, &mia).await, Tab::open(&server, &leo).await);
    assert_eq!(call(&leo, "/fn/answer_conversation", &format!("id={id}")).await.status, 404);
    assert_eq!(call(&ana, "/fn/answer_conversation", &format!("id={id}")).await.status, 200);
    let heard = loop {
        let event = hers.event().await;
        if event["type"] == "answering" {
            break event;
        }
    };
    assert_eq!(heard, json!({"type": "answering", "conversation": id, "name": "Ana"}));
    // A stranger hears how many notifications there are, and nothing else.
    assert_eq!(theirs.event().await["type"], "unread");
    theirs.silence().await;
}

#[tokio::test]
async fn a_message_is_scheduled_changed_and_taken_back_in_the_accounts_time_zone() {
    let server = TestServer::start().await;
    let ana = server.person("Ana").await;
    connect(&server, &ana).await;
    let fan = fans(&ana).await.remove(0);
    let id = fan["conversationId"].as_str().unwrap();
    // An account in Paris; a day that lies within a year.
    let day = db::now().0 + 40 * 86_400_000;
    let date = model::Timestamp(day).to_string()[..10].to_owned();
    let written = call(&ana, "/fn/write_message", &format!("id={id}&text=later&key=&later={date}T12:00")).await;
    assert_eq!(written.status, 200, "{written:?}");
    let thread = format!("/api/crm/conversations/{id}/messages");
    let waiting = until(&ana, &thread, |json| json["waiting"][0]["content"] == "later").await;
    let message = waiting["waiting"][0]["messageId"].as_str().unwrap().to_owned();
    let page = ana.get(&format!("/messages/{id}")).await;
    assert!(page.text.contains("Scheduled") && page.text.contains(&format!("{date}T12:00")), "{}", page.text);
    let changed = call(&ana, "/fn/edit_message", &format!("id={message}&text=even later&later={date}T13:30")).await;
    assert_eq!(changed.status, 200, "{changed:?}");
    let page = ana.get(&format!("/messages/{id}")).await;
    assert!(page.text.contains("even later") && page.text.contains(&format!("{date}T13:30")), "{}", page.text);
    for later in ["yesterday", "2020-01-01T08:00"] {
        let refused = call(&ana, "/fn/edit_message", &format!("id={message}&text=x&later={later}")).await;
        assert_eq!(refused.status, 422, "{later}: {refused:?}");
    }
    assert_eq!(call(&ana, "/fn/cancel_message", &format!("id={message}")).await.status, 200);
}

#[tokio::test]
async fn an_address_asks_for_a_list_and_a_tag() {
    let server = TestServer::start().await;
    let ana = server.person("Ana").await;
    let account = connect(&server, &ana).await["id"].as_str().unwrap().to_owned();
    let all = fans(&ana).await;
    until(&ana, "/api/crm/conversations", |json| json["items"].as_array().is_some_and(|items| items.len() > 1)).await;
    let listed = ana.get("/api/crm/conversations").await.json;
    let (one, other) = (&listed["items"][0], &listed["items"][1]);
    let (desk, fan) = (&server.services.desk, one["fan"]["id"].as_str().unwrap().parse().unwrap());
    let list = desk.add_list(ana.id, account.parse().unwrap(), "Night owls").await.unwrap();
    desk.list_fan(ana.id, fan, list, true).await.unwrap();
    desk.tag_fan(ana.id, fan, "big spender", true).await.unwrap();
    assert!(all.len() == 5);
    for query in [format!("list={list}"), "tag=big%20spender".to_owned(), format!("list={list}&tag=big+spender&sort=spend")] {
        let found = ana.get(&format!("/api/crm/conversations?{query}")).await.json;
        assert_eq!((found["items"].as_array().unwrap().len(), &found["items"][0]["id"]), (1, &one["id"]), "{query}: {found}");
        let page = ana.get(&format!("/messages?{query}")).await.text;
        let has = |id: &Value| page.contains(&format!("/messages/{}", id.as_str().unwrap()));
        assert!(has(&one["id"]) && !has(&other["id"]) && page.contains("Night owls"), "{page}");
    }
    assert_eq!(ana.get("/api/crm/conversations?list=night").await.status, 400);
    let long = ana.get(&format!("/api/crm/conversations?tag={}", "x".repeat(41))).await;
    assert_eq!((long.status.as_u16(), long.json["fields"][0]["field"].as_str()), (422, Some("tag")));
}

#[tokio::test]
async fn questions_have_a_bound_a_minute() {
    let server = TestServer::start().await;
    let ana = server.person("Ana").await;
    for _ in 0..60 {
        assert_eq!(call(&ana, "/fn/search_desk", "question=x").await.status, 200);
    }
    assert_eq!(call(&ana, "/fn/search_desk", "question=x").await.status, 429);
}
