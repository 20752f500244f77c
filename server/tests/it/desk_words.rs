//! Saved replies, media and prices, and numbers: over REST and on their pages.

use crate::{
    desk::{connect, fans, until},
    support::{Answer, Person, TestServer},
};
use model::crm::Role;
use reqwest::{Method, header};
use serde_json::{Value, json};

/// Sends a form as a browser without scripts does.
async fn form(server: &TestServer, person: &Person, function: &str, from: &str, body: String) -> Answer {
    let request = person.request(Method::POST, function).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let request = request.header(header::ACCEPT, "text/html").header(header::REFERER, server.url(from)).header(header::ORIGIN, server.url(""));
    Answer::read(request.body(body).send().await.unwrap()).await
}

#[tokio::test]
async fn replies_are_kept_on_their_page_and_filled_where_one_writes() {
    let server = TestServer::start().await;
    let ana = server.person("Ana").await;
    let page = "/platforms/onlyfans/replies";
    let account = connect(&server, &ana).await["id"].as_str().unwrap().to_owned();
    let added = form(&server, &ana, "/fn/add_reply", page, "account=&name=%2FHello&text=Hi+%7Bfirst_name%7Cyou%7D%21".to_owned()).await;
    assert_eq!(added.status, 302, "{added:?}");
    let shared = ana.post("/api/crm/replies", json!({"name": "bye", "text": "Bye", "accountId": account})).await;
    assert_eq!(shared.status, 201, "{shared:?}");
    let seen = ana.get(page).await;
    assert!(seen.text.contains("/hello") && seen.text.contains("Hi {first_name|you}!") && seen.text.contains("/bye"), "{}", seen.text);
    let taken = ana.post("/api/crm/replies", json!({"name": "Hello", "text": "x"})).await;
    assert_eq!((taken.status.as_u16(), taken.json["fields"][0]["problem"].as_str()), (422, Some("taken")));
    let unknown = ana.post("/api/crm/replies", json!({"name": "x", "text": "{frist_name}"})).await;
    assert_eq!(unknown.json["fields"][0]["field"], "text");
    // What is written in a chat is filled.
    let fan = fans(&ana).await.remove(0);
    let (id, first) = (fan["conversationId"].as_str().unwrap(), fan["name"].as_str().unwrap().split(' ').next().unwrap().to_owned());
    let path = format!("/messages/{id}");
    form(&server, &ana, "/fn/write_message", &path, format!("id={id}&text=Hey+%7Bfirst_name%7D+%7Bx%7D&key=")).await;
    let thread = ana.get(&format!("/api/crm/conversations/{id}/messages")).await.text;
    assert!(thread.contains(&format!("Hey {first} {{x}}")), "{thread}");
    // By REST a text is sent as it is.
    let plain = ana.post(&format!("/api/crm/conversations/{id}/messages"), json!({"content": "{first_name}"})).await;
    assert_eq!(plain.json["content"], "{first_name}");
    form(&server, &ana, "/fn/choose_language", page, "language=fr".to_owned()).await;
    assert!(ana.get(page).await.text.contains("Réponses enregistrées"));
}

#[tokio::test]
async fn media_of_the_vault_are_sold_from_the_chat_and_the_thread_says_what_came_of_it() {
    let server = TestServer::start().await;
    let ana = server.person("Ana").await;
    let account = connect(&server, &ana).await;
    let id = account["id"].as_str().unwrap();
    let vault = ana.get(&format!("/api/crm/accounts/{id}/vault")).await;
    assert_eq!(vault.status, 200, "{vault:?}");
    let first = vault.json["items"][0]["id"].as_str().unwrap();
    let next = ana.get(&format!("/api/crm/accounts/{id}/vault?cursor={}", vault.json["nextCursor"].as_str().unwrap())).await;
    assert!(next.json["items"].as_array().unwrap().iter().all(|one| one["id"] != first));
    let fan = fans(&ana).await.remove(0);
    let chat = fan["conversationId"].as_str().unwrap();
    let path = format!("/messages/{chat}");
    let send = async |sale: &str| form(&server, &ana, "/fn/write_message", &path, format!("id={chat}&text=for+you&key=&{sale}")).await;
    // Without media, or at another price, nothing is written.
    for wrong in ["media=&price=5", "media=vault_1&price=2", "media=vault_1&price=lots"] {
        send(wrong).await;
    }
    let thread = format!("/api/crm/conversations/{chat}/messages");
    assert!(!ana.get(&thread).await.text.contains("for you"));
    send(&format!("media={first}+vault_1&price=12%2C50")).await;
    let sold = |json: &Value| json["items"].as_array().and_then(|all| all.iter().find(|one| one["text"] == "for you").cloned());
    let said = until(&ana, &thread, |json| sold(json).is_some()).await;
    let said = sold(&said).unwrap();
    assert_eq!((said["priceCents"].as_i64(), said["mediaCount"].as_i64()), (Some(1_250), Some(2)));
    let seen = ana.get(&path).await;
    assert!(seen.text.contains("2 pictures or videos") && seen.text.contains("$12.50"), "{}", seen.text);
    assert!(seen.text.contains("Media and price") && seen.text.contains("Price in dollars"));
}

#[tokio::test]
async fn the_numbers_are_on_a_page_with_drawings_and_tables_and_in_a_file() {
    let server = TestServer::start().await;
    let (ana, mia) = (server.person("Ana").await, server.person("Mia").await);
    let page = "/platforms/onlyfans/analytics";
    assert!(ana.get(page).await.text.contains("There is nothing to count yet"));
    let account = connect(&server, &ana).await["id"].as_str().unwrap().to_owned();
    fans(&ana).await;
    let seen = ana.get(&format!("{page}?by=week")).await;
    assert_eq!(seen.status, 200);
    assert!(seen.text.contains("class=\"chart\"") && seen.text.contains("The numbers as a table"), "{}", seen.text);
    assert!(seen.text.contains("Median time to answer") && seen.text.contains("Europe/Paris"));
    let numbers = ana.get(&format!("/api/crm/accounts/{account}/analytics?by=month")).await.json;
    assert_eq!((numbers["fans"].as_i64(), numbers["trend"].as_array().map(Vec::len)), (Some(5), Some(12)));
    let file = ana.get(&format!("/api/crm/accounts/{account}/analytics.csv")).await;
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
    assert!(file.text.starts_with("from,income,received,sent\r\n") && file.text.lines().count() == 31, "{}", file.text);
    server.services.desk.set_role(ana.id, account.parse().unwrap(), mia.id, Role::Chatter).await.unwrap();
    assert!(mia.get(page).await.text.contains("There is nothing to count yet"));
    assert_eq!(mia.get(&format!("{page}?account={account}")).await.status, 403);
    form(&server, &ana, "/fn/choose_language", page, "language=fr".to_owned()).await;
    assert!(ana.get(page).await.text.contains("Statistiques"));
}
