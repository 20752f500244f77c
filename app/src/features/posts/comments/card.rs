//! A thread: its words, what was said, and the field for a reply.

use super::{
    api::{ThreadView, reply_in_thread, set_thread_resolved},
    column::Small,
    comment::CommentItem,
    composer::Composer,
    state::Comments,
    texts::CommentTexts,
};
use crate::{
    features::sharing::{called, named, texts::SharingTexts},
    texts::{fill, t},
};
use leptos::prelude::*;
use model::{CommentId, content::Role};

/// A thread's card.
#[component]
pub(super) fn Card(
    /// The comments.
    comments: Comments,
    /// The thread.
    id: CommentId,
) -> impl IntoView {
    let (texts, sharing) = (t::<CommentTexts>(), t::<SharingTexts>());
    let view = Memo::new(move |_| comments.threads.with(|all| all.iter().find(|view| view.thread.id == id).cloned()));
    let active = Memo::new(move |_| comments.active.get() == Some(id));
    let unread = move || view.with(|view| view.as_ref().is_some_and(|view| view.thread.unread));
    let whole = move || view.with(|view| view.as_ref().is_some_and(|view| view.thread.quote.is_none()));
    let name =
        move || fill(texts.thread_of, &[("name", &view.with(|view| view.as_ref().map(|view| author(view, texts, sharing)).unwrap_or_default()))]);
    let said = move || {
        let Some(ThreadView { thread, written }) = view.get() else { return Vec::new() };
        thread.comments.into_iter().zip(written).map(|(comment, at)| view! { <CommentItem comments thread=id comment at /> }).collect::<Vec<_>>()
    };
    view! {
        <li
            class="thread"
            class:thread--active=active
            class:thread--unread=unread
            id=format!("thread-{id}")
            tabindex="-1"
            aria-label=name
            data-thread=id.to_string()
            data-active=move || active.get().then_some("")
            data-top=move || whole().then_some("0")
            on:click=move |_| comments.active.set(Some(id))
        >
            <About comments view />
            {move || unread().then(|| view! { <span class="thread__unread">{texts.unread}</span> })}
            <ol class="thread__comments">{said}</ol>
            {move || rest(comments, view, texts)}
            <Replying comments id />
            <Show when=move || active.get()>
                <Reply comments id view />
            </Show>
        </li>
    }
}

fn author(view: &ThreadView, texts: &'static CommentTexts, sharing: &'static SharingTexts) -> String {
    let first = view.thread.comments.first().and_then(|comment| comment.author.as_ref());
    first.map_or_else(|| texts.left.to_owned(), |somebody| called(sharing, somebody))
}

/// The words that it is about.
#[component]
fn About(comments: Comments, view: Memo<Option<ThreadView>>) -> impl IntoView {
    let texts = t::<CommentTexts>();
    let about = move || {
        let ThreadView { thread, .. } = view.get()?;
        let gone = !comments.live.order.with(|order| order.contains(&thread.id));
        Some(match thread.quote {
            None => view! { <p class="thread__about">{texts.whole}</p> }.into_any(),
            Some(quote) => view! {
                {gone.then(|| view! { <p class="thread__about">{texts.deleted_text}</p> })}
                <blockquote class="thread__quote" class:thread__quote--gone=gone>{quote}</blockquote>
            }
            .into_any(),
        })
    };
    view! { {about} }
}

/// The way to replies that the list has left out.
fn rest(comments: Comments, view: Memo<Option<ThreadView>>, texts: &'static CommentTexts) -> Option<impl IntoView> {
    let (id, replies) = view.with(|view| {
        let thread = &view.as_ref()?.thread;
        (thread.comments.len() <= thread.replies as usize).then_some((thread.id, thread.replies))
    })?;
    let label = fill(texts.more_replies, &[("n", &replies.to_string())]);
    Some(view! { <button type="button" class="thread__more" on:click=move |_| comments.read(id)>{label}</button> })
}

/// Who is writing in it right now.
#[component]
fn Replying(comments: Comments, id: CommentId) -> impl IntoView {
    let (texts, sharing) = (t::<CommentTexts>(), t::<SharingTexts>());
    let names = move || {
        let id = id.to_string();
        let here = comments.live.people.get();
        let replying = here.into_iter().filter(|person| !person.me && person.replying == id);
        replying.map(|person| named(sharing, &person.name, person.guest)).collect::<Vec<_>>().join(", ")
    };
    view! {
        <p class="thread__replying" role="status">
            {move || Some(names()).filter(|names| !names.is_empty()).map(|names| fill(texts.replying, &[("name", &names)]))}
        </p>
    }
}

/// The field for a reply, and what can be done with the thread.
#[component]
fn Reply(comments: Comments, id: CommentId, view: Memo<Option<ThreadView>>) -> impl IntoView {
    let texts = t::<CommentTexts>();
    let text = RwSignal::new(comments.drafts.with_value(|drafts| drafts.get(&id).cloned()).unwrap_or_default());
    let busy = RwSignal::new(false);
    let resolved = move || view.with(|view| view.as_ref().is_some_and(|view| view.thread.resolved_at.is_some()));
    let started = move || view.with(|view| view.as_ref().is_some_and(|view| view.thread.comments.first().is_some_and(|first| first.mine)));
    let may_resolve = move || comments.may_write() && (comments.live.role.get() >= Role::Editor || started());
    let submit = Callback::new(move |reply: String| {
        busy.set(true);
        comments.live.set_replying("");
        comments.act(reply_in_thread(comments.id, id, reply), move |done| {
            busy.try_set(false);
            if done.is_some() {
                text.try_set(String::new());
            }
        });
    });
    let resolve = Callback::new(move |()| {
        let resolved = untrack(resolved);
        comments.act(set_thread_resolved(comments.id, id, !resolved), move |done| {
            if done.is_some() && !resolved {
                comments.active.try_set(None);
            }
        });
    });
    // The others see who is writing; leaving the card ends it.
    Effect::new(move |_| {
        let writing = text.with(|text| !text.is_empty());
        comments.drafts.update_value(|drafts| drop(drafts.insert(id, text.get())));
        comments.live.set_replying(&if writing { id.to_string() } else { String::new() });
    });
    on_cleanup(move || comments.live.set_replying(""));
    let sharing = t::<SharingTexts>();
    let who = move || {
        view.with(|view| {
            view.as_ref()
                .and_then(|view| view.thread.resolved_by.as_ref().map(|person| fill(texts.resolved_by, &[("name", &called(sharing, person))])))
        })
        .unwrap_or_else(|| texts.resolved.to_owned())
    };
    view! {
        <Show when=move || resolved()>
            <p class="thread__about">{who}</p>
        </Show>
        <Show when=move || comments.may_write()>
            <Composer comments id=format!("reply-{id}") label=texts.write_reply send=texts.send_reply text busy on_send=submit />
        </Show>
        <Show when=may_resolve>
            <div class="thread__actions">
                {move || view! { <Small label=if resolved() { texts.reopen } else { texts.resolve } on_press=resolve /> }}
            </div>
        </Show>
    }
}
