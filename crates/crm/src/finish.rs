//! What came of an attempt, written down.

use crate::{
    Crm,
    apply::keep,
    gateway::{Message, Outcome},
    settings::ms,
    store::{creators, fans, messages, outbox, queue},
    text::line,
};
use db::WriteTx;
use model::{CreatorId, Result, crm::SendState};

impl Crm {
    /// One transaction. An answer that comes after all (the message counted as lost) still tells the truth.
    pub(crate) async fn finish(&self, id: &str, outcome: Outcome) -> Result<()> {
        let settings = &self.0.settings;
        let mut tx = self.0.db.write().await?;
        let row = outbox::locked(&mut tx, id).await?;
        let (creator, state, now) = (row.creator()?, row.state()?, self.now().0);
        queue::ended(&mut tx, id, &row.account_id, now).await?;
        if let Outcome::Sent(message) = outcome {
            let news = arrived(&mut tx, creator, &row, state, &message, now).await?;
            tx.commit().await?;
            if news {
                self.0.metrics.processed();
            }
            self.changed(creator);
            return Ok(());
        }
        if state != SendState::InFlight {
            return tx.commit().await;
        }
        let (next, reason) = match outcome {
            Outcome::Sent(_) => (SendState::Sent, String::new()),
            Outcome::Unknown(why) => (SendState::Unconfirmed, why),
            Outcome::Rejected(why) => (SendState::Rejected, why),
            Outcome::Wait(seconds, why) => {
                let until = now + i64::from(seconds) * 1000;
                creators::pause(&mut tx, creator, until).await?;
                queue::back(&mut tx, id, until, true).await?;
                (SendState::Queued, format!("{why}; the gateway asks to wait {seconds} s"))
            }
            Outcome::Stopped(account, why) => {
                creators::set_state(&mut tx, creator, account, &why, self.now()).await?;
                queue::back(&mut tx, id, now, true).await?;
                (SendState::Queued, format!("the account cannot send: {why}"))
            }
            Outcome::Later(why) => {
                let receives = queue::receives(&mut tx, id).await?;
                if receives >= i64::from(settings.attempts) {
                    queue::bury(&mut tx, id, &line(&why, 300), receives, now).await?;
                    (SendState::Failed, why)
                } else {
                    // 1 s, 2 s, 4 s, ...
                    let doubled = 1_i64 << (receives - 1).clamp(0, 10);
                    queue::back(&mut tx, id, now + ms(settings.retry) * doubled, false).await?;
                    (SendState::Queued, why)
                }
            }
        };
        if next != SendState::Queued {
            queue::remove(&mut tx, id).await?;
        }
        outbox::change(&mut tx, id, SendState::InFlight, next, &line(&reason, 300), None, now).await?;
        tx.commit().await?;
        match next {
            SendState::Failed | SendState::Rejected => self.0.metrics.failed(),
            SendState::Unconfirmed => self.0.metrics.unconfirmed(),
            _ => {}
        }
        self.changed(creator);
        Ok(())
    }

    /// What was in flight when a server died: nobody knows what came of it.
    pub(crate) async fn give_up_lost(&self) -> Result<()> {
        let longest = ms(self.0.settings.in_flight);
        for id in outbox::lost(self.0.db.read(), self.now().0 - longest).await? {
            tracing::warn!(message = id, "no answer; it is not sent again");
            self.finish(&id, Outcome::Unknown("no answer within the time; a server may have died".to_owned())).await?;
        }
        Ok(())
    }
}

/// `false` if that was known.
async fn arrived(tx: &mut WriteTx, creator: CreatorId, row: &outbox::Row, state: SendState, message: &Message, now: i64) -> Result<bool> {
    queue::remove(tx, &row.id).await?;
    if !matches!(state, SendState::InFlight | SendState::Unconfirmed) {
        return Ok(false);
    }
    // An event may have been taken for another message with the same words; the answer knows better.
    if let Some(other) = outbox::of_message(tx, creator, &message.id).await?.filter(|other| other.id != row.id) {
        outbox::set_gateway_id(tx, &other.id, None).await?;
        if other.state()? == SendState::Sent {
            outbox::change(tx, &other.id, SendState::Sent, SendState::Unconfirmed, "what was seen in the chat was another message", None, now)
                .await?;
        }
    }
    // Kept before the two are known as one: its own answer is no sight of it in the chat. An event that came first is.
    let place = fans::place(tx, &row.fan_id).await?;
    let new = keep(tx, creator, &place, message, true, now).await?;
    outbox::set_gateway_id(tx, &row.id, Some(&message.id)).await?;
    outbox::change(tx, &row.id, state, SendState::Sent, "the gateway took it", None, now).await?;
    if !new {
        outbox::change(tx, &row.id, SendState::Sent, SendState::Delivered, "seen in the chat", None, now).await?;
    }
    messages::claim(tx, creator, &message.id, &row.id).await?;
    Ok(true)
}
