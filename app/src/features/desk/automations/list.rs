//! All automatic messages of an account, and what waits.

use super::{
    api::{SwitchAutomation, load_automations},
    rows::{AutomationRow, Automations, WaitingRow},
    texts::AutomationTexts,
};
use crate::{
    features::desk::{
        api::CancelMessage,
        fresh::{GATHER, keep_fresh_within},
    },
    frame::{Failed, PageHead},
    outcome::{Refusal, Refused, when_done},
    tab::use_tab,
    texts::{fill, t},
    ui::{Badge, Button, ButtonKind, ButtonSize, Cell, EmptyState, Glyph, LinkButton, TabLink, TabLinks, Table, Tone},
};
use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_query_map;
use model::{CreatorId, crm::Trigger};

/// The page `/automations`.
#[component]
pub fn AutomationsPage() -> impl IntoView {
    let (query, texts) = (use_query_map(), t::<AutomationTexts>());
    let account = Memo::new(move |_| query.with(|query| query.get_str("account").and_then(|id| id.parse::<CreatorId>().ok())));
    let all = Resource::new(move || account.get(), load_automations);
    view! {
        <PageHead title=texts.title>
            <LinkButton href="/messages" kind=ButtonKind::Ghost>{texts.inbox}</LinkButton>
        </PageHead>
        <Transition fallback=|| ()>
            {move || Suspend::new(async move {
                match all.await {
                    Err(failure) => Either::Left(view! { <Failed failure /> }),
                    Ok(all) => Either::Right(view! { <Loaded all /> }),
                }
            })}
        </Transition>
    }
}

/// What happens, in words.
pub(super) fn of_trigger(texts: &AutomationTexts, trigger: Trigger) -> &'static str {
    match trigger {
        Trigger::New => texts.on_new,
        Trigger::Renewed => texts.on_renewed,
        Trigger::Expired => texts.on_expired,
        Trigger::Online => texts.on_online,
    }
}

/// They, from now on kept fresh.
#[component]
fn Loaded(all: Automations) -> impl IntoView {
    let (tab, texts) = (use_tab(), t::<AutomationTexts>());
    let done = RwSignal::new(0_u32);
    let Some(account) = all.account else {
        return Either::Left(view! {
            <EmptyState glyph=Glyph::Mail title=texts.none_title text=texts.not_connected>
                <LinkButton href="/messages">{texts.inbox}</LinkButton>
            </EmptyState>
        });
    };
    let (accounts, may) = (all.accounts.clone(), all.may);
    let live = RwSignal::new(all);
    keep_fresh_within(live, GATHER, move || (tab.desk(), done.get()), move || load_automations(Some(account)));
    let switch = ServerAction::<SwitchAutomation>::new();
    when_done(switch, move |()| done.update(|done| *done += 1));
    let none = Memo::new(move |_| live.with(|all| all.rows.is_empty()));
    let tab_of =
        move |(id, name): (CreatorId, String)| view! { <TabLink href=format!("/automations?account={id}") current=id == account>{name}</TabLink> };
    Either::Right(view! {
        {(accounts.len() > 1).then(|| view! { <TabLinks label=texts.accounts>{accounts.into_iter().map(tab_of).collect_view()}</TabLinks> })}
        <p class="section__lead">{texts.lead}</p>
        {may.then(|| {
            view! {
                <LinkButton href=format!("/automations/new?account={account}") kind=ButtonKind::Primary icon=Glyph::Plus>{texts.new}</LinkButton>
            }
        })}
        <Refused refusal=Refusal::of(switch, &[]) />
        {move || {
            if none.get() {
                Either::Left(view! { <EmptyState glyph=Glyph::Mail title=texts.none_title text=texts.none /> })
            } else {
                Either::Right(view! {
                    <Table caption=texts.title columns=vec![texts.name, texts.trigger, texts.state, texts.sent, ""]>
                        <For each=move || live.with(|all| all.rows.clone()) key=Clone::clone let(row)>
                            <Row row may switch />
                        </For>
                    </Table>
                })
            }
        }}
        <Waiting live done />
    })
}

#[component]
fn Row(row: AutomationRow, may: bool, switch: ServerAction<SwitchAutomation>) -> impl IntoView {
    let texts = t::<AutomationTexts>();
    let AutomationRow { id, name, trigger, on, sent } = row;
    let (tone, state) = if on { (Tone::Success, texts.is_on) } else { (Tone::Neutral, texts.is_off) };
    let (act, said) = if on { (texts.do_off, texts.do_off_of) } else { (texts.do_on, texts.do_on_of) };
    let said = fill(said, &[("name", &name)]);
    view! {
        <tr>
            <Cell main=true>
                {if may { Either::Left(view! { <a href=format!("/automations/{id}")>{name}</a> }) } else { Either::Right(name) }}
            </Cell>
            <Cell label=texts.trigger>{of_trigger(texts, trigger)}</Cell>
            <Cell label=texts.state>
                <Badge tone>{state}</Badge>
            </Cell>
            <Cell label=texts.sent>{sent}</Cell>
            <Cell actions=true>
                {may.then(|| {
                    view! {
                        <ActionForm action=switch>
                            <input type="hidden" name="id" value=id.to_string() />
                            <input type="hidden" name="on" value=(!on).to_string() />
                            <Button size=ButtonSize::Small r#type="submit" busy=switch.pending()>
                                <span aria-hidden="true">{act}</span>
                                <span class="visually-hidden">{said}</span>
                            </Button>
                        </ActionForm>
                    }
                })}
            </Cell>
        </tr>
    }
}

/// Messages that wait; everybody of the team may take one back.
#[component]
fn Waiting(live: RwSignal<Automations>, done: RwSignal<u32>) -> impl IntoView {
    let texts = t::<AutomationTexts>();
    let cancel = ServerAction::<CancelMessage>::new();
    when_done(cancel, move |()| done.update(|done| *done += 1));
    let none = Memo::new(move |_| live.with(|all| all.waiting.is_empty()));
    let row = move |WaitingRow { id, automation, fan, when }: WaitingRow| {
        let said = fill(texts.cancel_of, &[("name", &automation), ("fan", &fan)]);
        view! {
            <tr>
                <Cell main=true>{automation}</Cell>
                <Cell label=texts.fan>{fan}</Cell>
                <Cell label=texts.due>
                    <time datetime=when.iso>{when.text}</time>
                </Cell>
                <Cell actions=true>
                    <ActionForm action=cancel>
                        <input type="hidden" name="id" value=id.to_string() />
                        <Button size=ButtonSize::Small r#type="submit" busy=cancel.pending()>
                            <span aria-hidden="true">{texts.cancel}</span>
                            <span class="visually-hidden">{said}</span>
                        </Button>
                    </ActionForm>
                </Cell>
            </tr>
        }
    };
    view! {
        <section>
            <h2>{texts.waiting}</h2>
            <Refused refusal=Refusal::of(cancel, &[]) />
            {move || {
                if none.get() {
                    Either::Left(view! { <p>{texts.no_waiting}</p> })
                } else {
                    Either::Right(view! {
                        <Table caption=texts.waiting columns=vec![texts.name, texts.fan, texts.due, ""]>
                            <For each=move || live.with(|all| all.waiting.clone()) key=Clone::clone let(one)>
                                {row(one)}
                            </For>
                        </Table>
                    })
                }
            }}
        </section>
    }
}
