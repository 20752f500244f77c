//! Encryption of what must not be read in the database: XChaCha20-Poly1305, with the id of the key beside it.

use crate::Secret;
use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD as BASE64};
use chacha20poly1305::{
    Key, KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use model::{ErrorCode, Result};
use std::{fmt, sync::Arc};

/// What is wrong with `TOKEN_ENCRYPTION_KEY`, and what to write instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("TOKEN_ENCRYPTION_KEY must look like 2026a:KEY, KEY being 32 random bytes in Base64; an older key may follow after a comma")]
pub struct WrongKey;

/// The keys: the first one writes, all of them read. Cheap to clone.
#[derive(Clone)]
pub struct Keyring(Arc<Vec<(String, XChaCha20Poly1305)>>);

impl Keyring {
    /// Reads `id:base64,id:base64`, the newest first.
    ///
    /// # Errors
    /// If a key is not of this form, or two have one id.
    pub fn parse(text: &str) -> Result<Self, WrongKey> {
        let mut keys: Vec<(String, XChaCha20Poly1305)> = Vec::new();
        for one in text.split(',').map(str::trim).filter(|one| !one.is_empty()) {
            let (id, key) = one.split_once(':').ok_or(WrongKey)?;
            let fine = (1..=20).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric());
            let key = BASE64.decode(key.trim_end_matches('=')).map_err(|_| WrongKey)?;
            if !fine || key.len() != 32 || keys.iter().any(|(other, _)| other == id) {
                return Err(WrongKey);
            }
            keys.push((id.to_owned(), XChaCha20Poly1305::new(Key::from_slice(&key))));
        }
        if keys.is_empty() { Err(WrongKey) } else { Ok(Self(Arc::new(keys))) }
    }

    /// With one more key (`id:base64`) that only reads, after all others.
    ///
    /// # Errors
    /// If it is not of this form.
    pub fn reads_too(self, older: &str) -> Result<Self, WrongKey> {
        let older = Self::parse(older)?;
        Ok(Self(Arc::new(self.0.iter().chain(older.0.iter()).cloned().collect())))
    }

    /// A fresh key, as one writes it into the setting.
    pub fn generate(id: &str) -> String {
        format!("{id}:{}", BASE64.encode(rand::random::<[u8; 32]>()))
    }

    /// Whether this was encrypted with the newest key.
    pub(crate) fn is_newest(&self, sealed: &str) -> bool {
        self.0.first().is_some_and(|(id, _)| sealed.split('.').nth(1) == Some(id))
    }

    /// Encrypts a value for one place: moved elsewhere it can't be read.
    pub(crate) fn seal(&self, place: &str, secret: &Secret) -> Result<String> {
        let (id, key) = &self.0[0];
        let nonce: [u8; 24] = rand::random();
        let payload = Payload { msg: secret.expose().as_bytes(), aad: place.as_bytes() };
        let sealed = key.encrypt(XNonce::from_slice(&nonce), payload).map_err(|_| ErrorCode::Internal)?;
        Ok(format!("x1.{id}.{}", BASE64.encode([&nonce[..], &sealed].concat())))
    }

    /// Decrypts what was encrypted for this place.
    ///
    /// # Errors
    /// `Internal` if its key is not here any more, or it was tampered with; logged with the key's id.
    pub(crate) fn open(&self, place: &str, sealed: &str) -> Result<Secret> {
        let opened = self.try_open(place, sealed);
        if opened.is_none() {
            tracing::error!(place, key = sealed.split('.').nth(1), "a stored secret cannot be decrypted: is its key in TOKEN_ENCRYPTION_KEY?");
        }
        Ok(opened.ok_or(ErrorCode::Internal)?)
    }

    fn try_open(&self, place: &str, sealed: &str) -> Option<Secret> {
        let (id, bytes) = sealed.strip_prefix("x1.")?.split_once('.')?;
        let bytes = BASE64.decode(bytes).ok()?;
        let (nonce, message) = bytes.split_at_checked(24)?;
        let payload = || Payload { msg: message, aad: place.as_bytes() };
        // One that was added for reading may have the id of another.
        let open = self.0.iter().filter(|(known, _)| known == id).find_map(|(_, key)| key.decrypt(XNonce::from_slice(nonce), payload()).ok())?;
        String::from_utf8(open).ok().map(Secret::new)
    }
}

impl fmt::Debug for Keyring {
    /// Only the keys' ids.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().map(|(id, _)| id)).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_read_only_in_its_place_and_with_its_key() {
        let (a, b) = (Keyring::generate("a"), Keyring::generate("b"));
        let first = Keyring::parse(&a).unwrap();
        let sealed = first.seal("here", &Secret::new("token")).unwrap();
        assert!(!sealed.contains("token"));
        assert_eq!(first.open("here", &sealed).unwrap().expose(), "token");
        assert!(first.open("there", &sealed).is_err());
        let rotated = Keyring::parse(&format!("{b},{a}")).unwrap();
        assert_eq!(rotated.open("here", &sealed).unwrap().expose(), "token");
        assert!(!rotated.is_newest(&sealed) && first.is_newest(&sealed));
        assert!(Keyring::parse(&b).unwrap().open("here", &sealed).is_err());
    }

    #[test]
    fn a_key_that_only_reads_comes_last_and_may_have_a_known_id() {
        let (new, old) = (Keyring::generate("own"), Keyring::generate("own"));
        let sealed = Keyring::parse(&old).unwrap().seal("here", &Secret::new("token")).unwrap();
        let both = Keyring::parse(&new).unwrap().reads_too(&old).unwrap();
        assert_eq!(both.open("here", &sealed).unwrap().expose(), "token");
        let fresh = both.seal("here", &Secret::new("token")).unwrap();
        assert!(Keyring::parse(&new).unwrap().open("here", &fresh).is_ok());
    }

    #[test]
    fn keys_of_another_form_are_refused_and_none_is_shown() {
        let good = Keyring::generate("a");
        for bad in ["", "a", "a:AAAA", ":AAAA", &format!("{good},{good}"), &good.replace("a:", "a b:")] {
            assert!(Keyring::parse(bad).is_err(), "{bad}");
        }
        assert_eq!(format!("{:?}", Keyring::parse(&good).unwrap()), "[\"a\"]");
        assert_eq!(format!("{:?}", Secret::new("token")), "***");
    }
}
