//! Messages of ours: written, edited, cancelled, tried again, decided upon.

use crate::{
    Crm,
    bucket::TOKEN,
    gateway::Trouble,
    place::{Place, page},
    policy::Act,
    store,
    store::outbox::New,
    why,
};
use db::new_id;
use model::{
    CampaignId, CreatorId, Error, ErrorCode, FanId, OutgoingId, Page, PageRequest, Result, Timestamp, UserId,
    crm::{Change, Origin, Outgoing, QueueStatus, SendState},
    error::{Check, Problem},
};

/// The longest text, in characters.
pub const TEXT_MAX: u32 = 5_000;
/// The most media of a message.
const MEDIA_MAX: usize = 40;
/// How the gateway names what was uploaded, until it is sent once.
const UPLOADED: &str = "ofapi_media_";
/// How far ahead a message can be scheduled, in days.
const AHEAD: i64 = 365;

/// A message that is to be sent.
#[derive(Debug, Clone)]
pub struct NewMessage {
    /// To whom.
    pub fan: FanId,
    /// Its text, 1 to 5,000 characters; may be empty with media.
    pub text: String,
    /// Media of the vault, or uploaded.
    pub media: Vec<String>,
    /// Those of the media that are seen without paying.
    pub previews: Vec<String>,
    /// Whether the text, too, is seen only after paying.
    pub locked_text: bool,
    /// 0, or 300 to 20,000 cents, which needs media.
    pub price_cents: i64,
    /// The gateway's id of the message that it answers.
    pub reply_to: Option<String>,
    /// 1 to 10; 10 goes first.
    pub priority: u8,
    /// Not before this moment.
    pub scheduled_at: Option<Timestamp>,
    /// Who wants it sent.
    pub origin: Origin,
    /// The campaign that it is part of.
    pub campaign: Option<CampaignId>,
    /// The sender's own name for it: said twice, it is one message.
    pub client_key: Option<String>,
}

impl NewMessage {
    /// A person's plain text, with the usual priority.
    pub fn text(fan: FanId, text: &str) -> Self {
        Self {
            fan,
            text: text.to_owned(),
            media: Vec::new(),
            previews: Vec::new(),
            locked_text: false,
            price_cents: 0,
            reply_to: None,
            priority: 5,
            scheduled_at: None,
            origin: Origin::Person,
            campaign: None,
            client_key: None,
        }
    }

    fn check(&self, now: Timestamp) -> Result<()> {
        let mut check = Check::new();
        check.length("text", self.text.trim(), u32::from(self.media.is_empty()), TEXT_MAX);
        if self.text.contains('\0') {
            check.wrong("text", Problem::UnknownValue);
        }
        check_media(&mut check, &self.media);
        if !self.previews.iter().all(|preview| self.media.contains(preview)) {
            check.wrong("previews", Problem::UnknownValue);
        }
        check_price(&mut check, self.price_cents, !self.media.is_empty());
        check.range("priority", u32::from(self.priority), 1, 10);
        if !self.client_key.iter().chain(self.reply_to.iter()).all(|text| token(text)) {
            check.wrong("clientKey", Problem::TooLong);
        }
        check_schedule(&mut check, self.scheduled_at, now);
        check.done()
    }
}

/// An id or a key that somebody else made.
fn token(text: &str) -> bool {
    !text.is_empty() && text.len() <= 200 && !text.contains('\0')
}

pub(crate) fn check_media(check: &mut Check, media: &[String]) {
    if media.len() > MEDIA_MAX || !media.iter().all(|one| token(one)) {
        check.wrong("media", Problem::TooGreat);
    }
}

/// Media of a message that goes to many: what was uploaded is good for one.
pub(crate) fn check_lasting_media(check: &mut Check, media: &[String]) {
    check_media(check, media);
    if media.iter().any(|one| one.starts_with(UPLOADED)) {
        check.wrong("media", Problem::UnknownValue);
    }
}

pub(crate) fn check_price(check: &mut Check, cents: i64, media: bool) {
    match cents {
        0 => {}
        300..=20_000 if !media => check.wrong("media", Problem::Required),
        300..=20_000 => {}
        i64::MIN..=299 => check.wrong("priceCents", Problem::TooSmall),
        20_001.. => check.wrong("priceCents", Problem::TooGreat),
    }
}

pub(crate) fn check_schedule(check: &mut Check, at: Option<Timestamp>, now: Timestamp) {
    if at.is_some_and(|at| at.0 <= now.0 || at.0 > now.0 + AHEAD * 86_400_000) {
        check.wrong("scheduledAt", Problem::NotInTheFuture);
    }
}

impl Crm {
    /// Writes a message: it is in the outbox and in the queue when this returns, whatever happens after.
    ///
    /// # Errors
    /// `Invalid` with the fields; `NotFound` for a fan who is not `me`'s to write to.
    pub async fn write(&self, me: UserId, new: NewMessage) -> Result<Outgoing> {
        let (creator, chat) = store::fans::whose(self.0.db.read(), new.fan).await?;
        self.allowed(me, creator, Act::Send).await?;
        if store::imports::is_only_imported(&chat) {
            return Err(Error::field("recipientId", Problem::UnknownValue));
        }
        let now = self.now();
        new.check(now)?;
        let id: OutgoingId = new_id();
        let due_at = new.scheduled_at.unwrap_or(now).0;
        let row = New {
            id,
            creator,
            fan: new.fan,
            author: Some(me),
            origin: new.origin,
            campaign: new.campaign.map(|id| id.to_string()),
            automation: None,
            client_key: new.client_key.as_deref(),
            text: new.text.trim(),
            media: json(&new.media),
            previews: json(&new.previews),
            locked_text: new.locked_text,
            price_cents: new.price_cents,
            reply_to: new.reply_to.as_deref(),
            priority: new.priority,
            due_at,
            at: now.0,
        };
        let mut tx = self.0.db.write().await?;
        if !store::outbox::insert(&mut tx, &row).await? {
            drop(tx);
            return store::outbox::by_key(self.0.db.read(), creator, new.client_key.as_deref().unwrap_or_default()).await;
        }
        store::outbox::log(&mut tx, &id.to_string(), SendState::Queued, "written", Some(me), now.0).await?;
        store::queue::put(&mut tx, &id.to_string(), creator, store::queue::place(new.origin, new.priority), due_at).await?;
        tx.commit().await?;
        self.0.metrics.queued(1);
        self.0.queued.notify_one();
        self.changed(creator);
        store::outbox::get(self.0.db.read(), id).await
    }

    /// A message of ours.
    ///
    /// # Errors
    /// `NotFound`, also for others'.
    pub async fn outgoing(&self, me: UserId, id: OutgoingId) -> Result<Outgoing> {
        let found = store::outbox::get(self.0.db.read(), id).await?;
        self.allowed(me, found.creator, Act::See).await?;
        Ok(found)
    }

    /// What became of a message, step by step.
    ///
    /// # Errors
    /// `NotFound`, also for others'.
    pub async fn history(&self, me: UserId, id: OutgoingId) -> Result<Vec<Change>> {
        self.outgoing(me, id).await?;
        store::outbox::changes(self.0.db.read(), id).await
    }

    /// Messages of one account, or of all of somebody's, that are in a state, the last changed first.
    ///
    /// # Errors
    /// `NotFound` for others' accounts; `BadRequest` for a cursor that is not from the page before.
    pub async fn in_state(&self, me: UserId, of: Option<CreatorId>, state: SendState, request: &PageRequest) -> Result<Page<Outgoing>> {
        let place = Place::of::<OutgoingId>(request)?;
        let mut rows = Vec::new();
        for creator in self.seen(me, of).await? {
            rows.extend(store::outbox::in_state(self.0.db.read(), creator, state, place.before(), request.limit() + 1).await?);
        }
        rows.sort_unstable_by_key(|one| std::cmp::Reverse((one.changed_at, one.id.to_string())));
        Ok(page(rows, request, |one| (one.changed_at.0, one.id)))
    }

    /// Takes a message back that waits, or that failed.
    ///
    /// # Errors
    /// `TooLate` if it was sent meanwhile; `NotFound`.
    pub async fn cancel(&self, me: UserId, id: OutgoingId) -> Result<Outgoing> {
        self.turn(me, id, &[SendState::Queued, SendState::Failed], SendState::Cancelled, "cancelled").await
    }

    /// Puts a message back into the queue that certainly did not arrive.
    ///
    /// # Errors
    /// `TooLate` for any other; `CampaignEnded` for one of a campaign that was ended; `NotFound`.
    pub async fn retry(&self, me: UserId, id: OutgoingId) -> Result<Outgoing> {
        self.turn(me, id, &[SendState::Failed], SendState::Queued, why::AGAIN).await
    }

    /// A person says what became of a message whose answer was lost. One that did not arrive counts as failed, and can be
    /// tried again.
    ///
    /// # Errors
    /// `TooLate` if it is settled already; `NotFound`.
    pub async fn decide(&self, me: UserId, id: OutgoingId, arrived: bool) -> Result<Outgoing> {
        let (state, reason) = decision(arrived);
        self.turn(me, id, &[SendState::Unconfirmed], state, reason).await
    }

    async fn turn(&self, me: UserId, id: OutgoingId, from: &[SendState], to: SendState, reason: &str) -> Result<Outgoing> {
        let known = self.outgoing(me, id).await?;
        self.allowed(me, known.creator, if from == [SendState::Unconfirmed] { Act::Settle } else { Act::Send }).await?;
        self.turned(me, known, from, to, reason).await
    }

    /// The same for whoever may.
    pub(crate) async fn turned(&self, me: UserId, known: Outgoing, from: &[SendState], to: SendState, reason: &str) -> Result<Outgoing> {
        let (id, text, now) = (known.id, known.id.to_string(), self.now().0);
        let mut tx = self.0.db.write().await?;
        if to == SendState::Queued {
            let campaign = known.campaign.map(|id| id.to_string());
            if store::campaigns::held(&mut tx, campaign.as_deref()).await?.as_deref() == Some("cancelled") {
                return Err(ErrorCode::CampaignEnded.into());
            }
        }
        let mut turned = false;
        for state in from {
            turned = turned || store::outbox::change(&mut tx, &text, *state, to, reason, Some(me), now).await?;
        }
        if !turned {
            return Err(ErrorCode::TooLate.into());
        }
        // Whatever becomes of it, it is no dead letter any more.
        store::queue::exhume(&mut tx, &text).await?;
        if to == SendState::Queued {
            store::outbox::renew(&mut tx, &text, now).await?;
            store::queue::put(&mut tx, &text, known.creator, store::queue::place(known.origin, known.priority), now).await?;
        } else {
            store::queue::remove(&mut tx, &text).await?;
        }
        tx.commit().await?;
        if to == SendState::Queued {
            self.0.metrics.queued(1);
        }
        self.0.queued.notify_one();
        self.changed(known.creator);
        store::outbox::get(self.0.db.read(), id).await
    }

    /// Changes text, price and time of a message that waits.
    ///
    /// # Errors
    /// `Invalid` with the fields; `TooLate` if it does not wait any more; `NotFound`.
    pub async fn edit(&self, me: UserId, id: OutgoingId, text: &str, price_cents: i64, scheduled_at: Option<Timestamp>) -> Result<Outgoing> {
        let known = self.outgoing(me, id).await?;
        self.allowed(me, known.creator, Act::Send).await?;
        let now = self.now();
        let same = NewMessage { media: known.media, price_cents, scheduled_at, ..NewMessage::text(known.fan, text) };
        same.check(now)?;
        let due_at = scheduled_at.unwrap_or(now).0;
        let mut tx = self.0.db.write().await?;
        if !store::outbox::edit(&mut tx, id, text.trim(), price_cents, due_at, now.0).await? {
            return Err(ErrorCode::TooLate.into());
        }
        store::outbox::log(&mut tx, &id.to_string(), SendState::Queued, "edited", Some(me), now.0).await?;
        store::queue::put(&mut tx, &id.to_string(), known.creator, store::queue::place(known.origin, known.priority), due_at).await?;
        tx.commit().await?;
        self.0.queued.notify_one();
        self.changed(known.creator);
        store::outbox::get(self.0.db.read(), id).await
    }

    /// Takes a message out of the chat, where the gateway still can (a day).
    ///
    /// # Errors
    /// `TooLate` if it can't; `OutsideUnavailable` if the gateway does not answer; `NotFound`.
    pub async fn unsend(&self, me: UserId, id: OutgoingId) -> Result<()> {
        let known = self.outgoing(me, id).await?;
        self.allowed(me, known.creator, Act::Send).await?;
        let message = known.gateway_id.ok_or(ErrorCode::TooLate)?;
        let (creator, fan) = store::fans::whose(self.0.db.read(), known.fan).await?;
        let account = store::creators::get(self.0.db.read(), creator).await?;
        match self.0.gateway.unsend(&account.gateway_id, &fan, &message).await {
            // Gone already is gone.
            Ok(()) | Err(Trouble::Refused(404, _)) => {}
            Err(Trouble::Refused(..)) => return Err(ErrorCode::TooLate.into()),
            Err(_) => return Err(ErrorCode::OutsideUnavailable.into()),
        }
        let now = self.now().0;
        let mut tx = self.0.db.write().await?;
        store::messages::delete(&mut tx, creator, &message, now).await?;
        store::outbox::unsent(&mut tx, &id.to_string(), now).await?;
        store::outbox::log(&mut tx, &id.to_string(), known.state, "taken out of the chat", Some(me), now).await?;
        tx.commit().await?;
        self.changed(creator);
        Ok(())
    }

    /// The queue of somebody's accounts in numbers.
    ///
    /// # Errors
    /// `Unavailable` if the database is.
    pub async fn status(&self, me: UserId) -> Result<QueueStatus> {
        let user = me.to_string();
        let (depth, in_flight, dead_letters, unconfirmed) = store::queue::numbers(self.0.db.read(), &user).await?;
        let (pace, now) = (self.0.settings.pace, self.now().0);
        let buckets = store::queue::buckets(self.0.db.read(), &user).await?;
        let tokens = buckets.into_iter().map(|bucket| bucket.filled(&pace, now).tokens / TOKEN).max().unwrap_or(0);
        Ok(QueueStatus { depth, in_flight, dead_letters, unconfirmed, rate_per_minute: pace.per_minute, tokens })
    }

    /// The fan with this id at the gateway.
    ///
    /// # Errors
    /// `NotFound`, also for others'.
    pub async fn fan(&self, me: UserId, creator: CreatorId, gateway_id: &str) -> Result<FanId> {
        self.allowed(me, creator, Act::See).await?;
        store::fans::find(self.0.db.read(), creator, gateway_id).await?.ok_or_else(|| ErrorCode::NotFound.into())
    }
}

/// What a person says of a message whose answer was lost.
pub(crate) fn decision(arrived: bool) -> (SendState, &'static str) {
    if arrived { (SendState::Sent, "a person says that it arrived") } else { (SendState::Failed, why::DENIED) }
}

fn json(list: &[String]) -> String {
    serde_json::to_string(list).expect("a list of texts is always JSON")
}
