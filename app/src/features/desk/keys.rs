//! The inbox by keyboard: each key presses what is on the screen, and a list says which keys there are.

use super::{found::SEARCH, work_texts::WorkTexts};
use crate::{
    common::common,
    texts::t,
    ui::{Button, ButtonKind, ButtonSize, Dialog, Glyph},
};
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Ids of what keys press.
pub(super) const DONE: &str = "desk-done";
pub(super) const SNOOZE: &str = "desk-snooze";
pub(super) const ASSIGN: &str = "desk-assign";

/// Listens, and offers the list of keys.
#[component]
pub(super) fn Keys() -> impl IntoView {
    let texts = t::<WorkTexts>();
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        let handle = window_event_listener(ev::keydown, move |event| {
            let alone = !event.ctrl_key() && !event.meta_key();
            // By the place on the keyboard: with Alt, letters are others on some.
            let pressed = match event.code().as_str() {
                "ArrowDown" if alone && event.alt_key() && !event.shift_key() => step(1),
                "ArrowUp" if alone && event.alt_key() && !event.shift_key() => step(-1),
                "KeyD" if alone && event.alt_key() && event.shift_key() => press(&format!("#{DONE}")),
                "KeyS" if alone && event.alt_key() && event.shift_key() => press(&format!("#{SNOOZE} button")),
                "KeyA" if alone && event.alt_key() && event.shift_key() => press(&format!("#{ASSIGN} button")),
                "KeyK" if (event.ctrl_key() || event.meta_key()) && !event.alt_key() && !event.shift_key() => focus(SEARCH),
                _ if alone && !event.alt_key() && event.key() == "?" && !writes(&event) => {
                    open.set(true);
                    true
                }
                _ => false,
            };
            if pressed {
                event.prevent_default();
            }
        });
        on_cleanup(move || handle.remove());
    });
    let keys = [
        (texts.arrow_down, texts.key_next),
        (texts.arrow_up, texts.key_previous),
        (texts.alt_shift_d, texts.key_done),
        (texts.alt_shift_s, texts.key_snooze),
        (texts.alt_shift_a, texts.key_assign),
        (texts.ctrl_k, texts.key_search),
        (texts.question, texts.key_help),
    ];
    view! {
        <div class="needs-js">
            <Button kind=ButtonKind::Ghost size=ButtonSize::Small icon=Glyph::Keyboard on:click=move |_| open.set(true)>{texts.keys}</Button>
        </div>
        <Dialog open id="desk-keys" title=texts.keys close=common().close>
            <dl class="desk-keys">
                {keys
                    .map(|(key, does)| {
                        view! {
                            <dt><kbd>{key}</kbd></dt>
                            <dd>{does}</dd>
                        }
                    })
                    .collect_view()}
            </dl>
        </Dialog>
    }
}

/// Whether somebody writes: then a plain key is a letter.
fn writes(event: &ev::KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| matches!(target.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT"))
}

fn focus(id: &str) -> bool {
    let found = document().get_element_by_id(id).and_then(|found| found.dyn_into::<HtmlElement>().ok());
    // A browser that refuses leaves the focus where it is.
    found.is_some_and(|found| found.focus().is_ok())
}

fn press(selector: &str) -> bool {
    let found = document().query_selector(selector).ok().flatten().and_then(|found| found.dyn_into::<HtmlElement>().ok());
    if let Some(found) = &found {
        found.click();
    }
    found.is_some()
}

/// Goes to the conversation after or before the one that is shown; to the first where none is.
fn step(by: i32) -> bool {
    let Ok(all) = document().query_selector_all("a.conversation") else { return false };
    let rows: Vec<HtmlElement> = (0..all.length()).filter_map(|at| all.item(at)?.dyn_into().ok()).collect();
    let here = rows.iter().position(|row| row.has_attribute("aria-current"));
    let next = match (here, by > 0) {
        (None, _) => Some(0),
        (Some(here), true) => here.checked_add(1),
        (Some(here), false) => here.checked_sub(1),
    };
    let row = next.and_then(|next| rows.get(next));
    if let Some(row) = row {
        row.click();
    }
    row.is_some()
}
