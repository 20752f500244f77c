//! The worker that hands mails over, one at a time.

use crate::{
    Mail,
    sender::{LONGEST, Outcome, Sender},
    store,
};
use db::now;
use model::{Result, Timestamp, accounts::MailState};
use std::{pin::pin, time::Duration};
use tokio::time::{sleep, timeout};

/// Waits between looks into the outbox. A mail is announced before its transaction is committed, so the
/// first looks after an announcement follow closely.
const LOOKS: [Duration; 3] = [Duration::from_millis(200), Duration::from_secs(2), Duration::from_secs(30)];
/// Waits after the first, second, … attempt that failed for now; after the fifth there is no other.
const BACKOFF: [i64; 4] = [60_000, 300_000, 1_800_000, 7_200_000];
/// How long a mail may be in the hands of a process before it counts as lost.
const LOST_AFTER: i64 = 2 * LONGEST.as_millis() as i64;
/// How long a stop waits for the attempt that is under way.
const GRACE: Duration = Duration::from_secs(5);
const UNKNOWN: &str = "unknown whether it arrived";

impl Mail {
    /// Sends what is queued until `stop` is done. Without a mail server it only waits for that.
    pub async fn run(&self, stop: impl Future<Output = ()>) {
        let mut stop = pin!(stop);
        let Some(smtp) = &self.0.smtp else { return stop.await };
        let sender = match Sender::new(smtp) {
            Ok(sender) => sender,
            Err(error) => {
                tracing::error!(%error, "mails stay queued");
                return stop.await;
            }
        };
        let mut look = LOOKS.len() - 1;
        loop {
            let mut next = pin!(self.send_next(&sender));
            let sent = tokio::select! {
                sent = &mut next => sent,
                () = &mut stop => {
                    // An attempt that is cut off is found as lost later.
                    let _ = timeout(GRACE, next).await;
                    return;
                }
            };
            if sent.is_ok_and(|sent| sent) {
                continue;
            }
            tokio::select! {
                () = self.0.wake.notified() => look = 0,
                () = sleep(LOOKS[look]) => look = (look + 1).min(LOOKS.len() - 1),
                () = &mut stop => return,
            }
        }
    }

    /// One attempt; `false` if nothing is due. Database errors are logged where they happen.
    async fn send_next(&self, sender: &Sender) -> Result<bool> {
        let db = &self.0.db;
        let lost = store::give_up_lost(db, UNKNOWN).await?;
        if lost > 0 {
            tracing::warn!(lost, "mails were being sent when a server died; they are not sent again");
        }
        let Some(mail) = store::claim(db, Timestamp(now().0 + LOST_AFTER)).await? else { return Ok(false) };
        let (state, error, wait) = match sender.send(&mail).await {
            Outcome::Sent => (MailState::Sent, None, 0),
            Outcome::Refused(error) => (MailState::Failed, Some(error), 0),
            Outcome::Unknown(error) => (MailState::Failed, Some(format!("{UNKNOWN}: {error}")), 0),
            Outcome::Later(error) => match usize::try_from(mail.attempts - 1).ok().and_then(|n| BACKOFF.get(n)) {
                Some(wait) => (MailState::Queued, Some(error), *wait),
                None => (MailState::Failed, Some(error), 0),
            },
        };
        match &error {
            None => tracing::info!(mail = mail.id, "mail sent"),
            Some(error) => tracing::warn!(mail = mail.id, state = state.code(), attempt = mail.attempts, error, "mail not sent"),
        }
        store::settle(db, &mail.id, state, error.as_deref(), Timestamp(now().0 + wait)).await?;
        Ok(true)
    }
}
