//! TikTok.

use crate::{BACK, answer, query};
use reqwest::Client;
use sandbox::{
    common::{Choice, Clock, Served, Signature, consent, hmac_hex, serve},
    tiktok::{Settings, TikTok},
};
use serde_json::{Value, json};

const MB: usize = 1024 * 1024;
// Hex of the right length, the hash of no verifier here.
const CHALLENGE: &str = "4d6ec4c8fea4d94d0e34d5a5ec3a2e2bb0d1a2c3b4e5f60718293a4b5c6d7e8f";

struct World {
    tiktok: TikTok,
    served: Served,
    clock: Clock,
    client: Client,
}

impl World {
    async fn new(set: impl FnOnce(&mut Settings)) -> Self {
        let clock = Clock::default();
        let mut settings = Settings { redirect_uris: vec![BACK.to_owned()], needs_pkce: false, ..Settings::default() };
        set(&mut settings);
        let tiktok = TikTok::new(clock.clone(), settings);
        let served = serve(tiktok.router()).await.unwrap();
        tiktok.change(|settings| settings.base = served.url.clone());
        Self { tiktok, served, clock, client: Client::new() }
    }

    fn authorize(&self, more: &str) -> String {
        let scope = "user.info.basic,video.publish,video.upload,video.list";
        format!("{}/v2/auth/authorize/?client_key=sandbox-key&scope={scope}&response_type=code&redirect_uri={BACK}&state=s1{more}", self.served.url)
    }

    async fn tokens(&self, fields: &[(&str, &str)]) -> (u16, Value) {
        let mut all = vec![("client_key", "sandbox-key"), ("client_secret", "sandbox-secret")];
        all.extend_from_slice(fields);
        answer(self.client.post(format!("{}/v2/oauth/token/", self.served.url)).form(&all)).await
    }

    async fn code(&self) -> String {
        query(&consent(&self.authorize(""), &Choice::allow("ana")).await.unwrap())["code"].clone()
    }

    async fn sign_in(&self) -> Value {
        let code = self.code().await;
        self.tokens(&[("grant_type", "authorization_code"), ("code", &code), ("redirect_uri", BACK)]).await.1
    }

    async fn call(&self, token: &Value, path: &str, body: Value) -> (u16, Value) {
        let request = self.client.post(format!("{}{path}", self.served.url)).bearer_auth(token["access_token"].as_str().unwrap()).json(&body);
        answer(request).await
    }

    async fn put(&self, url: &str, range: &str, bytes: usize) -> (u16, String) {
        let request = self.client.put(url).header("content-type", "video/mp4").header("content-range", range).body(vec![0_u8; bytes]);
        let answer = request.send().await.unwrap();
        let stands = answer.headers().get("content-range").map(|v| v.to_str().unwrap().to_owned()).unwrap_or_default();
        (answer.status().as_u16(), stands)
    }
}

fn video(size: usize, chunk: usize, count: usize) -> Value {
    json!({ "post_info": { "title": "Hello", "privacy_level": "PUBLIC_TO_EVERYONE" },
            "source_info": { "source": "FILE_UPLOAD", "video_size": size, "chunk_size": chunk, "total_chunk_count": count } })
}

#[tokio::test]
async fn the_challenge_is_hex_and_not_base64() {
    let world = World::new(|settings| settings.needs_pkce = true).await;
    assert!(consent(&world.authorize(""), &Choice::allow("ana")).await.unwrap_err().contains("code_challenge"));
    let more = format!("&code_challenge={CHALLENGE}&code_challenge_method=S256");
    let back = query(&consent(&world.authorize(&more), &Choice::allow("ana")).await.unwrap());
    let fields = [("grant_type", "authorization_code"), ("code", &*back["code"]), ("redirect_uri", BACK), ("code_verifier", "another")];
    assert_eq!(world.tokens(&fields).await.1["error"], "invalid_request");
}

#[tokio::test]
async fn a_denial_comes_back_with_its_state() {
    let world = World::new(|_| {}).await;
    let back = query(&consent(&world.authorize(""), &Choice::deny()).await.unwrap());
    assert_eq!((back["error"].as_str(), back["state"].as_str()), ("access_denied", "s1"));
}

#[tokio::test]
async fn a_code_works_once_and_the_error_comes_with_200() {
    let world = World::new(|_| {}).await;
    let code = world.code().await;
    let fields = [("grant_type", "authorization_code"), ("code", &*code), ("redirect_uri", BACK)];
    assert!(world.tokens(&fields).await.1["refresh_token"].as_str().unwrap().starts_with("rft."));
    let (status, error) = world.tokens(&fields).await;
    assert_eq!((status, &error["error"]), (200, &json!("invalid_grant")));
}

#[tokio::test]
async fn a_refresh_kills_the_token_that_it_was_made_with() {
    let world = World::new(|_| {}).await;
    let first = world.sign_in().await;
    let fields = [("grant_type", "refresh_token"), ("refresh_token", first["refresh_token"].as_str().unwrap())];
    assert!(world.tokens(&fields).await.1["access_token"].is_string());
    assert_eq!(world.tokens(&fields).await.1["error"], "invalid_grant");
}

#[tokio::test]
async fn older_lifetimes_are_a_switch() {
    let world = World::new(|s| (s.access_lives, s.rotates) = (86_400, false)).await;
    let first = world.sign_in().await;
    assert_eq!(first["expires_in"], 86_400);
    let fields = [("grant_type", "refresh_token"), ("refresh_token", first["refresh_token"].as_str().unwrap())];
    assert!(world.tokens(&fields).await.1["access_token"].is_string());
    assert!(world.tokens(&fields).await.1["access_token"].is_string());
}

#[tokio::test]
async fn a_video_in_chunks_is_out_and_gets_its_id_from_moderation() {
    let world = World::new(|_| {}).await;
    let token = world.sign_in().await;
    let (_, init) = world.call(&token, "/v2/post/publish/video/init/", video(11 * MB, 5 * MB, 2)).await;
    let url = init["data"]["upload_url"].as_str().unwrap();
    assert_eq!(world.put(url, &format!("bytes 0-{}/{}", 5 * MB - 1, 11 * MB), 5 * MB).await.0, 206);
    let again = world.put(url, &format!("bytes 0-{}/{}", 5 * MB - 1, 11 * MB), 5 * MB).await;
    assert_eq!(again, (416, format!("bytes 0-{}/{}", 5 * MB - 1, 11 * MB)));
    assert_eq!(world.put(url, &format!("bytes {}-{}/{}", 5 * MB, 11 * MB - 1, 11 * MB), 6 * MB).await.0, 201);
    let ask = json!({ "publish_id": init["data"]["publish_id"] });
    let status = |expected: &'static str| {
        let (world, token, ask) = (&world, &token, &ask);
        async move {
            let (_, answer) = world.call(token, "/v2/post/publish/status/fetch/", ask.clone()).await;
            assert_eq!(answer["data"]["status"], expected, "{answer}");
            answer["data"]["publicaly_available_post_id"].as_array().unwrap().len()
        }
    };
    status("PROCESSING_UPLOAD").await;
    world.clock.pass(20_000);
    assert_eq!(status("PUBLISH_COMPLETE").await, 0);
    world.clock.pass(60_000);
    assert_eq!(status("PUBLISH_COMPLETE").await, 1);
    assert_eq!(world.tiktok.published(), 1);
}

#[tokio::test]
async fn chunks_of_the_wrong_size_and_addresses_too_old_are_refused() {
    let world = World::new(|_| {}).await;
    let token = world.sign_in().await;
    for (size, chunk, count) in [(11 * MB, 4 * MB, 2), (11 * MB, 5 * MB, 3), (3 * MB, MB, 3), (0, 0, 1)] {
        let (status, answer) = world.call(&token, "/v2/post/publish/video/init/", video(size, chunk, count)).await;
        assert_eq!((status, &answer["error"]["code"]), (400, &json!("invalid_params")), "{size} {chunk} {count}");
    }
    let (_, init) = world.call(&token, "/v2/post/publish/video/init/", video(MB, MB, 1)).await;
    let url = init["data"]["upload_url"].as_str().unwrap();
    world.clock.pass(3_600_001);
    assert_eq!(world.put(url, &format!("bytes 0-{}/{MB}", MB - 1), MB).await.0, 403);
    assert_eq!(world.put(&format!("{}/upload/none", world.served.url), "bytes 0-0/1", 1).await.0, 404);
}

#[tokio::test]
async fn caps_come_as_200_from_creator_info_and_as_403_from_init() {
    let world = World::new(|settings| settings.refuses = Some("spam_risk_too_many_posts".to_owned())).await;
    let token = world.sign_in().await;
    let (status, answer) = world.call(&token, "/v2/post/publish/creator_info/query/", json!({})).await;
    assert_eq!((status, &answer["error"]["code"]), (200, &json!("spam_risk_too_many_posts")));
    assert_eq!(world.call(&token, "/v2/post/publish/video/init/", video(MB, MB, 1)).await.0, 403);
}

#[tokio::test]
async fn the_seventh_init_in_a_minute_is_too_many() {
    let world = World::new(|_| {}).await;
    let token = world.sign_in().await;
    for _ in 0..6 {
        assert_eq!(world.call(&token, "/v2/post/publish/video/init/", video(MB, MB, 1)).await.0, 200);
    }
    assert_eq!(world.call(&token, "/v2/post/publish/video/init/", video(MB, MB, 1)).await.0, 429);
    world.clock.pass(60_001);
    assert_eq!(world.call(&token, "/v2/post/publish/video/init/", video(MB, MB, 1)).await.0, 200);
}

#[tokio::test]
async fn only_verified_addresses_are_pulled_and_privacy_must_be_an_option() {
    let world = World::new(|_| {}).await;
    let token = world.sign_in().await;
    let mut body = json!({ "post_info": { "title": "Hello", "privacy_level": "PUBLIC_TO_EVERYONE" },
                           "source_info": { "source": "PULL_FROM_URL", "video_url": "https://elsewhere.example/v.mp4" } });
    let (status, answer) = world.call(&token, "/v2/post/publish/video/init/", body.clone()).await;
    assert_eq!((status, &answer["error"]["code"]), (403, &json!("url_ownership_unverified")));
    body["post_info"]["privacy_level"] = json!("FOLLOWER_OF_CREATOR");
    let (_, answer) = world.call(&token, "/v2/post/publish/video/init/", body).await;
    assert_eq!(answer["error"]["code"], "privacy_level_option_mismatch");
}

#[tokio::test]
async fn webhooks_are_signed_over_time_and_bytes() {
    let world = World::new(|_| {}).await;
    world.sign_in().await;
    world.tiktok.remove_grant("o-ana");
    let event = world.tiktok.events().remove(0);
    let (body, signed) = world.tiktok.webhook(&event, Signature::Right);
    let signed = signed.unwrap();
    let (t, s) = signed.strip_prefix("t=").unwrap().split_once(",s=").unwrap();
    let bytes = [t.as_bytes(), b".", &body].concat();
    assert_eq!(s, hmac_hex("sandbox-secret", &bytes));
    for other in [Signature::Wrong, Signature::OtherSecret] {
        let (_, signed) = world.tiktok.webhook(&event, other);
        let signed = signed.unwrap();
        assert!(signed.len() > 64 && !signed.ends_with(s), "{other:?}");
    }
}
