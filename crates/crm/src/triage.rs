//! The inbox as work: conversations that are done, put aside, or somebody's.

use crate::{Crm, policy::Act, store};
use model::{
    ConversationId, Error, Result, Timestamp, UserId,
    crm::{Colleague, Conversation, ConversationState},
    error::Problem,
};

/// How far ahead a conversation can be put aside, in days.
const AHEAD: i64 = 365;

impl Crm {
    /// Puts a conversation into a state; `until` says how long it is snoozed, and is left out for the others. What the fan
    /// writes opens it again.
    ///
    /// # Errors
    /// `Invalid` for a time that is not within the next year, or that is missing; `NotFound`, also for others'.
    pub async fn set_state(&self, me: UserId, id: ConversationId, state: ConversationState, until: Option<Timestamp>) -> Result<()> {
        let creator = self.triaged(me, id).await?.fan.creator;
        let now = self.now().0;
        let until = match (state, until) {
            (ConversationState::Snoozed, Some(at)) if at.0 > now && at.0 <= now + AHEAD * 86_400_000 => Some(at.0),
            (ConversationState::Snoozed, Some(_)) => return Err(Error::field("until", Problem::NotInTheFuture)),
            (ConversationState::Snoozed, None) => return Err(Error::field("until", Problem::Required)),
            _ => None,
        };
        let mut tx = self.0.db.write().await?;
        store::conversations::set_state(&mut tx, id, state, until).await?;
        tx.commit().await?;
        self.changed(creator);
        Ok(())
    }

    /// Says who answers; nobody for `None`.
    ///
    /// # Errors
    /// `Invalid` for somebody who does not work with the account; `NotFound`, also for others'.
    pub async fn assign(&self, me: UserId, id: ConversationId, who: Option<UserId>) -> Result<()> {
        let creator = self.triaged(me, id).await?.fan.creator;
        let mut tx = self.0.db.write().await?;
        // Whoever is let go at this moment waits for us or we for them: then they are not in the team any more.
        store::creators::hold(&mut tx, creator).await?;
        if let Some(who) = who
            && store::creators::role(&mut *tx, creator, who).await?.is_none()
        {
            return Err(Error::field("who", Problem::UnknownValue));
        }
        store::conversations::assign(&mut tx, id, who).await?;
        tx.commit().await?;
        self.changed(creator);
        Ok(())
    }

    /// Who can be given a conversation: the account's team, by name.
    ///
    /// # Errors
    /// `NotFound`, also for others'.
    pub async fn colleagues(&self, me: UserId, id: ConversationId) -> Result<Vec<Colleague>> {
        let fan = store::inbox::one(self.0.db.read(), id).await?.fan;
        self.allowed(me, fan.creator, Act::See).await?;
        store::conversations::colleagues(self.0.db.read(), fan.creator).await
    }

    async fn triaged(&self, me: UserId, id: ConversationId) -> Result<Conversation> {
        let conversation = store::inbox::one(self.0.db.read(), id).await?;
        self.allowed(me, conversation.fan.creator, Act::Triage).await?;
        Ok(conversation)
    }

    /// What was snoozed until now is open again.
    pub(crate) async fn wake(&self) -> Result<()> {
        let now = self.now().0;
        let waking = store::conversations::waking(self.0.db.read(), now).await?;
        if waking.is_empty() {
            return Ok(());
        }
        let mut tx = self.0.db.write().await?;
        store::conversations::wake(&mut tx, now).await?;
        tx.commit().await?;
        for creator in waking {
            self.changed(creator);
        }
        Ok(())
    }
}
