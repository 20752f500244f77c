//! The title: a field of the page, a shared text underneath.

use super::live::Live;
use crate::{features::posts::texts::PostTexts, texts::t};
use leptos::{ev, html, prelude::*};
use model::content::TITLE_MAX;

/// The title.
#[component]
pub(super) fn TitleField(live: Live) -> impl IntoView {
    let texts = t::<PostTexts>();
    let field = NodeRef::<html::Input>::new();
    // Written only when it differs: setting the value moves the caret.
    Effect::new(move || {
        let title = live.title.get();
        if let Some(field) = field.get().filter(|field| field.value() != title) {
            let caret = field.selection_start().ok().flatten();
            field.set_value(&title);
            if let Some(caret) = caret.filter(|_| document().active_element().is_some_and(|active| active == **field)) {
                // Only fails for fields without a caret.
                let _ = field.set_selection_range(caret, caret);
            }
        }
    });
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Enter" && !event.is_composing() {
            event.prevent_default();
            live.focus();
        }
    };
    view! {
        <h1 class="visually-hidden">{move || live.title.get()}</h1>
        <input
            class="post__title"
            type="text"
            aria-label=texts.title_field
            placeholder=texts.title_placeholder
            maxlength=TITLE_MAX.to_string()
            autocomplete="off"
            value=live.title.get_untracked()
            readonly=move || !live.writable()
            on:input:target=move |event| live.set_title(event.target().value())
            on:keydown=on_key
            node_ref=field
        />
    }
}
