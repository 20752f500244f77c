//! Hashing passwords: Argon2id, as many at once as there are cores.

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{self, PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use model::{ErrorCode, Result};
use std::{sync::Arc, thread::available_parallelism};
use tokio::{sync::Semaphore, task::spawn_blocking};

const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// What the password of somebody unknown is compared with: costs the same as a real one and never fits.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Hashes and verifies. Cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct Passwords {
    cores: Arc<Semaphore>,
}

impl Passwords {
    pub fn new() -> Self {
        Self { cores: Arc::new(Semaphore::new(available_parallelism().map_or(1, usize::from))) }
    }

    /// What is kept of a password.
    pub async fn hash(&self, password: &str) -> Result<String> {
        let password = password.to_owned();
        let hash = self.work(move || argon2().hash_password(password.as_bytes()).map(|hash: PasswordHash| hash.to_string())).await?;
        hash.map_err(ours)
    }

    /// Whether the password fits; without a hash the answer is no, after the same time.
    pub async fn verify(&self, password: &str, hash: Option<&str>) -> Result<bool> {
        let (password, known) = (password.to_owned(), hash.is_some());
        let hash = hash.unwrap_or(NOBODY).to_owned();
        match self.work(move || argon2().verify_password(password.as_bytes(), hash.as_str())).await? {
            Ok(()) => Ok(known),
            Err(password_hash::Error::PasswordInvalid) => Ok(false),
            Err(error) => Err(ours(error)),
        }
    }

    /// Runs on a thread for blocking work once a core is free.
    async fn work<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
        let core = self.cores.clone().acquire_owned().await.map_err(ours)?;
        spawn_blocking(move || {
            // Held by the work itself: whoever asked may have gone away.
            let _core = core;
            work()
        })
        .await
        .map_err(ours)
    }
}

fn argon2() -> Argon2<'static> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).expect("these parameters are within Argon2's bounds");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

fn ours(error: impl std::fmt::Display) -> model::Error {
    tracing::error!(%error, "a password could not be hashed or compared");
    ErrorCode::Internal.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_fits_its_own_hash_only_and_nobody_has_one() {
        let passwords = Passwords::new();
        let hash = passwords.hash("correct horse").await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(passwords.verify("correct horse", Some(&hash)).await.unwrap());
        assert!(!passwords.verify("Correct horse", Some(&hash)).await.unwrap());
        assert!(!passwords.verify("correct horse", None).await.unwrap());
        assert_ne!(hash, passwords.hash("correct horse").await.unwrap());
    }
}
