//! Toasts: short news at the edge of the screen, which may carry one action such as Undo.

use super::{Glyph, Icon};
use leptos::{html, prelude::*};
use std::time::Duration;

/// Long enough to be read twice, and longer where there is something to press.
const STAYS: Duration = Duration::from_secs(6);
const STAYS_WITH_ACTION: Duration = Duration::from_secs(12);
/// More would cover the page; the oldest goes.
const AT_MOST: usize = 3;

/// One piece of news.
#[derive(Clone)]
struct Toast {
    number: u32,
    text: String,
    failed: bool,
    action: Option<(String, Callback<()>)>,
}

/// Shows toasts. Get it with [`use_toasts`].
#[derive(Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Vec<Toast>>,
    count: StoredValue<u32>,
    /// While somebody points at the toasts or has the focus in them, none goes.
    held: RwSignal<bool>,
}

impl Toasts {
    fn new() -> Self {
        Self { shown: RwSignal::new(Vec::new()), count: StoredValue::new(0), held: RwSignal::new(false) }
    }

    /// Says that something was done.
    pub fn show(self, text: impl Into<String>) {
        self.add(text.into(), false, None);
    }

    /// Says that something could not be done.
    pub fn fail(self, text: impl Into<String>) {
        self.add(text.into(), true, None);
    }

    /// Says that something was done, and offers something to do about it.
    pub fn show_with_action(self, text: impl Into<String>, action: impl Into<String>, on_action: impl Fn() + Send + Sync + 'static) {
        self.add(text.into(), false, Some((action.into(), Callback::new(move |()| on_action()))));
    }

    fn add(self, text: String, failed: bool, action: Option<(String, Callback<()>)>) {
        let number = self.count.try_update_value(|count| {
            *count += 1;
            *count
        });
        let Some(number) = number else { return };
        let stays = if action.is_some() { STAYS_WITH_ACTION } else { STAYS };
        self.shown.update(|shown| {
            if shown.len() == AT_MOST {
                shown.remove(0);
            }
            shown.push(Toast { number, text, failed, action });
        });
        self.remove_after(number, stays);
    }

    fn remove_after(self, number: u32, stays: Duration) {
        set_timeout(
            move || {
                if self.held.try_get_untracked() == Some(true) {
                    self.remove_after(number, STAYS);
                } else {
                    self.remove(number);
                }
            },
            stays,
        );
    }

    fn remove(self, number: u32) {
        self.shown.try_update(|shown| {
            shown.retain(|toast| toast.number != number);
            // The pointer's leaving is not told for what is gone.
            if shown.is_empty() {
                self.held.set(false);
            }
        });
    }
}

/// The toasts of this page.
///
/// # Panics
///
/// Outside of a [`ToastProvider`].
pub fn use_toasts() -> Toasts {
    expect_context()
}

/// Makes toasts possible for everything in it, and is where they appear.
#[component]
pub fn ToastProvider(
    /// Name of the region.
    label: &'static str,
    /// Name of the button that removes one.
    dismiss: &'static str,
    /// The pages.
    children: Children,
) -> impl IntoView {
    let toasts = Toasts::new();
    provide_context(toasts);
    let region = NodeRef::<html::Div>::new();
    // Over everything, an open dialog too: what was promoted last is on top.
    Effect::new(move |_| {
        toasts.shown.track();
        if let Some(region) = region.get() {
            let _ = region.hide_popover();
            let _ = region.show_popover();
        }
    });
    view! {
        {children()}
        <div
            class="toasts"
            popover="manual"
            role="region"
            aria-label=label
            on:mouseenter=move |_| toasts.held.set(true)
            on:mouseleave=move |_| toasts.held.set(false)
            on:focusin=move |_| toasts.held.set(true)
            on:focusout=move |_| toasts.held.set(false)
            node_ref=region
        >
            <div role="status" aria-live="polite" aria-relevant="additions">
                <For each=move || toasts.shown.get() key=|toast| toast.number let:toast>
                    <ToastView toast toasts dismiss=dismiss/>
                </For>
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn ToastView(toast: Toast, toasts: Toasts, dismiss: &'static str) -> impl IntoView {
    let number = toast.number;
    let glyph = if toast.failed { Glyph::Warning } else { Glyph::Check };
    view! {
        <div class=if toast.failed { "toast toast--failed" } else { "toast" }>
            <Icon glyph/>
            <p class="toast__text">{toast.text}</p>
            {toast
                .action
                .map(|(text, on_action)| {
                    view! {
                        <button
                            type="button"
                            class="toast__action"
                            on:click=move |_| {
                                on_action.run(());
                                toasts.remove(number);
                            }
                        >
                            {text}
                        </button>
                    }
                })}
            <button
                type="button"
                class="toast__close"
                aria-label=dismiss
                on:click=move |_| toasts.remove(number)
            >
                <Icon glyph=Glyph::Close/>
            </button>
        </div>
    }
    .into_any()
}
