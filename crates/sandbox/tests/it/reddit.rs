//! Reddit.

use crate::{BACK, answer, query};
use reqwest::Client;
use sandbox::{
    common::{Choice, Clock, Served, consent, serve},
    reddit::{Reddit, Settings, Subreddit},
};
use serde_json::{Value, json};

struct World {
    reddit: Reddit,
    served: Served,
    clock: Clock,
    client: Client,
}

impl World {
    async fn new() -> Self {
        let clock = Clock::default();
        let reddit = Reddit::new(clock.clone(), Settings { redirect_uri: BACK.to_owned(), ..Settings::default() });
        let served = serve(reddit.router()).await.unwrap();
        let client = Client::builder().user_agent("web:huntaze:1.0 (by /u/ana)").build().unwrap();
        Self { reddit, served, clock, client }
    }

    async fn tokens(&self, fields: &[(&str, &str)]) -> (u16, Value) {
        let request = self.client.post(format!("{}/api/v1/access_token", self.served.url));
        answer(request.basic_auth("sandbox-id", Some("sandbox-secret")).form(fields)).await
    }

    async fn sign_in(&self) -> Value {
        let address = format!(
            "{}/api/v1/authorize?client_id=sandbox-id&response_type=code&state=s&redirect_uri={BACK}&duration=permanent&scope=identity submit read flair history",
            self.served.url
        );
        let code = query(&consent(&address, &Choice::allow("ana")).await.unwrap())["code"].clone();
        self.tokens(&[("grant_type", "authorization_code"), ("code", &code), ("redirect_uri", BACK)]).await.1
    }

    async fn submit(&self, token: &Value, sr: &str, kind: &str) -> (u16, Value) {
        let fields = [("api_type", "json"), ("sr", sr), ("kind", kind), ("title", "Hello"), ("url", "https://a.example/"), ("text", "x")];
        let request = self.client.post(format!("{}/api/submit", self.served.url));
        answer(request.bearer_auth(token["access_token"].as_str().unwrap()).form(&fields)).await
    }
}

#[tokio::test]
async fn a_bad_code_is_200_a_bad_refresh_token_400_and_a_bad_client_401() {
    let world = World::new().await;
    let bad = world.tokens(&[("grant_type", "authorization_code"), ("code", "none"), ("redirect_uri", BACK)]).await;
    assert_eq!(bad, (200, json!({ "error": "invalid_grant" })));
    assert_eq!(world.tokens(&[("grant_type", "refresh_token"), ("refresh_token", "none")]).await.0, 400);
    let request = world.client.post(format!("{}/api/v1/access_token", world.served.url)).basic_auth("sandbox-id", Some("no"));
    assert_eq!(answer(request.form(&[("grant_type", "refresh_token")])).await.0, 401);
}

#[tokio::test]
async fn a_default_user_agent_is_forbidden() {
    let world = World::new().await;
    let token = world.sign_in().await;
    let request = Client::new().get(format!("{}/api/v1/me", world.served.url)).bearer_auth(token["access_token"].as_str().unwrap());
    assert_eq!(answer(request).await.0, 403);
}

#[tokio::test]
async fn refusals_come_with_200_and_media_without_an_id() {
    let world = World::new().await;
    let token = world.sign_in().await;
    assert_eq!(world.submit(&token, "nowhere", "self").await.1["json"]["errors"][0][0], "SUBREDDIT_NOEXIST");
    world.reddit.change(|settings| settings.subreddits.push(Subreddit { needs_flair: true, ..Subreddit::open("strict") }));
    assert_eq!(world.submit(&token, "strict", "self").await.1["json"]["errors"][0][0], "SUBMIT_VALIDATION_FLAIR_REQUIRED");
    let (_, done) = world.submit(&token, "test", "self").await;
    assert!(done["json"]["data"]["name"].as_str().unwrap().starts_with("t3_"));
    assert_eq!(world.submit(&token, "pics", "link").await.1["json"]["errors"], json!([]));
    assert_eq!(world.submit(&token, "pics", "link").await.1["json"]["errors"][0][0], "ALREADY_SUB");
    let (_, media) = world.submit(&token, "pics", "image").await;
    assert!(media["json"]["data"]["name"].is_null());
    let list =
        || answer(world.client.get(format!("{}/user/ana/submitted?sort=new", world.served.url)).bearer_auth(token["access_token"].as_str().unwrap()));
    assert_eq!(list().await.1["data"]["children"].as_array().unwrap().len(), 2);
    world.clock.pass(30_000);
    assert_eq!(list().await.1["data"]["children"].as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn the_limit_is_told_in_headers_and_kept() {
    let world = World::new().await;
    let token = world.sign_in().await;
    world.reddit.change(|settings| settings.limit = 1);
    let get = || world.client.get(format!("{}/api/v1/me", world.served.url)).bearer_auth(token["access_token"].as_str().unwrap());
    let first = get().send().await.unwrap();
    assert_eq!(first.headers()["x-ratelimit-remaining"], "0.0");
    assert_eq!(get().send().await.unwrap().status(), 429);
}
