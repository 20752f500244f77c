//! Messages whose answer was lost: found in the chat, or left for a person. Never sent again.

use crate::{
    Crm,
    apply::keep,
    gateway::Trouble,
    settings::ms,
    store::{creators, fans, messages, outbox},
    text::same,
};
use db::WriteTx;
use model::{CreatorId, FanId, Result, crm::SendState};

/// The gateway's clock may be behind ours, and its times have whole seconds.
const SKEW: i64 = 5_000;
/// How long a chat is read for a message; after that a person decides.
const READ_FOR: i64 = 3_600_000;
/// Pages of a chat that are read for a message.
const PAGES: usize = 5;

/// Matches what is unconfirmed with what is in the chat. While one is in flight to the same fan its own answer comes
/// first: the two may have the same words.
pub(crate) async fn settle(tx: &mut WriteTx, creator: CreatorId, fan: &str, how: &str, now: i64) -> Result<()> {
    let waiting = outbox::unconfirmed_to(tx, fan).await?;
    let Some(from) = waiting.iter().filter_map(|row| row.attempt_at).min() else { return Ok(()) };
    if outbox::in_flight_to(tx, fan).await? {
        return Ok(());
    }
    let mut seen = messages::unclaimed(tx, fan, from - SKEW).await?;
    for row in waiting {
        let fits = |one: &messages::Unclaimed| {
            one.price_cents == row.price_cents && one.at >= row.attempt_at.unwrap_or(i64::MAX) - SKEW && same(&one.text, &row.text)
        };
        let Some(at) = seen.iter().position(fits) else { continue };
        let found = seen.remove(at);
        outbox::set_gateway_id(tx, &row.id, Some(&found.gateway_id)).await?;
        messages::claim(tx, creator, &found.gateway_id, &row.id).await?;
        outbox::change(tx, &row.id, SendState::Unconfirmed, SendState::Delivered, how, None, now).await?;
        if found.opened == 1 {
            outbox::change(tx, &row.id, SendState::Delivered, SendState::Read, "the fan opened it", None, now).await?;
        }
    }
    Ok(())
}

impl Crm {
    /// Reads the chats of messages that are unconfirmed.
    pub(crate) async fn settle_unconfirmed(&self) -> Result<()> {
        let now = self.now().0;
        for row in outbox::unconfirmed(self.0.db.read(), now - READ_FOR, now - ms(self.0.settings.settle)).await? {
            let fan: FanId = row.fan_id.parse().map_err(|_| model::ErrorCode::Internal)?;
            let said = match self.read_chat(fan, row.attempt_at.unwrap_or(now) - SKEW).await? {
                Ok(()) => "it is not in the chat so far; a person may decide".to_owned(),
                Err(trouble) => format!("the chat could not be read: {trouble}"),
            };
            let mut tx = self.0.db.write().await?;
            settle(&mut tx, row.creator()?, &row.fan_id, "found in the chat", self.now().0).await?;
            outbox::looked(&mut tx, &row.id, SendState::Unconfirmed, &said, self.now().0).await?;
            tx.commit().await?;
            self.changed(row.creator()?);
        }
        Ok(())
    }

    /// Keeps the messages of a chat back to a moment.
    pub(crate) async fn read_chat(&self, fan: FanId, back_to: i64) -> Result<Result<(), Trouble>> {
        let (creator, chat) = fans::whose(self.0.db.read(), fan).await?;
        let account = creators::get(self.0.db.read(), creator).await?;
        let mut before: Option<String> = None;
        for _ in 0..PAGES {
            let page = match self.0.gateway.messages(&account.gateway_id, &chat, before.as_deref()).await {
                Ok(page) => page,
                Err(trouble) => return Ok(Err(trouble)),
            };
            let Some(last) = page.last() else { break };
            before = Some(last.id.clone());
            let old = crate::gateway::moment(&last.created_at).is_some_and(|at| at < back_to);
            let mut tx = self.0.db.write().await?;
            let place = fans::place(&mut tx, &fan.to_string()).await?;
            for message in &page {
                keep(&mut tx, creator, &place, message, message.is_sent_by_me, self.now().0).await?;
            }
            tx.commit().await?;
            if old {
                break;
            }
        }
        Ok(Ok(()))
    }
}
