//! A subreddit: its name, its flairs and what it takes, as Reddit says it at the moment.

use super::{
    api::load_subreddit,
    filled::{Place, subreddit},
    rows::SubredditView,
    state::Writing,
    texts::PublishTexts,
};
use crate::{
    common::sentence_in,
    texts::{fill, t},
    ui::{Banner, Field, Select, Tone},
    visitor::use_visitor,
};
use leptos::{ev, prelude::*, task::spawn_local};
use model::SocialAccountId;

/// Shorter names there are none of.
const NAME_MIN: usize = 2;

/// The fields of one.
#[component]
pub(super) fn SubredditField(
    /// The account.
    account: SocialAccountId,
    /// The how manieth it is.
    number: usize,
    /// Ids of its fields begin with this.
    place: String,
    /// What stands there at first.
    begun: Place,
    /// What is being written.
    writing: Writing,
) -> impl IntoView {
    let (texts, language) = (t::<PublishTexts>(), use_visitor().get_untracked_language());
    let (asked, read) = (RwSignal::new(String::new()), RwSignal::new(None::<SubredditView>));
    // Asks when the name is complete: Reddit counts requests.
    let ask = move |typed: &str| {
        let name = subreddit(typed).to_owned();
        if name.len() < NAME_MIN || asked.with_untracked(|asked| *asked == name) {
            return;
        }
        asked.set(name.clone());
        read.set(None);
        spawn_local(async move {
            let answer = load_subreddit(account, name.clone()).await;
            // Another name may have been typed, or the page left.
            if asked.try_with_untracked(|asked| *asked == name) == Some(true) {
                let found = answer
                    .unwrap_or_else(|failure| SubredditView { trouble: Some(sentence_in(language, &failure.error)), ..SubredditView::default() });
                read.set(Some(found));
            }
        });
    };
    let first = begun.name.clone();
    Effect::new(move |_| ask(&first));
    let (name, flair) = (begun.name, begun.flair);
    let options = Signal::derive(move || {
        let mut options = vec![(String::new(), texts.flair_none.to_owned())];
        read.with(|read| options.extend(read.iter().flat_map(|read| read.flairs.clone())));
        options
    });
    let no_flairs = Memo::new(move |_| options.with(|options| options.len() < 2));
    let id = format!("{place}-subreddit-{number}");
    view! {
        <div class="target__subreddit form__row" on:change=move |event: ev::Event| {
            let typed = event_target_value(&event);
            if is_name(&event) {
                ask(&typed);
            }
        }>
            <Field
                name=format!("filled[subreddits][{number}][name]")
                id=id.clone()
                label=texts.subreddit
                hint=texts.subreddit_hint
                value=name
                error=writing.wrong(format!("subreddit.{number}"))
                autocomplete="off"
                maxlength=24
            />
            <div class="target__flair" hidden=no_flairs>
                <Select name=format!("filled[subreddits][{number}][flair]") id=format!("{id}-flair") label=texts.flair options=options value=flair />
            </div>
        </div>
        <div role="status" class="target__rules">
            {move || {
                let name = asked.get();
                (!name.is_empty()).then(|| view! { <Rules name read=read.get() /> })
            }}
        </div>
    }
}

/// Whether an event is of the field with the name.
fn is_name(event: &ev::Event) -> bool {
    use leptos::wasm_bindgen::JsCast;
    event.target().is_some_and(|target| target.dyn_ref::<web_sys::HtmlInputElement>().is_some())
}

/// What it takes.
#[component]
fn Rules(name: String, read: Option<SubredditView>) -> impl IntoView {
    let texts = t::<PublishTexts>();
    let named = |text: &str| fill(text, &[("name", &name)]);
    match read {
        None => view! { <p class="field__hint">{named(texts.reading)}</p> }.into_any(),
        Some(SubredditView { trouble: Some(why), .. }) => view! { <Banner tone=Tone::Warning>{why}</Banner> }.into_any(),
        Some(read) if read.rules.is_empty() => view! { <p class="field__hint">{named(texts.no_rules)}</p> }.into_any(),
        Some(read) => view! { <ul class="field__hint">{read.rules.into_iter().map(|rule| view! { <li>{rule}</li> }).collect_view()}</ul> }.into_any(),
    }
}
