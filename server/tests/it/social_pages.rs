//! The pages about social accounts as the server makes them: they teach, show, and publish words without scripts.

use crate::{
    social::connect,
    support::{Answer, Person, TestServer},
};
use reqwest::{Method, header};
use serde_json::json;

/// Sends a form as a browser without scripts does.
async fn form(server: &TestServer, person: &Person, function: &str, from: &str, body: String) -> Answer {
    let request = person.request(Method::POST, function).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let request = request.header(header::ACCEPT, "text/html").header(header::REFERER, server.url(from)).header(header::ORIGIN, server.url(""));
    Answer::read(request.body(body).send().await.unwrap()).await
}

async fn post(person: &Person) -> String {
    let made = person.post("/api/content", json!({"title": "A walk", "markdown": "We left & came back."})).await;
    made.json["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn connections_teach_show_and_say_what_was_refused() {
    let server = TestServer::start().await;
    let ana = server.person("Ana").await;
    let page = ana.get("/settings/connections").await;
    assert_eq!(page.status, 200);
    for said in ["Connect a TikTok account to publish videos", "Connect a Reddit account", "Sandbox", "/platforms/connect/instagram"] {
        assert!(page.text.contains(said), "{said}");
    }
    let refused = ana.get("/settings/connections?platform=tiktok&problem=denied").await;
    assert!(refused.text.contains("TikTok was not connected.") && refused.text.contains("You did not allow the connection."));
    connect(&ana, "reddit").await;
    let page = ana.get("/settings/connections?platform=reddit&connected=1").await;
    assert!(page.text.contains("Reddit is connected.") && page.text.contains("account-card") && page.text.contains("choose flairs"));
    let before = ana.get("/platforms/connect/instagram").await;
    assert!(before.text.contains("/api/auth/instagram/start?signIn=own") && before.text.contains("/api/auth/instagram/start?signIn=facebook"));
    assert_eq!(ana.get("/platforms/connect/myspace").await.status, 404);
    assert_eq!(server.nobody().get("/settings/connections").await.status, 303);
}

#[tokio::test]
async fn words_are_published_to_two_subreddits_without_scripts_and_are_nobody_elses() {
    let server = TestServer::start().await;
    let (ana, leo) = (server.person("Ana").await, server.person("Leo").await);
    let id = post(&ana).await;
    let path = format!("/posts/{id}/publish");
    assert!(ana.get(&path).await.text.contains("No account is connected"));
    let account = connect(&ana, "reddit").await["id"].as_str().unwrap().to_owned();
    let page = ana.get(&path).await;
    assert!(page.status == 200 && page.text.contains("We left &amp; came back.") && page.text.contains("value=\"A walk\""), "{}", page.text);
    let fields = format!(
        "account={account}&post={id}&filled[text]=Words&filled[title]=A+walk&filled[kind]=self&filled[subreddits][0][name]=r/pics\
         &filled[subreddits][1][name]=test"
    );
    let sent = form(&server, &ana, "/fn/publish_to", &path, fields.clone()).await;
    assert!(sent.status == 302 && sent.header("location").trim_end_matches('?') == server.url(&path), "{sent:?}");
    let centre = ana.get("/publications").await;
    assert!(centre.text.contains("r/pics") && centre.text.contains("r/test"), "{}", centre.text);
    let others = ana.get("/publications?platform=tiktok").await;
    assert!(!others.text.contains("r/pics") && others.text.contains("No publication fits"));
    let published = ana.get("/api/social/publications").await.json["items"][0]["id"].as_str().unwrap().to_owned();
    let one = ana.get(&format!("/publications/{published}")).await;
    assert!(one.status == 200 && one.text.contains("What was tried") && one.text.contains("A walk"));
    for hidden in [format!("/publications/{published}"), format!("/publications/{published}/edit"), path] {
        assert_eq!(leo.get(&hidden).await.status, 404, "{hidden}");
    }
    assert_eq!(form(&server, &leo, "/fn/publish_to", "/publications", fields).await.status, 302);
    assert_eq!(leo.get("/api/social/publications").await.json["items"], json!([]));
}

#[tokio::test]
async fn what_is_wrong_comes_back_with_what_was_typed() {
    let server = TestServer::start().await;
    let ana = server.person("Ana").await;
    let id = post(&ana).await;
    let account = connect(&ana, "reddit").await["id"].as_str().unwrap().to_owned();
    let fields = format!("account={account}&post={id}&filled[text]=My+own+words&filled[title]=&filled[kind]=self&filled[subreddits][0][name]=test");
    let back = form(&server, &ana, "/fn/publish_to", &format!("/posts/{id}/publish"), fields).await;
    let page = ana.get(back.header("location").strip_prefix(&server.url("")).unwrap_or(back.header("location"))).await;
    assert!(
        page.text.contains("Please fill this in.") && page.text.contains("My own words") && page.text.contains("value=\"test\""),
        "{}",
        page.text
    );
    assert_eq!(ana.get("/api/social/publications").await.json["items"], json!([]));
}

#[tokio::test]
async fn integrations_say_what_is_missing_to_administrators_alone() {
    let server = TestServer::start().await;
    // Who signs up first is the administrator.
    let (admin, ana) = (server.person("Admin").await, server.person("Ana").await);
    let page = admin.get("/admin/integrations").await;
    for said in ["TIKTOK_CLIENT_KEY", "REDDIT_CLIENT_ID", "/api/auth/tiktok/callback", "/api/webhooks/instagram", "https://www.reddit.com/prefs/apps"]
    {
        assert!(page.text.contains(said), "{said}");
    }
    let tested = admin.get("/admin/integrations?test=reddit&n=1").await;
    assert!(tested.text.contains("Reddit answers, and knows this server."), "{}", tested.text);
    assert_eq!(ana.get("/admin/integrations").await.status, 403);
    let paused = form(&server, &admin, "/fn/pause_publishing", "/admin/integrations", "platform=reddit&paused=true".to_owned()).await;
    assert_eq!(paused.status, 302);
    connect(&ana, "reddit").await;
    assert!(ana.get("/settings/connections").await.text.contains("An administrator has paused publishing there"));
}
