//! Server functions of the page that publishes: who is asking, then the slice's call.

#![expect(missing_docs, reason = "the macro makes a struct of a function's arguments, which cannot carry docs")]

#[cfg(feature = "ssr")]
use super::{
    filled::{self, Picked, subreddit},
    rows::{Start, TargetRow, TikTokRow},
    texts::PublishTexts,
};
use super::{
    filled::{Filled, Moment},
    rows::{MendView, Outcome, PublishView, SubredditView},
};
use crate::Failure;
#[cfg(feature = "ssr")]
use crate::{
    features::social::said::in_words,
    texts::{Texts, fill},
};
use leptos::prelude::*;
use model::{ContentId, PublicationId, SocialAccountId};
#[cfg(feature = "ssr")]
use model::{
    Error, ErrorCode, Language,
    accounts::User,
    error::Problem,
    social::{AccountState, AccountView, Draft, Health, Platform, PublicationView, PublishRequest, Subreddit, Target, When},
};
#[cfg(feature = "ssr")]
use services::Services;

/// What TikTok says of an account holds for so long, in milliseconds.
#[cfg(feature = "ssr")]
const FRESH: i64 = 10 * 60_000;
/// Bytes of a text that comes back where it was refused without JavaScript.
#[cfg(feature = "ssr")]
const KEPT_MAX: usize = 5_000;
/// Bytes that the list of a form's files may have.
#[cfg(feature = "ssr")]
const FILES_MAX: usize = 100_000;

/// A post, and the accounts that it can be published through.
#[server(prefix = "/fn", endpoint = "load_publish")]
pub async fn load_publish(post: ContentId) -> Result<PublishView, Failure> {
    use crate::ssr;
    let (me, services) = (ssr::me()?, ssr::services());
    let content = services.content(me.id, post).await?;
    if !content.role.writes() {
        return Err(ErrorCode::Forbidden.into());
    }
    let mut accounts = Vec::new();
    for account in services.social_accounts(me.id).await? {
        accounts.push(target(&services, &me, account).await);
    }
    Ok(PublishView { post, title: content.title, text: content.text, zone: me.time_zone, accounts })
}

/// An account as its form needs it: TikTok is asked what may be chosen, as its rules want it.
#[cfg(feature = "ssr")]
async fn target(services: &Services, me: &User, account: AccountView) -> TargetRow {
    let stale = account.checked_at.is_none_or(|at| db::now().0 - at.0 > FRESH);
    let asks = account.platform == Platform::TikTok && account.state == AccountState::Active && stale;
    // Where it does not answer, what it said before stands; the publication itself looks once more.
    let fresh = if asks { services.social_check(me.id, account.id).await.ok() } else { None };
    let account = fresh.map_or(account, |checked| checked.account);
    let why = match (account.state, account.problem) {
        (AccountState::Active, _) => None,
        (_, Some(code)) => Some(in_words(me.language, code)),
        (_, None) => Some(in_words(me.language, model::social::ProblemCode::SignInAgain)),
    };
    let tiktok = match account.health {
        Health::TikTok(found) => TikTokRow {
            nickname: found.nickname,
            privacy: found.privacy,
            comments_off: found.comments_off,
            duets_off: found.duets_off,
            stitches_off: found.stitches_off,
            longest: found.longest_seconds,
        },
        _ => TikTokRow::default(),
    };
    TargetRow { id: account.id, platform: account.platform, name: account.name, sandbox: account.sandbox, paused: account.paused, why, tiktok }
}

/// A publication that can be mended, with its form as it was.
#[server(prefix = "/fn", endpoint = "load_mend")]
pub async fn load_mend(id: PublicationId) -> Result<MendView, Failure> {
    use crate::ssr;
    let (me, services) = (ssr::me()?, ssr::services());
    let PublicationView { account, platform, draft, state, scheduled_at, may, .. } = services.social_publication(me.id, id).await?;
    if !may.retry && !may.change {
        return Err(ErrorCode::TooLate.into());
    }
    let account = target(&services, &me, services.social_account(me.id, account).await?).await;
    let known = services.social_media(me.id).await?;
    let (filled, alts) = filled::filled(platform, &draft);
    let files = draft.media.into_iter().enumerate().map(|(at, file)| {
        let name = known.iter().find(|one| one.key == file.key).map_or_else(|| format!("{}", at + 1), |one| one.name.clone());
        Picked { file, name, alt: alts.get(at).cloned().unwrap_or_default() }
    });
    // What failed is tried now, unless another time is given; what waits keeps its own.
    let at = if may.change { crm::as_local(scheduled_at, &me.time_zone) } else { String::new() };
    let start = Start { filled, files: files.collect(), own_zone: at.is_empty(), at, zone: me.time_zone };
    Ok(MendView { id, state, account, start })
}

/// Publishes through one account, or tries once more what was published before, mended.
#[server(prefix = "/fn", endpoint = "publish_to")]
pub async fn publish_to(
    /// Through which.
    account: SocialAccountId,
    /// Of which post; empty where something is mended.
    #[server(default)]
    post: String,
    /// The publication that is mended; empty for a new one.
    #[server(default)]
    mend: String,
    /// What stands in the fields.
    filled: Filled,
    /// The files, as JSON.
    #[server(default)]
    files: String,
    /// When.
    #[server(default)]
    time: Moment,
    /// The browser's own name for it: said twice, it is one publication. Empty without JavaScript.
    #[server(default)]
    key: String,
) -> Result<Vec<Outcome>, Failure> {
    use crate::ssr;
    let (me, services) = (ssr::me()?, ssr::services());
    let typed = filled.clone();
    let names = typed.subreddits.iter().map(|place| place.name.trim()).collect::<Vec<_>>().join(" ");
    let went = async {
        let platform = services.social_account(me.id, account).await?.platform;
        let drafts = filled::drafts(platform, &filled, &read(&files)?)?;
        let Moment { at, zone } = time;
        let when = if at.trim().is_empty() { When::Now } else { When::Local { time: at.trim().to_owned(), zone } };
        if mend.is_empty() {
            let content = post.parse().map_err(|_| ErrorCode::NotFound)?;
            let places: Vec<String> =
                filled.subreddits.iter().map(|place| subreddit(&place.name).to_owned()).filter(|name| !name.is_empty()).collect();
            let targets = drafts.into_iter().map(|draft| Target { account, draft }).collect();
            let key = if key.is_empty() { db::new_id::<PublicationId>().to_string() } else { key };
            let all = services.social_publish(&me, PublishRequest { content: Some(content), targets, when, key }).await?;
            let place = |at: usize| if platform == Platform::Reddit { places.get(at).cloned().unwrap_or_default() } else { String::new() };
            return Ok(all.into_iter().enumerate().map(|(at, one)| Outcome { place: place(at), id: one.id }).collect());
        }
        let id = mend.parse().map_err(|_| ErrorCode::NotFound)?;
        mended(&services, &me, id, drafts.into_iter().next().ok_or(ErrorCode::BadRequest)?, when).await?;
        leptos_axum::redirect(&format!("/publications/{id}"));
        Ok(vec![Outcome { place: String::new(), id }])
    };
    went.await.map_err(|error: Error| {
        // What is too long for an address stays in the browser's own memory of the form.
        let text = if typed.text.len() > KEPT_MAX { "" } else { &typed.text };
        let account = account.to_string();
        let Filled { title, url, kind, .. } = &typed;
        Failure::keeping(error, [("account", &account), ("text", text), ("title", title), ("url", url), ("kind", kind), ("subreddits", &names)])
    })
}

#[cfg(feature = "ssr")]
async fn mended(services: &Services, me: &User, id: PublicationId, draft: Draft, when: When) -> model::Result<()> {
    let before = services.social_publication(me.id, id).await?;
    if before.may.change {
        // Without a time it keeps its own: only a new publication is for now.
        let when = (when != When::Now).then_some(when);
        services.social_change(me, id, draft, when).await.map(drop)
    } else {
        services.social_retry(me, id, Some(draft), when).await.map(drop)
    }
}

/// The files that a form names.
#[cfg(feature = "ssr")]
fn read(files: &str) -> model::Result<Vec<Picked>> {
    let wrong = || Error::field("media", Problem::UnknownValue);
    match files {
        "" => Ok(Vec::new()),
        long if long.len() > FILES_MAX => Err(wrong()),
        files => serde_json::from_str(files).map_err(|_| wrong()),
    }
}

/// What a subreddit takes, as Reddit says it at the moment.
#[server(prefix = "/fn", endpoint = "load_subreddit")]
pub async fn load_subreddit(account: SocialAccountId, name: String) -> Result<SubredditView, Failure> {
    use crate::ssr;
    let me = ssr::me()?;
    Ok(match ssr::services().social_subreddit(me.id, account, subreddit(&name)).await? {
        Ok(found) => SubredditView {
            trouble: None,
            flair_needed: found.flair_needed,
            rules: rules(me.language, &found),
            flairs: found.flairs.into_iter().map(|flair| (flair.id, flair.text)).collect(),
        },
        Err(trouble) => SubredditView { trouble: Some(in_words(me.language, trouble.code)), ..SubredditView::default() },
    })
}

/// A subreddit's rules, a sentence each.
#[cfg(feature = "ssr")]
fn rules(language: Language, found: &Subreddit) -> Vec<String> {
    use super::{rules::RuleTexts, texts::of_kind};
    let (texts, kinds) = (RuleTexts::of(language), PublishTexts::of(language));
    let mut said = Vec::new();
    if found.banned {
        said.push(texts.banned.to_owned());
    }
    if found.over18 {
        said.push(texts.over18.to_owned());
    }
    if found.flair_needed {
        said.push(texts.flair_needed.to_owned());
    }
    let names: Vec<&str> = found.kinds.iter().map(|kind| of_kind(kinds, *kind)).collect();
    if names.len() < filled::POST_KINDS.len() {
        said.push(fill(texts.kinds, &[("kinds", &names.join(", ").to_lowercase())]));
    }
    let number = |text: &str, n: Option<u32>| n.map(|n| fill(text, &[("n", &n.to_string())]));
    said.extend(number(texts.title_min, found.title_min));
    said.extend(number(texts.title_max, found.title_max));
    let words = |text: &str, words: &[String]| (!words.is_empty()).then(|| fill(text, &[("words", &words.join(", "))]));
    said.extend(words(texts.title_forbidden, &found.title_forbidden));
    said.extend(words(texts.title_required, &found.title_required));
    said
}
