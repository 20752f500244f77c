//! Dialogs: the browser's own `<dialog>`, which keeps the focus inside, closes on Escape and gives the
//! focus back.

use super::changing::changing;
use super::{Glyph, Icon};
use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;

/// A dialog, open while `open` is. Its content exists only then. Full screen on phones.
///
/// The first field inside gets the focus, or the one with `autofocus`.
#[component]
pub fn Dialog(
    /// Opens and closes it; it sets this itself when it is dismissed.
    open: RwSignal<bool>,
    /// A unique id.
    #[prop(into)]
    id: String,
    /// Its heading, and its name.
    title: &'static str,
    /// Name of the button that closes it.
    close: &'static str,
    /// Wider, for lists and tables.
    #[prop(optional)]
    wide: bool,
    /// Its content; [`DialogActions`] at the end.
    children: ChildrenFn,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let open = open.get();
        // The content is drawn in this same turn, and the browser looks in it for what to focus.
        request_animation_frame(move || {
            let Some(dialog) = dialog.try_get_untracked().flatten() else { return };
            if open && !dialog.open() {
                // Fails only for a dialog that has just left the page.
                let _ = dialog.show_modal();
            } else if !open && dialog.open() {
                dialog.close();
            }
        });
    });
    let title_id = format!("{id}-title");
    let labelled_by = title_id.clone();
    let outside = move |event: ev::MouseEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        // A press on the backdrop arrives at the dialog itself; its inside is all covered by its panel.
        if target.is_some_and(|target| target.tag_name() == "DIALOG") {
            open.set(false);
        }
    };
    view! {
        <dialog
            class=if wide { "dialog dialog--wide" } else { "dialog" }
            id=id
            aria-labelledby=labelled_by
            on:close=move |_| open.set(false)
            on:mousedown=outside
            node_ref=dialog
        >
            <div class="dialog__panel">
                <h2 class="dialog__title" id=title_id>
                    {title}
                </h2>
                <div class="dialog__body">{changing(move || open.get().then(|| children()))}</div>
                // Last, so that the focus starts in the content.
                <button
                    type="button"
                    class="button button--ghost button--icon dialog__close"
                    aria-label=close
                    on:click=move |_| open.set(false)
                >
                    <Icon glyph=Glyph::Close/>
                </button>
            </div>
        </dialog>
    }
    .into_any()
}

/// The row of buttons at the end of a dialog: the one that does it first in the page, last on the screen.
#[component]
pub fn DialogActions(
    /// The buttons, the main one first.
    children: Children,
) -> impl IntoView {
    view! { <div class="dialog__actions">{children()}</div> }.into_any()
}
