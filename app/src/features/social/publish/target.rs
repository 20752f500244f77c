//! The form for one account.

use super::{
    api::PublishTo,
    files::Files,
    filled::{Place, is_picture},
    instagram::InstagramFields,
    reddit::RedditFields,
    rows::{Outcome, Start, TargetRow},
    state::Writing,
    texts::PublishTexts,
    tiktok::TikTokFields,
    when::WhenFields,
};
use crate::{
    features::social::{texts::SocialTexts, words::of_platform},
    outcome::{Refusal, Refused},
    texts::{fill, t},
    ui::{Badge, Banner, Button, ButtonKind, Textarea, Tone, focus_first_error},
};
use leptos::{either::Either, ev, prelude::*};
use model::{ContentId, PublicationId, SocialAccountId, social::Platform};

/// What a form is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::features::social) enum For {
    /// A new publication of a post.
    Post(ContentId),
    /// One that failed, to be tried again.
    Retry(PublicationId),
    /// One whose time has not come.
    Change(PublicationId),
}

/// The id of an account's form.
pub(super) fn form_id(account: SocialAccountId) -> String {
    format!("target-{account}")
}

/// A card with the form.
#[component]
pub(in crate::features::social) fn Target(
    /// The account.
    account: TargetRow,
    /// What it begins with.
    start: Start,
    /// What it is for.
    purpose: For,
    /// Counts what was taken.
    done: RwSignal<u32>,
) -> impl IntoView {
    let (texts, social) = (t::<PublishTexts>(), t::<SocialTexts>());
    let title_id = format!("{}-title", form_id(account.id));
    let labelled_by = title_id.clone();
    let title = format!("{} · {}", of_platform(account.platform), account.name);
    let why = account.why.clone();
    view! {
        <section class="card target" aria-labelledby=labelled_by>
            <h2 class="target__title" id=title_id>
                {title} " " {account.sandbox.then(|| view! { <Badge tone=Tone::Warning>{social.sandbox}</Badge> })}
            </h2>
            {account.paused.then(|| view! { <Banner tone=Tone::Warning>{texts.paused}</Banner> })}
            {match why {
                Some(why) => Either::Left(view! {
                    <Banner tone=Tone::Danger>{why} " " <a href="/settings/connections">{texts.connections}</a></Banner>
                }),
                None => Either::Right(view! { <Fields account start purpose done /> }),
            }}
        </section>
    }
}

#[component]
fn Fields(account: TargetRow, start: Start, purpose: For, done: RwSignal<u32>) -> impl IntoView {
    let texts = t::<PublishTexts>();
    let action = ServerAction::<PublishTo>::new();
    let TargetRow { id, platform, tiktok, .. } = account;
    let start = typed_before(start, id, action);
    let writing = Writing::new(platform, &start, action);
    let refusal = Refusal::of(action, &[]);
    focus_first_error(writing.form, move || writing.tries.get() > 0);
    focus_first_error(writing.form, move || refusal.any());
    Effect::new(move |_| {
        if writing.outcomes().is_some() {
            done.update(|done| *done += 1);
        }
    });
    // What was typed before the page woke up counts.
    Effect::new(move |_| request_animation_frame(move || writing.read()));
    // Said twice, it is one publication; changed, it is another.
    let key = RwSignal::new(String::new());
    Effect::new(move |_| {
        writing.filled.track();
        writing.at.track();
        writing.uploads.numbers();
        key.set(new_key());
    });
    let guard = move |event: ev::SubmitEvent| {
        writing.read();
        if !untrack(|| writing.complete()) {
            event.prevent_default();
            writing.tries.update(|tries| *tries += 1);
        }
    };
    let place = form_id(id);
    let (post, mend) = match purpose {
        For::Post(post) => (post.to_string(), String::new()),
        For::Retry(id) | For::Change(id) => (String::new(), id.to_string()),
    };
    let filled = start.filled.clone();
    let own = match platform {
        Platform::TikTok => view! { <TikTokFields place=place.clone() offered=tiktok filled=filled.clone() writing /> }.into_any(),
        Platform::Instagram => view! { <InstagramFields place=place.clone() filled=filled.clone() writing /> }.into_any(),
        Platform::Reddit => {
            let mends = !mend.is_empty();
            view! { <RedditFields account=id place=place.clone() filled=filled.clone() mends writing /> }.into_any()
        }
    };
    let (text_id, files_place, when_place) = (format!("{place}-text"), place.clone(), place.clone());
    let taken = Memo::new(move |_| writing.outcomes());
    let on_its_way = Memo::new(move |_| taken.with(Option::is_some));
    let send = move || match (purpose, writing.at.with(String::is_empty)) {
        (For::Change(_), _) => texts.save,
        (_, false) => texts.schedule,
        (For::Retry(_), true) => texts.retry,
        (For::Post(_), true) => texts.now,
    };
    view! {
        {move || taken.get().map(|outcomes| view! { <Taken outcomes /> })}
        <div hidden=on_its_way on:submit:capture=guard>
            <ActionForm
                action
                node_ref=writing.form
                attr:id=place
                attr:class="form"
                on:input=move |_| writing.read()
                on:change=move |_| writing.read()
            >
                <Refused refusal />
                <input type="hidden" name="account" value=id.to_string() />
                <input type="hidden" name="post" value=post />
                <input type="hidden" name="mend" value=mend />
                <input type="hidden" name="key" prop:value=key value="" />
                {own}
                <Textarea
                    name="filled[text]"
                    id=text_id
                    label=texts.text
                    value=filled.text
                    error=writing.wrong("text")
                    rows=5
                />
                <Count writing />
                <Files place=files_place writing />
                <WhenFields place=when_place start writing />
                {move || (writing.tries.get() > 0 && !writing.complete()).then(|| view! { <p class="field__error" role="alert">{texts.incomplete}</p> })}
                <div class="form__actions">
                    <Button kind=ButtonKind::Primary r#type="submit" busy=action.pending()>{send}</Button>
                </div>
            </ActionForm>
        </div>
    }
}

/// What was typed where it was refused without JavaScript: the page was loaded again.
fn typed_before(mut start: Start, account: SocialAccountId, action: ServerAction<PublishTo>) -> Start {
    let failure = action.value().with_untracked(|value| value.as_ref().and_then(|value| value.as_ref().err().cloned()));
    let Some(failure) = failure.filter(|failure| failure.kept("account") == account.to_string()) else { return start };
    let filled = &mut start.filled;
    for (field, name) in [(&mut filled.text, "text"), (&mut filled.title, "title"), (&mut filled.url, "url"), (&mut filled.kind, "kind")] {
        *field = failure.kept(name);
    }
    let places = failure.kept("subreddits");
    filled.subreddits = places.split_whitespace().map(|name| Place { name: name.to_owned(), flair: String::new() }).collect();
    start
}

/// How long the text is, as the platform counts.
#[component]
fn Count(writing: Writing) -> impl IntoView {
    let texts = t::<PublishTexts>();
    let count = Memo::new(move |_| {
        writing.filled.with(|filled| {
            let text = filled.text.trim();
            match writing.platform {
                Platform::Reddit => (text.chars().count(), 40_000),
                // Pictures may say more than a video.
                Platform::TikTok if writing.uploads.picked().iter().any(|one| is_picture(&one.file)) => (text.encode_utf16().count(), 4_000),
                Platform::TikTok | Platform::Instagram => (text.encode_utf16().count(), 2_200),
            }
        })
    });
    view! {
        <p class="chat__count">
            {move || {
                let (n, max) = count.get();
                fill(texts.text_count, &[("n", &n.to_string()), ("max", &max.to_string())])
            }}
        </p>
    }
}

/// What became of it, in place of the form.
#[component]
fn Taken(outcomes: Vec<Outcome>) -> impl IntoView {
    let texts = t::<PublishTexts>();
    let said = |Outcome { place, id }: Outcome| {
        let text = if place.is_empty() { texts.taken.to_owned() } else { fill(texts.taken_in, &[("name", &place)]) };
        view! { <Banner tone=Tone::Success>{text} " " <a href=format!("/publications/{id}")>{texts.follow}</a></Banner> }
    };
    view! { <div role="status" class="stack">{outcomes.into_iter().map(said).collect_view()}</div> }
}

/// A name that nobody else gives.
fn new_key() -> String {
    let part = || (js_sys::Math::random() * 2_f64.powi(52)) as u64;
    format!("tab-{:013x}{:013x}", part(), part())
}
