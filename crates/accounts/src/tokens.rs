//! Personal API tokens: shown once, kept as a hash.

use crate::{Accounts, fields, store};
use db::{hash, new_id, secret};
use model::{
    ErrorCode, Result, TokenId, UserId,
    accounts::{ApiToken, User},
    error::Check,
};

const PREFIX: &str = "hz_";
const TOKENS_MAX: i64 = 20;
const NAME_MAX: u32 = 80;
/// Of the secret, to tell tokens from each other: far too little to guess the rest.
const HINT: usize = PREFIX.len() + 5;

impl Accounts {
    /// Makes a token. The second half of the answer is the secret; it is never shown again.
    ///
    /// # Errors
    /// `Invalid` (field `name`); `LimitReached` if there are 20 already.
    pub async fn create_token(&self, me: UserId, name: &str) -> Result<(ApiToken, String)> {
        let name = fields::one_line(name);
        let mut check = Check::new();
        check.length("name", &name, 1, NAME_MAX);
        check.done()?;
        let secret = format!("{PREFIX}{}", secret());
        let token = ApiToken { id: new_id(), name, hint: secret[..HINT].to_owned(), created_at: self.now(), last_used_at: None };
        let mut tx = self.0.db.write().await?;
        store::lock_user(&mut tx, me).await?;
        if store::tokens::count(&mut tx, me).await? >= TOKENS_MAX {
            return Err(ErrorCode::LimitReached.into());
        }
        store::tokens::insert(&mut tx, me, &token, &hash(&secret)).await?;
        tx.commit().await?;
        Ok((token, secret))
    }

    /// A person's tokens, newest first.
    pub async fn tokens(&self, me: UserId) -> Result<Vec<ApiToken>> {
        store::tokens::list(&self.0.db, me).await
    }

    /// Makes a token useless; returns the hash of its secret, so that its sockets can be closed.
    ///
    /// # Errors
    /// `NotFound` if the person has no such token.
    pub async fn revoke_token(&self, me: UserId, id: TokenId) -> Result<String> {
        let mut tx = self.0.db.write().await?;
        let hash = store::tokens::delete(&mut tx, me, id).await?.ok_or(ErrorCode::NotFound)?;
        tx.commit().await?;
        Ok(hash)
    }

    /// Whether there is a token whose secret has this hash.
    pub async fn token_is_good(&self, secret_hash: &str) -> Result<bool> {
        Ok(store::tokens::find(&self.0.db, secret_hash).await?.is_some())
    }

    /// Whose token this is. Notes that it was used, to the minute.
    pub async fn user_by_token(&self, secret: &str) -> Result<Option<User>> {
        if !secret.starts_with(PREFIX) {
            return Ok(None);
        }
        let Some(token) = store::tokens::find(&self.0.db, &hash(secret)).await? else { return Ok(None) };
        let now = self.now();
        if token.last_used_at.is_none_or(|at| at.0 <= now.0 - 60_000)
            && let Err(error) = store::tokens::used(&self.0.db, token.id, now).await
        {
            // Who asks is known all the same.
            tracing::warn!(%error, "the use of a token was not noted");
        }
        self.user(token.user_id).await
    }
}
