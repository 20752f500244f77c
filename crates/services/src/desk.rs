//! The fan desk among the others: its changes reach open tabs, and what stands in for its gateway.

use crate::{Services, events::Broadcast};
use crm::NewMessage;
use model::{
    ConversationId, CreatorId, OutgoingId, Page, PageRequest, Result, Timestamp, UserId,
    accounts::User,
    crm::{Found, Outgoing, VaultMedia},
    events::Event,
};
use sandbox::onlyfans::{OnlyFans, Served};
use std::{collections::HashSet, sync::Arc, time::Duration};
use tokio::sync::broadcast::error::RecvError;

/// Changes within so long are told at once.
const GATHER: Duration = Duration::from_millis(250);
/// Messages that somebody may write in a minute, and tries by hand.
const PER_MINUTE: (u32, u32) = (60, 10);
/// Pages of vaults that somebody may read in a minute: the gateway counts them.
const VAULT_PER_MINUTE: u32 = 60;
/// Questions that somebody may ask of the desk in a minute.
const SEARCH_PER_MINUTE: u32 = 60;
/// How often a minute somebody's tabs may say that they write.
const ANSWERING_PER_MINUTE: u32 = 60;

/// The sandbox that stands in for the desk's gateway. Cheap to clone; it closes with its last clone.
#[derive(Debug, Clone)]
pub struct Imitation(Arc<Served>);

impl Imitation {
    /// This one, which is open.
    pub fn new(served: Served) -> Self {
        Self(Arc::new(served))
    }

    /// What can be made to happen in it.
    pub fn gateway(&self) -> &OnlyFans {
        &self.0.sandbox
    }

    /// Where it is.
    pub fn url(&self) -> &str {
        &self.0.url
    }

    /// Closes it.
    pub fn close(&self) {
        self.0.close();
    }
}

impl Services {
    /// Writes a message to a fan.
    ///
    /// # Errors
    /// `TooMany`; those of the slice.
    pub async fn write_to_fan(&self, me: UserId, new: NewMessage) -> Result<Outgoing> {
        // Strangers hear first that there is nobody.
        self.desk.about_fan(me, new.fan).await?;
        self.accounts.limit(format!("desk writes {me}"), PER_MINUTE.0, 60)?;
        self.desk.write(me, new).await
    }

    /// Writes words to the fan of a conversation, with their name where it says `{first_name}`. `key` is the sender's own name for them: said twice, they are one
    /// message. What is sold with them: media of the vault, and a price for those. `later` is a local time in the account's time zone; empty for now.
    ///
    /// # Errors
    /// `TooMany`; those of the slice.
    pub async fn write_in(
        &self,
        me: UserId,
        id: ConversationId,
        text: &str,
        (media, price_cents): (Vec<String>, i64),
        key: Option<String>,
        later: &str,
    ) -> Result<Outgoing> {
        let fan = self.desk.fan_in(me, id).await?;
        let scheduled_at = self.moment(me, id, later).await?;
        let text = self.desk.filled(me, fan, text).await?;
        self.write_to_fan(me, NewMessage { client_key: key, media, price_cents, scheduled_at, ..NewMessage::text(fan, &text) }).await
    }

    /// Looks for people and messages with all words of a question.
    ///
    /// # Errors
    /// `TooMany`; those of the slice.
    pub async fn search_desk(&self, me: UserId, question: &str) -> Result<Found> {
        self.accounts.limit(format!("desk search {me}"), SEARCH_PER_MINUTE, 60)?;
        self.desk.search(me, question).await
    }

    /// A page of an account's vault.
    ///
    /// # Errors
    /// `TooMany`; those of the slice.
    pub async fn vault(&self, me: UserId, account: CreatorId, cursor: Option<String>) -> Result<Page<VaultMedia>> {
        self.desk.role(me, account).await?;
        self.accounts.limit(format!("desk vault {me}"), VAULT_PER_MINUTE, 60)?;
        self.desk.vault(me, account, &PageRequest { cursor, limit: None }).await
    }

    /// A page of the vault of a conversation's account.
    ///
    /// # Errors
    /// Those of [`Self::vault`].
    pub async fn vault_for(&self, me: UserId, id: ConversationId, cursor: Option<String>) -> Result<Page<VaultMedia>> {
        let fan = self.desk.about_fan(me, self.desk.fan_in(me, id).await?).await?;
        self.vault(me, fan.creator, cursor).await
    }

    /// Tells the others of an account's team that somebody writes in a conversation, so that two do not answer at once.
    ///
    /// # Errors
    /// `TooMany`; those of the slice.
    pub async fn answering(&self, me: &User, id: ConversationId) -> Result<()> {
        let fan = self.desk.about_fan(me.id, self.desk.fan_in(me.id, id).await?).await?;
        self.accounts.limit(format!("desk answering {}", me.id), ANSWERING_PER_MINUTE, 60)?;
        for user in self.desk.team(fan.creator).await?.into_iter().filter(|user| *user != me.id) {
            self.events.publish(&Broadcast::To(user, Event::Answering { conversation: id, name: me.name.clone() }));
        }
        Ok(())
    }

    /// Changes the words and the time of a message that waits in a conversation.
    ///
    /// # Errors
    /// Those of the slice.
    pub async fn edit_in(&self, me: UserId, id: OutgoingId, text: &str, later: &str) -> Result<Outgoing> {
        let known = self.desk.outgoing(me, id).await?;
        let conversation = self.desk.about_fan(me, known.fan).await?.conversation;
        let text = self.desk.filled(me, known.fan, text).await?;
        let scheduled_at = self.moment(me, conversation, later).await?;
        self.desk.edit(me, id, &text, known.price_cents, scheduled_at).await
    }

    async fn moment(&self, me: UserId, id: ConversationId, later: &str) -> Result<Option<Timestamp>> {
        if later.is_empty() {
            return Ok(None);
        }
        crm::local_time(later, &self.desk.zone(me, id).await?).map(Some)
    }

    /// Tries a message by hand that certainly did not arrive.
    ///
    /// # Errors
    /// `TooMany`; those of the slice.
    pub async fn retry_message(&self, me: UserId, id: OutgoingId) -> Result<Outgoing> {
        self.desk.outgoing(me, id).await?;
        self.accounts.limit(format!("desk retries {me}"), PER_MINUTE.1, 60)?;
        self.desk.retry(me, id).await
    }

    /// Tells the tabs of an account's team what changed at the desk. Never returns.
    pub async fn tell_desk(&self) {
        let mut changes = self.desk.changes();
        loop {
            let first = match changes.recv().await {
                Ok(creator) => creator,
                // What was missed comes again with the next change of that account.
                Err(RecvError::Lagged(_)) => continue,
                Err(RecvError::Closed) => return std::future::pending().await,
            };
            tokio::time::sleep(GATHER).await;
            let mut changed = HashSet::from([first]);
            while let Ok(creator) = changes.try_recv() {
                changed.insert(creator);
            }
            for account in changed {
                self.tell_team(account).await;
            }
        }
    }

    async fn tell_team(&self, account: CreatorId) {
        // An error is logged where it happens; the next change is told again.
        for user in self.desk.team(account).await.unwrap_or_default() {
            self.events.publish(&Broadcast::To(user, Event::Desk { account }));
        }
    }
}
