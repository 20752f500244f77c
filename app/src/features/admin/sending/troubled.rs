//! Messages that a person is to look at: given up, or unconfirmed.

use super::{
    api::{RedriveMessage, RedriveMessages, SettleAnyMessage, list_dead_letters, list_unconfirmed},
    rows::TroubledRow,
    texts::SendingTexts,
};
use crate::{
    common::common,
    features::admin::layout::pages,
    frame::Failed,
    outcome::{Refusal, Refused, when_done},
    texts::{fill, t},
    ui::{Button, ButtonSize, Cell, EmptyState, Glyph, Pagination, Table, use_toasts},
};
use leptos::{either::EitherOf3, prelude::*};
use leptos_router::hooks::use_query_map;
use model::OutgoingId;

const PATH: &str = "/admin/sending";

/// Messages that were given up, to be tried again.
#[component]
pub(super) fn DeadLetters(
    /// Counts what was done.
    done: RwSignal<u32>,
) -> impl IntoView {
    let (query, texts, toasts) = (use_query_map(), t::<SendingTexts>(), use_toasts());
    let cursor = Memo::new(move |_| query.with(|query| query.get("cursor")));
    let list = Resource::new(move || (cursor.get(), done.get()), |(cursor, _)| list_dead_letters(cursor));
    let (one, all) = (ServerAction::<RedriveMessage>::new(), ServerAction::<RedriveMessages>::new());
    let again = move || {
        done.update(|done| *done += 1);
        toasts.show(texts.redriven);
    };
    when_done(one, move |()| again());
    when_done(all, move |_| again());
    view! {
        <Refused refusal=Refusal::of(one, &[]) />
        <Refused refusal=Refusal::of(all, &[]) />
        <Transition fallback=|| ()>
            {move || Suspend::new(async move {
                match list.await {
                    Err(failure) => EitherOf3::A(view! { <Failed failure /> }),
                    Ok(page) if page.items.is_empty() => {
                        EitherOf3::B(view! { <EmptyState glyph=Glyph::Mail title=texts.none_dead_title text=texts.none_dead /> })
                    }
                    Ok(page) => {
                        let (first_href, next_href) = pages(PATH, page.next_cursor);
                        let rows = page.items.into_iter().map(|row| view! { <Dead row one /> }).collect_view();
                        EitherOf3::C(view! {
                            <ActionForm action=all>
                                <Button r#type="submit" busy=all.pending()>{texts.redrive_all}</Button>
                            </ActionForm>
                            <Table caption=texts.dead_letters columns=columns(texts)>{rows}</Table>
                            <Pagination label=texts.pages first=common().first next=common().next first_href next_href />
                        })
                    }
                }
            })}
        </Transition>
    }
}

#[component]
fn Dead(row: TroubledRow, one: ServerAction<RedriveMessage>) -> impl IntoView {
    let texts = t::<SendingTexts>();
    let (id, input) = (row.id, one.input());
    let busy = Signal::derive(move || one.pending().get() && input.with(|input| input.as_ref().is_some_and(|input| input.id == id)));
    let label = fill(texts.redrive_of, &[("fan", &row.fan)]);
    view! {
        <tr>
            <Facts row />
            <Cell actions=true>
                <ActionForm action=one>
                    <input type="hidden" name="id" value=id.to_string() />
                    <Button r#type="submit" size=ButtonSize::Small busy attr:aria-label=label>{texts.redrive}</Button>
                </ActionForm>
            </Cell>
        </tr>
    }
}

/// Messages whose answer was lost, to be settled by hand.
#[component]
pub(super) fn Unconfirmed(
    /// Counts what was done.
    done: RwSignal<u32>,
) -> impl IntoView {
    let (query, texts, toasts) = (use_query_map(), t::<SendingTexts>(), use_toasts());
    let cursor = Memo::new(move |_| query.with(|query| query.get("cursor")));
    let list = Resource::new(move || (cursor.get(), done.get()), |(cursor, _)| list_unconfirmed(cursor));
    let settle = ServerAction::<SettleAnyMessage>::new();
    when_done(settle, move |()| {
        done.update(|done| *done += 1);
        toasts.show(texts.settled);
    });
    view! {
        <Refused refusal=Refusal::of(settle, &[]) />
        <Transition fallback=|| ()>
            {move || Suspend::new(async move {
                match list.await {
                    Err(failure) => EitherOf3::A(view! { <Failed failure /> }),
                    Ok(page) if page.items.is_empty() => {
                        EitherOf3::B(view! { <EmptyState glyph=Glyph::Mail title=texts.none_unconfirmed_title text=texts.none_unconfirmed /> })
                    }
                    Ok(page) => {
                        let (first_href, next_href) = pages(PATH, page.next_cursor);
                        let rows = page.items.into_iter().map(|row| view! { <Lost row settle /> }).collect_view();
                        EitherOf3::C(view! {
                            <p>{texts.settle_hint}</p>
                            <Table caption=texts.unconfirmed columns=columns(texts)>{rows}</Table>
                            <Pagination label=texts.pages first=common().first next=common().next first_href next_href />
                        })
                    }
                }
            })}
        </Transition>
    }
}

#[component]
fn Lost(row: TroubledRow, settle: ServerAction<SettleAnyMessage>) -> impl IntoView {
    let texts = t::<SendingTexts>();
    let id = row.id;
    let label = |text: &str| fill(text, &[("fan", &row.fan)]);
    let (yes, no) = (label(texts.arrived_of), label(texts.not_arrived_of));
    view! {
        <tr>
            <Facts row />
            <Cell actions=true>
                <Say id settle arrived=true text=texts.arrived label=yes />
                <Say id settle arrived=false text=texts.not_arrived label=no />
            </Cell>
        </tr>
    }
}

/// A button that says whether it arrived.
#[component]
fn Say(id: OutgoingId, settle: ServerAction<SettleAnyMessage>, arrived: bool, text: &'static str, label: String) -> impl IntoView {
    let input = settle.input();
    let mine = move |input: &SettleAnyMessage| input.id == id && input.arrived == arrived;
    let busy = Signal::derive(move || settle.pending().get() && input.with(|input| input.as_ref().is_some_and(mine)));
    view! {
        <ActionForm action=settle>
            <input type="hidden" name="id" value=id.to_string() />
            <input type="hidden" name="arrived" value=arrived.to_string() />
            <Button r#type="submit" size=ButtonSize::Small busy attr:aria-label=label>{text}</Button>
        </ActionForm>
    }
}

fn columns(texts: &SendingTexts) -> Vec<&'static str> {
    vec![texts.message, texts.fan, texts.account, texts.why, texts.when, ""]
}

/// The cells that both lists have.
#[component]
fn Facts(row: TroubledRow) -> impl IntoView {
    let texts = t::<SendingTexts>();
    let detail = (row.why.as_deref() != Some(&row.reason) && !row.reason.is_empty()).then(|| view! { <code>{row.reason.clone()}</code> });
    view! {
        <Cell main=true>{row.text}</Cell>
        <Cell label=texts.fan>{row.fan}</Cell>
        <Cell label=texts.account>{row.account}</Cell>
        <Cell label=texts.why><span>{row.why} " " {detail}</span></Cell>
        <Cell label=texts.when><time datetime=row.when.iso>{row.when.text}</time></Cell>
    }
}
