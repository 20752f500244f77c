//! One conversation: what is said, and the field to answer in.

use super::{
    api::{CancelMessage, EditMessage, ReadChat, RetryMessage, SettleMessage, load_chat},
    composer::Composer,
    fresh::keep_fresh,
    head::Head,
    line::{Acts, LineView},
    rows::Chat,
    texts::DeskTexts,
    write_texts::WriteTexts,
};
use crate::{
    frame::Failed,
    outcome::{Refusal, Refused, when_done},
    tab::use_tab,
    texts::{fill, t},
    ui::{Banner, ButtonSize, LinkButton, Tone},
};
use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_query_map;
use model::ConversationId;

/// A conversation. It is made anew for each one, so that no words stand in the field of another.
#[component]
pub(super) fn ChatPane(
    /// Which.
    id: ConversationId,
    /// Counts what was done here.
    done: RwSignal<u32>,
) -> impl IntoView {
    let query = use_query_map();
    let asked = Memo::new(move |_| query.with(|query| (query.get("before"), query.get("waiting"))));
    let chat = Resource::new(move || asked.get(), move |(before, waiting)| load_chat(id, before, waiting));
    view! {
        <Transition fallback=|| ()>
            {move || Suspend::new(async move {
                match chat.await {
                    Err(failure) => Either::Left(view! { <Failed failure /> }),
                    Ok(chat) => Either::Right(view! { <Loaded chat asked=asked.get_untracked() done /> }),
                }
            })}
        </Transition>
    }
}

/// A conversation, from now on kept fresh.
#[component]
fn Loaded(chat: Chat, asked: (Option<String>, Option<String>), done: RwSignal<u32>) -> impl IntoView {
    let (query, tab, texts) = (use_query_map(), use_tab(), t::<DeskTexts>());
    let acts = Acts {
        cancel: ServerAction::<CancelMessage>::new(),
        edit: ServerAction::<EditMessage>::new(),
        retry: ServerAction::<RetryMessage>::new(),
        settle: ServerAction::<SettleMessage>::new(),
    };
    let again = move |()| done.update(|done| *done += 1);
    when_done(acts.cancel, again);
    when_done(acts.edit, again);
    when_done(acts.retry, again);
    when_done(acts.settle, again);
    let Chat { id, name, can_send, cannot_send_reason: reason, older, zone, .. } = chat.clone();
    let live = RwSignal::new(chat);
    let newest = asked.0.is_some() || asked.1.is_some();
    keep_fresh(live, move || (tab.desk(), done.get()), move || load_chat(id, asked.0.clone(), asked.1.clone()));
    read_what_is_shown(id, live);
    let address = move |page: Option<(&'static str, String)>| {
        let mut params = query.get_untracked();
        for gone in ["before", "waiting", "about"] {
            params.remove(gone);
        }
        if let Some((name, place)) = page {
            params.insert(name, place);
        }
        format!("/messages/{id}{}", params.to_query_string())
    };
    let newest = newest.then(|| address(None));
    let older = older.map(|before| address(Some(("before", before))));
    let waiting = Memo::new(move |_| live.with(|chat| chat.waiting.clone()));
    let nothing = Memo::new(move |_| live.with(|chat| chat.lines.is_empty()));
    let called = name.clone();
    view! {
        <Head live done />
        // Scrolled by keyboard too; it begins at its end.
        <div class="chat__scroll" tabindex="0" role="region" aria-label=texts.chat>
            <div class="chat__all">
                {older.map(|href| view! { <LinkButton href size=ButtonSize::Small>{texts.older}</LinkButton> })}
                {move || nothing.get().then(|| view! { <p class="chat__nothing">{texts.nothing_said}</p> })}
                <ol class="chat__lines">
                    <For each=move || live.with(|chat| chat.lines.clone()) key=Clone::clone let(line)>
                        <LineView line name=called.clone() acts />
                    </For>
                </ol>
                {move || {
                    waiting
                        .get()
                        .map(|place| view! { <LinkButton href=address(Some(("waiting", place))) size=ButtonSize::Small>{texts.more_waiting}</LinkButton> })
                }}
                {newest.map(|href| view! { <LinkButton href size=ButtonSize::Small>{texts.newest}</LinkButton> })}
            </div>
        </div>
        <Refused refusal=Refusal::of(acts.cancel, &[]) />
        <Refused refusal=Refusal::of(acts.edit, &[]) />
        {move || refused_fields(acts.edit)}
        <Refused refusal=Refusal::of(acts.retry, &[]) />
        <Refused refusal=Refusal::of(acts.settle, &[]) />
        <p class="chat__answering" role="status">
            {move || tab.answering(id).map(|name| fill(t::<WriteTexts>().answering, &[("name", &name)]))}
        </p>
        <Composer id name can_send reason zone done />
    }
}

/// What is on the screen is read.
fn read_what_is_shown(id: ConversationId, live: RwSignal<Chat>) {
    let read = ServerAction::<ReadChat>::new();
    let unread = Memo::new(move |_| live.with(|chat| chat.unread));
    Effect::new(move |_| {
        if unread.get() {
            read.dispatch(ReadChat { id });
        }
    });
}

/// What is wrong with a changed message: its form is drawn anew with the list, so that it is said here.
fn refused_fields(action: ServerAction<EditMessage>) -> Option<impl IntoView> {
    let texts = t::<WriteTexts>();
    let refusal = Refusal::of(action, &[]);
    let (words, when) = (refusal.field("text").get(), refusal.field("scheduledAt").get());
    let said = words.map(|said| format!("{}: {said}", texts.words)).or_else(|| when.map(|said| format!("{}: {said}", texts.when)));
    said.map(|said| view! { <Banner tone=Tone::Danger role="alert">{said}</Banner> })
}
