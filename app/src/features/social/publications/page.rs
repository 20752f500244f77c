//! The page of all publications.

use super::{
    acts::Steering,
    api::load_publications,
    filter::{Asked, Filters},
    row::Row,
    rows::Publications,
    texts::PublicationTexts,
};
use crate::{
    common::common,
    features::desk::fresh::keep_fresh,
    frame::{Failed, PageHead},
    tab::use_tab,
    texts::t,
    ui::{Banner, ButtonKind, EmptyState, Glyph, LinkButton, Pagination, Table, Tone},
};
use leptos::{either::Either, prelude::*};
use leptos_router::{hooks::use_query_map, params::ParamsMap};

/// The page `/publications`. What becomes of them comes by itself.
#[component]
pub fn PublicationsPage() -> impl IntoView {
    let (query, texts) = (use_query_map(), t::<PublicationTexts>());
    let asked = Memo::new(move |_| query.with(|query| (Asked::of(query), query.get("cursor"))));
    let list = Resource::new(move || asked.get(), |(asked, cursor)| load_publications(asked.state, asked.platform, asked.account, cursor));
    view! {
        <PageHead title=texts.title>
            <LinkButton href="/settings/connections" kind=ButtonKind::Ghost>{texts.connections}</LinkButton>
        </PageHead>
        <Transition fallback=|| ()>
            {move || Suspend::new(async move {
                match list.await {
                    Err(failure) => Either::Left(view! { <Failed failure /> }),
                    Ok(list) => Either::Right(view! { <Loaded list asked=asked.get_untracked() params=query /> }),
                }
            })}
        </Transition>
    }
}

/// They, from now on kept fresh.
#[component]
fn Loaded(list: Publications, asked: (Asked, Option<String>), params: Memo<ParamsMap>) -> impl IntoView {
    let (tab, texts) = (use_tab(), t::<PublicationTexts>());
    let done = RwSignal::new(0_u32);
    let (asked, cursor) = asked;
    let filtered = asked != Asked::default();
    let (accounts, paused) = (list.accounts.clone(), list.paused);
    let connected = !accounts.is_empty();
    let address = move |cursor: Option<&str>| {
        let mut params = params.get_untracked();
        params.remove("cursor");
        if let Some(cursor) = cursor {
            params.insert("cursor", cursor.to_owned());
        }
        format!("/publications{}", params.to_query_string())
    };
    let first = cursor.is_some().then(|| address(None));
    let next = list.next.as_deref().map(|cursor| address(Some(cursor)));
    let live = RwSignal::new(list);
    let load = move || load_publications(asked.state, asked.platform, asked.account, cursor.clone());
    keep_fresh(live, move || (tab.social(), done.get()), load);
    let none = Memo::new(move |_| live.with(|list| list.rows.is_empty()));
    let steering = Steering::new(done);
    view! {
        {paused.then(|| view! { <Banner tone=Tone::Warning>{texts.paused}</Banner> })}
        <div class="publications stack">
            <Filters params accounts />
            {steering.refused()}
            {move || {
                if none.get() {
                    Either::Left(view! { <Nothing connected filtered /> })
                } else {
                    Either::Right(view! {
                        <Table caption=texts.title columns=vec![texts.what, texts.account, texts.state, texts.when, ""]>
                            <For each=move || live.with(|list| list.rows.clone()) key=Clone::clone let(row)>
                                <Row row steering />
                            </For>
                        </Table>
                    })
                }
            }}
            <Pagination label=texts.pages first=common().first next=common().next first_href=first next_href=next />
        </div>
    }
}

/// In place of an empty list: what to do.
#[component]
fn Nothing(connected: bool, filtered: bool) -> impl IntoView {
    let texts = t::<PublicationTexts>();
    let text = match (filtered, connected) {
        (true, _) => texts.none_fits,
        (false, true) => texts.none,
        (false, false) => texts.none_connected,
    };
    let (href, link) = if connected { ("/posts", texts.posts) } else { ("/settings/connections", texts.connect) };
    view! {
        <EmptyState glyph=Glyph::Share title=texts.none_title text=text>
            <LinkButton href kind=ButtonKind::Primary>{link}</LinkButton>
        </EmptyState>
    }
}
