//! The worker that writes mails: what is due for a person becomes one mail in the outbox, in the transaction that
//! takes it off the list. So each is told of once, whatever happens to the program.

use crate::{Notifications, letters, store};
use model::{Result, UserId};
use std::{pin::pin, time::Duration};
use tokio::time::{sleep, timeout};

/// The longest wait between two looks.
const LONGEST: Duration = Duration::from_secs(60);
/// The wait after a failure of the database.
const AFTER_FAILURE: Duration = Duration::from_secs(10);
/// People in one round.
const ROUND: i64 = 100;

impl Notifications {
    /// Writes mails until `stop` is done.
    pub async fn run(&self, stop: impl Future<Output = ()>) {
        let mut stop = pin!(stop);
        loop {
            let round = async {
                let wait = match self.write_mails().await {
                    Ok(()) => self.until_next().await.unwrap_or(AFTER_FAILURE),
                    Err(_) => AFTER_FAILURE,
                };
                // Somebody was told of something meanwhile: look again. Otherwise the time is over.
                let _ = timeout(wait, self.0.wake.notified()).await;
                // Several events in a row make one mail.
                sleep(Duration::from_millis(20)).await;
            };
            tokio::select! {
                () = round => {}
                () = &mut stop => return,
            }
        }
    }

    /// Writes all mails that are due now.
    ///
    /// # Errors
    /// `Unavailable` if the database is: what was not written is due still.
    pub async fn write_mails(&self) -> Result<()> {
        loop {
            let people = store::due(self.0.db.read(), self.now(), ROUND).await?;
            for person in &people {
                self.write_mail(*person).await?;
            }
            if people.is_empty() {
                return Ok(());
            }
        }
    }

    async fn until_next(&self) -> Result<Duration> {
        let next = store::next_due(self.0.db.read()).await?;
        let wait = next.map_or(LONGEST, |at| Duration::from_millis(u64::try_from(at.0 - self.now().0).unwrap_or_default()));
        Ok(wait.min(LONGEST))
    }

    async fn write_mail(&self, to: UserId) -> Result<()> {
        let user = self.0.accounts.user(to).await?;
        let mut tx = self.0.db.write().await?;
        let due = store::take_due(&mut tx, to, self.now()).await?;
        let items = store::unread_of(&mut tx, to, &due).await?;
        // What was read meanwhile, or is not theirs to see any more, is not worth a mail.
        if let Some(user) = user.filter(|user| user.email_verified && !items.is_empty()) {
            let letter = letters::letter(user.language, &items, &self.0.public_url);
            let mail = self.0.mail.queue(&mut tx, &user.email, &letter.subject, &letter.text).await?;
            store::mailed(&mut tx, &due, mail).await?;
        }
        tx.commit().await
    }
}
