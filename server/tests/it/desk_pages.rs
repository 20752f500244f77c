//! The inbox's pages as the server makes them: they teach, show, and work without scripts.

use crate::{
    desk::{connect, fans, until},
    support::{Answer, Person, TestServer},
};
use reqwest::{Method, header};
use sandbox::onlyfans::{Fault, On};

/// Sends a form as a browser without scripts does.
async fn form(server: &TestServer, person: &Person, function: &str, from: &str, body: String) -> Answer {
    let request = person.request(Method::POST, function).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let request = request.header(header::ACCEPT, "text/html").header(header::REFERER, server.url(from)).header(header::ORIGIN, server.url(""));
    Answer::read(request.body(body).send().await.unwrap()).await
}

/// Where a form's answer leads, without the mark of an empty query.
fn goes_to(answer: &Answer) -> &str {
    assert_eq!(answer.status, 302, "{answer:?}");
    answer.header("location").trim_end_matches('?')
}

#[tokio::test]
async fn an_empty_inbox_says_what_it_is_for_and_connects_without_scripts() {
    let server = TestServer::start().await;
    let ana = server.person("Ana").await;
    let page = ana.get("/messages").await;
    assert_eq!(page.status, 200);
    assert!(page.text.contains("Answer your fans from here") && page.text.contains("this is a sandbox"), "{}", page.text);
    let account = server.services.imitation.as_ref().unwrap().gateway().accounts().remove(0);
    assert!(page.text.contains(&format!("value=\"{account}\"")));
    let connected = form(&server, &ana, "/fn/connect_account", "/messages", format!("account={account}")).await;
    assert_eq!(goes_to(&connected), server.url("/messages"));
    until(&ana, "/api/crm/conversations", |json| json["items"].as_array().is_some_and(|all| !all.is_empty())).await;
    let page = ana.get("/messages").await;
    assert!(page.text.contains("class=\"conversation") && page.text.contains("this is a sandbox"), "{}", page.text);
    assert!(!page.text.contains("Answer your fans from here"));
    // There is one creator: who comes later is offered nothing that would be refused.
    let page = server.person("Leo").await.get("/messages").await;
    assert!(page.text.contains("Somebody here has connected the sandbox") && !page.text.contains("/fn/connect_account"), "{}", page.text);
}

#[tokio::test]
async fn a_conversation_is_on_its_page_with_the_state_of_what_was_written_and_is_nobody_elses() {
    // One a minute: the second message waits.
    let server = TestServer::with(&[("ONLYFANS_PER_MINUTE", "1"), ("ONLYFANS_BURST", "1")]).await;
    let (ana, leo) = (server.person("Ana").await, server.person("Leo").await);
    connect(&server, &ana).await;
    let fan = fans(&ana).await.remove(0);
    let (id, name) = (fan["conversationId"].as_str().unwrap(), fan["name"].as_str().unwrap());
    let path = format!("/messages/{id}");
    for text in ["first", "second+%3Cb%3E"] {
        let sent = form(&server, &ana, "/fn/write_message", &path, format!("id={id}&text={text}&key=")).await;
        assert_eq!(goes_to(&sent), server.url(&path));
    }
    let page = ana.get(&path).await;
    assert!(page.status == 200 && page.text.contains(name) && page.text.contains("Waits for its turn"), "{}", page.text);
    assert!(page.text.contains("second &lt;b&gt;") && !page.text.contains("second <b>"), "what is written is text");
    assert!(page.text.contains("<textarea") && page.text.contains(&format!("Write to {name}")));
    assert_eq!(leo.get(&path).await.status, 404);
    let nobody = server.nobody().get(&path).await;
    assert_eq!((nobody.status.as_u16(), nobody.header("location")), (303, format!("/sign-in?next={path}").as_str()));
    assert_eq!(ana.get("/messages/nonsense").await.status, 404);
    form(&server, &ana, "/fn/choose_language", &path, "language=fr".to_owned()).await;
    assert!(ana.get(&path).await.text.contains("Attend son tour"));
}

#[tokio::test]
async fn why_a_message_did_not_arrive_is_said_in_the_readers_language() {
    let server = TestServer::start().await;
    let ana = server.person("Ana").await;
    connect(&server, &ana).await;
    let fan = fans(&ana).await.remove(0);
    let id = fan["conversationId"].as_str().unwrap();
    let path = format!("/messages/{id}");
    server.services.imitation.as_ref().unwrap().gateway().fail(On::Send, Fault::Banned, 1);
    form(&server, &ana, "/fn/write_message", &path, format!("id={id}&text=banned&key=")).await;
    let thread = format!("/api/crm/conversations/{id}/messages");
    until(&ana, &thread, |json| json["waiting"][0]["state"] == "rejected").await;
    let said = "The text contains words that are not allowed";
    assert!(ana.get(&path).await.text.contains(&format!("OnlyFans says: {said}")));
    form(&server, &ana, "/fn/choose_language", &path, "language=fr".to_owned()).await;
    assert!(ana.get(&path).await.text.contains(&format!("OnlyFans répond : {said}")));
}
