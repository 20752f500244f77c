//! The start of a campaign: every receiver has a message in the outbox, or none has.

use super::{draft::check_text, plan};
use crate::{
    Crm, personal,
    policy::Act,
    store::{self, campaigns::Sent, segments::Receiver},
};
use db::{WriteTx, new_id};
use model::{
    CampaignId, CreatorId, Error, ErrorCode, FanId, FieldError, OutgoingId, Result, UserId,
    crm::{Campaign, CampaignState},
    error::{Check, Problem},
};
use std::collections::HashSet;

/// The most receivers of a campaign.
pub const RECEIVERS_MAX: i64 = 10_000;
/// The most receivers that are named one by one.
pub const BULK_MAX: usize = 100;
/// Messages of one statement.
const AT_ONCE: usize = 100;

/// A text to fans who are named one by one.
#[derive(Debug, Clone)]
pub struct Bulk {
    /// To whom, 1 to 100 fans of one account; who is named twice gets it once.
    pub fans: Vec<FanId>,
    /// The campaign's name.
    pub name: String,
    /// Its text, with `{first_name}` where names come.
    pub text: String,
    /// Media of the vault, or uploaded.
    pub media: Vec<String>,
    /// The sender's own name for it: said twice, it is one campaign.
    pub client_key: Option<String>,
}

/// What is sent, and when it is to begin.
struct Order<'a> {
    id: CampaignId,
    creator: CreatorId,
    author: UserId,
    text: &'a str,
    media: &'a [String],
    price_cents: i64,
    from: i64,
}

impl Crm {
    /// Starts a campaign. `count` is how many receivers a review spoke of: if they are more or fewer by now, nothing is
    /// started.
    ///
    /// # Errors
    /// `TooLate` if it is started already, or the count is another; `Invalid` where its time has passed, or nobody or too
    /// many would get it; `NotFound`, `Forbidden`.
    pub async fn start(&self, me: UserId, id: CampaignId, count: Option<u32>) -> Result<Campaign> {
        let draft = self.campaign(me, id).await?;
        self.allowed(me, draft.creator, Act::Campaign).await?;
        let now = self.now();
        if draft.state == CampaignState::Draft && draft.starts_at.is_some_and(|at| at <= now) {
            return Err(Error::field("scheduledAt", Problem::NotInTheFuture));
        }
        let segment = draft.segment.as_ref().ok_or(ErrorCode::TooLate)?;
        let mut tx = self.0.db.write().await?;
        store::creators::hold(&mut tx, draft.creator).await?;
        if !store::campaigns::turn(&mut tx, id, "draft", "running", now.0).await? {
            return Err(ErrorCode::TooLate.into());
        }
        let receivers = store::segments::find(&mut *tx, draft.creator, segment, now.0, RECEIVERS_MAX + 1).await?;
        if receivers.is_empty() {
            return Err(Error::field("who", Problem::Required));
        }
        if receivers.len() as i64 > RECEIVERS_MAX {
            let bound = u32::try_from(RECEIVERS_MAX).ok();
            return Err(Error::fields(vec![FieldError { field: "who".to_owned(), problem: Problem::TooGreat, bound }]));
        }
        if count.is_some_and(|count| count as usize != receivers.len()) {
            return Err(ErrorCode::TooLate.into());
        }
        let from = draft.starts_at.unwrap_or(now).0;
        let Campaign { creator, text, media, price_cents, .. } = &draft;
        let order = Order { id, creator: *creator, author: me, text, media, price_cents: *price_cents, from };
        self.order(&mut tx, &order, &receivers).await?;
        tx.commit().await?;
        self.0.metrics.queued(receivers.len());
        self.0.queued.notify_one();
        self.changed(draft.creator);
        self.campaign(me, id).await
    }

    /// Writes to fans who are named one by one, as one campaign.
    ///
    /// # Errors
    /// `Invalid` with the fields, for fans of several accounts too; `NotFound` for a fan who is not `me`'s; `Forbidden`.
    pub async fn bulk(&self, me: UserId, new: &Bulk) -> Result<Campaign> {
        let creator = self.sender(me, &new.fans).await?;
        let mut check = Check::new();
        check_text(&mut check, &new.name, &new.text, &new.media, 0);
        if new.client_key.as_ref().is_some_and(|key| key.is_empty() || key.len() > 200 || key.contains('\0')) {
            check.wrong("clientKey", Problem::TooLong);
        }
        check.done()?;
        let (id, now): (CampaignId, i64) = (new_id(), self.now().0);
        let mut tx = self.0.db.write().await?;
        store::creators::hold(&mut tx, creator).await?;
        if !store::campaigns::insert_bulk(&mut tx, id, creator, me, new, now).await? {
            drop(tx);
            let key = new.client_key.as_deref().unwrap_or_default();
            let known = store::campaigns::by_key(self.0.db.read(), creator, key).await?;
            return self.campaign(me, known).await;
        }
        let receivers = store::segments::named(&mut tx, creator, &new.fans).await?;
        // Some may have been deleted, or block the creator.
        if receivers.is_empty() {
            return Err(Error::field("recipientIds", Problem::UnknownValue));
        }
        let order = Order { id, creator, author: me, text: &new.text, media: &new.media, price_cents: 0, from: now };
        self.order(&mut tx, &order, &receivers).await?;
        tx.commit().await?;
        self.0.metrics.queued(receivers.len());
        self.0.queued.notify_one();
        self.changed(creator);
        self.campaign(me, id).await
    }

    /// The one account whose fans these are, where `me` may write to many.
    ///
    /// # Errors
    /// As [`Self::bulk`].
    pub async fn sender(&self, me: UserId, fans: &[FanId]) -> Result<CreatorId> {
        if fans.is_empty() {
            return Err(Error::field("recipientIds", Problem::Required));
        }
        if fans.len() > BULK_MAX {
            let bound = u32::try_from(BULK_MAX).ok();
            return Err(Error::fields(vec![FieldError { field: "recipientIds".to_owned(), problem: Problem::TooGreat, bound }]));
        }
        let mut creators = HashSet::new();
        for fan in fans {
            let (creator, _) = store::fans::whose(self.0.db.read(), *fan).await?;
            if creators.insert(creator) {
                self.allowed(me, creator, Act::Campaign).await?;
            }
        }
        match creators.into_iter().collect::<Vec<_>>().as_slice() {
            [one] => Ok(*one),
            _ => Err(Error::field("recipientIds", Problem::UnknownValue)),
        }
    }

    /// Writes every message, in the transaction of the one who calls. A fan cannot be written to twice: the message's key is
    /// made of the campaign and the fan.
    async fn order(&self, tx: &mut WriteTx, order: &Order<'_>, receivers: &[Receiver]) -> Result<()> {
        let (pace, now) = (&self.0.settings.pace, self.now().0);
        let start = plan::begin(tx, order.creator, order.id, order.from, pace, receivers.len()).await?;
        for (at, some) in receivers.chunks(AT_ONCE).enumerate() {
            let messages: Vec<Sent> = some
                .iter()
                .enumerate()
                .map(|(n, fan)| Sent {
                    id: new_id::<OutgoingId>().to_string(),
                    fan: fan.id.clone(),
                    text: personal::fill(order.text.trim(), fan),
                    due_at: plan::due(pace, start, at * AT_ONCE + n),
                })
                .collect();
            let (campaign, creator) = (order.id, order.creator);
            store::campaigns::put(tx, campaign, creator, order.author, order.media, order.price_cents, &messages, now).await?;
        }
        let end = plan::due(pace, start, receivers.len());
        store::campaigns::planned(tx, order.id, Some(receivers.len()), start, end).await
    }
}
