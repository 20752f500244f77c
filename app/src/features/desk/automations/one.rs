//! One automatic message: its form, who would have got it, and the way to delete it.

use super::{
    api::{DeleteAutomation, load_automation},
    form::Fields,
    rows::AutomationView,
    texts::AutomationTexts,
};
use crate::{
    common::common,
    frame::{Failed, PageHead},
    outcome::{Refusal, Refused},
    texts::{fill, t},
    ui::{Button, ButtonKind, Cell, Dialog, DialogActions, Glyph, LinkButton, Table},
    when::When,
};
use leptos::{either::Either, prelude::*};
use leptos_router::hooks::{use_params_map, use_query_map};
use model::{AutomationId, CreatorId, ErrorCode, crm::Stopped};

/// The pages `/automations/new` and `/automations/{id}`.
#[component]
pub fn AutomationPage() -> impl IntoView {
    let (params, query, texts) = (use_params_map(), use_query_map(), t::<AutomationTexts>());
    let asked = Memo::new(move |_| {
        let account = query.with(|query| query.get_str("account").and_then(|id| id.parse::<CreatorId>().ok()));
        (params.with(|params| params.get("id").unwrap_or_default()), account)
    });
    let one = Resource::new(
        move || asked.get(),
        async |(id, account)| match (id.as_str(), id.parse::<AutomationId>()) {
            ("new", _) => load_automation(None, account).await,
            (_, Ok(id)) => load_automation(Some(id), None).await,
            _ => Err(ErrorCode::NotFound.into()),
        },
    );
    view! {
        <PageHead title=texts.one>
            <LinkButton href="/automations" kind=ButtonKind::Ghost icon=Glyph::ChevronLeft>{texts.title}</LinkButton>
        </PageHead>
        <Transition fallback=|| ()>
            {move || Suspend::new(async move {
                match one.await {
                    Err(failure) => Either::Left(view! { <Failed failure /> }),
                    Ok(one) => Either::Right(view! { <Loaded one /> }),
                }
            })}
        </Transition>
    }
}

/// Why nothing would have gone out.
fn of_stopped(texts: &AutomationTexts, why: Option<Stopped>) -> &'static str {
    match why {
        None => texts.would,
        Some(Stopped::Tagged) => texts.tagged,
        Some(Stopped::Listed) => texts.listed,
        Some(Stopped::Again) => texts.again_stop,
        Some(Stopped::FanWrote) => texts.fan_wrote,
        Some(Stopped::TeamWrote) => texts.team_wrote,
        Some(Stopped::Back) => texts.back,
        Some(Stopped::Unreachable) => texts.unreachable,
        Some(Stopped::Late) => texts.late,
        Some(Stopped::Off) => texts.off,
    }
}

#[component]
fn Loaded(one: AutomationView) -> impl IntoView {
    let AutomationView { accounts, id, filled, lists, foreseen, last, stopped } = one;
    let name = filled.name.clone();
    view! {
        <Fields accounts id filled lists />
        {id.map(|_| view! { <NotSent stopped /> })}
        {foreseen.map(|foreseen| view! { <Seen foreseen last /> })}
        {id.map(|id| view! { <Delete id name /> })}
    }
}

/// What did not go out, and why not.
#[component]
fn NotSent(stopped: Vec<(String, When, Stopped)>) -> impl IntoView {
    let texts = t::<AutomationTexts>();
    let row = move |(fan, when, why): (String, When, Stopped)| {
        view! {
            <tr>
                <Cell main=true>{fan}</Cell>
                <Cell label=texts.decided>
                    <time datetime=when.iso>{when.text}</time>
                </Cell>
                <Cell label=texts.why>{of_stopped(texts, Some(why))}</Cell>
            </tr>
        }
    };
    view! {
        <section class="automation__seen">
            <h2>{texts.not_sent}</h2>
            {if stopped.is_empty() {
                Either::Left(view! { <p>{texts.all_sent}</p> })
            } else {
                Either::Right(view! {
                    <Table caption=texts.not_sent columns=vec![texts.fan, texts.decided, texts.why]>
                        {stopped.into_iter().map(row).collect_view()}
                    </Table>
                })
            }}
        </section>
    }
}

#[component]
fn Seen(foreseen: (u32, u32), last: Vec<(String, When, Option<Stopped>)>) -> impl IntoView {
    let texts = t::<AutomationTexts>();
    let said = match foreseen {
        (0, _) => texts.never.to_owned(),
        (n, sent) => fill(texts.foreseen, &[("n", &n.to_string()), ("sent", &sent.to_string())]),
    };
    let row = move |(fan, when, why): (String, When, Option<Stopped>)| {
        view! {
            <tr>
                <Cell main=true>{fan}</Cell>
                <Cell label=texts.trigger>
                    <time datetime=when.iso>{when.text}</time>
                </Cell>
                <Cell label=texts.foresee>{of_stopped(texts, why)}</Cell>
            </tr>
        }
    };
    view! {
        <section class="automation__seen">
            <h2>{texts.foresee}</h2>
            <p>{said}</p>
            {(!last.is_empty())
                .then(|| {
                    view! {
                        <Table caption=texts.foresee columns=vec![texts.fan, texts.trigger, texts.foresee]>
                            {last.into_iter().map(row).collect_view()}
                        </Table>
                    }
                })}
        </section>
    }
}

#[component]
fn Delete(id: AutomationId, name: String) -> impl IntoView {
    let texts = t::<AutomationTexts>();
    let delete = ServerAction::<DeleteAutomation>::new();
    let refusal = Refusal::of(delete, &[]);
    let asks = RwSignal::new(false);
    let takes = StoredValue::new(fill(texts.delete_takes, &[("name", &name)]));
    view! {
        <section>
            <Button kind=ButtonKind::Danger on:click=move |_| asks.set(true)>{texts.delete}</Button>
        </section>
        <Dialog open=asks id="delete-automation" title=texts.delete_title close=common().close>
            <ActionForm action=delete attr:class="form">
                <Refused refusal />
                <input type="hidden" name="id" value=id.to_string() />
                <p>{takes.get_value()}</p>
                <DialogActions>
                    <Button kind=ButtonKind::Danger r#type="submit" busy=delete.pending()>{texts.delete}</Button>
                    <Button on:click=move |_| asks.set(false)>{common().cancel}</Button>
                </DialogActions>
            </ActionForm>
        </Dialog>
    }
}
