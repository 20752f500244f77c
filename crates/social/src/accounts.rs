//! Connected accounts: list, check, disconnect.

use crate::{Account, Problem, ProblemCode, Result, Social, Verdict, store};
use model::{ErrorCode, SocialAccountId, UserId, social::Subreddit};

impl Social {
    /// Somebody's accounts.
    pub async fn accounts(&self, user: UserId) -> Result<Vec<Account>> {
        Ok(store::accounts::list(&self.0.db, user).await?)
    }

    /// One of them.
    ///
    /// # Errors
    /// `NotFound` if it is not this person's.
    pub async fn account(&self, user: UserId, id: SocialAccountId) -> Result<Account> {
        let account = store::accounts::get(&self.0.db, id).await?.filter(|account| account.user == user);
        Ok(account.ok_or(ErrorCode::NotFound)?)
    }

    /// Asks the platform how the account is, and keeps what it says.
    pub async fn check(&self, user: UserId, id: SocialAccountId) -> Result<Account> {
        let account = self.account(user, id).await?;
        let connector = self.connector(account.platform)?;
        let access = self.access(id).await?;
        let found = match connector.check(&access).await {
            Err(problem) if problem.verdict == Verdict::Refresh => connector.check(&self.refresh(id, access.version).await?).await,
            found => found,
        };
        let mut tx = self.0.db.write().await?;
        store::accounts::checked(&mut tx, id, found.as_ref().ok(), self.now()).await?;
        if let Err(problem) = &found
            && problem.verdict == Verdict::SignIn
        {
            store::accounts::needs_sign_in(&mut tx, id, access.version, problem.code).await?;
        }
        tx.commit().await?;
        self.changed_account(user, id);
        found?;
        self.account(user, id).await
    }

    /// What a subreddit takes, as Reddit tells this account.
    pub async fn subreddit(&self, user: UserId, id: SocialAccountId, name: &str) -> Result<Subreddit> {
        let account = self.account(user, id).await?;
        let connector = self.connector(account.platform)?;
        let fits = (2..=21).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        if !fits {
            return Err(model::Error::field("subreddit", model::error::Problem::UnknownValue).into());
        }
        let access = self.access(id).await?;
        match connector.subreddit(&access, name).await {
            Err(problem) if problem.verdict == Verdict::Refresh => Ok(connector.subreddit(&self.refresh(id, access.version).await?, name).await?),
            told => Ok(told?),
        }
    }

    /// Gives the tokens back at the platform, then erases them. If the platform has no call for it or does not answer,
    /// they are erased all the same; the problem says so. What is planned through it fails.
    pub async fn disconnect(&self, user: UserId, id: SocialAccountId) -> Result<Option<Problem>> {
        let account = self.account(user, id).await?;
        let told = match self.stored(id).await {
            Ok((_, access, refresh, _)) => self.connector(account.platform)?.revoke(&access, refresh.as_ref()).await.err(),
            // Nothing is stored that could be given back.
            Err(_) => None,
        };
        let mut tx = self.0.db.write().await?;
        store::accounts::erase(&mut tx, id).await?;
        // Connected again one day, it should not go out unasked.
        let now = self.now();
        let planned = store::publications::fail_planned(&mut tx, id, ProblemCode::Disconnected, now).await?;
        for publication in &planned {
            store::attempts::insert(&mut tx, *publication, now, "", ProblemCode::Disconnected.as_str(), "").await?;
        }
        tx.commit().await?;
        self.changed_account(user, id);
        for publication in planned {
            self.changed_publication(user, publication);
        }
        tracing::info!(account = %id, told = told.is_none(), "disconnected");
        Ok(told)
    }
}
