//! Search: the field above the list, and what was found in place of the list.

use super::{search_api::search_desk, search_rows::Results, work_texts::WorkTexts};
use crate::{
    common::common,
    frame::Failed,
    texts::{fill, t},
    ui::{Button, EmptyState, Field, Glyph, LinkButton},
};
use leptos::{either::Either, prelude::*};
use leptos_router::{components::Form, params::ParamsMap};

/// The longest question, in characters.
const QUESTION_MAX: u32 = 200;
/// The id of the field, for the key that leads to it.
pub(super) const SEARCH: &str = "desk-search";

/// What an address asks for, if it asks for anything.
pub(super) fn question_of(params: &ParamsMap) -> Option<String> {
    params.get("q").map(|question| question.trim().to_owned()).filter(|question| !question.is_empty())
}

/// The field. It works without JavaScript: it only asks for another address.
#[component]
pub(super) fn Search(
    /// What the address asks for.
    params: Memo<ParamsMap>,
) -> impl IntoView {
    let texts = t::<WorkTexts>();
    view! {
        <Form method="GET" action="/messages" attr:class="desk-search" attr:role="search">
            <Field
                name="q"
                id=SEARCH
                r#type="search"
                label=texts.search
                placeholder=texts.search_hint
                value=params.with_untracked(question_of).unwrap_or_default()
                maxlength=QUESTION_MAX
                hide_label=true
            />
            <Button r#type="submit" icon=Glyph::Search>{common().search}</Button>
        </Form>
    }
}

/// What was found.
#[component]
pub(super) fn Found(
    /// What is looked for.
    question: String,
) -> impl IntoView {
    let asked = question.clone();
    let found = Resource::new(|| (), move |()| search_desk(asked.clone()));
    view! {
        <Transition fallback=|| ()>
            {move || {
                let question = question.clone();
                Suspend::new(async move {
                    match found.await {
                        Err(failure) => Either::Left(view! { <Failed failure /> }),
                        Ok(found) => Either::Right(view! { <Lists question found /> }),
                    }
                })
            }}
        </Transition>
    }
}

#[component]
fn Lists(question: String, found: Results) -> impl IntoView {
    let texts = t::<WorkTexts>();
    let mut query = ParamsMap::new();
    query.insert("q", question.clone());
    let query = query.to_query_string();
    let Results { people, messages } = found;
    let nothing = people.is_empty() && messages.is_empty();
    view! {
        <LinkButton href="/messages" icon=Glyph::ChevronLeft>{texts.all_conversations}</LinkButton>
        <h2 class="desk-found__title">{fill(texts.found, &[("q", &question)])}</h2>
        {nothing.then(|| view! { <EmptyState glyph=Glyph::Search title=texts.found_nothing text=texts.found_nothing_hint /> })}
        {(!people.is_empty())
            .then(|| {
                view! {
                    <h3>{texts.people}</h3>
                    <ul class="conversations" aria-label=texts.people>
                        {people
                            .into_iter()
                            .map(|one| {
                                view! {
                                    <li>
                                        <a class="conversation" href=format!("/messages/{}{query}", one.id)>
                                            <span class="conversation__name">{one.name}</span>
                                            <span class="conversation__last">{one.username}</span>
                                        </a>
                                    </li>
                                }
                            })
                            .collect_view()}
                    </ul>
                }
            })}
        {(!messages.is_empty())
            .then(|| {
                view! {
                    <h3>{texts.in_messages}</h3>
                    <ul class="conversations" aria-label=texts.in_messages>
                        {messages
                            .into_iter()
                            .map(|one| {
                                let query = format!("{query}&before={}", one.before);
                                let said = if one.mine { fill(texts.we_said, &[("text", &one.excerpt)]) } else { one.excerpt };
                                view! {
                                    <li>
                                        <a class="conversation" href=format!("/messages/{}{query}", one.conversation)>
                                            <span class="conversation__head">
                                                <span class="conversation__name">{one.name}</span>
                                                <time class="conversation__when" datetime=one.when.iso>{one.when.text}</time>
                                            </span>
                                            <span class="desk-found__text">{said}</span>
                                        </a>
                                    </li>
                                }
                            })
                            .collect_view()}
                    </ul>
                }
            })}
    }
}
