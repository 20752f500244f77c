//! The list of conversations.

use super::{
    rows::{Answerer, ConversationRow, Inbox},
    texts::DeskTexts,
    which::{Which, filter_of},
    work_texts::WorkTexts,
};
use crate::{
    common::common,
    texts::{fill, plural, t},
    ui::{Badge, EmptyState, Glyph, Pagination, Tone},
    visitor::use_visitor,
};
use leptos::{either::Either, prelude::*};
use leptos_router::{hooks::use_query_map, params::ParamsMap};
use model::crm::{Filter, Shown};

/// The query of a list's address.
fn query(params: &ParamsMap, cursor: Option<String>) -> String {
    let mut params = params.clone();
    params.remove("cursor");
    params.remove("before");
    params.remove("waiting");
    params.remove("about");
    if let Some(cursor) = cursor {
        params.insert("cursor", cursor);
    }
    params.to_query_string()
}

/// The conversations, with the ways to others.
#[component]
pub(super) fn List(
    /// One page of them, kept fresh.
    inbox: RwSignal<Inbox>,
    /// The one that is shown beside.
    chosen: Memo<Option<String>>,
) -> impl IntoView {
    let (params, texts) = (use_query_map(), t::<DeskTexts>());
    let address = |cursor| format!("/messages{}", params.with_untracked(|params| query(params, cursor)));
    let first = params.with_untracked(|params| params.get_str("cursor").is_some()).then(|| address(None));
    let next = inbox.with_untracked(|inbox| inbox.next.clone()).map(|cursor| address(Some(cursor)));
    let none = Memo::new(move |_| inbox.with(|inbox| inbox.rows.is_empty()));
    let filter = params.with_untracked(filter_of);
    let lists = Memo::new(move |_| inbox.with(|inbox| inbox.lists.clone()));
    view! {
        <Which params lists />
        {move || {
            if none.get() {
                Either::Left(view! { <Empty filter=filter.clone() /> })
            } else {
                Either::Right(view! {
                    <ul class="conversations" aria-label=texts.list>
                        <For each=move || inbox.with(|inbox| inbox.rows.clone()) key=Clone::clone let(row)>
                            <Row row chosen />
                        </For>
                    </ul>
                })
            }
        }}
        <Pagination label=texts.pages first=common().first next=common().next first_href=first next_href=next />
    }
}

#[component]
fn Empty(filter: Filter) -> impl IntoView {
    let (texts, work) = (t::<DeskTexts>(), t::<WorkTexts>());
    let (title, text) = if filter == Filter::from(Shown::Unread) {
        (texts.empty_unread_title, texts.empty_unread)
    } else if filter == (Filter { sort: filter.sort, ..Filter::default() }) {
        (texts.empty_title, texts.empty)
    } else {
        (work.empty_title, work.empty)
    };
    view! { <EmptyState glyph=Glyph::Comment title text /> }
}

#[component]
fn Row(row: ConversationRow, chosen: Memo<Option<String>>) -> impl IntoView {
    let (params, texts, language) = (use_query_map(), t::<DeskTexts>(), use_visitor().get_untracked_language());
    let work = t::<WorkTexts>();
    let ConversationRow { id, name, last_text, last_mine, unread, when, spent, snoozed_until, assigned } = row;
    let id = id.to_string();
    // The list stays where it is: on this page of it.
    let href = params.with_untracked(|params| format!("/messages/{id}{}", query(params, params.get("cursor"))));
    let current = move || chosen.with(|chosen| chosen.as_deref() == Some(id.as_str())).then_some("page");
    let last = if last_mine { fill(texts.you_said, &[("text", &last_text)]) } else { last_text };
    view! {
        <li>
            <a class="conversation" class:conversation--unread={unread > 0} href=href aria-current=current>
                <span class="conversation__head">
                    <span class="conversation__name">{name}</span>
                    <time class="conversation__when" datetime=when.iso>{when.text}</time>
                </span>
                <span class="conversation__last">{last}</span>
                <span class="conversation__marks">
                    {(unread > 0)
                        .then(|| {
                            let said = plural(language, unread, texts.unread_one, texts.unread_many);
                            view! { <Badge tone=Tone::Accent>{said}</Badge> }
                        })}
                    {spent.map(|money| view! { <Badge>{fill(texts.spent, &[("money", &money)])}</Badge> })}
                    {snoozed_until
                        .map(|when| view! { <Badge tone=Tone::Warning>{fill(work.snoozed_until, &[("when", &when.text)])}</Badge> })}
                    {assigned
                        .map(|who| {
                            let said = match who {
                                Answerer::Me => work.mine.to_owned(),
                                Answerer::Other(name) => fill(work.theirs, &[("name", &name)]),
                            };
                            view! { <Badge>{said}</Badge> }
                        })}
                </span>
            </a>
        </li>
    }
}
