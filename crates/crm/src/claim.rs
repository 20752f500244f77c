//! Taking the next message of an account: bucket, queue, state and log change in one transaction, or nothing does.

use crate::{
    Crm,
    bucket::MINUTE,
    settings::ms,
    store::{campaigns, outbox, queue},
    why,
};
use model::{Result, crm::SendState};

/// What is to be done next for an account.
pub(crate) enum Claim {
    /// Nothing is due, or the account can't send.
    Nothing,
    /// Ask again in so many milliseconds.
    Wait(i64),
    /// This one, from now on in flight.
    Got(Box<Claimed>),
}

/// A message that this process is about to hand over.
pub(crate) struct Claimed {
    pub message: outbox::Row,
    /// The account's id at the gateway.
    pub account: String,
}

/// How long nobody else sees a message that was taken.
const VISIBILITY: i64 = MINUTE;

impl Crm {
    pub(crate) async fn claim(&self, creator: &str) -> Result<Claim> {
        let settings = &self.0.settings;
        let mut tx = self.0.db.write().await?;
        loop {
            let now = self.now().0;
            let Some(sender) = queue::lock(&mut tx, creator, now).await? else { return Ok(Claim::Nothing) };
            let Some((id, receives)) = queue::first(&mut tx, creator, now).await? else {
                tx.commit().await?;
                return Ok(Claim::Nothing);
            };
            let message = outbox::locked(&mut tx, &id).await?;
            if message.state()? != SendState::Queued {
                // Cancelled, or given up: the queue is behind the outbox, never ahead of it.
                queue::remove(&mut tx, &id).await?;
                continue;
            }
            match campaigns::held(&mut tx, message.campaign_id.as_deref()).await?.as_deref() {
                // It was with the gateway while its campaign was held or ended, and came back.
                Some("paused") => {
                    queue::remove(&mut tx, &id).await?;
                    continue;
                }
                Some("cancelled") => {
                    outbox::change(&mut tx, &id, SendState::Queued, SendState::Cancelled, why::ENDED, None, now).await?;
                    queue::remove(&mut tx, &id).await?;
                    continue;
                }
                _ => {}
            }
            if now - message.due_at > ms(settings.stale) {
                outbox::change(&mut tx, &id, SendState::Queued, SendState::Failed, why::STALE, None, now).await?;
                queue::remove(&mut tx, &id).await?;
                queue::bury(&mut tx, &id, why::STALE, receives, now).await?;
                continue;
            }
            let window = queue::window(&mut tx, creator, now, ms(settings.in_flight)).await?;
            let bucket = match sender.bucket().take(&settings.pace, now, window) {
                Ok(bucket) => bucket,
                Err(wait) => {
                    tx.commit().await?;
                    return Ok(Claim::Wait(wait));
                }
            };
            outbox::change(&mut tx, &id, SendState::Queued, SendState::InFlight, "handed to the gateway", None, now).await?;
            outbox::begin(&mut tx, &id, now).await?;
            queue::take(&mut tx, &id, now + VISIBILITY).await?;
            queue::spend(&mut tx, creator, bucket).await?;
            queue::began(&mut tx, creator, &id, now).await?;
            tx.commit().await?;
            return Ok(Claim::Got(Box::new(Claimed { message, account: sender.gateway_id })));
        }
    }
}
