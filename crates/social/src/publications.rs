//! Publications, as people handle them.

use crate::{
    Account, AccountState, Attempt, Decision, Draft, Publication, Result, Social, State,
    store::{self, publications::New},
};
use db::new_id;
use model::{
    ContentId, ErrorCode, Page, PageRequest, PublicationId, SocialAccountId, Timestamp, UserId,
    error::Problem,
    social::{MediaView, Number, TARGETS_MAX},
};
use std::ops::Range;

/// So near its time a publication can't be cancelled or changed: a worker may be at it.
const NEAR: i64 = 60_000;
/// The longest a schedule reaches.
const YEAR: i64 = 366 * 86_400_000;

/// The longest name of a request, in bytes.
const KEY_MAX: usize = 60;

/// A request to publish.
#[derive(Debug, Clone)]
pub struct Request {
    /// The sender's own name for it: sent twice, it publishes once.
    pub key: String,
    /// A hash of all that it asks for; another request by the same name is refused.
    pub hash: String,
}

/// What is to be published through one account.
#[derive(Debug, Clone)]
pub struct NewPublication {
    /// Through which account.
    pub account: SocialAccountId,
    /// Of which post; whoever calls this has looked whether the person may read it.
    pub content: Option<ContentId>,
    /// What.
    pub draft: Draft,
    /// When; `None`: now.
    pub at: Option<Timestamp>,
}

impl Social {
    /// What was taken of this very request before, in its order; `None` if it is new. Nothing is checked anew: its time may be
    /// over and its files gone, it is answered all the same.
    ///
    /// # Errors
    /// `Invalid`: `key` if it is empty or too long, or the name of another request.
    pub async fn taken(&self, user: UserId, request: &Request) -> Result<Option<Vec<Publication>>> {
        if !(1..=KEY_MAX).contains(&request.key.len()) {
            return Err(model::Error::field("key", if request.key.is_empty() { Problem::Required } else { Problem::TooLong }).into());
        }
        let keys: Vec<String> = (0..TARGETS_MAX).map(|place| place_key(request, place)).collect();
        let before = store::publications::by_request(&self.0.db, user, &keys).await?;
        if before.is_empty() {
            return Ok(None);
        }
        if before.iter().any(|(_, hash)| hash.as_ref() != Some(&request.hash)) {
            return Err(model::Error::field("key", Problem::UnknownValue).into());
        }
        Ok(Some(before.into_iter().map(|(publication, _)| publication).collect()))
    }

    /// Those of these uploads that are somebody's.
    ///
    /// # Errors
    /// `Unavailable` if the database is.
    pub async fn files(&self, user: UserId, keys: &[&str]) -> Result<Vec<MediaView>> {
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        Ok(store::media::several(&self.0.db, user, keys).await?)
    }

    /// Takes all that a request asks for, or nothing of it; workers do the rest. Whoever calls this has asked [`Self::taken`].
    ///
    /// # Errors
    /// `Invalid` with the fields that break the platform's rules; `AccountWaits` if an account can't be used.
    pub async fn publish(&self, user: UserId, request: &Request, all: &[NewPublication]) -> Result<Vec<Publication>> {
        let now = self.now();
        let mut rows = Vec::new();
        for (place, new) in all.iter().enumerate() {
            let account = self.account(user, new.account).await?;
            self.connector(account.platform)?.validate(&new.draft)?;
            usable(&account)?;
            rows.push(New {
                id: new_id(),
                user,
                account: account.id,
                content: new.content,
                platform: account.platform,
                request_key: place_key(request, place),
                request_hash: &request.hash,
                draft: serde_json::to_string(&new.draft).map_err(|_| ErrorCode::BadRequest)?,
                at: self.moment(new.at)?,
                now,
            });
        }
        let mut tx = self.0.db.write().await?;
        for (row, new) in rows.iter().zip(all) {
            if !store::publications::insert(&mut tx, row).await? {
                // The same request came twice at once, and the other one was first.
                drop(tx);
                return Ok(self.taken(user, request).await?.ok_or(ErrorCode::Internal)?);
            }
            store::media::link(&mut tx, row.id, new.draft.media.iter().map(|file| file.key.as_str())).await?;
        }
        tx.commit().await?;
        let mut publications = Vec::new();
        for row in &rows {
            self.changed_publication(user, row.id);
            publications.push(self.publication(user, row.id).await?);
        }
        Ok(publications)
    }

    /// When it begins: now where nothing else is said.
    fn moment(&self, at: Option<Timestamp>) -> model::Result<i64> {
        let now = self.now();
        let at = at.map_or(now, |at| at.0);
        // A request may have been on its way for a moment.
        if at < now - 60_000 || at > now + YEAR { Err(model::Error::field("at", Problem::NotInTheFuture)) } else { Ok(at) }
    }

    /// One of somebody's.
    ///
    /// # Errors
    /// `NotFound` if it is not this person's.
    pub async fn publication(&self, user: UserId, id: PublicationId) -> Result<Publication> {
        let found = store::publications::get(&self.0.db, id).await?.filter(|one| one.user == user);
        Ok(found.ok_or(ErrorCode::NotFound)?)
    }

    /// Somebody's, newest first; all, or those in a state.
    pub async fn publications(&self, user: UserId, page: &PageRequest, state: Option<State>) -> Result<Page<Publication>> {
        let before = page.cursor.as_deref().map(str::parse::<PublicationId>).transpose().map_err(|_| ErrorCode::BadRequest)?;
        let limit = page.limit();
        let mut items = store::publications::list(&self.0.db, user, before, state, limit + 1).await?;
        let most = usize::try_from(limit).unwrap_or(usize::MAX);
        let more = items.len() > most;
        items.truncate(most);
        let next_cursor = items.last().filter(|_| more).map(|one| one.id.to_string());
        Ok(Page { items, next_cursor })
    }

    /// Somebody's of a post, newest first; at most 200.
    pub async fn publications_of(&self, user: UserId, content: ContentId) -> Result<Vec<Publication>> {
        Ok(store::publications::of(&self.0.db, user, content).await?)
    }

    /// What was tried for it, oldest first.
    pub async fn attempts(&self, user: UserId, id: PublicationId) -> Result<Vec<Attempt>> {
        self.publication(user, id).await?;
        Ok(store::attempts::list(&self.0.db, id).await?)
    }

    /// The newest numbers of what it became.
    pub async fn numbers_of(&self, publication: &Publication) -> Result<Vec<Number>> {
        match &publication.remote_id {
            Some(subject) => Ok(store::numbers::newest(&self.0.db, publication.account, subject).await?),
            None => Ok(Vec::new()),
        }
    }

    /// Times at which it is too late to cancel.
    fn near(&self) -> Range<i64> {
        self.now() - NEAR..self.now() + NEAR
    }

    /// Whether it may be cancelled or changed now: nothing has begun, and its time is not near, or it waits for something.
    pub fn is_far(&self, publication: &Publication) -> bool {
        let near = self.near().contains(&publication.scheduled_at.0);
        publication.state == State::Scheduled && (!near || publication.problem.is_some())
    }

    /// Cancels what has failed, or what has not begun and is more than a minute away or waits for something.
    ///
    /// # Errors
    /// `TooLate`.
    pub async fn cancel(&self, user: UserId, id: PublicationId) -> Result<Publication> {
        self.publication(user, id).await?;
        let mut tx = self.0.db.write().await?;
        let done = store::publications::cancel(&mut tx, id, &self.near()).await?;
        tx.commit().await?;
        self.after(user, id, done).await
    }

    /// Changes what has not begun and is more than a minute away or waits for something.
    ///
    /// # Errors
    /// `TooLate`; `Invalid` with the fields that break the platform's rules.
    pub async fn change(&self, user: UserId, id: PublicationId, draft: &Draft, at: Option<Timestamp>) -> Result<Publication> {
        let publication = self.publication(user, id).await?;
        self.connector(publication.platform)?.validate(draft)?;
        let at = self.moment(at)?;
        let text = serde_json::to_string(draft).map_err(|_| ErrorCode::BadRequest)?;
        let mut tx = self.0.db.write().await?;
        let done = store::publications::change(&mut tx, id, &text, at, &self.near()).await?;
        if done {
            store::media::link(&mut tx, id, draft.media.iter().map(|file| file.key.as_str())).await?;
        }
        tx.commit().await?;
        self.after(user, id, done).await
    }

    /// Begins what failed anew, as it was or mended, now or at a time.
    ///
    /// # Errors
    /// `TooLate` unless it failed: what is unconfirmed is decided first; `AccountWaits` if the account can't be used.
    pub async fn retry(&self, user: UserId, id: PublicationId, draft: Option<Draft>, at: Option<Timestamp>) -> Result<Publication> {
        let publication = self.publication(user, id).await?;
        if let Some(draft) = &draft {
            self.connector(publication.platform)?.validate(draft)?;
        }
        usable(&self.account(user, publication.account).await?)?;
        let at = self.moment(at)?.max(self.now());
        let text = draft.as_ref().map(serde_json::to_string).transpose().map_err(|_| ErrorCode::BadRequest)?;
        let mut tx = self.0.db.write().await?;
        let done = store::publications::retry(&mut tx, id, text.as_deref(), at).await?;
        if let (true, Some(draft)) = (done, &draft) {
            store::media::link(&mut tx, id, draft.media.iter().map(|file| file.key.as_str())).await?;
        }
        tx.commit().await?;
        self.after(user, id, done).await
    }

    /// A person decides what nobody could find out.
    ///
    /// # Errors
    /// `TooLate` unless it is unconfirmed; `Invalid`: `url`.
    pub async fn settle(&self, user: UserId, id: PublicationId, decision: Decision) -> Result<Publication> {
        self.publication(user, id).await?;
        let (state, url) = match &decision {
            Decision::IsPublic(url) => (State::Published, url.as_deref().map(str::trim).filter(|url| !url.is_empty())),
            Decision::IsNot => (State::Failed, None),
        };
        if url.is_some_and(|url| url.len() > 500 || !url.starts_with("https://")) {
            return Err(model::Error::field("url", Problem::UnknownValue).into());
        }
        let mut tx = self.0.db.write().await?;
        let done = store::publications::decide(&mut tx, id, state, url, self.now()).await?;
        tx.commit().await?;
        self.after(user, id, done).await
    }

    /// As it is after a change, if that was done.
    async fn after(&self, user: UserId, id: PublicationId, done: bool) -> Result<Publication> {
        if !done {
            return Err(ErrorCode::TooLate.into());
        }
        self.changed_publication(user, id);
        self.publication(user, id).await
    }
}

/// What a target of a request is known by.
fn place_key(request: &Request, place: usize) -> String {
    format!("{}#{place}", request.key)
}

/// Through an account that waits for its person, or is disconnected, nothing would go out.
fn usable(account: &Account) -> Result<()> {
    if account.state == AccountState::Active { Ok(()) } else { Err(ErrorCode::AccountWaits.into()) }
}
