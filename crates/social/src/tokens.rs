//! Tokens: opened for one call, refreshed by one at a time, saved before they are used.

use crate::{
    Access, AccountState, Problem, ProblemCode as Code, Secret, Social, Tokens, Verdict,
    store::{self, accounts::Account, accounts::Renewed},
};
use model::SocialAccountId;
use std::time::Duration;
use tokio::time::sleep;

/// A refresh that is not over by then was lost with its server.
const REFRESH_LEASE: i64 = 60_000;
/// Access that ends within this is refreshed before it is used.
const TOO_SHORT: i64 = 60_000;
const LOOKS: u32 = 300;
const LOOK: Duration = Duration::from_millis(100);

fn place(id: SocialAccountId, which: &str) -> String {
    format!("oauth_accounts/{id}/{which}")
}

impl Social {
    /// The stored forms of a pair.
    pub(crate) fn seal(&self, id: SocialAccountId, tokens: &Tokens) -> model::Result<(String, Option<String>)> {
        let access = self.0.keys.seal(&place(id, "access"), &tokens.access)?;
        let refresh = tokens.refresh.as_ref().map(|token| self.0.keys.seal(&place(id, "refresh"), token)).transpose()?;
        Ok((access, refresh))
    }

    /// The pair that is stored: account, access with its version, refresh.
    pub(crate) async fn stored(&self, id: SocialAccountId) -> Result<(Account, Access, Option<Secret>, i64), Problem> {
        let gone = || Problem::new(Code::Disconnected, Verdict::SignIn, "the account is not connected");
        let account = store::accounts::get(&self.0.db, id).await?.ok_or_else(gone)?;
        let sealed = store::accounts::sealed(&self.0.db, id).await?.ok_or_else(gone)?;
        let token = self.0.keys.open(&place(id, "access"), &sealed.access.ok_or_else(gone)?);
        let refresh = sealed.refresh.map(|sealed| self.0.keys.open(&place(id, "refresh"), &sealed)).transpose();
        let (Ok(token), Ok(refresh)) = (token, refresh) else {
            // No try will ever open it: only its person can bring another.
            let mut tx = self.0.db.write().await?;
            let ours = store::accounts::needs_sign_in(&mut tx, id, sealed.version, Code::SignInAgain).await?;
            tx.commit().await?;
            if ours {
                self.changed_account(account.user, id);
            }
            return Err(Problem::new(Code::SignInAgain, Verdict::SignIn, "the stored token cannot be opened"));
        };
        let access = Access {
            account: id,
            remote_id: account.remote_id.clone(),
            name: account.name.clone(),
            sign_in: account.sign_in,
            scope: account.scope.clone(),
            token,
            version: sealed.version,
        };
        Ok((account, access, refresh, sealed.access_until))
    }

    /// A token that may be used now.
    pub(crate) async fn access(&self, id: SocialAccountId) -> Result<Access, Problem> {
        let (account, access, _, until) = self.stored(id).await?;
        if account.state != AccountState::Active {
            return Err(Problem::new(account.problem.unwrap_or(Code::SignInAgain), Verdict::SignIn, "the account waits for its person"));
        }
        if until > self.now() + TOO_SHORT { Ok(access) } else { self.refresh(id, access.version).await }
    }

    /// Another pair than this one. One server asks for it, the others wait for what it gets: a token that rotates would
    /// die by a second request.
    pub(crate) async fn refresh(&self, id: SocialAccountId, version: i64) -> Result<Access, Problem> {
        for _ in 0..LOOKS {
            let (account, access, refresh, _) = self.stored(id).await?;
            if account.state != AccountState::Active {
                return Err(Problem::new(account.problem.unwrap_or(Code::SignInAgain), Verdict::SignIn, "the account waits for its person"));
            }
            if access.version != version {
                return Ok(access);
            }
            let now = self.now();
            let mut tx = self.0.db.write().await?;
            let ours = store::accounts::begin_refresh(&mut tx, id, version, now, now + REFRESH_LEASE).await?;
            tx.commit().await?;
            if ours {
                return self.ask_for_another(&account, access, refresh.as_ref()).await;
            }
            sleep(LOOK).await;
        }
        Err(Problem::new(Code::Ours, Verdict::Again, "another server has been refreshing for too long"))
    }

    async fn ask_for_another(&self, account: &Account, old: Access, refresh: Option<&Secret>) -> Result<Access, Problem> {
        let connector = self.connector(account.platform)?;
        let asked = connector.refresh(account.sign_in, &old.token, refresh).await;
        let mut tx = self.0.db.write().await?;
        let tokens = match asked {
            Ok(tokens) => tokens,
            Err(problem) => {
                if problem.verdict == Verdict::SignIn {
                    store::accounts::needs_sign_in(&mut tx, old.account, old.version, problem.code).await?;
                    tracing::warn!(account = %old.account, problem = %problem, "the person must sign in again");
                } else {
                    // A passing failure never disconnects.
                    store::accounts::end_refresh(&mut tx, old.account, old.version).await?;
                    tracing::warn!(account = %old.account, problem = %problem, "not refreshed, tried again later");
                }
                tx.commit().await?;
                self.changed_account(account.user, old.account);
                return Err(match problem.verdict {
                    Verdict::SignIn => problem,
                    // Whatever became of the refresh, the step that needed it was not done.
                    _ => Problem { verdict: Verdict::Again, ..problem },
                });
            }
        };
        let now = self.now();
        let (access, refresh) = self.seal(old.account, &tokens)?;
        let new = Renewed {
            access: &access,
            refresh: refresh.as_deref(),
            access_until: now.saturating_add(tokens.access_lives),
            refresh_until: tokens.refresh_lives.map(|lives| now.saturating_add(lives)),
            now,
        };
        store::accounts::renew(&mut tx, old.account, old.version, &new).await?;
        // Saved before it is used.
        tx.commit().await?;
        Ok(self.stored(old.account).await?.1)
    }

    /// Whether the access of accounts that were connected this way is renewed by itself.
    pub fn renews(&self, platform: crate::Platform, sign_in: crate::SignIn) -> bool {
        self.connector(platform).is_ok_and(|connector| connector.refresh_before(sign_in).is_some())
    }

    /// Refreshes what ends soon; every platform says how soon. How many were.
    pub async fn refresh_due(&self) -> model::Result<usize> {
        let now = self.now();
        let longest = self.0.connectors.values().filter_map(|one| one.refresh_before(crate::SignIn::Own)).max().unwrap_or_default();
        let mut done = 0;
        for account in store::accounts::ending(&self.0.db, now + ms(longest)).await? {
            let connector = self.connector(account.platform)?;
            let due = connector.refresh_before(account.sign_in).is_some_and(|before| account.access_until.0 < now + ms(before));
            if due && self.refresh(account.id, account.version).await.is_ok() {
                done += 1;
            } else if !due && account.access_until.0 <= now {
                // What can't be refreshed has ended.
                let mut tx = self.0.db.write().await?;
                store::accounts::needs_sign_in(&mut tx, account.id, account.version, Code::SignInAgain).await?;
                tx.commit().await?;
                self.changed_account(account.user, account.id);
            }
        }
        Ok(done)
    }

    /// Encrypts all tokens with the newest key. How many accounts were not, and how many can't be opened with any key: they
    /// stay as they are.
    pub async fn rotate_keys(&self) -> model::Result<(usize, usize)> {
        let (mut done, mut closed) = (0, 0);
        for id in store::accounts::with_tokens(&self.0.db).await? {
            let Some(sealed) = store::accounts::sealed(&self.0.db, id).await? else { continue };
            let Some(old) = sealed.access else { continue };
            let newest = |sealed: &String| self.0.keys.is_newest(sealed);
            if newest(&old) && sealed.refresh.as_ref().is_none_or(newest) {
                continue;
            }
            let again = |which: &str, sealed: &str| self.0.keys.seal(&place(id, which), &self.0.keys.open(&place(id, which), sealed)?);
            let refresh = sealed.refresh.as_deref().map(|sealed| again("refresh", sealed)).transpose();
            let (Ok(access), Ok(refresh)) = (again("access", &old), refresh) else {
                closed += 1;
                continue;
            };
            let mut tx = self.0.db.write().await?;
            done += usize::from(store::accounts::reseal(&mut tx, id, sealed.version, &access, refresh.as_deref()).await?);
            tx.commit().await?;
        }
        Ok((done, closed))
    }
}

pub(crate) fn ms(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX / 4)
}
