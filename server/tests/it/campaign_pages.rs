//! The pages of campaigns and of the import as the server makes them: they show, and work without scripts.

use crate::{
    desk::{connect, fans, until},
    support::{Answer, Person, TestServer},
};
use reqwest::{Method, header};

/// Sends a form as a browser without scripts does.
async fn form(server: &TestServer, person: &Person, function: &str, from: &str, body: String) -> Answer {
    let request = person.request(Method::POST, function).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let request = request.header(header::ACCEPT, "text/html").header(header::REFERER, server.url(from)).header(header::ORIGIN, server.url(""));
    Answer::read(request.body(body).send().await.unwrap()).await
}

/// The form of a campaign as a browser writes it.
fn fields(account: &str, name: &str, text: &str) -> String {
    let fields = [("account", account), ("name", name), ("text", text), ("media", ""), ("price", ""), ("who", "all"), ("spent_from", "")];
    let fields = fields.into_iter().chain([("spent_to", ""), ("seen_within", ""), ("unseen_for", ""), ("without", ""), ("at", "")]);
    let pairs: Vec<String> = fields.map(|(name, value)| format!("filled%5B{name}%5D={value}")).collect();
    format!("id=&{}", pairs.join("&"))
}

#[tokio::test]
async fn a_campaign_goes_from_the_form_over_the_review_to_its_results_without_scripts() {
    let server = TestServer::start().await;
    let ana = server.person("Ana").await;
    assert!(ana.get("/campaigns").await.text.contains("Connect an OnlyFans account first"));
    let account = connect(&server, &ana).await["id"].as_str().unwrap().to_owned();
    fans(&ana).await;
    let page = ana.get("/campaigns/new").await;
    assert!(page.status == 200 && page.text.contains("filled[text]") && page.text.contains("Europe/Paris"), "{}", page.text);
    let wrong = form(&server, &ana, "/fn/save_campaign", "/campaigns/new", fields(&account, "Spring", "Hi+%7Bfrist_name%7D")).await;
    assert!(wrong.status == 302 && wrong.header("location").contains("/campaigns/new"), "{wrong:?}");
    let saved = form(&server, &ana, "/fn/save_campaign", "/campaigns/new", fields(&account, "Spring", "Hi+%7Bfirst_name%7C+dear%7D")).await;
    let path = saved.header("location").trim_start_matches(&server.url("")).to_owned();
    assert!(saved.status == 302 && path.starts_with("/campaigns/"), "{saved:?}");
    let review = ana.get(&path).await;
    assert!(review.text.contains("It goes to 5 fans.") && review.text.contains("Send to 5 fans"), "{}", review.text);
    assert!(ana.get(&format!("/campaigns/new?draft={}", path.rsplit('/').next().unwrap())).await.text.contains("value=\"Spring\""));
    let id = path.rsplit('/').next().unwrap();
    let started = form(&server, &ana, "/fn/start_campaign", &path, format!("id={id}&count=5")).await;
    assert_eq!(started.status, 302, "{started:?}");
    until(&ana, &format!("/api/crm/campaigns/{id}"), |json| json["state"] == "done").await;
    let page = ana.get(&path).await;
    assert!(page.text.contains("5 of 5") && page.text.contains("What came of it") && !page.text.contains("Send to 5"), "{}", page.text);
    assert!(ana.get("/campaigns").await.text.contains("Spring"));
    form(&server, &ana, "/fn/choose_language", &path, "language=fr".to_owned()).await;
    assert!(ana.get(&path).await.text.contains("Résultats"));
    let leo = server.person("Leo").await;
    assert_eq!(leo.get(&path).await.status, 404);
    assert_eq!(server.nobody().get(&path).await.status, 303);
}

#[tokio::test]
async fn the_import_says_what_it_takes_and_to_which_account() {
    let server = TestServer::start().await;
    let ana = server.person("Ana").await;
    let path = "/platforms/onlyfans/import";
    assert!(ana.get(path).await.text.contains("Connect an account first"));
    connect(&server, &ana).await;
    let page = ana.get(path).await;
    assert!(page.status == 200 && page.text.contains("type=\"file\"") && page.text.contains("Lena 1"), "{}", page.text);
    assert_eq!(server.nobody().get(path).await.header("location"), format!("/sign-in?next={path}"));
}
