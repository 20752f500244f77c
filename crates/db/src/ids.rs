//! New ids and new secrets.

use sha2::{Digest, Sha256};
use std::fmt::Write;
use uuid::Uuid;

/// A new id: UUIDv7, so that ids sort by the time they were made.
pub fn new_id<T: From<Uuid>>() -> T {
    Uuid::now_v7().into()
}

/// What ids are below in a page of a list with the newest first: the id that the page comes after, or, for the first
/// page, what every id is below. Ids are hex digits, and no language of a database sorts "g" before one.
pub fn id_before(id: Option<impl ToString>) -> String {
    id.map_or_else(|| "g".to_owned(), |id| id.to_string())
}

/// A new secret of 256 bits as 64 hex digits, for links and tokens.
pub fn secret() -> String {
    hex(&rand::random::<[u8; 32]>())
}

/// What is stored of a secret: its SHA-256 as hex. Enough for random secrets; passwords take Argon2.
pub fn hash(secret: &str) -> String {
    hex(&Sha256::digest(secret.as_bytes()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        write!(text, "{byte:02x}").expect("writing to a String cannot fail");
        text
    })
}
