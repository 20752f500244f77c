//! Accounts and publications of the slice, as people see them.

use crate::Services;
use model::{
    Result,
    social::{AccountView, Health, May, Platform, PublicationState, PublicationView},
};
use social::{Account, Publication};
use std::collections::{HashMap, hash_map::Entry};

impl Services {
    /// Whether the sandbox stands in for a platform.
    pub(crate) fn is_sandbox(&self, platform: Platform) -> bool {
        self.about.platforms.iter().any(|about| about.platform == platform && about.sandbox)
    }

    pub(crate) async fn seen_account(&self, account: Account) -> Result<AccountView> {
        let pending = if account.platform == Platform::TikTok { here(self.social.pending(account.id).await)? } else { 0 };
        let paused = self.social.paused().await?.contains(&account.platform);
        Ok(AccountView {
            id: account.id,
            platform: account.platform,
            sign_in: account.sign_in,
            name: account.name,
            picture_url: account.picture_url,
            scopes: account.scope.split([',', ' ']).filter(|scope| !scope.is_empty()).map(str::to_owned).collect(),
            state: account.state,
            problem: account.problem,
            access_until: account.access_until,
            renews: self.social.renews(account.platform, account.sign_in),
            refresh_until: account.refresh_until,
            connected_at: account.connected_at,
            checked_at: account.checked_at,
            worked_at: account.worked_at,
            health: Health::read(account.platform, &account.health, pending),
            sandbox: self.is_sandbox(account.platform),
            paused,
        })
    }

    /// One publication, with its numbers.
    pub(crate) async fn seen(&self, publication: Publication) -> Result<PublicationView> {
        let numbers = here(self.social.numbers_of(&publication).await)?;
        let mut views = self.seen_all(vec![publication]).await?;
        let mut view = views.pop().ok_or(model::ErrorCode::Internal)?;
        view.numbers = numbers;
        Ok(view)
    }

    /// Several of one person, without their numbers.
    pub(crate) async fn seen_all(&self, publications: Vec<Publication>) -> Result<Vec<PublicationView>> {
        let mut names = HashMap::new();
        for publication in &publications {
            if let Entry::Vacant(place) = names.entry(publication.account) {
                place.insert(here(self.social.account(publication.user, publication.account).await)?.name);
            }
        }
        Ok(publications.into_iter().map(|one| self.view(&names, one)).collect())
    }

    fn view(&self, names: &HashMap<model::SocialAccountId, String>, one: Publication) -> PublicationView {
        let far = self.social.is_far(&one);
        let may = May {
            cancel: far || one.state == PublicationState::Failed,
            change: far,
            retry: one.state == PublicationState::Failed,
            settle: one.state == PublicationState::Unconfirmed,
        };
        PublicationView {
            id: one.id,
            account: one.account,
            account_name: names.get(&one.account).cloned().unwrap_or_default(),
            platform: one.platform,
            content: one.content,
            draft: one.draft,
            state: one.state,
            scheduled_at: one.scheduled_at,
            next_at: one.next_at,
            attempts: u32::try_from(one.attempts).unwrap_or_default(),
            url: one.url,
            note: one.note,
            problem: one.problem,
            detail: one.detail,
            removed_at: one.removed_at,
            created_at: one.created_at,
            published_at: one.published_at,
            may,
            numbers: Vec::new(),
        }
    }
}

/// What no platform is asked for can only fail here.
pub(crate) fn here<T>(done: social::Result<T>) -> Result<T> {
    done.map_err(|error| match error {
        social::Error::Here(error) => error,
        social::Error::There(problem) => {
            tracing::warn!(%problem, "a platform's problem where none is expected");
            model::ErrorCode::OutsideUnavailable.into()
        }
    })
}

/// Where a platform is asked, its problem is an answer.
pub(crate) fn asked<T>(done: social::Result<T>) -> Result<std::result::Result<T, model::social::Trouble>> {
    match done {
        Ok(done) => Ok(Ok(done)),
        Err(social::Error::Here(error)) => Err(error),
        Err(social::Error::There(problem)) => Ok(Err(problem.into())),
    }
}
