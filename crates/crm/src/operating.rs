//! What administrators see and do, over all accounts: buckets, dead letters, what is unconfirmed, the journal.

use crate::{
    Crm,
    bucket::TOKEN,
    place::{Place, page},
    store, why,
};
use accounts::administers;
use model::{
    ErrorCode, OutgoingId, Page, PageRequest, Result, Timestamp, WebhookId,
    accounts::User,
    crm::{AccountBucket, EventState, JournalEntry, SendState, Troubled},
};

/// Accounts whose buckets are shown.
const BUCKETS: i64 = 100;
/// Dead letters of one transaction.
const AT_ONCE: i64 = 100;

impl Crm {
    /// The buckets of all accounts, those with most that waits first; at most 100.
    ///
    /// # Errors
    /// `Forbidden` for whoever is no administrator, here and below.
    pub async fn buckets(&self, me: &User) -> Result<Vec<AccountBucket>> {
        administers(me)?;
        let (pace, now) = (self.0.settings.pace, self.now().0);
        let rows = store::operating::buckets(self.0.db.read(), now, BUCKETS).await?;
        rows.into_iter().map(|row| row.read(now, |bucket| bucket.filled(&pace, now).tokens / TOKEN)).collect()
    }

    /// Messages of all accounts that were given up, the last first.
    ///
    /// # Errors
    /// `Forbidden`; `BadRequest` for a cursor that nobody was given.
    pub async fn dead_letters(&self, me: &User, request: &PageRequest) -> Result<Page<Troubled>> {
        administers(me)?;
        let place = Place::of::<OutgoingId>(request)?;
        let rows = store::operating::dead_letters(self.0.db.read(), place.before(), request.limit() + 1).await?;
        let rows: Vec<Troubled> = rows.into_iter().map(store::operating::TroubledRow::read).collect::<Result<_>>()?;
        Ok(page(rows, request, |row| (row.at.0, row.id)))
    }

    /// Messages of all accounts whose answer was lost, the last tried first.
    ///
    /// # Errors
    /// As [`Self::dead_letters`].
    pub async fn unconfirmed(&self, me: &User, request: &PageRequest) -> Result<Page<Troubled>> {
        administers(me)?;
        let place = Place::of::<OutgoingId>(request)?;
        let rows = store::operating::unconfirmed(self.0.db.read(), place.before(), request.limit() + 1).await?;
        let rows: Vec<Troubled> = rows.into_iter().map(store::operating::TroubledRow::read).collect::<Result<_>>()?;
        Ok(page(rows, request, |row| (row.at.0, row.id)))
    }

    /// Puts a dead letter back into the queue.
    ///
    /// # Errors
    /// `Forbidden`; `TooLate` if it is none any more; `CampaignEnded` for one of a campaign that was ended; `NotFound`.
    pub async fn redrive(&self, me: &User, id: OutgoingId) -> Result<()> {
        administers(me)?;
        let known = store::outbox::get(self.0.db.read(), id).await?;
        self.turned(me.id, known, &[SendState::Failed], SendState::Queued, why::AGAIN).await.map(drop)
    }

    /// Puts all dead letters back that there are now; how many. Those of campaigns that were ended are taken back instead.
    ///
    /// # Errors
    /// `Forbidden`; `Unavailable` if the database is.
    pub async fn redrive_all(&self, me: &User) -> Result<u64> {
        administers(me)?;
        // Those that come back meanwhile are later than this.
        let (from, mut count) = (self.now().0, 0);
        loop {
            let some = store::operating::dead_before(self.0.db.read(), from, AT_ONCE).await?;
            if some.is_empty() {
                return Ok(count);
            }
            for id in some {
                match self.redrive(me, id).await {
                    Ok(()) => count += 1,
                    // It is taken back like the others of its campaign, and is no dead letter any more.
                    Err(error) if error.code == ErrorCode::CampaignEnded => {
                        let known = store::outbox::get(self.0.db.read(), id).await?;
                        self.turned(me.id, known, &[SendState::Failed], SendState::Cancelled, why::ENDED).await.map(drop)?;
                    }
                    // Somebody else was faster.
                    Err(error) if matches!(error.code, ErrorCode::TooLate | ErrorCode::NotFound) => {}
                    Err(error) => return Err(error),
                }
            }
        }
    }

    /// Says what became of a message whose answer was lost; see [`Self::decide`].
    ///
    /// # Errors
    /// `Forbidden`; `TooLate` if it is settled already; `NotFound`.
    pub async fn decide_for(&self, me: &User, id: OutgoingId, arrived: bool) -> Result<()> {
        administers(me)?;
        let known = store::outbox::get(self.0.db.read(), id).await?;
        let (state, reason) = crate::outgoing::decision(arrived);
        self.turned(me.id, known, &[SendState::Unconfirmed], state, reason).await.map(drop)
    }

    /// Events of the gateway, the last first: all, or those in a state.
    ///
    /// # Errors
    /// `Forbidden`; `BadRequest` for a cursor that nobody was given.
    pub async fn journal(&self, me: &User, state: Option<EventState>, request: &PageRequest) -> Result<Page<JournalEntry>> {
        administers(me)?;
        let before = match request.cursor.as_deref() {
            Some(cursor) => Some(cursor.parse::<WebhookId>().map_err(|_| ErrorCode::BadRequest)?),
            None => None,
        };
        let limit = usize::try_from(request.limit()).unwrap_or(1);
        let state = state.map_or("", EventState::code);
        let mut rows = store::operating::journal(self.0.db.read(), state, &db::id_before(before), request.limit() + 1).await?;
        let more = rows.len() > limit;
        rows.truncate(limit);
        let items: Vec<JournalEntry> = rows.into_iter().map(store::operating::EntryRow::read).collect::<Result<_>>()?;
        let next_cursor = items.last().filter(|_| more).map(|entry| entry.id.to_string());
        Ok(Page { items, next_cursor })
    }

    /// Lets an event be done again. Done again, it changes nothing that is right already.
    ///
    /// # Errors
    /// `Forbidden`; `TooLate` if it waits already, or is there no more.
    pub async fn replay_event(&self, me: &User, id: WebhookId) -> Result<()> {
        administers(me)?;
        let mut tx = self.0.db.write().await?;
        if !store::operating::replay(&mut tx, id).await? {
            return Err(ErrorCode::TooLate.into());
        }
        tx.commit().await?;
        self.0.journalled.notify_one();
        Ok(())
    }

    /// When the gateway's last event came.
    ///
    /// # Errors
    /// `Forbidden`; `Unavailable` if the database is.
    pub async fn last_event(&self, me: &User) -> Result<Option<Timestamp>> {
        administers(me)?;
        Ok(store::operating::last_event(self.0.db.read()).await?.map(Timestamp))
    }

    /// Asks Redis whether it answers, where servers share the pace of accounts there; otherwise what is wrong.
    ///
    /// # Errors
    /// `Forbidden`.
    pub async fn check_redis(&self, me: &User) -> Result<Option<std::result::Result<(), String>>> {
        administers(me)?;
        let Some(buckets) = &self.0.settings.buckets else { return Ok(None) };
        Ok(Some(buckets.ping().await.map(drop).map_err(|away| crate::text::line(&away.0, 300))))
    }

    /// Asks the gateway whether it takes our key; otherwise what it said.
    ///
    /// # Errors
    /// `Forbidden`.
    pub async fn check_gateway(&self, me: &User) -> Result<std::result::Result<(), String>> {
        administers(me)?;
        Ok(self.0.gateway.whoami().await.map_err(|trouble| crate::text::line(&trouble.to_string(), 300)))
    }
}
