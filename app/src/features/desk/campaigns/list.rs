//! All campaigns.

use super::{
    api::load_campaigns,
    rows::{CampaignList, CampaignRow},
    said::of_state,
    texts::CampaignTexts,
};
use crate::{
    common::common,
    features::desk::fresh::keep_fresh,
    frame::{Failed, PageHead},
    tab::use_tab,
    texts::{fill, t},
    ui::{Badge, ButtonKind, Cell, EmptyState, Glyph, LinkButton, Pagination, Table},
};
use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_query_map;

/// The page `/campaigns`.
#[component]
pub fn CampaignsPage() -> impl IntoView {
    let (query, texts) = (use_query_map(), t::<CampaignTexts>());
    let cursor = Memo::new(move |_| query.with(|query| query.get("cursor")));
    let list = Resource::new(move || cursor.get(), load_campaigns);
    view! {
        <PageHead title=texts.title>
            <LinkButton href="/messages" kind=ButtonKind::Ghost>{texts.inbox}</LinkButton>
            <LinkButton href="/platforms/onlyfans/team" kind=ButtonKind::Ghost>{texts.team}</LinkButton>
            <Transition fallback=|| ()>
                {move || Suspend::new(async move {
                    list.await.is_ok_and(|list| list.may).then(|| {
                        view! { <LinkButton href="/campaigns/new" kind=ButtonKind::Primary icon=Glyph::Plus>{texts.new}</LinkButton> }
                    })
                })}
            </Transition>
        </PageHead>
        <Transition fallback=|| ()>
            {move || Suspend::new(async move {
                match list.await {
                    Err(failure) => Either::Left(view! { <Failed failure /> }),
                    Ok(list) => Either::Right(view! { <Loaded list cursor=cursor.get_untracked() /> }),
                }
            })}
        </Transition>
    }
}

/// The list, from now on kept fresh.
#[component]
fn Loaded(list: CampaignList, cursor: Option<String>) -> impl IntoView {
    let (tab, texts) = (use_tab(), t::<CampaignTexts>());
    let first = cursor.is_some().then(|| "/campaigns".to_owned());
    let next = list.next.clone().map(|cursor| format!("/campaigns?cursor={cursor}"));
    let live = RwSignal::new(list);
    keep_fresh(live, move || tab.desk(), move || load_campaigns(cursor.clone()));
    let none = Memo::new(move |_| live.with(|list| list.rows.is_empty().then_some(list.connected)));
    view! {
        {move || match none.get() {
            Some(connected) => {
                let text = if connected { texts.none } else { texts.not_connected };
                Either::Left(view! {
                    <EmptyState glyph=Glyph::Mail title=texts.none_title text=text>
                        {(!connected).then(|| view! { <LinkButton href="/messages">{texts.connect}</LinkButton> })}
                    </EmptyState>
                })
            }
            None => {
                let columns = vec![texts.name, texts.state, texts.progress, texts.written];
                Either::Right(view! {
                    <Table caption=texts.title columns=columns>
                        <For each=move || live.with(|list| list.rows.clone()) key=Clone::clone let(row)>
                            <Row row />
                        </For>
                    </Table>
                })
            }
        }}
        <Pagination label=texts.pages first=common().first next=common().next first_href=first next_href=next />
    }
}

#[component]
fn Row(row: CampaignRow) -> impl IntoView {
    let texts = t::<CampaignTexts>();
    let CampaignRow { id, name, state, recipients, through, when } = row;
    let (tone, said) = of_state(texts, state);
    let progress = (recipients > 0).then(|| fill(texts.through, &[("n", &through.to_string()), ("all", &recipients.to_string())]));
    view! {
        <tr>
            <Cell main=true>
                <a href=format!("/campaigns/{id}")>{name}</a>
            </Cell>
            <Cell label=texts.state>
                <Badge tone>{said}</Badge>
            </Cell>
            <Cell label=texts.progress>{progress}</Cell>
            <Cell label=texts.written>
                <time datetime=when.iso>{when.text}</time>
            </Cell>
        </tr>
    }
}
