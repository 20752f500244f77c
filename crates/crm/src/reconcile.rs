//! Reading from the gateway what its webhooks did not tell: they repeat, overtake each other, and are lost while paused.

use crate::{
    Crm, apply, event,
    gateway::{Trouble, moment, number, state_of},
    policy::Act,
    settle::settle,
    store::{creators, fans, messages},
};
use model::{CreatorId, ErrorCode, Result, Timestamp, UserId};

/// The most pages of one kind in one go.
const PAGES: usize = 500;
/// How far before the last reading transactions are read again: one may be booked late.
const OVERLAP: i64 = 24 * 3_600_000;

/// How far before the last reading chats are read again.
const CHAT_OVERLAP: i64 = 3_600_000;

/// What a reading found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reconciled {
    /// Fans that were read.
    pub fans: usize,
    /// Chats in which something was missing.
    pub chats: usize,
    /// Transactions that were read.
    pub transactions: usize,
}

/// Why a reading stopped.
enum Stop {
    Ours(model::Error),
    Gateway(Trouble),
}

impl From<model::Error> for Stop {
    fn from(error: model::Error) -> Self {
        Self::Ours(error)
    }
}

impl From<Trouble> for Stop {
    fn from(trouble: Trouble) -> Self {
        Self::Gateway(trouble)
    }
}

impl Crm {
    /// Reads fans, chats and transactions of an account, and keeps what is missing.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`; `OutsideUnavailable` if the gateway does not answer: what was read is kept.
    pub async fn reconcile(&self, me: UserId, creator: CreatorId) -> Result<Reconciled> {
        self.allowed(me, creator, Act::Manage).await?;
        self.read_account(creator).await
    }

    pub(crate) async fn read_account(&self, creator: CreatorId) -> Result<Reconciled> {
        let account = creators::get(self.0.db.read(), creator).await?.gateway_id;
        let (transactions_until, read_at) = creators::marks(self.0.db.read(), creator).await?;
        let (mut found, began) = (Reconciled::default(), self.now());
        let read = async {
            self.read_fans(creator, &account, &mut found).await?;
            self.read_chats(creator, &account, read_at - CHAT_OVERLAP, &mut found).await?;
            self.read_transactions(creator, &account, transactions_until, began, &mut found).await
        };
        let read = read.await;
        self.changed(creator);
        match read {
            Ok(()) => Ok(found),
            Err(Stop::Ours(error)) => Err(error),
            Err(Stop::Gateway(trouble)) => {
                tracing::warn!(%trouble, %creator, "an account was read in part");
                if let Trouble::Refused(status, why) = &trouble
                    && let Some(state) = state_of(*status, why)
                {
                    self.stop_or_go(creator, state, why).await?;
                }
                Err(ErrorCode::OutsideUnavailable.into())
            }
        }
    }

    /// Short pages are usual: only an empty one is the end.
    async fn read_fans(&self, creator: CreatorId, account: &str, found: &mut Reconciled) -> Result<(), Stop> {
        for _ in 0..PAGES {
            let page = self.0.gateway.fans(account, found.fans).await?;
            if page.is_empty() {
                break;
            }
            let mut tx = self.0.db.write().await?;
            for fan in &page {
                apply::fan(&mut tx, creator, fan, self.now().0).await?;
            }
            tx.commit().await?;
            found.fans += page.len();
        }
        Ok(())
    }

    async fn read_chats(&self, creator: CreatorId, account: &str, since: i64, found: &mut Reconciled) -> Result<(), Stop> {
        let mut offset = 0;
        for _ in 0..PAGES {
            let page = self.0.gateway.chats(account, offset).await?;
            if page.is_empty() {
                break;
            }
            offset += page.len();
            // The first reading takes a while: what is there by now is shown.
            self.changed(creator);
            for chat in &page {
                let mut tx = self.0.db.write().await?;
                let place = apply::fan(&mut tx, creator, &chat.fan, self.now().0).await?;
                fans::can_send(&mut tx, &place.fan_id, chat.can_send_message.unwrap_or(true), chat.can_not_send_reason.as_deref()).await?;
                tx.commit().await?;
                let Some(last) = &chat.last_message else { continue };
                // That the last one is known says nothing about those before it.
                let recent = moment(&last.created_at).is_none_or(|at| at > since);
                if recent || !messages::knows(self.0.db.read(), creator, &last.id).await? {
                    found.chats += usize::from(self.read_missing(creator, account, &chat.fan.id, &place, since).await? > 0);
                }
                let mut tx = self.0.db.write().await?;
                fans::set_unread(&mut tx, &place.conversation_id, chat.unread_messages_count.clamp(0, 1_000_000)).await?;
                tx.commit().await?;
            }
        }
        Ok(())
    }

    /// Reads a chat back to a moment, and on to a page of which all is known; says how much was missing.
    async fn read_missing(&self, creator: CreatorId, account: &str, chat: &str, place: &fans::Place, since: i64) -> Result<usize, Stop> {
        let (mut before, mut missing): (Option<String>, usize) = (None, 0);
        for _ in 0..PAGES {
            let page = self.0.gateway.messages(account, chat, before.as_deref()).await?;
            let Some(last) = page.last() else { break };
            before = Some(last.id.clone());
            let back = moment(&last.created_at).is_some_and(|at| at <= since);
            let mut new = 0;
            let mut tx = self.0.db.write().await?;
            for message in &page {
                new += usize::from(apply::keep(&mut tx, creator, place, message, message.is_sent_by_me, self.now().0).await?);
            }
            settle(&mut tx, creator, &place.fan_id, "found in the chat", self.now().0).await?;
            tx.commit().await?;
            missing += new;
            if new == 0 && back {
                break;
            }
        }
        Ok(missing)
    }

    async fn read_transactions(&self, creator: CreatorId, account: &str, until: i64, began: Timestamp, found: &mut Reconciled) -> Result<(), Stop> {
        let (mut marker, mut newest) = (None, until);
        for _ in 0..PAGES {
            let page = self.0.gateway.transactions(account, marker.as_deref()).await?;
            let now = self.now().0;
            let mut oldest = i64::MAX;
            let mut tx = self.0.db.write().await?;
            for one in &page.list {
                let at = moment(&one["createdAt"]).unwrap_or(now);
                (oldest, newest) = (oldest.min(at), newest.max(at));
                event::transaction(&mut tx, creator, one, at, now).await?;
            }
            tx.commit().await?;
            found.transactions += page.list.len();
            marker = number(&page.next_marker);
            if !page.has_more || marker.is_none() || oldest < until - OVERLAP {
                break;
            }
        }
        // Only a reading that came through to the end moves the mark.
        let mut tx = self.0.db.write().await?;
        creators::set_read(&mut tx, creator, newest, began).await?;
        tx.commit().await?;
        Ok(())
    }
}
