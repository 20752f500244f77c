//! The walk from change to change: Alt and the arrows down and up.

use crate::{
    features::revisions::texts::RevisionTexts,
    texts::t,
    ui::{ButtonSize, Glyph, IconButton},
};
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;

/// The id of a change's mark on the page; the first is 1.
pub(super) fn mark(number: u32) -> String {
    format!("change-{number}")
}

/// Two buttons and two keys. Without JavaScript the marks themselves lead to each other.
#[component]
pub(super) fn Walk(
    /// How many changes there are.
    count: u32,
) -> impl IntoView {
    let texts = t::<RevisionTexts>();
    let at = StoredValue::new(0_u32);
    let go = move |step: i32| {
        if count == 0 {
            return;
        }
        // From the last to the first, and back.
        let next = (i64::from(at.get_value()) - 1 + i64::from(step)).rem_euclid(i64::from(count)) + 1;
        let next = if at.get_value() == 0 && step < 0 { count } else { u32::try_from(next).unwrap_or(1) };
        at.set_value(next);
        let mark = document().get_element_by_id(&mark(next));
        if let Some(mark) = mark.and_then(|mark| mark.dyn_into::<web_sys::HtmlElement>().ok()) {
            // Nothing to do where the browser refuses: the mark is still a link.
            let _ = mark.focus();
        }
    };
    Effect::new(move |_| {
        let handle = window_event_listener(ev::keydown, move |event| {
            let step = match event.key().as_str() {
                "ArrowDown" => 1,
                "ArrowUp" => -1,
                _ => return,
            };
            // With Alt: a single key alone would get in the way of those who speak to their computer.
            if event.alt_key() && !event.ctrl_key() && !event.meta_key() {
                event.prevent_default();
                go(step);
            }
        });
        on_cleanup(move || handle.remove());
    });
    (count > 0).then(|| {
        view! {
            <div class="diff-walk needs-js">
                <IconButton glyph=Glyph::ChevronUp label=texts.previous size=ButtonSize::Small on:click=move |_| go(-1) />
                <IconButton glyph=Glyph::ChevronDown label=texts.next size=ButtonSize::Small on:click=move |_| go(1) />
            </div>
        }
    })
}
