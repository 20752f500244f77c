//! Whom a conversation is with, where it is, and what is to happen with it.

use super::{
    keys::{ASSIGN, DONE, SNOOZE},
    rows::Chat,
    side_texts::SideTexts,
    snooze,
    texts::DeskTexts,
    triage_api::{AssignConversation, SetConversationState, SnoozeConversation},
    work_texts::WorkTexts,
};
use crate::{
    common::common,
    outcome::{Refusal, Refused, when_done},
    texts::{fill, t},
    ui::{Badge, Button, ButtonKind, ButtonSize, Dialog, DialogActions, Field, Glyph, LinkButton, Menu, MenuItem, Tone},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::{
    ConversationId,
    crm::{ConversationState, Subscription},
};

/// Who it is, with the way back on narrow screens.
#[component]
pub(super) fn Head(
    /// The conversation, kept fresh.
    live: RwSignal<Chat>,
    /// Counts what was done here.
    done: RwSignal<u32>,
) -> impl IntoView {
    let (query, texts) = (use_query_map(), t::<DeskTexts>());
    let mut list = query.get_untracked();
    list.remove("before");
    list.remove("waiting");
    list.remove("about");
    let back = format!("/messages{}", list.to_query_string());
    let about = {
        let mut query = query.get_untracked();
        query.replace("about", "1".to_owned());
        format!("/messages/{}{}", live.with_untracked(|chat| chat.id), query.to_query_string())
    };
    let who = Memo::new(move |_| live.with(|chat| (chat.name.clone(), chat.username.clone(), chat.subscription, chat.spent.clone())));
    view! {
        <header class="chat__head">
            <div class="chat__back"><LinkButton href=back kind=ButtonKind::Ghost icon=Glyph::ChevronLeft>{texts.back}</LinkButton></div>
            {move || {
                let (name, username, subscription, spent) = who.get();
                view! {
                    <h2 class="chat__name">{name}</h2>
                    {(!username.is_empty()).then(|| view! { <span class="chat__username">{format!("@{username}")}</span> })}
                    {match subscription {
                        Subscription::Active => Some(view! { <Badge tone=Tone::Success>{texts.subscribed}</Badge> }),
                        Subscription::Expired => Some(view! { <Badge tone=Tone::Neutral>{texts.ended}</Badge> }),
                        Subscription::Unknown => None,
                    }}
                    {spent.map(|money| view! { <Badge>{fill(texts.spent, &[("money", &money)])}</Badge> })}
                }
            }}
            <div class="chat__about"><LinkButton href=about size=ButtonSize::Small icon=Glyph::Info>{t::<SideTexts>().about_fan}</LinkButton></div>
        </header>
        <Triage live done />
    }
}

/// Where it is, and the ways to change that.
#[component]
fn Triage(live: RwSignal<Chat>, done: RwSignal<u32>) -> impl IntoView {
    let texts = t::<WorkTexts>();
    let id = live.with_untracked(|chat| chat.id);
    let (state, snooze, assign) =
        (ServerAction::<SetConversationState>::new(), ServerAction::<SnoozeConversation>::new(), ServerAction::<AssignConversation>::new());
    let again = move |()| done.update(|done| *done += 1);
    when_done(state, again);
    when_done(snooze, again);
    when_done(assign, again);
    let at = Memo::new(move |_| live.with(|chat| (chat.state, chat.snoozed_until.clone())));
    view! {
        <div class="chat__triage" role="group" aria-label=texts.states>
            {move || {
                let (now, until) = at.get();
                let said = match (now, until) {
                    (ConversationState::Snoozed, Some(when)) => fill(texts.snoozed_until, &[("when", &when.text)]),
                    (now, _) => word(texts, now).to_owned(),
                };
                let closes = matches!(now, ConversationState::Open | ConversationState::Waiting);
                let (next, act) = if closes { (ConversationState::Done, texts.do_done) } else { (ConversationState::Open, texts.do_open) };
                view! {
                    <Badge tone=tone(now)>{said}</Badge>
                    <ActionForm action=state>
                        <input type="hidden" name="id" value=id.to_string() />
                        <input type="hidden" name="state" value=next.code() />
                        <Button size=ButtonSize::Small icon=Glyph::Check r#type="submit" busy=state.pending() attr:id=DONE>{act}</Button>
                    </ActionForm>
                }
            }}
            <Snooze id action=snooze />
            <Assign live action=assign />
        </div>
        <Refused refusal=Refusal::of(state, &[]) />
        <Refused refusal=Refusal::of(assign, &[]) />
    }
}

/// The usual times, and any other.
#[component]
fn Snooze(id: ConversationId, action: ServerAction<SnoozeConversation>) -> impl IntoView {
    let texts = t::<WorkTexts>();
    let refusal = Refusal::of(action, &[]);
    let asks = RwSignal::new(false);
    when_done(action, move |()| asks.set(false));
    let until = move |until: &'static str| Callback::new(move |()| drop(action.dispatch(SnoozeConversation { id, until: until.to_owned() })));
    view! {
        <div id=SNOOZE>
            <Menu label=texts.do_snooze trigger=move || view! { {texts.do_snooze} } button_class="button button--secondary button--small">
                <MenuItem icon=Glyph::Clock on_select=until(snooze::HOURS)>{texts.in_3_hours}</MenuItem>
                <MenuItem icon=Glyph::Clock on_select=until(snooze::TOMORROW)>{texts.tomorrow}</MenuItem>
                <MenuItem icon=Glyph::Clock on_select=until(snooze::MONDAY)>{texts.monday}</MenuItem>
                <MenuItem icon=Glyph::Clock on_select=Callback::new(move |()| asks.set(true))>{texts.other_time}</MenuItem>
            </Menu>
        </div>
        <Dialog open=asks id="snooze" title=texts.do_snooze close=common().close>
            <ActionForm action>
                <Refused refusal />
                <input type="hidden" name="id" value=id.to_string() />
                <Field
                    name="until"
                    r#type="datetime-local"
                    label=texts.until
                    hint=texts.until_hint
                    error=refusal.field("until")
                    required=true
                />
                <DialogActions>
                    <Button kind=ButtonKind::Primary r#type="submit" busy=action.pending()>{texts.do_snooze}</Button>
                    <Button on:click=move |_| asks.set(false)>{common().cancel}</Button>
                </DialogActions>
            </ActionForm>
        </Dialog>
    }
}

/// Who answers: one press takes it, the menu gives it to anybody of the team.
#[component]
fn Assign(live: RwSignal<Chat>, action: ServerAction<AssignConversation>) -> impl IntoView {
    let texts = t::<WorkTexts>();
    let (id, team) = live.with_untracked(|chat| (chat.id, chat.team.clone()));
    let who = Memo::new(move |_| live.with(|chat| chat.assigned));
    let people = team.clone();
    let said = Signal::derive(move || {
        let one = who.get().and_then(|who| people.iter().find(|one| one.id == who));
        one.map_or_else(|| texts.do_assign.to_owned(), |one| fill(texts.theirs, &[("name", &one.name)]))
    });
    let give = move |to: String| Callback::new(move |()| drop(action.dispatch(AssignConversation { id, who: to.clone() })));
    view! {
        {move || {
            who.get()
                .is_none()
                .then(|| {
                    view! {
                        <ActionForm action>
                            <input type="hidden" name="id" value=id.to_string() />
                            <input type="hidden" name="who" value="me" />
                            <Button size=ButtonSize::Small r#type="submit" busy=action.pending()>{texts.take}</Button>
                        </ActionForm>
                    }
                })
        }}
        <div id=ASSIGN>
            <Menu
                label=said
                trigger=move || view! { {said} }
                button_class="button button--secondary button--small"
            >
                <MenuItem checked=Signal::derive(move || who.get().is_none()) on_select=give(String::new())>{texts.nobody}</MenuItem>
                {team
                    .iter()
                    .map(|one| {
                        let (person, name) = (one.id, one.name.clone());
                        view! {
                            <MenuItem checked=Signal::derive(move || who.get() == Some(person)) on_select=give(person.to_string())>
                                {name}
                            </MenuItem>
                        }
                    })
                    .collect_view()}
            </Menu>
        </div>
    }
}

fn word(texts: &WorkTexts, state: ConversationState) -> &'static str {
    match state {
        ConversationState::Open => texts.open,
        ConversationState::Waiting => texts.waiting,
        ConversationState::Snoozed => texts.snoozed,
        ConversationState::Done => texts.done,
    }
}

fn tone(state: ConversationState) -> Tone {
    match state {
        ConversationState::Open => Tone::Accent,
        ConversationState::Waiting => Tone::Neutral,
        ConversationState::Snoozed => Tone::Warning,
        ConversationState::Done => Tone::Success,
    }
}
