//! Passwords and limits of what is shared: for slices above that know no better than this one how to keep and count.

use crate::{Accounts, limits::Quota};
use model::{ErrorCode, Result};

impl Accounts {
    /// What is kept of a password that opens something shared.
    pub async fn hash_shared(&self, password: &str) -> Result<String> {
        self.0.passwords.hash(password).await
    }

    /// Whether this password opens what is shared under `key`. Limited as signing in is, for each address that asks
    /// (`from`), and for all of them together.
    ///
    /// # Errors
    /// `WrongLinkPassword`, `TooMany`.
    pub async fn check_shared(&self, key: &str, from: &str, password: &str, hash: &str) -> Result<()> {
        let here = format!("{key} from {from}");
        let everywhere = [Quota::minute(self.0.settings.limits.sign_in_address_minute)];
        self.0.limiter.take(&[(here.clone(), &self.tries()), (key.to_owned(), &everywhere)])?;
        if self.0.passwords.verify(password, Some(hash)).await? {
            self.0.limiter.succeeded(&here);
            Ok(())
        } else {
            self.0.limiter.failed(&here, self.growth());
            Err(ErrorCode::WrongLinkPassword.into())
        }
    }

    /// Counts one deed under `key`, of at most `times` within `seconds`.
    ///
    /// # Errors
    /// `TooMany`, and nothing is counted.
    pub fn limit(&self, key: String, times: u32, seconds: u32) -> Result<()> {
        self.0.limiter.take(&[(key, &[Quota { times, seconds }])])
    }
}
