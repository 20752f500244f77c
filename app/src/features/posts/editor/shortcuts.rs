//! The list of keyboard shortcuts.

use super::live::Live;
use crate::{common::common, features::posts::texts::PostTexts, texts::t, ui::Dialog};
use leptos::prelude::*;

/// The dialog with the shortcuts.
#[component]
pub(super) fn Shortcuts(live: Live, open: RwSignal<bool>) -> impl IntoView {
    let texts = t::<PostTexts>();
    let rows = move || {
        live.shortcuts
            .get()
            .into_iter()
            .map(|shortcut| {
                let keys = shortcut.keys.into_iter().map(|key| view! { <kbd>{key}</kbd> " " }).collect_view();
                view! {
                    <div class="shortcuts__row">
                        <dt>{shortcut.label}</dt>
                        <dd>{keys}</dd>
                    </div>
                }
            })
            .collect_view()
    };
    view! {
        <Dialog open id="shortcuts" title=texts.shortcuts close=common().close>
            <dl class="shortcuts">{rows}</dl>
        </Dialog>
    }
}
