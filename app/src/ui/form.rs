//! What forms share.

use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;

/// After an answer with errors, puts the focus on the first field that is wrong.
///
/// `failed` is read again whenever the signals in it change, so it may simply ask an action
/// whether its last value was an error.
pub fn focus_first_error(form: NodeRef<html::Form>, failed: impl Fn() -> bool + 'static) {
    Effect::new(move |_| {
        if !failed() {
            return;
        }
        // The fields learn of their errors in this same turn: look once they have been drawn.
        request_animation_frame(move || {
            let Some(form) = form.try_get_untracked().flatten() else { return };
            let wrong = form.query_selector("[aria-invalid='true']").ok().flatten();
            if let Some(wrong) = wrong.and_then(|field| field.dyn_into::<web_sys::HtmlElement>().ok()) {
                // Nothing to do where the browser refuses: the error is beside the field.
                let _ = wrong.focus();
            }
        });
    });
}
