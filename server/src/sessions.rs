//! Browser sessions: tower-sessions over the sessions table, the cookie signed with our key.

use crate::config::{Config, Secret};
use accounts::{Sessions, StoredSession};
use async_trait::async_trait;
use model::{Error, Timestamp, UserId};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use tower_sessions::{
    SessionManagerLayer, SessionStore,
    cookie::{Key, SameSite, time::OffsetDateTime},
    service::SignedCookie,
    session::{Id, Record},
    session_store,
};

/// The cookie's name.
pub const COOKIE: &str = "huntaze_session";

/// How long a session that is not to be remembered lives after its last use.
pub const UNREMEMBERED: i64 = 24 * 3600 * 1000;

/// What tower-sessions gives a cookie without an end: two weeks. What is to be remembered lives longer.
const TWO_WEEKS: i64 = 14 * 24 * 3600 * 1000;

/// The layer that gives every request its session.
pub fn layer(sessions: Sessions, config: &Config, key: &Secret) -> SessionManagerLayer<Store, SignedCookie> {
    SessionManagerLayer::new(Store(sessions))
        .with_name(COOKIE)
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_secure(config.https())
        .with_signed(signing_key(key))
}

fn signing_key(secret: &Secret) -> Key {
    let half = |purpose: &str| Sha256::new().chain_update(purpose).chain_update([0]).chain_update(secret.reveal()).finalize();
    Key::from(&[half("huntaze cookie signing"), half("huntaze cookie encryption")].concat())
}

/// What is stored instead of a cookie's value.
pub fn stored_id(id: &Id) -> String {
    db::hash(&id.to_string())
}

/// Keeps sessions in the database. Only a hash of the cookie's value is stored, so that a stolen copy of the
/// database signs nobody in.
#[derive(Debug, Clone)]
pub struct Store(Sessions);

#[async_trait]
impl SessionStore for Store {
    async fn create(&self, record: &mut Record) -> session_store::Result<()> {
        // Two equal ids of 128 random bits do not happen; should they, another one is drawn.
        while !self.0.create(&stored(record)?).await.map_err(backend)? {
            record.id = Id::default();
        }
        Ok(())
    }

    async fn save(&self, record: &Record) -> session_store::Result<()> {
        // A session that was ended meanwhile stays ended.
        self.0.save(&stored(record)?).await.map_err(backend)?;
        Ok(())
    }

    async fn load(&self, id: &Id) -> session_store::Result<Option<Record>> {
        let Some(session) = self.0.load(&stored_id(id)).await.map_err(backend)? else {
            return Ok(None);
        };
        let data = serde_json::from_str(&session.data).map_err(|error| session_store::Error::Decode(error.to_string()))?;
        let expiry_date = OffsetDateTime::from_unix_timestamp(session.expires_at.0.div_euclid(1000))
            .map_err(|error| session_store::Error::Decode(error.to_string()))?;
        Ok(Some(Record { id: *id, data, expiry_date }))
    }

    async fn delete(&self, id: &Id) -> session_store::Result<()> {
        self.0.delete(&stored_id(id)).await.map_err(backend)
    }
}

fn stored(record: &Record) -> session_store::Result<StoredSession> {
    let data: &HashMap<String, serde_json::Value> = &record.data;
    let user_id = data.get(app::ssr::USER_ID).and_then(|id| id.as_str()).and_then(|id| id.parse::<UserId>().ok());
    let now = db::now().0;
    let asked = record.expiry_date.unix_timestamp() * 1000;
    let expires_at = if asked > now + TWO_WEEKS { asked } else { asked.min(now + UNREMEMBERED) };
    let data = serde_json::to_string(data).map_err(|error| session_store::Error::Encode(error.to_string()))?;
    Ok(StoredSession { id: stored_id(&record.id), user_id, data, expires_at: Timestamp(expires_at) })
}

fn backend(error: Error) -> session_store::Error {
    session_store::Error::Backend(error.to_string())
}
