//! Hearing back.

use crate::kit::{MINUTE, World, video};
use ::http::HeaderMap;
use sandbox::{common::Signature, tiktok::Event};
use serde_json::{Value, json};
use social::{AccountState, JournalState, Platform, Publication, Received, State, WebhookRefused};

/// TikTok's webhook reaches us.
pub async fn tiktok(world: &World, event: &Event, signature: Signature) -> Result<Received, WebhookRefused> {
    let (body, signed) = world.tiktok.webhook(event, signature);
    let mut headers = HeaderMap::new();
    if let Some(signed) = signed {
        headers.insert("tiktok-signature", signed.parse().unwrap());
    }
    world.social.receive(Platform::TikTok, &headers, &body).await.unwrap()
}

async fn instagram(world: &World, changes: &[Value], signature: Signature) -> Result<Received, WebhookRefused> {
    let ig = world.connect(Platform::Instagram).await.remote_id;
    let (body, signed) = world.instagram.webhook(&ig, changes, signature);
    let mut headers = HeaderMap::new();
    if let Some(signed) = signed {
        headers.insert("x-hub-signature-256", signed.parse().unwrap());
    }
    world.social.receive(Platform::Instagram, &headers, &body).await.unwrap()
}

fn event(kind: &str, at: i64, content: Value) -> Event {
    Event { event: kind.to_owned(), user_openid: "o-ana".to_owned(), create_time: at, content }
}

async fn hear_all(world: &World) {
    for _ in 0..20 {
        while world.social.hear_one().await.unwrap() {}
        world.clock.pass(MINUTE);
    }
}

/// A publication that TikTok has, and its handle.
async fn sent(world: &World) -> (Publication, String) {
    let account = world.connect(Platform::TikTok).await;
    let publication = world.publish(&account, video()).await;
    while world.social.work_one().await.unwrap() {}
    (publication, world.tiktok.posts()[0].publish_id.clone())
}

async fn journal(world: &World) -> Vec<social::Journal> {
    world.social.journal(&model::PageRequest { cursor: None, limit: Some(100) }).await.unwrap().items
}

#[tokio::test]
async fn only_the_right_signature_over_the_raw_bytes_is_taken() {
    let world = World::new().await;
    let removed = event("authorization.removed", world.clock.seconds(), json!({ "reason": 1 }));
    for (signature, refused) in [
        (Signature::Missing, WebhookRefused::Unsigned),
        (Signature::Wrong, WebhookRefused::WrongSignature),
        (Signature::OtherSecret, WebhookRefused::WrongSignature),
        (Signature::Aged(301), WebhookRefused::Skewed),
        (Signature::Aged(-302), WebhookRefused::Skewed),
    ] {
        assert_eq!(tiktok(&world, &removed, signature).await, Err(refused), "{signature:?}");
    }
    assert_eq!(tiktok(&world, &removed, Signature::Aged(290)).await, Ok(Received { new: 1, known: 0 }));
    let change = [json!({ "field": "mentions", "value": { "url": "a/b" } })];
    assert_eq!(instagram(&world, &change, Signature::Missing).await, Err(WebhookRefused::Unsigned));
    assert_eq!(instagram(&world, &change, Signature::Wrong).await, Err(WebhookRefused::WrongSignature));
    assert_eq!(instagram(&world, &change, Signature::Right).await, Ok(Received { new: 1, known: 0 }));
}

#[tokio::test]
async fn the_handshake_echoes_its_challenge_only_for_our_token() {
    let world = World::new().await;
    let ask = |token: &str| {
        let query = [("hub.mode", "subscribe"), ("hub.challenge", "1158201444"), ("hub.verify_token", token)];
        world.social.handshake(Platform::Instagram, &query.map(|(a, b)| (a.to_owned(), b.to_owned())))
    };
    assert_eq!(ask("sandbox-verify").as_deref(), Some("1158201444"));
    assert_eq!(ask("another-verify"), None);
}

#[tokio::test]
async fn duplicate_webhooks_for_72_hours_are_one() {
    let world = World::new().await;
    let (publication, handle) = sent(&world).await;
    let complete = event("post.publish.complete", world.clock.seconds(), json!({ "publish_id": handle }));
    assert_eq!(tiktok(&world, &complete, Signature::Right).await, Ok(Received { new: 1, known: 0 }));
    for _ in 0..5 {
        world.clock.pass(14 * 60 * MINUTE);
        assert_eq!(tiktok(&world, &complete, Signature::Right).await, Ok(Received { new: 0, known: 1 }));
    }
    hear_all(&world).await;
    assert_eq!(world.get(&publication).await.state, State::Published);
}

#[tokio::test]
async fn an_unknown_event_is_kept_and_ignored() {
    let world = World::new().await;
    world.connect(Platform::TikTok).await;
    tiktok(&world, &event("something.new", 1, json!({})), Signature::Right).await.unwrap();
    hear_all(&world).await;
    assert_eq!(journal(&world).await[0].state, JournalState::Ignored);
}

#[tokio::test]
async fn an_event_before_its_publication_waits_dies_and_is_replayed() {
    let world = World::new().await;
    let account = world.connect(Platform::TikTok).await;
    tiktok(&world, &event("post.publish.complete", 1, json!({ "publish_id": "unheard" })), Signature::Right).await.unwrap();
    assert!(world.social.hear_one().await.unwrap());
    assert!(!world.social.hear_one().await.unwrap(), "it waits");
    hear_all(&world).await;
    let dead = journal(&world).await.remove(0);
    assert_eq!((dead.state, dead.attempts), (JournalState::Dead, 8));
    let publication = world.publish(&account, video()).await;
    sqlx::query("UPDATE publications SET handle = 'unheard', next_at = NULL").execute(world.test.db.read()).await.unwrap();
    world.social.replay(dead.id).await.unwrap();
    hear_all(&world).await;
    assert_eq!(world.get(&publication).await.state, State::Published);
}

#[tokio::test]
async fn a_removed_grant_asks_its_person_but_not_after_a_newer_one() {
    let world = World::new().await;
    let account = world.connect(Platform::TikTok).await;
    let old = event("authorization.removed", world.clock.seconds() - 60, json!({ "reason": 1 }));
    tiktok(&world, &old, Signature::Right).await.unwrap();
    hear_all(&world).await;
    let state = || async { world.social.account(world.user, account.id).await.unwrap().state };
    assert_eq!(state().await, AccountState::Active);
    tiktok(&world, &event("authorization.removed", world.clock.seconds(), json!({ "reason": 1 })), Signature::Right).await.unwrap();
    hear_all(&world).await;
    assert_eq!(state().await, AccountState::SignIn);
}

#[tokio::test]
async fn a_thousand_webhooks_with_repeats_in_any_order_end_in_the_same_state() {
    let mut ends = Vec::new();
    for turn in 0..3_usize {
        let world = World::new().await;
        let (publication, handle) = sent(&world).await;
        let of = |kind: &str, at: i64| event(kind, at, json!({ "publish_id": handle, "post_id": "7001" }));
        let mut all: Vec<Event> = (0..60)
            .map(|at| match at % 4 {
                0 => of("post.publish.complete", 1000 + at),
                1 => of("post.publish.publicly_available", 1000 + at),
                2 => of("post.publish.no_longer_publicaly_available", 1000 + at),
                _ => of("post.publish.failed", 1000 + at),
            })
            .collect();
        all.push(of("post.publish.publicly_available", 1058));
        let repeats: Vec<Event> = (0..1000).map(|at| all[at * 7 % all.len()].clone()).collect();
        // Three orders: as they happened, backwards, and mixed.
        let mut order: Vec<usize> = (0..repeats.len()).collect();
        match turn {
            0 => {}
            1 => order.reverse(),
            _ => order.sort_by_key(|at| at * 7919 % 1000),
        }
        for at in order {
            tiktok(&world, &repeats[at], Signature::Right).await.unwrap();
            if at % 50 == 0 {
                world.social.hear_one().await.unwrap();
            }
        }
        hear_all(&world).await;
        let end = world.get(&publication).await;
        ends.push((end.state, end.remote_id, end.removed_at.map(|at| at.0), end.problem, journal(&world).await.len()));
    }
    assert_eq!(ends[0], (State::Published, Some("7001".to_owned()), Some(1_058_000), None, 61));
    assert_eq!((&ends[0], &ends[0]), (&ends[1], &ends[2]));
}

#[tokio::test]
async fn a_comment_is_kept_once_and_in_its_newest_words() {
    let world = World::new().await;
    for words in ["One", "Two", "Two"] {
        let change = json!({ "field": "comments", "value": { "id": "c1", "text": words, "media": { "id": "m1" }, "from": { "username": "leo" } } });
        instagram(&world, &[change], Signature::Right).await.unwrap();
        world.clock.pass(1000);
    }
    hear_all(&world).await;
    let bodies: Vec<String> = sqlx::query_scalar("SELECT body FROM social_comments").fetch_all(world.test.db.read()).await.unwrap();
    assert_eq!(bodies, ["Two"]);
}
