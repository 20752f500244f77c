//! Server functions of the pages about publications: who is asking, then the slice's call.

#![expect(missing_docs, reason = "the macro makes a struct of a function's arguments, which cannot carry docs")]

use super::rows::{PublicationRow, PublicationView, Publications};
#[cfg(feature = "ssr")]
use super::{
    rows::{Acts, AttemptRow},
    steps::{of_metric, of_outcome, of_step, worth},
};
use crate::Failure;
#[cfg(feature = "ssr")]
use crate::{features::social::said::in_words, when::When};
use leptos::prelude::*;
use model::{
    ContentId, PublicationId, SocialAccountId,
    social::{Platform, PublicationState},
};
#[cfg(feature = "ssr")]
use model::{
    Page, PageRequest, Timestamp, UserId,
    accounts::User,
    social::{Decision, PublicationView as Found, RedditOptions, When as At},
};

#[cfg(feature = "ssr")]
use services::Services;

/// Characters of a text that a list shows.
#[cfg(feature = "ssr")]
const WORDS: usize = 80;
/// With so many a page is full.
#[cfg(feature = "ssr")]
const FULL: usize = 20;
/// Pages that are read at most for one that is filtered.
#[cfg(feature = "ssr")]
const PAGES: usize = 10;

/// One's publications, newest first.
#[server(prefix = "/fn", endpoint = "load_publications")]
pub async fn load_publications(
    /// In which state.
    state: Option<PublicationState>,
    /// Where.
    platform: Option<Platform>,
    /// Through which account.
    account: Option<SocialAccountId>,
    /// Where the page before ended.
    cursor: Option<String>,
) -> Result<Publications, Failure> {
    use crate::{features::social::words::of_platform, ssr};
    let (me, services) = (ssr::me()?, ssr::services());
    let accounts = services.social_accounts(me.id).await?;
    let fits = |one: &Found| platform.is_none_or(|platform| one.platform == platform) && account.is_none_or(|account| one.account == account);
    let page = gathered(&services, me.id, state, cursor, fits).await?;
    Ok(Publications {
        paused: accounts.iter().any(|one| one.paused),
        accounts: accounts.into_iter().map(|one| (one.id, format!("{} · {}", of_platform(one.platform), one.name))).collect(),
        rows: page.items.iter().map(|one| row(&me, one)).collect(),
        next: page.next_cursor,
    })
}

/// Those that fit, read on until there is a page of them.
#[cfg(feature = "ssr")]
async fn gathered(
    services: &Services,
    me: UserId,
    state: Option<PublicationState>,
    cursor: Option<String>,
    fits: impl Fn(&Found) -> bool,
) -> Result<Page<Found>, Failure> {
    let mut page = Page { items: Vec::new(), next_cursor: cursor };
    for _ in 0..PAGES {
        let request = PageRequest { cursor: page.next_cursor.take(), limit: None };
        let next = services.social_publications(me, &request, state).await?;
        page.items.extend(next.items.into_iter().filter(&fits));
        page.next_cursor = next.next_cursor;
        if page.next_cursor.is_none() || page.items.len() >= FULL {
            break;
        }
    }
    Ok(page)
}

/// One's own publications of a post, newest first.
#[server(prefix = "/fn", endpoint = "load_publications_of")]
pub async fn load_publications_of(post: ContentId) -> Result<Vec<PublicationRow>, Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    Ok(ssr::services().social_publications_of(me.id, post).await?.iter().map(|one| row(&me, one)).collect())
}

/// One publication, with what was tried and what is counted.
#[server(prefix = "/fn", endpoint = "load_publication")]
pub async fn load_publication(id: PublicationId) -> Result<PublicationView, Failure> {
    use crate::ssr;
    let (me, services) = (ssr::me()?, ssr::services());
    let one = services.social_publication(me.id, id).await?;
    let attempts = services.social_attempts(me.id, id).await?;
    let post = match one.content {
        // It may not be shared with the person any more.
        Some(post) => services.contents.get(me.id, post).await.ok().map(|found| (post, found.title)),
        None => None,
    };
    let when = |at: Timestamp| When::new(at, me.language, &me.time_zone);
    let history = attempts.into_iter().map(|one| AttemptRow {
        when: when(one.at),
        step: of_step(me.language, &one.step).to_owned(),
        outcome: of_outcome(me.language, &one.outcome),
        detail: one.detail,
    });
    Ok(PublicationView {
        row: row(&me, &one),
        text: one.draft.text.clone(),
        post,
        created: when(one.created_at),
        scheduled: when(one.scheduled_at),
        published: one.published_at.map(when),
        removed: one.removed_at.map(when),
        numbers: one.numbers.iter().map(|number| (of_metric(me.language, &number.metric), worth(number))).collect(),
        history: history.collect(),
    })
}

#[cfg(feature = "ssr")]
fn row(me: &User, one: &Found) -> PublicationRow {
    let reddit = (one.platform == Platform::Reddit).then(|| one.draft.options::<RedditOptions>().ok()).flatten();
    let account = match &reddit {
        Some(options) => format!("{} → r/{}", one.account_name, options.subreddit),
        None => one.account_name.clone(),
    };
    let words = reddit.as_ref().map(|options| options.title.as_str()).unwrap_or(&one.draft.text);
    let line = words.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let short: String = line.chars().take(WORDS).collect();
    PublicationRow {
        id: one.id,
        platform: one.platform,
        account,
        words: if short.len() < line.len() { format!("{short}…") } else { short },
        state: one.state,
        why: one.problem.or(one.note).map(|code| in_words(me.language, code)),
        detail: one.detail.clone().filter(|detail| !detail.is_empty()),
        when: When::new(one.published_at.unwrap_or(one.scheduled_at), me.language, &me.time_zone),
        url: one.url.clone(),
        removed: one.removed_at.is_some(),
        acts: Acts { cancel: one.may.cancel, retry: one.may.retry, change: one.may.change, settle: one.may.settle },
    }
}

/// Tries a publication again that failed.
#[server(prefix = "/fn", endpoint = "retry_publication")]
pub async fn retry_publication(id: PublicationId) -> Result<(), Failure> {
    use crate::ssr;
    Ok(ssr::services().social_retry(&ssr::me()?, id, None, At::Now).await.map(drop)?)
}

/// Cancels one that has not begun, or that failed.
#[server(prefix = "/fn", endpoint = "cancel_publication")]
pub async fn cancel_publication(id: PublicationId) -> Result<(), Failure> {
    use crate::ssr;
    Ok(ssr::services().social_cancel(ssr::me()?.id, id).await.map(drop)?)
}

/// Says what became of one that nobody could find out.
#[server(prefix = "/fn", endpoint = "settle_publication")]
pub async fn settle_publication(
    /// Which.
    id: PublicationId,
    /// Whether it is public.
    public: bool,
) -> Result<(), Failure> {
    use crate::ssr;
    let decision = if public { Decision::IsPublic(None) } else { Decision::IsNot };
    Ok(ssr::services().social_settle(ssr::me()?.id, id, decision).await.map(drop)?)
}
