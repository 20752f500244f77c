//! Instagram.

use crate::{BACK, answer, query};
use reqwest::Client;
use sandbox::{
    common::{Choice, Clock, Served, Signature, consent, hmac_hex, serve},
    instagram::{Instagram, Settings},
};
use serde_json::{Value, json};

struct World {
    instagram: Instagram,
    served: Served,
    clock: Clock,
    client: Client,
}

impl World {
    async fn new() -> Self {
        let clock = Clock::default();
        let settings = Settings { redirect_uris: vec![BACK.to_owned()], fetches: false, ..Settings::default() };
        let instagram = Instagram::new(clock.clone(), settings);
        let served = serve(instagram.router()).await.unwrap();
        Self { instagram, served, clock, client: Client::new() }
    }

    async fn code(&self) -> String {
        let scope = "instagram_business_basic,instagram_business_content_publish";
        let address =
            format!("{}/oauth/authorize?client_id=sandbox-app&response_type=code&redirect_uri={BACK}&state=s&scope={scope}", self.served.url);
        let back = consent(&address, &Choice::allow("ana")).await.unwrap();
        assert_eq!(back.fragment(), Some("_"));
        query(&back)["code"].clone()
    }

    async fn exchange(&self, code: &str) -> (u16, Value) {
        let fields = [
            ("client_id", "sandbox-app"),
            ("client_secret", "sandbox-secret"),
            ("grant_type", "authorization_code"),
            ("redirect_uri", BACK),
            ("code", code),
        ];
        answer(self.client.post(format!("{}/oauth/access_token", self.served.url)).form(&fields)).await
    }

    async fn get(&self, path: &str, token: &str) -> (u16, Value) {
        let mark = if path.contains('?') { '&' } else { '?' };
        answer(self.client.get(format!("{}{path}{mark}access_token={token}", self.served.url))).await
    }

    async fn post(&self, path: &str, token: &str, fields: &[(&str, &str)]) -> (u16, Value) {
        let mut all = vec![("access_token", token)];
        all.extend_from_slice(fields);
        answer(self.client.post(format!("{}{path}", self.served.url)).form(&all)).await
    }

    /// A long token and the account's id.
    async fn sign_in(&self) -> (String, String) {
        let (_, short) = self.exchange(&self.code().await).await;
        let short = &short["data"][0];
        let path = "/access_token?grant_type=ig_exchange_token&client_secret=sandbox-secret";
        let (_, long) = self.get(path, short["access_token"].as_str().unwrap()).await;
        (long["access_token"].as_str().unwrap().to_owned(), short["user_id"].as_str().unwrap().to_owned())
    }
}

#[tokio::test]
async fn the_codes_answer_comes_in_both_forms_and_once() {
    let world = World::new().await;
    let code = world.code().await;
    assert!(world.exchange(&code).await.1["data"][0]["access_token"].is_string());
    assert_eq!(world.exchange(&code).await.1["error_message"], "Matching code was not found or was already used");
    world.instagram.change(|settings| settings.wrapped = false);
    assert!(world.exchange(&world.code().await).await.1["access_token"].is_string());
}

#[tokio::test]
async fn a_token_is_refreshed_from_its_second_day_to_its_end() {
    let world = World::new().await;
    let (token, _) = world.sign_in().await;
    let path = "/refresh_access_token?grant_type=ig_refresh_token";
    assert_eq!(world.get(path, &token).await.0, 400);
    world.clock.pass(86_400_000);
    assert_eq!(world.get(path, &token).await.0, 200);
    world.clock.pass(60 * 86_400_000);
    assert_eq!(world.get(path, &token).await.1["error"]["error_subcode"], 463);
}

#[tokio::test]
async fn a_container_takes_time_is_published_and_expires_after_a_day() {
    let world = World::new().await;
    let (token, ig) = world.sign_in().await;
    let image = [("image_url", "https://a.example/a.jpg"), ("caption", "Hello")];
    let (_, made) = world.post(&format!("/v25.0/{ig}/media"), &token, &image).await;
    let id = made["id"].as_str().unwrap();
    let publish = || async { world.post(&format!("/v25.0/{ig}/media_publish"), &token, &[("creation_id", id)]).await.1 };
    assert_eq!(publish().await["error"]["error_subcode"], 2_207_027);
    world.clock.pass(90_000);
    assert_eq!(world.get(&format!("/v25.0/{id}?fields=status_code,status"), &token).await.1["status_code"], "FINISHED");
    assert!(publish().await["id"].is_string());
    assert_eq!(world.get(&format!("/v26.0/{id}"), &token).await.1["status_code"], "PUBLISHED");
    let (_, other) = world.post(&format!("/v25.0/{ig}/media"), &token, &image).await;
    world.clock.pass(86_400_001);
    assert_eq!(world.get(&format!("/v25.0/{}", other["id"].as_str().unwrap()), &token).await.1["status_code"], "EXPIRED");
    assert_eq!(world.instagram.published(), 1);
}

#[tokio::test]
async fn the_quota_is_told_and_kept() {
    let world = World::new().await;
    world.instagram.change(|settings| (settings.quota, settings.container_takes) = (1, Some(0)));
    let (token, ig) = world.sign_in().await;
    let mut codes = Vec::new();
    for _ in 0..2 {
        let (_, made) = world.post(&format!("/v25.0/{ig}/media"), &token, &[("image_url", "https://a.example/a.jpg")]).await;
        let fields = [("creation_id", made["id"].as_str().unwrap())];
        codes.push(world.post(&format!("/v25.0/{ig}/media_publish"), &token, &fields).await.1["error"]["error_subcode"].clone());
    }
    assert_eq!(codes, [Value::Null, json!(2_207_042)]);
    let (_, limit) = world.get(&format!("/v25.0/{ig}/content_publishing_limit?fields=config,quota_usage"), &token).await;
    assert_eq!((&limit["data"][0]["quota_usage"], &limit["data"][0]["config"]["quota_total"]), (&json!(1), &json!(1)));
}

#[tokio::test]
async fn one_metric_that_is_gone_fails_the_whole_call() {
    let world = World::new().await;
    let scope = "instagram_business_basic,instagram_business_manage_insights";
    let address = format!("{}/oauth/authorize?client_id=sandbox-app&response_type=code&redirect_uri={BACK}&state=s&scope={scope}", world.served.url);
    let code = query(&consent(&address, &Choice::allow("ana")).await.unwrap())["code"].clone();
    let (_, short) = world.exchange(&code).await;
    let (token, ig) = (short["data"][0]["access_token"].as_str().unwrap(), short["data"][0]["user_id"].as_str().unwrap());
    assert_eq!(world.get(&format!("/v25.0/{ig}/insights?metric=reach,views"), token).await.0, 200);
    assert_eq!(world.get(&format!("/v25.0/{ig}/insights?metric=reach,impressions"), token).await.0, 400);
}

#[tokio::test]
async fn a_batch_is_signed_over_bytes_that_no_other_writer_would_make() {
    let world = World::new().await;
    let (body, signed) = world.instagram.webhook("1", &[json!({ "field": "comments", "value": { "text": "a/b" } })], Signature::Right);
    assert_eq!(signed.unwrap(), format!("sha256={}", hmac_hex("sandbox-secret", &body)));
    let anew = serde_json::to_vec(&serde_json::from_slice::<Value>(&body).unwrap()).unwrap();
    assert_ne!(anew, body);
}
