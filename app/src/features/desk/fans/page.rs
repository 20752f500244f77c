//! The page of fans.

use super::{
    api::{ChangeFans, SaveSegment, load_fans},
    asked::{Asked, put},
    bulk::BulkFields,
    filters::Filters,
    rows::{FanRow, Fans, Shown},
    texts::FanTexts,
};
use crate::{
    common::common,
    features::desk::{
        fresh::{GATHER, keep_fresh_within},
        side_texts::SideTexts,
    },
    frame::{Failed, PageHead},
    outcome::{Refusal, Refused, when_done},
    tab::use_tab,
    texts::{fill, plural, t},
    ui::{Badge, Button, ButtonKind, ButtonSize, Cell, EmptyState, Field, Glyph, LinkButton, Pagination, TabLink, TabLinks, Table, Tone, use_toasts},
    visitor::use_visitor,
};
use leptos::{
    either::{Either, EitherOf3},
    prelude::*,
};
use leptos_router::{hooks::use_query_map, params::ParamsMap};
use model::{
    CreatorId, FanId,
    crm::{FanSort, Subscription},
};
use std::collections::HashSet;

/// What an address asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Wanted {
    account: Option<CreatorId>,
    asked: Asked,
    sort: FanSort,
    cursor: Option<String>,
}

impl Wanted {
    fn of(params: &ParamsMap) -> Self {
        Self {
            account: params.get_str("account").and_then(|id| id.parse().ok()),
            asked: Asked::of(params),
            sort: params.get_str("sort").and_then(FanSort::from_code).unwrap_or(FanSort::Spend),
            cursor: params.get("cursor"),
        }
    }

    /// The address of a page of the same.
    fn address(&self, account: CreatorId, cursor: Option<&str>) -> String {
        let mut query = self.asked.query();
        put(&mut query, "sort", self.sort.code());
        if let Some(cursor) = cursor {
            put(&mut query, "cursor", cursor);
        }
        format!("/fans?account={account}{query}")
    }
}

/// The page `/fans`. What is asked for stands in the address.
#[component]
pub fn FansPage() -> impl IntoView {
    let (query, texts) = (use_query_map(), t::<FanTexts>());
    let wanted = Memo::new(move |_| query.with(Wanted::of));
    let fans = Resource::new(move || wanted.get(), |wanted| load_fans(wanted.account, wanted.asked, wanted.sort, wanted.cursor));
    view! {
        <PageHead title=texts.title>
            <LinkButton href="/messages" kind=ButtonKind::Ghost>{texts.inbox}</LinkButton>
            <LinkButton href="/fans/lists" kind=ButtonKind::Ghost>{texts.keep}</LinkButton>
            <LinkButton href="/automations" kind=ButtonKind::Ghost>{texts.automations}</LinkButton>
        </PageHead>
        <Transition fallback=|| ()>
            {move || Suspend::new(async move {
                match fans.await {
                    Err(failure) => EitherOf3::A(view! { <Failed failure /> }),
                    Ok(Fans { shown: None, .. }) => {
                        EitherOf3::B(view! {
                            <EmptyState glyph=Glyph::Users title=texts.none_title text=texts.not_connected>
                                <LinkButton href="/messages">{texts.connect}</LinkButton>
                            </EmptyState>
                        })
                    }
                    Ok(Fans { accounts, shown: Some(shown) }) => {
                        EitherOf3::C(view! { <Loaded accounts shown wanted=wanted.get_untracked() /> })
                    }
                }
            })}
        </Transition>
    }
}

/// The fans of an account, from now on kept fresh.
#[component]
fn Loaded(accounts: Vec<(CreatorId, String)>, shown: Shown, wanted: Wanted) -> impl IntoView {
    let (tab, texts) = (use_tab(), t::<FanTexts>());
    let done = RwSignal::new(0_u32);
    let Shown { account, may, error, lists, segments, .. } = shown.clone();
    let first = wanted.cursor.is_some().then(|| wanted.address(account, None));
    let live = RwSignal::new(shown);
    let next = {
        let wanted = wanted.clone();
        Signal::derive(move || live.with(|shown| shown.next.as_deref().map(|cursor| wanted.address(account, Some(cursor)))))
    };
    let again = wanted.clone();
    keep_fresh_within(
        live,
        GATHER,
        move || (tab.desk(), done.get()),
        move || {
            let Wanted { asked, sort, cursor, .. } = again.clone();
            let loading = load_fans(Some(account), asked, sort, cursor);
            async move { loading.await?.shown.ok_or_else(|| model::ErrorCode::NotFound.into()) }
        },
    );
    // Where it cannot be asked so, the fields say why.
    let none = Memo::new(move |_| live.with(|shown| shown.rows.is_empty()));
    let Wanted { asked, sort, .. } = wanted;
    view! {
        {(accounts.len() > 1)
            .then(|| {
                let one = move |(id, name): (CreatorId, String)| view! { <TabLink href=format!("/fans?account={id}") current=id == account>{name}</TabLink> };
                view! { <TabLinks label=texts.accounts>{accounts.into_iter().map(one).collect_view()}</TabLinks> }
            })}
        {(!segments.is_empty()).then(|| view! { <Segments segments /> })}
        <Filters account asked=asked.clone() sort lists=lists.clone() error />
        <Found live may account asked=asked.clone() />
        {move || {
            if none.get() {
                let (title, text) = if asked.is_everybody() { (texts.none_title, texts.soon) } else { (texts.nobody_title, texts.nobody) };
                Either::Left(view! { <EmptyState glyph=Glyph::Users title text /> })
            } else {
                Either::Right(view! { <Rows live may account asked=asked.clone() lists=lists.clone() done /> })
            }
        }}
        <Pagination label=texts.pages first=common().first next=common().next first_href=first next_href=next />
    }
}

#[component]
fn Segments(segments: Vec<(String, String)>) -> impl IntoView {
    let texts = t::<FanTexts>();
    view! {
        <nav class="fans__segments" aria-label=texts.segments>
            {segments
                .into_iter()
                .map(|(name, query)| view! { <LinkButton href=format!("/fans?{query}") size=ButtonSize::Small>{name}</LinkButton> })
                .collect_view()}
        </nav>
    }
}

/// How many are found, and what can be done with them.
#[component]
fn Found(live: RwSignal<Shown>, may: bool, account: CreatorId, asked: Asked) -> impl IntoView {
    let (texts, language, toasts) = (t::<FanTexts>(), use_visitor().get_untracked_language(), use_toasts());
    let said = move || {
        let (all, reachable) = live.with(|shown| shown.count);
        let found = plural(language, all, texts.found_one, texts.found_many);
        format!("{found}; {}.", plural(language, reachable, texts.reach_one, texts.reach_many))
    };
    let save = ServerAction::<SaveSegment>::new();
    when_done(save, move |()| toasts.show(texts.saved));
    let refusal = Refusal::of(save, &[]);
    let (query, json) = (asked.query(), serde_json::to_string(&asked).unwrap_or_default());
    let file = move || live.with(|shown| shown.file.clone());
    view! {
        <div class="fans__found">
            <p class="fans__count">{said}</p>
            {may.then(|| {
                view! {
                    <LinkButton href=format!("/campaigns/new?account={account}{query}") size=ButtonSize::Small icon=Glyph::Mail>
                        {texts.write}
                    </LinkButton>
                    <a class="button button--secondary button--small" href=file download="fans.csv" rel="external">{texts.export}</a>
                    <details class="fans__save">
                        <summary>{texts.save_title}</summary>
                        <ActionForm action=save attr:class="form">
                            <Refused refusal />
                            <input type="hidden" name="account" value=account.to_string() />
                            <input type="hidden" name="found" value=json />
                            <Field
                                name="name"
                                id="segment-name"
                                label=texts.save_name
                                hint=texts.save_hint
                                error=refusal.field("name")
                                maxlength=60
                                required=true
                            />
                            <Button size=ButtonSize::Small r#type="submit" busy=save.pending()>{common().save}</Button>
                        </ActionForm>
                    </details>
                }
            })}
        </div>
    }
}

/// The table, within the form that changes many at once for those who may.
#[component]
fn Rows(live: RwSignal<Shown>, may: bool, account: CreatorId, asked: Asked, lists: Vec<(String, String)>, done: RwSignal<u32>) -> impl IntoView {
    let texts = t::<FanTexts>();
    // A row that changes is drawn anew; it stays chosen until what was chosen is changed.
    let chosen = RwSignal::new(HashSet::new());
    Effect::watch(move || done.get(), move |_, _, _| chosen.update(HashSet::clear), false);
    let mut columns = vec![texts.fan, texts.subscription, texts.spent, texts.last_seen, texts.joined, texts.tags_head];
    if may {
        columns.insert(0, texts.choose);
    }
    let table = view! {
        <Table caption=texts.title columns=columns>
            <For each=move || live.with(|shown| shown.rows.clone()) key=Clone::clone let(row)>
                <Row row may chosen />
            </For>
        </Table>
    };
    if !may {
        return Either::Left(table);
    }
    let change = ServerAction::<ChangeFans>::new();
    let count = Signal::derive(move || live.with(|shown| shown.count.0));
    Either::Right(view! {
        <ActionForm action=change attr:class="fans">
            <input type="hidden" name="account" value=account.to_string() />
            {table}
            <BulkFields action=change asked count lists done />
        </ActionForm>
    })
}

#[component]
fn Row(row: FanRow, may: bool, chosen: RwSignal<HashSet<FanId>>) -> impl IntoView {
    let (texts, side) = (t::<FanTexts>(), t::<SideTexts>());
    let FanRow { id, name, username, subscription, spent, joined, last_seen, tags } = row;
    let (tone, said) = match subscription {
        Subscription::Active => (Tone::Success, side.subscribed),
        Subscription::Expired => (Tone::Neutral, side.ended),
        Subscription::Unknown => (Tone::Neutral, side.unknown),
    };
    let choosing = move |event| {
        chosen.update(|chosen| {
            if event_target_checked(&event) {
                chosen.insert(id);
            } else {
                chosen.remove(&id);
            }
        });
    };
    let choose = fill(texts.choose_one, &[("name", &name)]);
    let moment = |when: Option<crate::when::When>| when.map(|when| view! { <time datetime=when.iso>{when.text}</time> });
    view! {
        <tr>
            {may.then(|| {
                view! {
                    <Cell label=texts.choose>
                        <input
                            class="checkbox__box"
                            type="checkbox"
                            name="fans[]"
                            value=id.to_string()
                            prop:checked=move || chosen.with(|chosen| chosen.contains(&id))
                            on:change=choosing
                            aria-label=choose
                        />
                    </Cell>
                }
            })}
            <Cell main=true>
                <a href=format!("/fans/{id}")>{name}</a>
                {(!username.is_empty()).then(|| view! { <span class="fans__username">{format!("@{username}")}</span> })}
            </Cell>
            <Cell label=texts.subscription>
                <Badge tone>{said}</Badge>
            </Cell>
            <Cell label=texts.spent>
                <span class="fans__amount">{spent}</span>
            </Cell>
            <Cell label=texts.last_seen>{moment(last_seen)}</Cell>
            <Cell label=texts.joined>{moment(joined)}</Cell>
            <Cell label=texts.tags_head>
                <span class="fans__tags">{tags.into_iter().map(|tag| view! { <Badge>{tag}</Badge> }).collect_view()}</span>
            </Cell>
        </tr>
    }
}
