//! One fan's page: all that is known of them.

use super::{danger::Danger, history::History, one_api::load_fan, rows::FanView, texts::FanTexts};
use crate::{
    features::desk::{
        fresh::{GATHER, keep_fresh_within},
        notes::Notes,
        side::{Facts, Money, Name, Tags},
        side_kept::{FieldsOf, ListsOf},
    },
    frame::{Failed, PageHead},
    tab::use_tab,
    texts::t,
    ui::{Banner, ButtonKind, Glyph, LinkButton, Tone},
};
use leptos::{either::Either, prelude::*};
use leptos_router::hooks::{use_params_map, use_query_map};
use model::{ErrorCode, FanId};

/// The page `/fans/{id}`.
#[component]
pub fn FanPage() -> impl IntoView {
    let (params, query, texts) = (use_params_map(), use_query_map(), t::<FanTexts>());
    let asked = Memo::new(move |_| {
        let id = params.with(|params| params.get_str("id").and_then(|id| id.parse::<FanId>().ok()));
        (id, query.with(|query| query.get("cursor")))
    });
    let fan = Resource::new(
        move || asked.get(),
        async |(id, cursor)| match id {
            Some(id) => load_fan(id, cursor).await,
            None => Err(ErrorCode::NotFound.into()),
        },
    );
    view! {
        <PageHead title=texts.fan>
            <LinkButton href="/fans" kind=ButtonKind::Ghost icon=Glyph::ChevronLeft>{texts.title}</LinkButton>
        </PageHead>
        <Transition fallback=|| ()>
            {move || Suspend::new(async move {
                match fan.await {
                    Err(failure) => Either::Left(view! { <Failed failure /> }),
                    Ok(fan) => Either::Right(view! { <Loaded fan cursor=asked.get_untracked().1 /> }),
                }
            })}
        </Transition>
    }
}

/// The fan, from now on kept fresh.
#[component]
fn Loaded(fan: FanView, cursor: Option<String>) -> impl IntoView {
    let (tab, texts) = (use_tab(), t::<FanTexts>());
    let done = RwSignal::new(0_u32);
    let id = fan.side.id;
    let FanView { conversation, username, may, only_imported, .. } = fan.clone();
    let older = cursor.is_some();
    let (side, live) = (RwSignal::new(fan.side.clone()), RwSignal::new(fan));
    keep_fresh_within(live, GATHER, move || (tab.desk(), done.get()), move || load_fan(id, cursor.clone()));
    Effect::new(move |_| {
        let now = live.with(|fan| fan.side.clone());
        if side.with_untracked(|side| *side != now) {
            side.set(now);
        }
    });
    let name = Memo::new(move |_| side.with(|side| side.name.clone()));
    view! {
        <article class="fan">
            <header class="fan__head">
                <h2 class="fan__name">{name}</h2>
                {(!username.is_empty()).then(|| view! { <span class="fans__username">{format!("@{username}")}</span> })}
                {(!only_imported).then(|| view! { <LinkButton href=format!("/messages/{conversation}") icon=Glyph::Comment>{texts.chat}</LinkButton> })}
            </header>
            {only_imported.then(|| view! { <Banner tone=Tone::Warning>{texts.only_imported}</Banner> })}
            <div class="fan__columns">
                <section class="side fan__part">
                    <Money live=side />
                    <Facts live=side />
                    <Name fan=id live=side done />
                </section>
                <section class="side fan__part">
                    <Tags fan=id live=side done />
                    <ListsOf fan=id live=side done />
                    <FieldsOf fan=id live=side done />
                </section>
                <section class="side fan__part">
                    <Notes fan=id live=side done />
                </section>
            </div>
            <History fan=id live older />
            {may.then(|| view! { <Danger fan=id live done /> })}
        </article>
    }
}
