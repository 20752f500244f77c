//! What the platforms told by webhook, and doing it again.

use super::{
    api::{ReplaySocialEvent, list_social_events},
    rows::JournalRow,
    texts::IntegrationTexts,
};
use crate::{
    common::common,
    features::{admin::layout::pages, social::words::of_platform},
    frame::Failed,
    outcome::{Refusal, Refused, when_done},
    texts::{fill, t},
    ui::{Badge, Button, ButtonSize, Cell, EmptyState, Glyph, Pagination, Table, Tone, use_toasts},
};
use leptos::{either::EitherOf3, prelude::*};
use leptos_router::hooks::use_query_map;
use model::social::JournalState;

/// The journal.
#[component]
pub(super) fn Journal() -> impl IntoView {
    let (query, texts, toasts) = (use_query_map(), t::<IntegrationTexts>(), use_toasts());
    let cursor = Memo::new(move |_| query.with(|query| query.get("cursor")));
    let done = RwSignal::new(0_u32);
    let list = Resource::new(move || (cursor.get(), done.get()), |(cursor, _)| list_social_events(cursor));
    let replay = ServerAction::<ReplaySocialEvent>::new();
    when_done(replay, move |()| {
        done.update(|done| *done += 1);
        toasts.show(texts.replayed);
    });
    view! {
        <section class="stack" aria-labelledby="social-journal">
            <h2 id="social-journal">{texts.journal}</h2>
            <Refused refusal=Refusal::of(replay, &[]) />
            <Transition fallback=|| ()>
                {move || Suspend::new(async move {
                    match list.await {
                        Err(failure) => EitherOf3::A(view! { <Failed failure /> }),
                        Ok(page) if page.items.is_empty() => {
                            EitherOf3::B(view! { <EmptyState glyph=Glyph::Mail title=texts.none_title text=texts.none /> })
                        }
                        Ok(page) => {
                            let (first_href, next_href) = pages("/admin/integrations", page.next_cursor);
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
        </section>
    }
}

#[component]
fn Row(row: JournalRow, replay: ServerAction<ReplaySocialEvent>) -> impl IntoView {
    let texts = t::<IntegrationTexts>();
    let (tone, said) = match row.state {
        JournalState::Waiting => (Tone::Accent, texts.e_waiting),
        JournalState::Done => (Tone::Success, texts.e_done),
        JournalState::Ignored => (Tone::Neutral, texts.e_ignored),
        JournalState::Dead => (Tone::Danger, texts.e_dead),
    };
    let (id, input) = (row.id, replay.input());
    let busy = Signal::derive(move || replay.pending().get() && input.with(|input| input.as_ref().is_some_and(|input| input.id == id)));
    let label = fill(texts.replay_of, &[("event", &row.kind)]);
    let again = (row.state != JournalState::Waiting).then(|| {
        view! {
            <ActionForm action=replay>
                <input type="hidden" name="id" value=id.to_string() />
                <Button r#type="submit" size=ButtonSize::Small busy attr:aria-label=label>{texts.replay}</Button>
            </ActionForm>
        }
    });
    let tries = (row.attempts > 1).then(|| fill(texts.tries, &[("n", &row.attempts.to_string())]));
    view! {
        <tr>
            <Cell main=true>
                {of_platform(row.platform)} " " <code>{row.kind}</code>
                <details class="integration__body">
                    <summary>{texts.body}</summary>
                    <pre tabindex="0"><code>{row.body}</code></pre>
                </details>
            </Cell>
            <Cell label=texts.account><code>{row.account}</code></Cell>
            <Cell label=texts.state><span><Badge tone>{said}</Badge> " " {tries} " " {row.problem}</span></Cell>
            <Cell label=texts.when><time datetime=row.when.iso>{row.when.text}</time></Cell>
            <Cell actions=true>{again}</Cell>
        </tr>
    }
}
