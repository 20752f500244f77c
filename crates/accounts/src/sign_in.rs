//! Signing in, and passwords that confirm an action.

use crate::{
    Accounts, fields,
    limits::{Growth, Quota},
    store,
};
use model::{ErrorCode, Result, UserId, accounts::User};

impl Accounts {
    /// The person with this address and password. `from` is the address that asks.
    ///
    /// Takes the same time whether or not the account exists.
    ///
    /// # Errors
    /// `WrongCredentials`, which does not say what is wrong; `TooMany`.
    pub async fn sign_in(&self, email: &str, password: &str, from: &str) -> Result<User> {
        let account = sign_in_key(email);
        let quota = [Quota::minute(self.0.settings.limits.sign_in_address_minute)];
        self.0.limiter.take(&[(account.clone(), &self.tries()), (format!("sign in from {from}"), &quota)])?;
        let known = match fields::address(email) {
            Some(email) => store::by_email(self.0.db.read(), &email).await?,
            None => None,
        };
        let hash = known.as_ref().map(|account| account.password_hash.as_str());
        let fits = self.0.passwords.verify(password, hash).await?;
        match known {
            Some(known) if fits => {
                self.0.limiter.succeeded(&account);
                Ok(known.user)
            }
            _ => {
                self.0.limiter.failed(&account, self.growth());
                Err(ErrorCode::WrongCredentials.into())
            }
        }
    }

    /// Whether this is the person's password, for actions that ask for it again. Limited as signing in is.
    ///
    /// # Errors
    /// `WrongPassword`, `TooMany`; `NotFound` if the account is gone.
    pub async fn check_password(&self, me: UserId, password: &str) -> Result<()> {
        let key = format!("confirm {me}");
        self.0.limiter.take(&[(key.clone(), &self.tries())])?;
        let account = store::by_id(self.0.db.read(), me).await?.ok_or(ErrorCode::NotFound)?;
        if self.0.passwords.verify(password, Some(&account.password_hash)).await? {
            self.0.limiter.succeeded(&key);
            Ok(())
        } else {
            self.0.limiter.failed(&key, self.growth());
            Err(ErrorCode::WrongPassword.into())
        }
    }

    /// Ends the waits of an account whose owner has shown who they are.
    pub(crate) fn forgive(&self, user: &User) {
        self.0.limiter.succeeded(&sign_in_key(&user.email));
        self.0.limiter.succeeded(&format!("confirm {}", user.id));
    }

    pub(crate) fn tries(&self) -> [Quota; 2] {
        let limits = &self.0.settings.limits;
        [Quota::minute(limits.sign_in_account_minute), Quota::hour(limits.sign_in_account_hour)]
    }

    pub(crate) fn growth(&self) -> Growth {
        let limits = &self.0.settings.limits;
        Growth { after: limits.failures_before_wait, first: limits.first_wait_seconds, longest: limits.longest_wait_seconds }
    }
}

/// By what is typed, known or not: a limit must not tell which addresses have an account.
fn sign_in_key(email: &str) -> String {
    format!("sign in {}", fields::lower(email))
}
