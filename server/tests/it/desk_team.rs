//! Teams over REST and on their page, and who may connect accounts.

use crate::{
    desk::connect,
    support::{Answer, TestServer},
};
use model::crm::Role;
use reqwest::{Method, header};
use serde_json::json;

#[tokio::test]
async fn the_creator_takes_in_registered_people_and_members_leave() {
    let server = TestServer::start().await;
    let (ana, mia) = (server.person("Ana").await, server.person("Mia").await);
    let account = connect(&server, &ana).await["id"].as_str().unwrap().to_owned();
    let team = format!("/api/crm/accounts/{account}/team");
    let unknown = ana.post(&team, json!({"email": "nobody@example.com", "role": "chatter"})).await;
    assert_eq!((unknown.status.as_u16(), unknown.code()), (422, "unknown_person"));
    let creator = ana.post(&team, json!({"email": mia.email, "role": "creator"})).await;
    assert_eq!((creator.status.as_u16(), creator.json["fields"][0]["field"].as_str()), (422, Some("role")));
    let added = ana.post(&team, json!({"email": mia.email.to_uppercase(), "role": "chatter"})).await;
    assert_eq!((added.status.as_u16(), added.json["items"][1]["name"].as_str()), (201, Some("Mia")), "{added:?}");
    assert_eq!(added.json["items"][1]["email"], mia.email);
    let again = ana.post(&team, json!({"email": mia.email, "role": "chatter"})).await;
    assert_eq!((again.status.as_u16(), again.code()), (409, "already_shared"));
    assert_eq!(mia.get("/api/crm/accounts").await.json["items"][0]["id"], account);
    assert_eq!(mia.get(&team).await.json["items"][0]["email"], serde_json::Value::Null, "Ana's address is hers");
    let (ana_id, mia_id) = (ana.id, mia.id);
    assert_eq!(ana.send(Method::PUT, &format!("{team}/{mia_id}"), Some(json!({"role": "manager"}))).await.status, 204);
    assert_eq!(mia.get(&team).await.json["items"][1]["role"], "manager");
    let own = ana.send(Method::DELETE, &format!("{team}/{ana_id}"), None).await;
    assert_eq!((own.status.as_u16(), own.code()), (409, "owner_stays"));
    assert_eq!(mia.send(Method::DELETE, &format!("{team}/{mia_id}"), None).await.status, 204);
    assert_eq!(mia.get(&team).await.status, 404);
}

#[tokio::test]
async fn the_page_shows_each_what_they_see_and_the_creator_the_ways_to_change_it() {
    let server = TestServer::start().await;
    let (ana, mia, leo) = (server.person("Ana").await, server.person("Mia").await, server.person("Leo").await);
    let page = "/platforms/onlyfans/team";
    let account = connect(&server, &ana).await["id"].as_str().unwrap().to_owned();
    // As a browser without scripts sends it.
    let send = async |function: &str, body: String| {
        let request = ana.request(Method::POST, function).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let request = request.header(header::ACCEPT, "text/html").header(header::REFERER, server.url(page)).header(header::ORIGIN, server.url(""));
        Answer::read(request.body(body).send().await.unwrap()).await
    };
    let email = mia.email.replace('@', "%40");
    assert_eq!(send("/fn/take_in", format!("account={account}&email={email}&role=chatter")).await.status, 302);
    let seen = ana.get(page).await;
    assert!(seen.text.contains("Mia") && seen.text.contains(&mia.email) && seen.text.contains("/fn/take_in"), "{}", seen.text);
    let seen = mia.get(page).await;
    assert!(seen.text.contains("Mia (you)") && seen.text.contains("Leave this team"), "{}", seen.text);
    assert!(!seen.text.contains("/fn/take_in") && !seen.text.contains("/fn/set_team_role") && !seen.text.contains(&ana.email));
    let seen = leo.get(page).await;
    assert!(seen.status == 200 && seen.text.contains("You see no account yet") && !seen.text.contains("Mia"), "{}", seen.text);
    assert!(ana.get("/messages").await.text.contains(page) && ana.get("/campaigns").await.text.contains(page));
    // What the form refuses is said beside its field, with what was typed.
    send("/fn/choose_language", "language=fr".to_owned()).await;
    assert!(ana.get(page).await.text.contains("Faire entrer quelqu’un"));
}

#[tokio::test]
async fn over_a_real_gateway_the_form_is_for_administrators_and_others_hear_whom_to_ask() {
    let server = TestServer::with(&[("ONLYFANS_API_KEY", "key"), ("ONLYFANS_WEBHOOK_SECRET", "s3cret")]).await;
    // The first who signs up is the administrator.
    let (ana, leo) = (server.person("Ana").await, server.person("Leo").await);
    let seen = ana.get("/messages").await;
    assert!(seen.text.contains("/fn/connect_account") && !seen.text.contains("Accounts are connected here by"), "{}", seen.text);
    let seen = leo.get("/messages").await;
    assert!(!seen.text.contains("/fn/connect_account"), "{}", seen.text);
    assert!(seen.text.contains("Accounts are connected here by the administrators: Ana."), "{}", seen.text);
    let refused = leo.post("/api/crm/accounts", json!({"account": "acct_1", "timeZone": "UTC"})).await;
    assert_eq!(refused.code(), "forbidden");
}

/// Gives somebody a part in a team again, whatever became of it.
pub async fn put(server: &TestServer, creator: model::UserId, account: model::CreatorId, who: model::UserId, role: Role) {
    server.services.desk.set_role(creator, account, who, role).await.unwrap();
}
