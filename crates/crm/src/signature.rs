//! The signature of a webhook: HMAC-SHA256 over the raw bytes, as hex.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::{Choice, ConstantTimeEq};

/// Whether one of the secrets has signed these bytes. All of them are tried, in the same time.
pub(crate) fn verify(secrets: &[String], signature: &str, body: &[u8]) -> bool {
    let Some(given) = unhex(signature.trim()) else { return false };
    let mut fits = Choice::from(0);
    for secret in secrets.iter().filter(|secret| !secret.is_empty()) {
        let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("HMAC takes keys of any length");
        mac.update(body);
        fits |= mac.finalize().into_bytes().as_slice().ct_eq(&given);
    }
    fits.into()
}

fn unhex(text: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[2 * at..2 * at + 2], 16).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_current_and_the_previous_secret_sign_and_no_other() {
        let secrets = ["new".to_owned(), "old".to_owned(), String::new()];
        let mut mac = Hmac::<Sha256>::new_from_slice(b"old").unwrap();
        mac.update(b"body");
        let signature: String = mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
        assert!(verify(&secrets, &signature, b"body") && verify(&secrets, &signature.to_uppercase(), b"body"));
        assert!(!verify(&secrets, &signature, b"body ") && !verify(&secrets[..1], &signature, b"body"));
        for wrong in ["", "zz", &signature[..62], &"é".repeat(32)] {
            assert!(!verify(&secrets, wrong, b"body"), "{wrong}");
        }
    }

    #[test]
    fn nothing_is_signed_without_a_secret() {
        let mut mac = Hmac::<Sha256>::new_from_slice(b"").unwrap();
        mac.update(b"body");
        let signature: String = mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
        assert!(!verify(&[String::new()], &signature, b"body") && !verify(&[], &signature, b"body"));
    }
}
