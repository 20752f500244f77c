//! Sending, and what is refused.

use super::gateway;
use serde_json::json;

#[tokio::test]
async fn a_message_arrives_once_and_is_in_the_chat() {
    let gateway = gateway(2).await;
    let (status, sent) = gateway.send(json!({ "text": "a < b" })).await;
    assert_eq!((status, sent["data"]["text"].as_str(), sent["data"]["isSentByMe"].as_bool()), (200, Some("<p>a &lt; b</p>"), Some(true)));
    assert_eq!(gateway.served.sandbox.counts().of(gateway.fans[0], "a < b"), 1);
    let (_, chat) = gateway.get(&format!("/chats/{}/messages?limit=1", gateway.fans[0])).await;
    assert_eq!(chat["data"][0]["id"], sent["data"]["id"]);
}

#[tokio::test]
async fn a_price_needs_media_and_is_between_3_and_200() {
    let gateway = gateway(1).await;
    for (body, status) in [
        (json!({ "text": "" }), 422),
        (json!({ "text": "x", "price": 5 }), 422),
        (json!({ "text": "x", "price": 2.99, "mediaFiles": ["vault_1"] }), 422),
        (json!({ "text": "x", "price": 201, "mediaFiles": ["vault_1"] }), 422),
        (json!({ "text": "x", "mediaFiles": ["vault_1"], "previews": ["vault_2"] }), 422),
        (json!({ "text": "x", "mediaFiles": ["unknown"] }), 422),
        (json!({ "text": "x", "price": 12.5, "mediaFiles": ["vault_1"], "previews": ["vault_1"] }), 200),
    ] {
        assert_eq!(gateway.send(body.clone()).await.0, status, "{body}");
    }
    assert_eq!(gateway.served.sandbox.counts().messages[0].price_cents, 1250);
}

#[tokio::test]
async fn an_uploaded_file_is_used_once() {
    let gateway = gateway(1).await;
    let (_, upload) = gateway.post("/media/upload", json!({ "file": "x" })).await;
    let media = &upload["data"]["prefixed_id"];
    assert_eq!(gateway.send(json!({ "text": "x", "mediaFiles": [media] })).await.0, 200);
    assert_eq!(gateway.send(json!({ "text": "x", "mediaFiles": [media] })).await.0, 422);
}

#[tokio::test]
async fn a_mass_message_reaches_those_who_can_be_written_to() {
    let gateway = gateway(3).await;
    gateway.served.sandbox.block(&gateway.account, gateway.fans[1], true);
    let (status, mass) = gateway.post("/mass-messaging", json!({ "text": "to all", "userIds": gateway.fans })).await;
    assert_eq!((status, mass["data"]["total"].as_u64(), mass["data"]["hasError"].as_bool()), (200, Some(3), Some(true)));
    assert_eq!(gateway.served.sandbox.counts().by_fan("to all").len(), 2);
    assert_eq!(gateway.post(&format!("/chats/{}/messages", gateway.fans[1]), json!({ "text": "x" })).await.0, 400);
}

#[tokio::test]
async fn a_message_is_deleted_within_a_day() {
    let gateway = gateway(1).await;
    let (_, sent) = gateway.send(json!({ "text": "oops" })).await;
    let path = format!("/chats/{}/messages/{}", gateway.fans[0], sent["data"]["id"]);
    assert_eq!(gateway.http.delete(gateway.at(&path)).bearer_auth("sandbox").send().await.unwrap().status(), 200);
    assert_eq!(gateway.get(&path).await.0, 404);
}
