//! Webhooks: the handshake, and batches that are signed over their raw bytes.

use super::Instagram;
use crate::common::{Signature, hmac_hex};
use serde_json::{Value, json};

impl Instagram {
    /// The body of a batch with these changes of one account, and the value of its `X-Hub-Signature-256`.
    /// The body is JSON as Meta writes it: with escapes that another writer would not choose.
    pub fn webhook(&self, ig: &str, changes: &[Value], signature: Signature) -> (Vec<u8>, Option<String>) {
        let entry = json!({ "id": ig, "time": self.clock().seconds(), "changes": changes });
        let body = json!({ "object": "instagram", "entry": [entry] }).to_string().replace('/', "\\/").into_bytes();
        let secret = self.lock().settings.app_secret.clone();
        let signed = match signature {
            Signature::Missing => return (body, None),
            Signature::OtherSecret => hmac_hex("not the secret", &body),
            Signature::Wrong => hmac_hex(&secret, b"other bytes"),
            Signature::Right | Signature::Aged(_) => hmac_hex(&secret, &body),
        };
        (body, Some(format!("sha256={signed}")))
    }

    /// Sends a batch and returns the status of the answer.
    ///
    /// # Errors
    /// If nobody answers.
    pub async fn send(&self, to: &str, ig: &str, changes: &[Value], signature: Signature) -> Result<u16, reqwest::Error> {
        let (body, signed) = self.webhook(ig, changes, signature);
        let mut request = reqwest::Client::new().post(to).header("content-type", "application/json").body(body);
        if let Some(signed) = signed {
            request = request.header("X-Hub-Signature-256", signed);
        }
        Ok(request.send().await?.status().as_u16())
    }

    /// Subscribes: whether the address echoes the challenge.
    ///
    /// # Errors
    /// If nobody answers.
    pub async fn subscribe(&self, to: &str) -> Result<bool, reqwest::Error> {
        let token = self.lock().settings.verify_token.clone();
        let query = format!("{to}?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token={token}");
        let answer = reqwest::get(query).await?;
        Ok(answer.status() == 200 && answer.text().await? == "1158201444")
    }
}
