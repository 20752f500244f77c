//! What the gateway told by webhook, and doing it again.

use super::{
    api::{ReplayEvent, list_events},
    rows::EventRow,
    texts::SendingTexts,
};
use crate::{
    common::common,
    features::admin::layout::pages,
    frame::Failed,
    outcome::{Refusal, Refused, when_done},
    texts::{fill, t},
    ui::{Badge, Button, ButtonSize, Cell, EmptyState, Glyph, LinkButton, Pagination, Table, Tone, use_toasts},
};
use leptos::{either::EitherOf3, prelude::*};
use leptos_router::hooks::use_query_map;
use model::crm::EventState;

/// The journal.
#[component]
pub(super) fn Journal(
    /// Counts what was done.
    done: RwSignal<u32>,
) -> impl IntoView {
    let (query, texts, toasts) = (use_query_map(), t::<SendingTexts>(), use_toasts());
    let asked = Memo::new(move |_| query.with(|query| (query.get_str("failed").is_some(), query.get("cursor"))));
    let list = Resource::new(move || (asked.get(), done.get()), |((failed, cursor), _)| list_events(failed, cursor));
    let replay = ServerAction::<ReplayEvent>::new();
    when_done(replay, move |()| {
        done.update(|done| *done += 1);
        toasts.show(texts.replayed);
    });
    let other = move || {
        let (href, text) =
            if asked.get().0 { ("/admin/sending?list=events", texts.all_events) } else { ("/admin/sending?list=events&failed=1", texts.only_failed) };
        view! { <p><LinkButton href=href.to_owned()>{text}</LinkButton></p> }
    };
    view! {
        {other}
        <Refused refusal=Refusal::of(replay, &[]) />
        <Transition fallback=|| ()>
            {move || Suspend::new(async move {
                match list.await {
                    Err(failure) => EitherOf3::A(view! { <Failed failure /> }),
                    Ok(page) if page.items.is_empty() => {
                        EitherOf3::B(view! { <EmptyState glyph=Glyph::Mail title=texts.none_journal_title text=texts.none_journal /> })
                    }
                    Ok(page) => {
                        let (first_href, next_href) = pages("/admin/sending", page.next_cursor);
                        let columns = vec![texts.event, texts.account, texts.state, texts.when, ""];
                        let rows = page.items.into_iter().map(|row| view! { <Row row replay /> }).collect_view();
                        EitherOf3::C(view! {
                            <Table caption=texts.journal columns>{rows}</Table>
                            <Pagination label=texts.pages first=common().first next=common().next first_href next_href />
                        })
                    }
                }
            })}
        </Transition>
    }
}

#[component]
fn Row(row: EventRow, replay: ServerAction<ReplayEvent>) -> impl IntoView {
    let texts = t::<SendingTexts>();
    let (tone, said) = match row.state {
        EventState::Waiting => (Tone::Accent, texts.event_waiting),
        EventState::Done => (Tone::Success, texts.event_done),
        EventState::Ignored => (Tone::Neutral, texts.event_ignored),
        EventState::Failed => (Tone::Danger, texts.event_failed),
    };
    let (id, input) = (row.id, replay.input());
    let busy = Signal::derive(move || replay.pending().get() && input.with(|input| input.as_ref().is_some_and(|input| input.id == id)));
    let label = fill(texts.replay_of, &[("event", &row.event)]);
    let again = (row.state != EventState::Waiting).then(|| {
        view! {
            <ActionForm action=replay>
                <input type="hidden" name="id" value=id.to_string() />
                <Button r#type="submit" size=ButtonSize::Small busy attr:aria-label=label>{texts.replay}</Button>
            </ActionForm>
        }
    });
    view! {
        <tr>
            <Cell main=true><code>{row.event}</code></Cell>
            <Cell label=texts.account><code>{row.account}</code></Cell>
            <Cell label=texts.state><span><Badge tone>{said}</Badge> " " {row.error}</span></Cell>
            <Cell label=texts.when><time datetime=row.when.iso>{row.when.text}</time></Cell>
            <Cell actions=true>{again}</Cell>
        </tr>
    }
}
