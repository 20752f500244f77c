//! The page on which saved replies are kept.

use super::{
    api::{DeleteReply, load_replies},
    form::{NewReply, ReplyView},
    rows::{Replies, Shelf},
    texts::ReplyTexts,
};
use crate::{
    features::desk::fresh::keep_fresh,
    frame::{Failed, PageHead},
    outcome::{Refusal, Refused, when_done},
    tab::use_tab,
    texts::{fill, t},
    ui::{ButtonKind, LinkButton, use_toasts},
};
use leptos::{either::Either, prelude::*};
use model::CreatorId;

/// The page `/platforms/onlyfans/replies`.
#[component]
pub fn RepliesPage() -> impl IntoView {
    let texts = t::<ReplyTexts>();
    let replies = Resource::new(|| (), |()| load_replies());
    view! {
        <PageHead title=texts.title>
            <LinkButton href="/messages" kind=ButtonKind::Ghost>{texts.inbox}</LinkButton>
        </PageHead>
        <Transition fallback=|| ()>
            {move || Suspend::new(async move {
                match replies.await {
                    Err(failure) => Either::Left(view! { <Failed failure /> }),
                    Ok(replies) => Either::Right(view! { <Loaded replies /> }),
                }
            })}
        </Transition>
    }
}

/// The replies, from now on kept fresh.
#[component]
fn Loaded(replies: Replies) -> impl IntoView {
    let (texts, tab, toasts) = (t::<ReplyTexts>(), use_tab(), use_toasts());
    let done = RwSignal::new(0_u32);
    let delete = ServerAction::<DeleteReply>::new();
    when_done(delete, move |()| {
        toasts.show(texts.deleted);
        done.update(|done| *done += 1);
    });
    let kept = replies.shelves.iter().filter(|shelf| shelf.keeps);
    let shelves = kept
        .map(|shelf| match &shelf.account {
            None => (String::new(), texts.only_me.to_owned()),
            Some((id, name)) => (id.to_string(), fill(texts.team, &[("name", name)])),
        })
        .collect();
    let live = RwSignal::new(replies);
    keep_fresh(live, move || (tab.desk(), done.get()), load_replies);
    let which = Memo::new(move |_| live.with(|all| all.shelves.iter().map(account).collect::<Vec<_>>()));
    view! {
        <div class="replies">
            <p class="section__lead">{texts.lead}</p>
            <Refused refusal=Refusal::of(delete, &[]) />
            // By owner, so that what stands in a form is kept when others change.
            <For each=move || which.get() key=|id| *id let(id)>
                {
                    let shelf = Memo::new(move |_| live.with(|all| all.shelves.iter().find(|shelf| account(shelf) == id).cloned()));
                    view! { <ShelfView shelf delete done /> }
                }
            </For>
            <NewReply shelves done />
        </div>
    }
}

fn account(shelf: &Shelf) -> Option<CreatorId> {
    shelf.account.as_ref().map(|(id, _)| *id)
}

#[component]
fn ShelfView(shelf: Memo<Option<Shelf>>, delete: ServerAction<DeleteReply>, done: RwSignal<u32>) -> impl IntoView {
    let texts = t::<ReplyTexts>();
    let Some(first) = shelf.get_untracked() else { return Either::Left(()) };
    let heading = format!("replies-{}", account(&first).map(|id| id.to_string()).unwrap_or_default());
    let (called, hint) = match &first.account {
        None => (texts.own.to_owned(), None),
        Some((_, name)) => (fill(texts.team, &[("name", name)]), Some(texts.team_hint)),
    };
    let none = Memo::new(move |_| shelf.with(|shelf| shelf.as_ref().is_none_or(|shelf| shelf.replies.is_empty())));
    let rows = move || {
        let shelf = shelf.get();
        let keeps = shelf.as_ref().is_some_and(|shelf| shelf.keeps);
        shelf.into_iter().flat_map(|shelf| shelf.replies).map(|reply| (reply, keeps)).collect::<Vec<_>>()
    };
    Either::Right(view! {
        <section aria-labelledby=heading.clone()>
            <h2 id=heading.clone()>{called}</h2>
            {hint.map(|hint| view! { <p class="field__hint">{hint}</p> })}
            {move || none.get().then(|| view! { <p>{texts.none}</p> })}
            <ul class="replies__list">
                <For each=rows key=Clone::clone let((reply, keeps))>
                    <ReplyView reply keeps delete done />
                </For>
            </ul>
        </section>
    })
}
