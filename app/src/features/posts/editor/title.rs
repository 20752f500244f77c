//! The title: a field of the page, a shared text underneath.

use super::live::Live;
use crate::{features::posts::texts::PostTexts, raw_text::raw_text, texts::t};
use leptos::{ev, html, prelude::*};
use model::content::TITLE_MAX;

/// The title. It grows with what is written in it, and never has a second line of its own.
#[component]
pub(super) fn TitleField(live: Live) -> impl IntoView {
    let texts = t::<PostTexts>();
    let field = NodeRef::<html::Textarea>::new();
    // Written only when it differs: setting the value moves the caret.
    Effect::new(move || {
        let title = live.title.get();
        let Some(field) = field.get() else { return };
        if field.value() != title {
            let caret = field.selection_start().ok().flatten();
            field.set_value(&title);
            if let Some(caret) = caret.filter(|_| document().active_element().is_some_and(|active| active == **field)) {
                // Only fails for fields without a caret.
                let _ = field.set_selection_range(caret, caret);
            }
        }
        fit(&field);
    });
    let on_input = move |text: String| live.set_title(text.replace(['\r', '\n'], " "));
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Enter" && !event.is_composing() {
            event.prevent_default();
            live.focus();
        }
    };
    view! {
        <h1 class="visually-hidden">{move || live.title.get()}</h1>
        <textarea
            class="post__title"
            rows="1"
            aria-label=texts.title_field
            placeholder=texts.title_placeholder
            maxlength=TITLE_MAX.to_string()
            autocomplete="off"
            readonly=move || !live.writable()
            on:input:target=move |event| on_input(event.target().value())
            on:keydown=on_key
            node_ref=field
        >
            {raw_text(live.title.get_untracked())}
        </textarea>
    }
}

/// Makes a field as tall as its text, where the browser doesn't know `field-sizing`.
fn fit(field: &web_sys::HtmlTextAreaElement) {
    let style = web_sys::HtmlElement::style(field);
    // Only invalid properties are refused.
    let _ = style.set_property("block-size", "auto");
    let _ = style.set_property("block-size", &format!("{}px", field.scroll_height()));
}
