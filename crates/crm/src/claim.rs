//! Taking the next message of an account: bucket, queue, state and log change in one transaction, or nothing does.

use crate::{
    Crm,
    automations::stop::{self, Last},
    bucket::MINUTE,
    settings::ms,
    shared::Taken,
    store::{campaigns, outbox, queue},
    why,
};
use model::{
    Result,
    crm::{Origin, SendState},
};

/// What is to be done next for an account.
pub(crate) enum Claim {
    /// Nothing is due, or the account can't send.
    Nothing,
    /// Ask again in so many milliseconds.
    Wait(i64),
    /// One was taken out of the queue without an attempt: ask again.
    Again,
    /// This one, from now on in flight.
    Got(Box<Claimed>),
}

/// A message that this process is about to hand over.
pub(crate) struct Claimed {
    pub message: outbox::Row,
    /// The account's id at the gateway.
    pub account: String,
    /// What was taken out of the shared bucket, where there is one.
    pub taken: Option<Taken>,
}

/// How long nobody else sees a message that was taken.
const VISIBILITY: i64 = MINUTE;

impl Crm {
    pub(crate) async fn claim(&self, creator: &str) -> Result<Claim> {
        let taken = match self.take_token(creator).await {
            Ok(taken) => taken,
            Err(wait) => return Ok(Claim::Wait(wait)),
        };
        let claim = self.claim_here(creator).await;
        match (claim, taken) {
            (Ok(Claim::Got(mut claimed)), taken) => {
                claimed.taken = taken;
                Ok(Claim::Got(claimed))
            }
            (claim, Some(taken)) => {
                self.give_token_back(&taken).await;
                claim
            }
            (claim, None) => claim,
        }
    }

    /// What the database says: it alone decides, whatever was taken elsewhere, because it knows of every attempt.
    async fn claim_here(&self, creator: &str) -> Result<Claim> {
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
                tx.commit().await?;
                self.0.metrics.failed();
                self.changed(message.creator()?);
                return Ok(Claim::Again);
            }
            if message.origin == Origin::Automatic.code() && matches!(stop::look(&mut tx, &message, now).await?, Last::Next) {
                continue;
            }
            if !settings.sending {
                // Failed and no dead letter: nobody has to look at it, and it can be tried by hand when sending is on again.
                outbox::change(&mut tx, &id, SendState::Queued, SendState::Failed, why::OFF, None, now).await?;
                queue::remove(&mut tx, &id).await?;
                tx.commit().await?;
                tracing::warn!(message = id, account = sender.gateway_id, "sending is switched off: a message is logged and not sent");
                self.0.metrics.logged();
                self.changed(message.creator()?);
                return Ok(Claim::Again);
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
            return Ok(Claim::Got(Box::new(Claimed { message, account: sender.gateway_id, taken: None })));
        }
    }
}
