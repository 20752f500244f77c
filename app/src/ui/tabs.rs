//! Tabs: as links between pages or filters, and as buttons between panels of one page.

use super::changing::{changing, true_or_false};
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;

/// A row of [`TabLink`]s.
#[component]
pub fn TabLinks(
    /// What they choose between.
    label: &'static str,
    /// The links.
    children: Children,
) -> impl IntoView {
    view! {
        <nav class="tabs" aria-label=label>
            {children()}
        </nav>
    }
    .into_any()
}

/// One link of [`TabLinks`].
#[component]
pub fn TabLink(
    /// Where it goes.
    #[prop(into)]
    href: Signal<String>,
    /// It is where we are.
    #[prop(into)]
    current: Signal<bool>,
    /// Its text.
    children: Children,
) -> impl IntoView {
    view! {
        <a class="tab" href=href aria-current=Signal::derive(move || current.get().then_some("page"))>
            {children()}
        </a>
    }
    .into_any()
}

/// A row of tabs that show one [`TabPanel`] each. Arrow keys move between them.
#[component]
pub fn Tabs(
    /// What they choose between.
    label: &'static str,
    /// Each tab's code and text.
    #[prop(into)]
    tabs: Signal<Vec<(&'static str, String)>>,
    /// The code of the one that is shown.
    selected: RwSignal<&'static str>,
) -> impl IntoView {
    let on_key = move |event: ev::KeyboardEvent| {
        let codes = tabs.with_untracked(|tabs| tabs.iter().map(|(code, _)| *code).collect::<Vec<_>>());
        let here = codes.iter().position(|code| *code == selected.get_untracked()).unwrap_or_default();
        let next = match event.key().as_str() {
            "ArrowRight" => (here + 1) % codes.len().max(1),
            "ArrowLeft" => (here + codes.len().max(1) - 1) % codes.len().max(1),
            "Home" => 0,
            "End" => codes.len().saturating_sub(1),
            _ => return,
        };
        let Some(code) = codes.get(next) else { return };
        event.prevent_default();
        selected.set(code);
        let tab = document().get_element_by_id(&format!("tab-{code}"));
        if let Some(tab) = tab.and_then(|tab| tab.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = tab.focus();
        }
    };
    view! {
        <div class="tabs" role="tablist" aria-label=label on:keydown=on_key>
            {changing(move || {
                tabs.get()
                    .into_iter()
                    .map(|(code, text)| {
                        let here = move || selected.get() == code;
                        view! {
                            <button
                                type="button"
                                class="tab"
                                role="tab"
                                id=format!("tab-{code}")
                                aria-controls=format!("panel-{code}")
                                aria-selected=true_or_false(here)
                                tabindex=Signal::derive(move || if here() { "0" } else { "-1" })
                                on:click=move |_| selected.set(code)
                            >
                                {text}
                            </button>
                        }
                    })
                    .collect_view()
            })}
        </div>
    }
    .into_any()
}

/// What one tab of [`Tabs`] shows.
#[component]
pub fn TabPanel(
    /// The tab's code.
    code: &'static str,
    /// The code of the one that is shown.
    selected: RwSignal<&'static str>,
    /// The content.
    children: Children,
) -> impl IntoView {
    view! {
        <div
            role="tabpanel"
            id=format!("panel-{code}")
            aria-labelledby=format!("tab-{code}")
            hidden=Signal::derive(move || selected.get() != code)
        >
            {children()}
        </div>
    }
    .into_any()
}
