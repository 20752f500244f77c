//! The page of what a team keeps: lists, fields, saved segments.

use super::{
    keep_api::{AddField, AddList, DeleteField, DeleteList, DeleteSegment, RenameField, RenameList, load_kept},
    kept_form::{forms, new_named},
    rows::{Kept, KeptOf},
    texts::FanTexts,
};
use crate::{
    features::desk::fresh::keep_fresh,
    frame::{Failed, PageHead},
    outcome::{Refusal, Refused, when_done},
    tab::use_tab,
    texts::{fill, plural, t},
    ui::{Badge, Button, ButtonKind, ButtonSize, EmptyState, Glyph, LinkButton, Select, TabLink, TabLinks, use_toasts},
    visitor::use_visitor,
};
use leptos::{either::EitherOf3, prelude::*};
use leptos_router::hooks::use_query_map;
use model::{CreatorId, crm::FieldKind, error::Problem};

/// The page `/fans/lists`.
#[component]
pub fn KeepPage() -> impl IntoView {
    let (query, texts) = (use_query_map(), t::<FanTexts>());
    let account = Memo::new(move |_| query.with(|query| query.get_str("account").and_then(|id| id.parse::<CreatorId>().ok())));
    let kept = Resource::new(move || account.get(), load_kept);
    view! {
        <PageHead title=texts.keep_title>
            <LinkButton href="/fans" kind=ButtonKind::Ghost icon=Glyph::ChevronLeft>{texts.fans}</LinkButton>
        </PageHead>
        <Transition fallback=|| ()>
            {move || Suspend::new(async move {
                match kept.await {
                    Err(failure) => EitherOf3::A(view! { <Failed failure /> }),
                    Ok(Kept { shown: None, .. }) => {
                        EitherOf3::B(view! {
                            <EmptyState glyph=Glyph::Users title=texts.none_title text=texts.not_connected>
                                <LinkButton href="/messages">{texts.connect}</LinkButton>
                            </EmptyState>
                        })
                    }
                    Ok(Kept { accounts, shown: Some(shown) }) => EitherOf3::C(view! { <Loaded accounts shown /> }),
                }
            })}
        </Transition>
    }
}

/// What is kept, from now on kept fresh.
#[component]
fn Loaded(accounts: Vec<(CreatorId, String)>, shown: KeptOf) -> impl IntoView {
    let (tab, texts) = (use_tab(), t::<FanTexts>());
    let done = RwSignal::new(0_u32);
    let KeptOf { account, may, .. } = shown;
    let live = RwSignal::new(shown);
    keep_fresh(
        live,
        move || (tab.desk(), done.get()),
        move || {
            let loading = load_kept(Some(account));
            async move { loading.await?.shown.ok_or_else(|| model::ErrorCode::NotFound.into()) }
        },
    );
    view! {
        {(accounts.len() > 1)
            .then(|| {
                let one = move |(id, name): (CreatorId, String)| {
                    view! { <TabLink href=format!("/fans/lists?account={id}") current=id == account>{name}</TabLink> }
                };
                view! { <TabLinks label=texts.accounts>{accounts.into_iter().map(one).collect_view()}</TabLinks> }
            })}
        <div class="keep">
            <p class="section__lead">{texts.keep_lead}</p>
            <ListShelf live account may done />
            <FieldShelf live account may done />
            <SegmentShelf live account may done />
        </div>
    }
}

#[component]
fn ListShelf(live: RwSignal<KeptOf>, account: CreatorId, may: bool, done: RwSignal<u32>) -> impl IntoView {
    let (texts, toasts, language) = (t::<FanTexts>(), use_toasts(), use_visitor().get_untracked_language());
    let (add, rename, delete) = (ServerAction::<AddList>::new(), ServerAction::<RenameList>::new(), ServerAction::<DeleteList>::new());
    let again = move |()| {
        toasts.show(texts.done);
        done.update(|done| *done += 1);
    };
    when_done(rename, again);
    when_done(delete, again);
    let in_use = move || {
        delete.value().with(|value| {
            let error = value.as_ref().and_then(|value| value.as_ref().err());
            error.is_some_and(|failure| failure.error.fields.iter().any(|one| one.field == "list" && one.problem == Problem::Taken))
        })
    };
    view! {
        <section class="keep__shelf">
            <h2>{texts.lists_title}</h2>
            <p class="field__hint">{texts.lists_hint}</p>
            {move || live.with(|kept| kept.lists.is_empty()).then(|| view! { <p>{texts.no_lists}</p> })}
            <Refused refusal=Refusal::of(delete, &[]) />
            {move || in_use().then(|| view! { <p class="field__error" role="alert">{texts.list_in_use}</p> })}
            <ul class="keep__list" aria-label=texts.lists_title>
                <For each=move || live.with(|kept| kept.lists.clone()) key=Clone::clone let((id, name, fans))>
                    <li class="keep__one">
                        <a href=format!("/fans?account={account}&lists%5B%5D={id}")>{name.clone()}</a>
                        <Badge>{plural(language, fans, texts.list_fans_one, texts.list_fans_many)}</Badge>
                        {may.then(|| forms!(id, name, rename, delete, texts.delete_list_title, texts.delete_list_takes))}
                    </li>
                </For>
            </ul>
            {may.then(|| new_named!(add, account, "new-list", texts.new_list, texts.add_list, done, ()))}
        </section>
    }
}

fn of_kind(texts: &FanTexts, kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::Text => texts.kind_text,
        FieldKind::Number => texts.kind_number,
        FieldKind::Date => texts.kind_date,
    }
}

#[component]
fn FieldShelf(live: RwSignal<KeptOf>, account: CreatorId, may: bool, done: RwSignal<u32>) -> impl IntoView {
    let (texts, toasts) = (t::<FanTexts>(), use_toasts());
    let (add, rename, delete) = (ServerAction::<AddField>::new(), ServerAction::<RenameField>::new(), ServerAction::<DeleteField>::new());
    let again = move |()| {
        toasts.show(texts.done);
        done.update(|done| *done += 1);
    };
    when_done(rename, again);
    when_done(delete, again);
    let kinds: Vec<(String, String)> = FieldKind::ALL.iter().map(|kind| (kind.code().to_owned(), of_kind(texts, *kind).to_owned())).collect();
    view! {
        <section class="keep__shelf">
            <h2>{texts.fields_title}</h2>
            <p class="field__hint">{texts.fields_hint} " " {texts.field_goes}</p>
            {move || live.with(|kept| kept.fields.is_empty()).then(|| view! { <p>{texts.no_fields}</p> })}
            <Refused refusal=Refusal::of(delete, &[]) />
            <ul class="keep__list" aria-label=texts.fields_title>
                <For each=move || live.with(|kept| kept.fields.clone()) key=Clone::clone let((id, name, kind))>
                    <li class="keep__one">
                        <span>{name.clone()}</span>
                        <Badge>{of_kind(texts, kind)}</Badge>
                        {may.then(|| forms!(id, name, rename, delete, texts.delete_field_title, texts.delete_field_takes))}
                    </li>
                </For>
            </ul>
            {may.then(|| {
                let kind = view! { <Select name="kind" id="new-field-kind" label=texts.field_kind options=kinds /> };
                new_named!(add, account, "new-field", texts.new_field, texts.add_field, done, kind)
            })}
        </section>
    }
}

#[component]
fn SegmentShelf(live: RwSignal<KeptOf>, account: CreatorId, may: bool, done: RwSignal<u32>) -> impl IntoView {
    let (texts, toasts) = (t::<FanTexts>(), use_toasts());
    let delete = ServerAction::<DeleteSegment>::new();
    when_done(delete, move |()| {
        toasts.show(texts.done);
        done.update(|done| *done += 1);
    });
    view! {
        <section class="keep__shelf">
            <h2>{texts.segments}</h2>
            {move || live.with(|kept| kept.segments.is_empty()).then(|| view! { <p>{texts.no_segments}</p> })}
            <Refused refusal=Refusal::of(delete, &[]) />
            <ul class="keep__list" aria-label=texts.segments>
                <For each=move || live.with(|kept| kept.segments.clone()) key=Clone::clone let((id, name, query))>
                    <li class="keep__one">
                        <a href=format!("/fans?account={account}{query}")>{name.clone()}</a>
                        {may.then(|| {
                            let said = fill(texts.delete_of, &[("name", &name)]);
                            view! {
                                <ActionForm action=delete>
                                    <input type="hidden" name="id" value=id.to_string() />
                                    <Button kind=ButtonKind::Danger size=ButtonSize::Small r#type="submit" busy=delete.pending()>
                                        <span aria-hidden="true">{texts.delete}</span>
                                        <span class="visually-hidden">{said}</span>
                                    </Button>
                                </ActionForm>
                            }
                        })}
                    </li>
                </For>
            </ul>
        </section>
    }
}
