//! Numbers: of an account and of what it published in the last month, kept by day.

use crate::{Error, Platform, Result, Social, Verdict, store};
use model::{SocialAccountId, UserId, social::DayNumber};

const MINUTE: i64 = 60_000;

const MONTH: i64 = 30 * 86_400_000;

/// Between two readings of an account.
fn every(platform: Platform) -> i64 {
    match platform {
        Platform::TikTok => 60 * MINUTE,
        Platform::Instagram => 360 * MINUTE,
        Platform::Reddit => 15 * MINUTE,
    }
}

impl Social {
    /// Reads the numbers of one account whose time has come; `false` if none has. One server reads an account.
    pub(crate) async fn read_one(&self) -> model::Result<bool> {
        for platform in self.platforms() {
            let before = self.now() - every(platform);
            for id in store::accounts::unread(&self.0.db, platform, before).await? {
                let mut tx = self.0.db.write().await?;
                let ours = store::accounts::begin_reading(&mut tx, id, before, self.now()).await?;
                tx.commit().await?;
                if !ours {
                    continue;
                }
                if store::holds::is_held(&self.0.db, platform, id, self.now()).await? {
                    continue;
                }
                if let Err(error) = self.read_numbers(id).await {
                    if let Error::There(problem) = &error {
                        self.slow_down(platform, id, problem).await?;
                    }
                    tracing::warn!(account = %id, %error, "numbers are read the next time");
                }
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// An account's own numbers of so many days.
    pub async fn numbers_by_day(&self, user: UserId, id: SocialAccountId, days: u32) -> Result<Vec<DayNumber>> {
        self.account(user, id).await?;
        let today = self.now() / store::numbers::DAY;
        Ok(store::numbers::by_day(&self.0.db, id, today - i64::from(days.clamp(1, 366)) + 1).await?)
    }

    /// How many of an account's posts have waited in the app's inbox for less than a day.
    pub async fn pending(&self, id: SocialAccountId) -> Result<u32> {
        let many = store::publications::pending(&self.0.db, id, self.now() - store::numbers::DAY).await?;
        Ok(u32::try_from(many).unwrap_or_default())
    }

    /// Reads and keeps them; how many.
    pub async fn read_numbers(&self, id: SocialAccountId) -> Result<usize> {
        let mut access = self.access(id).await?;
        let account = store::accounts::get(&self.0.db, id).await?.ok_or(model::ErrorCode::NotFound)?;
        let connector = self.connector(account.platform)?;
        let mut readings = match connector.numbers(&access, &[]).await {
            Err(problem) if problem.verdict == Verdict::Refresh => {
                access = self.refresh(id, access.version).await?;
                connector.numbers(&access, &[]).await
            }
            readings => readings,
        }?;
        let subjects = store::publications::subjects(&self.0.db, id, self.now() - MONTH).await?;
        if !subjects.is_empty() {
            readings.extend(connector.numbers(&access, &subjects).await?);
        }
        let mut tx = self.0.db.write().await?;
        for reading in &readings {
            store::numbers::keep(&mut tx, id, reading, self.now()).await?;
        }
        tx.commit().await?;
        Ok(readings.len())
    }
}
