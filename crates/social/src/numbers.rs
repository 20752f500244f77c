//! Numbers: of an account and of what it published in the last month, kept by day.

use crate::{Result, Social, Verdict, store};
use model::SocialAccountId;

const MONTH: i64 = 30 * 86_400_000;

impl Social {
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
