//! The column beside the text, or the sheet over it: which threads are shown, and the way through them.

use super::{api::start_thread, card::Card, composer::Composer, state::Comments, texts::CommentTexts};
use crate::{
    texts::{fill, t},
    ui::{Button, ButtonKind, ButtonSize, Glyph, IconButton, Select},
};
use leptos::{ev, html, prelude::*};
use model::{CommentId, comments::Filter};

const FILTERS: [(&str, Option<Filter>); 5] = [
    ("open", Some(Filter::Open)),
    ("unread", Some(Filter::Unread)),
    ("mine", Some(Filter::Mine)),
    ("resolved", Some(Filter::Resolved)),
    ("all", None),
];

/// Opens and closes the column.
#[component]
pub fn CommentsButton(
    /// The comments.
    comments: Comments,
) -> impl IntoView {
    let texts = t::<CommentTexts>();
    let label = Signal::derive(move || match comments.unread() {
        0 => texts.open.to_owned(),
        n => fill(texts.open_unread, &[("n", &n.to_string())]),
    });
    view! {
        <span class="comments-button needs-js" class:comments-button--unread=move || comments.unread().gt(&0)>
            <IconButton glyph=Glyph::Comment label pressed=comments.open on:click=move |_| comments.open.update(|open| *open = !*open) />
        </span>
    }
}

/// The column.
#[component]
pub fn CommentColumn(
    /// The comments.
    comments: Comments,
) -> impl IntoView {
    let texts = t::<CommentTexts>();
    view! {
        <Show when=move || comments.open.get()>
            <aside class="comments" aria-label=texts.title on:keydown=move |event| walk(comments, &event)>
                <Head comments />
                <Threads comments />
            </aside>
        </Show>
    }
}

/// Alt with the arrows goes from thread to thread, Escape closes what is open.
fn walk(comments: Comments, event: &ev::KeyboardEvent) {
    match (event.key().as_str(), event.alt_key()) {
        ("ArrowDown", true) => comments.walk(true),
        ("ArrowUp", true) => comments.walk(false),
        ("Escape", false) if comments.active.get_untracked().is_some() => comments.active.set(None),
        ("Escape", false) => comments.open.set(false),
        _ => return,
    }
    event.prevent_default();
}

#[component]
fn Head(comments: Comments) -> impl IntoView {
    let texts = t::<CommentTexts>();
    let names = [texts.filter_open, texts.filter_unread, texts.filter_mine, texts.filter_resolved, texts.filter_all];
    let options: Vec<(String, String)> = FILTERS.iter().zip(names).map(|((code, _), name)| ((*code).to_owned(), name.to_owned())).collect();
    let value = Signal::derive(move || {
        let filter = comments.filter.get();
        FILTERS.iter().find(|(_, one)| *one == filter).map_or("all", |(code, _)| code).to_owned()
    });
    let choose = Callback::new(move |code: String| {
        if let Some(&(_, filter)) = FILTERS.iter().find(|(one, _)| *one == code) {
            comments.active.set(None);
            comments.filter.set(filter);
        }
    });
    view! {
        <header class="comments__head">
            <Select name="comments-filter" label=texts.filter options value on_change=choose hide_label=true />
            <IconButton glyph=Glyph::ChevronUp label=texts.previous size=ButtonSize::Small on:click=move |_| comments.walk(false) />
            <IconButton glyph=Glyph::ChevronDown label=texts.next size=ButtonSize::Small on:click=move |_| comments.walk(true) />
            <Show when=move || comments.may_write()>
                <IconButton
                    glyph=Glyph::Plus
                    label=texts.new
                    size=ButtonSize::Small
                    // The selection in the text stays.
                    on:mousedown=|event| event.prevent_default()
                    on:click=move |_| {
                        if !comments.live.comment_on_selection() {
                            comments.compose(None, 0);
                        }
                    }
                />
            </Show>
            <IconButton glyph=Glyph::Close label=texts.close size=ButtonSize::Small on:click=move |_| comments.open.set(false) />
        </header>
    }
}

#[component]
fn Threads(comments: Comments) -> impl IntoView {
    let texts = t::<CommentTexts>();
    let column = NodeRef::<html::Ol>::new();
    Effect::new(move |_| {
        if let (Some(column), true) = (column.get(), comments.live.ready.get()) {
            comments.live.align_threads(&column);
        }
    });
    let shown = Memo::new(move |_| comments.shown());
    let nothing = move || shown.with(Vec::is_empty) && comments.draft.with(Option::is_none);
    view! {
        <Show when=nothing>
            <p class="comments__none soft">{move || if comments.may_write() { texts.none } else { texts.none_reader }}</p>
        </Show>
        <ol class="comments__list" node_ref=column>
            <NewThread comments />
            <For each=move || shown.get() key=|id| *id let:id>
                <Card comments id />
            </For>
        </ol>
    }
}

/// The thread that is being started.
#[component]
fn NewThread(comments: Comments) -> impl IntoView {
    let texts = t::<CommentTexts>();
    let text = comments.draft_text;
    let busy = RwSignal::new(false);
    let submit = Callback::new(move |text_to_send: String| {
        let Some(draft) = comments.draft.get_untracked() else { return };
        busy.set(true);
        comments.act(start_thread(comments.id, text_to_send, draft.anchor), move |done| {
            busy.try_set(false);
            if let Some(thread) = done {
                text.try_set(String::new());
                comments.draft.try_set(None);
                comments.active.try_set(Some(thread));
            }
        });
    });
    let top = move || comments.draft.with(|draft| draft.as_ref().map_or(0, |draft| draft.top)).to_string();
    let quote = move || {
        comments.draft.with(|draft| match draft.as_ref()?.anchor.as_ref()? {
            model::comments::Anchor::Quote { quote, .. } => Some(quote.clone()),
            model::comments::Anchor::Range { .. } => None,
        })
    };
    view! {
        <Show when=move || comments.draft.with(Option::is_some)>
            <li class="thread thread--active" data-thread="new" data-active="" data-top=top>
                {move || match quote() {
                    Some(quote) => view! { <blockquote class="thread__quote">{quote}</blockquote> }.into_any(),
                    None => view! { <p class="thread__about">{texts.whole}</p> }.into_any(),
                }}
                <Composer
                    comments
                    id="comment-new"
                    label=texts.write
                    send=texts.send
                    text
                    busy
                    on_send=submit
                    on_cancel=Callback::new(move |()| comments.draft.set(None))
                />
            </li>
        </Show>
    }
}

/// Puts the focus on a comment of a thread, once it is drawn; for its first comment on the thread's card.
pub(super) fn focus_on(thread: CommentId, comment: CommentId) {
    let element = if comment == thread { format!("thread-{thread}") } else { format!("comment-{comment}") };
    request_animation_frame(move || {
        let card = document().get_element_by_id(&element);
        if let Some(card) = card.and_then(|card| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(card).ok()) {
            // An element that has just left the page takes no focus.
            let _ = card.focus();
        }
    });
}

/// A button of a card's foot.
#[component]
pub(super) fn Small(
    /// What it does, in words.
    label: &'static str,
    /// Does it.
    on_press: Callback<()>,
) -> impl IntoView {
    view! { <Button kind=ButtonKind::Ghost size=ButtonSize::Small on:click=move |_| on_press.run(())>{label}</Button> }
}
