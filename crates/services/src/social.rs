//! Social accounts among the others: whose post it is, how often somebody may ask, when a local time is.

use crate::{
    Services,
    social_view::{asked, here},
};
use model::{
    ContentId, Error, ErrorCode, FieldError, Page, PageRequest, PublicationId, Result, SocialAccountId, Timestamp, UserId,
    accounts::User,
    content::Role,
    error::Problem,
    social::{
        AccountView, Attempt, Checked, DayNumber, Decision, Draft, FILES_MAX, MediaView, Platform, PublicationState, PublicationView, PublishRequest,
        SignIn, Subreddit, TARGETS_MAX, Target, Trouble, When,
    },
};
use social::{Callback, NewPublication, Request};

/// How often a minute somebody may: begin a sign-in, have an account checked, look at a subreddit, publish, try again.
const SIGN_INS: u32 = 20;
const CHECKS: u32 = 30;
const SUBREDDITS: u32 = 60;
const PUBLISHES: u32 = 60;
const RETRIES: u32 = 30;

/// What a platform answered, or what it has against it.
type Said<T> = std::result::Result<T, Trouble>;

impl Services {
    /// The platforms that accounts can be connected to.
    pub fn social_platforms(&self) -> Vec<Platform> {
        self.social.platforms()
    }

    /// The address that a platform sends browsers back to.
    pub fn social_redirect(&self, platform: Platform) -> String {
        format!("{}/api/auth/{}/callback", self.about.public_url, platform.code())
    }

    /// Begins a sign-in; the address to send the browser to.
    ///
    /// # Errors
    /// `TooMany`, `NotFound`, `BadRequest` for a way that the platform does not have.
    pub async fn social_start(&self, me: UserId, session: &str, platform: Platform, sign_in: SignIn) -> Result<Said<String>> {
        self.accounts.limit(format!("social sign-ins {me}"), SIGN_INS, 60)?;
        asked(self.social.connect_start(me, session, platform, sign_in, &self.social_redirect(platform)).await)
    }

    /// Ends a sign-in; the accounts that are connected now.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn social_callback(&self, me: UserId, session: &str, platform: Platform, callback: Callback) -> Result<Said<Vec<AccountView>>> {
        match asked(self.social.connect_callback(me, session, platform, callback).await)? {
            Ok(accounts) => {
                let mut views = Vec::new();
                for account in accounts {
                    // What may be chosen and what quota is left is asked for at once; a failure changes nothing.
                    let account = self.social.check(me, account.id).await.unwrap_or(account);
                    views.push(self.seen_account(account).await?);
                }
                Ok(Ok(views))
            }
            Err(trouble) => Ok(Err(trouble)),
        }
    }

    /// Somebody's accounts.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn social_accounts(&self, me: UserId) -> Result<Vec<AccountView>> {
        let mut views = Vec::new();
        for account in here(self.social.accounts(me).await)? {
            views.push(self.seen_account(account).await?);
        }
        Ok(views)
    }

    /// One of them.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn social_account(&self, me: UserId, id: SocialAccountId) -> Result<AccountView> {
        self.seen_account(here(self.social.account(me, id).await)?).await
    }

    /// Asks the platform how an account is.
    ///
    /// # Errors
    /// `NotFound`, `TooMany`.
    pub async fn social_check(&self, me: UserId, id: SocialAccountId) -> Result<Checked> {
        here(self.social.account(me, id).await)?;
        self.accounts.limit(format!("social checks {me}"), CHECKS, 60)?;
        let trouble = asked(self.social.check(me, id).await)?.err();
        Ok(Checked { account: self.social_account(me, id).await?, trouble })
    }

    /// Disconnects an account. It is done in any case; the trouble is what the platform could not do.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn social_disconnect(&self, me: UserId, id: SocialAccountId) -> Result<Option<Trouble>> {
        Ok(here(self.social.disconnect(me, id).await)?.map(Trouble::from))
    }

    /// What a subreddit takes.
    ///
    /// # Errors
    /// `NotFound`, `TooMany`; `Invalid`: `subreddit`.
    pub async fn social_subreddit(&self, me: UserId, id: SocialAccountId, name: &str) -> Result<Said<Subreddit>> {
        here(self.social.account(me, id).await)?;
        self.accounts.limit(format!("social subreddits {me}"), SUBREDDITS, 60)?;
        asked(self.social.subreddit(me, id, name).await)
    }

    /// An account's own numbers of so many days.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn social_account_numbers(&self, me: UserId, id: SocialAccountId, days: u32) -> Result<Vec<DayNumber>> {
        here(self.social.numbers_by_day(me, id, days).await)
    }

    /// Publishes to several targets: each is a publication of its own. All of them are taken or none, and a request that is sent
    /// twice publishes once: the second time it is answered as things are by then.
    ///
    /// # Errors
    /// `NotFound` for a post or an account, `Forbidden` for a post that one may only read, `Invalid`, `TooMany`, `AccountWaits`.
    /// Then nothing was begun.
    pub async fn social_publish(&self, me: &User, request: PublishRequest) -> Result<Vec<PublicationView>> {
        let hash = hashed(&request)?;
        let PublishRequest { content, targets, when, key } = request;
        let request = Request { key, hash };
        if let Some(taken) = here(self.social.taken(me.id, &request).await)? {
            return self.seen_all(taken).await;
        }
        if !(1..=TARGETS_MAX).contains(&targets.len()) {
            return Err(Error::field("targets", if targets.is_empty() { Problem::Required } else { Problem::TooGreat }));
        }
        if let Some(content) = content
            && self.contents.role(me.id, content).await? < Role::Editor
        {
            return Err(ErrorCode::Forbidden.into());
        }
        let at = moment(me, when)?;
        let targets = self.known(me.id, targets).await?;
        for _ in &targets {
            self.accounts.limit(format!("social publishes {}", me.id), PUBLISHES, 60)?;
        }
        let all: Vec<_> = targets.into_iter().map(|Target { account, draft }| NewPublication { account, content, draft, at }).collect();
        self.seen_all(here(self.social.publish(me.id, &request, &all).await)?).await
    }

    /// The targets with what the server knows of their files, if all of them keep the rules.
    async fn known(&self, me: UserId, targets: Vec<Target>) -> Result<Vec<Target>> {
        let (mut known, mut wrong) = (Vec::new(), Vec::new());
        for (place, target) in targets.into_iter().enumerate() {
            let platform = here(self.social.account(me, target.account).await)?.platform;
            match self.drafted(me, platform, target.draft).await {
                Ok(draft) => known.push(Target { account: target.account, draft }),
                Err(error) if error.code == ErrorCode::Invalid => {
                    let within = |field: FieldError| FieldError { field: format!("targets.{place}.{}", field.field), ..field };
                    wrong.extend(error.fields.into_iter().map(within));
                }
                Err(error) => return Err(error),
            }
        }
        if wrong.is_empty() { Ok(known) } else { Err(Error::fields(wrong)) }
    }

    /// A draft with what the server knows of its files, if it keeps the platform's rules.
    async fn drafted(&self, me: UserId, platform: Platform, mut draft: Draft) -> Result<Draft> {
        if draft.media.len() > FILES_MAX {
            return Err(Error::field("media", Problem::TooGreat));
        }
        let keys: Vec<&str> = draft.media.iter().map(|file| file.key.as_str()).collect();
        let known = here(self.social.files(me, &keys).await)?;
        for file in &mut draft.media {
            let found = known.iter().find(|media| media.key == file.key);
            *file = found.and_then(MediaView::file).ok_or_else(|| Error::field("media", Problem::UnknownValue))?;
        }
        model::social::validate(platform, &draft)?;
        Ok(draft)
    }

    /// Somebody's publications, newest first; all, or those in a state.
    ///
    /// # Errors
    /// `BadRequest` for a cursor that is none.
    pub async fn social_publications(&self, me: UserId, page: &PageRequest, state: Option<PublicationState>) -> Result<Page<PublicationView>> {
        let Page { items, next_cursor } = here(self.social.publications(me, page, state).await)?;
        Ok(Page { items: self.seen_all(items).await?, next_cursor })
    }

    /// One's own publications of a post.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn social_publications_of(&self, me: UserId, content: ContentId) -> Result<Vec<PublicationView>> {
        self.seen_all(here(self.social.publications_of(me, content).await)?).await
    }

    /// A publication, with what the platform counts.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn social_publication(&self, me: UserId, id: PublicationId) -> Result<PublicationView> {
        self.seen(here(self.social.publication(me, id).await)?).await
    }

    /// What was tried for it, oldest first.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn social_attempts(&self, me: UserId, id: PublicationId) -> Result<Vec<Attempt>> {
        here(self.social.attempts(me, id).await)
    }

    /// Changes what has not begun; its time too, if one is said.
    ///
    /// # Errors
    /// `NotFound`, `Invalid`; `TooLate` when a minute or less is left.
    pub async fn social_change(&self, me: &User, id: PublicationId, draft: Draft, when: Option<When>) -> Result<PublicationView> {
        let publication = here(self.social.publication(me.id, id).await)?;
        if !self.social.is_far(&publication) {
            return Err(ErrorCode::TooLate.into());
        }
        let draft = self.drafted(me.id, publication.platform, draft).await?;
        let at = when.map_or(Ok(Some(publication.scheduled_at)), |when| moment(me, when))?;
        self.seen(here(self.social.change(me.id, id, &draft, at).await)?).await
    }

    /// Cancels what has not begun, or has failed.
    ///
    /// # Errors
    /// `NotFound`, `TooLate`.
    pub async fn social_cancel(&self, me: UserId, id: PublicationId) -> Result<PublicationView> {
        self.seen(here(self.social.cancel(me, id).await)?).await
    }

    /// Begins what failed anew, as it was or mended.
    ///
    /// # Errors
    /// `NotFound`, `Invalid`, `TooMany`; `TooLate` unless it failed.
    pub async fn social_retry(&self, me: &User, id: PublicationId, draft: Option<Draft>, when: When) -> Result<PublicationView> {
        let publication = here(self.social.publication(me.id, id).await)?;
        self.accounts.limit(format!("social retries {}", me.id), RETRIES, 60)?;
        let draft = match draft {
            Some(draft) => Some(self.drafted(me.id, publication.platform, draft).await?),
            None => None,
        };
        self.seen(here(self.social.retry(me.id, id, draft, moment(me, when)?).await)?).await
    }

    /// Decides what nobody could find out.
    ///
    /// # Errors
    /// `NotFound`; `Invalid`: `url`; `TooLate` unless it is unconfirmed.
    pub async fn social_settle(&self, me: UserId, id: PublicationId, decision: Decision) -> Result<PublicationView> {
        self.seen(here(self.social.settle(me, id, decision).await)?).await
    }

    /// Somebody's files, newest first.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn social_media(&self, me: UserId) -> Result<Vec<MediaView>> {
        self.uploads.list(me).await
    }

    /// Erases a file.
    ///
    /// # Errors
    /// `NotFound`; `TooLate` while a publication needs it.
    pub async fn social_media_delete(&self, me: UserId, key: &str) -> Result<()> {
        self.uploads.delete(me, key).await
    }
}

/// `None`: now.
fn moment(me: &User, when: When) -> Result<Option<Timestamp>> {
    match when {
        When::Now => Ok(None),
        When::At(at) => Ok(Some(at)),
        When::Local { time, zone } => {
            let zone = if zone.is_empty() { &me.time_zone } else { &zone };
            crm::local_time(&time, zone).map(Some)
        }
    }
}

/// All that a request asks for; of files the keys are enough.
fn hashed(request: &PublishRequest) -> Result<String> {
    let asked = |target: &Target| {
        let keys: Vec<String> = target.draft.media.iter().map(|file| file.key.clone()).collect();
        (target.account, target.draft.text.clone(), keys, target.draft.options.clone())
    };
    let targets: Vec<_> = request.targets.iter().map(asked).collect();
    let text = serde_json::to_string(&(request.content, &request.when, targets)).map_err(|_| ErrorCode::BadRequest)?;
    Ok(db::hash(&text))
}
