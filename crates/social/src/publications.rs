//! Publications, as people handle them.

use crate::{
    Attempt, Decision, Draft, Publication, Result, Social, State,
    store::{self, publications::New},
};
use db::new_id;
use model::{ContentId, ErrorCode, Page, PageRequest, PublicationId, SocialAccountId, Timestamp, UserId, error::Problem};

/// Until so long before its time a publication can be cancelled.
const TOO_LATE_TO_CANCEL: i64 = 60_000;
/// The longest a schedule reaches.
const YEAR: i64 = 366 * 86_400_000;

/// What is to be published.
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
    /// The same key twice is one publication.
    pub request_key: String,
}

impl Social {
    /// Takes a publication; a worker does the rest.
    ///
    /// # Errors
    /// `Invalid` with the fields that break the platform's rules.
    pub async fn publish(&self, user: UserId, new: NewPublication) -> Result<Publication> {
        if !(1..=100).contains(&new.request_key.len()) {
            return Err(model::Error::field("request_key", Problem::TooLong).into());
        }
        let account = self.account(user, new.account).await?;
        self.connector(account.platform)?.validate(&new.draft)?;
        let now = self.now();
        let at = new.at.map_or(now, |at| at.0);
        if at < now - 60_000 || at > now + YEAR {
            return Err(model::Error::field("at", Problem::NotInTheFuture).into());
        }
        let draft = serde_json::to_string(&new.draft).map_err(|_| ErrorCode::BadRequest)?;
        let row = New {
            id: new_id(),
            user,
            account: account.id,
            content: new.content,
            platform: account.platform,
            request_key: &new.request_key,
            draft: &draft,
            at,
            now,
        };
        let mut tx = self.0.db.write().await?;
        let inserted = store::publications::insert(&mut tx, &row).await?;
        tx.commit().await?;
        if inserted {
            return self.publication(user, row.id).await;
        }
        let before = store::publications::by_request(&self.0.db, user, &new.request_key).await?.ok_or(ErrorCode::Internal)?;
        let same = before.account == new.account && before.draft == new.draft;
        if same { Ok(before) } else { Err(model::Error::field("request_key", Problem::UnknownValue).into()) }
    }

    /// One of somebody's.
    ///
    /// # Errors
    /// `NotFound` if it is not this person's.
    pub async fn publication(&self, user: UserId, id: PublicationId) -> Result<Publication> {
        let found = store::publications::get(&self.0.db, id).await?.filter(|one| one.user == user);
        Ok(found.ok_or(ErrorCode::NotFound)?)
    }

    /// Somebody's, newest first.
    pub async fn publications(&self, user: UserId, page: PageRequest) -> Result<Page<Publication>> {
        let before = page.cursor.as_deref().map(str::parse::<PublicationId>).transpose().map_err(|_| ErrorCode::BadRequest)?;
        let limit = page.limit();
        let mut items = store::publications::list(&self.0.db, user, before, limit + 1).await?;
        let more = items.len() as i64 > limit;
        items.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        let next_cursor = items.last().filter(|_| more).map(|one| one.id.to_string());
        Ok(Page { items, next_cursor })
    }

    /// What was tried for it, oldest first.
    pub async fn attempts(&self, user: UserId, id: PublicationId) -> Result<Vec<Attempt>> {
        self.publication(user, id).await?;
        Ok(store::attempts::list(&self.0.db, id).await?)
    }

    /// Cancels what has failed, or what has not begun and is more than a minute away.
    ///
    /// # Errors
    /// `Forbidden` if it is too late for that.
    pub async fn cancel(&self, user: UserId, id: PublicationId) -> Result<Publication> {
        self.publication(user, id).await?;
        let mut tx = self.0.db.write().await?;
        let done = store::publications::cancel(&mut tx, id, self.now() + TOO_LATE_TO_CANCEL).await?;
        tx.commit().await?;
        if done { self.publication(user, id).await } else { Err(ErrorCode::Forbidden.into()) }
    }

    /// Begins what failed anew, as it was or mended, now or at a time.
    ///
    /// # Errors
    /// `Forbidden` unless it failed: what is unconfirmed is decided first.
    pub async fn retry(&self, user: UserId, id: PublicationId, draft: Option<Draft>, at: Option<Timestamp>) -> Result<Publication> {
        let publication = self.publication(user, id).await?;
        if let Some(draft) = &draft {
            self.connector(publication.platform)?.validate(draft)?;
        }
        let draft = draft.map(|draft| serde_json::to_string(&draft)).transpose().map_err(|_| ErrorCode::BadRequest)?;
        let at = at.map_or_else(|| self.now(), |at| at.0.max(self.now()));
        let mut tx = self.0.db.write().await?;
        let done = store::publications::retry(&mut tx, id, draft.as_deref(), at).await?;
        tx.commit().await?;
        if done { self.publication(user, id).await } else { Err(ErrorCode::Forbidden.into()) }
    }

    /// A person decides what nobody could find out.
    ///
    /// # Errors
    /// `Forbidden` unless it is unconfirmed.
    pub async fn settle(&self, user: UserId, id: PublicationId, decision: Decision) -> Result<Publication> {
        self.publication(user, id).await?;
        let (state, url) = match &decision {
            Decision::IsPublic(url) => (State::Published, url.as_deref().filter(|url| url.len() <= 500 && url.starts_with("https://"))),
            Decision::IsNot => (State::Failed, None),
        };
        let mut tx = self.0.db.write().await?;
        let done = store::publications::decide(&mut tx, id, state, url, self.now()).await?;
        tx.commit().await?;
        if done { self.publication(user, id).await } else { Err(ErrorCode::Forbidden.into()) }
    }
}
