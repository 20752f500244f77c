//! How strong something is.

use leptos::prelude::*;

/// Four bars and a word, as for the strength of a password.
#[component]
pub fn Meter(
    /// What is measured.
    label: &'static str,
    /// 0 (nothing yet) to 4.
    #[prop(into)]
    value: Signal<u8>,
    /// The level in words.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    let number = Signal::derive(move || value.get().min(4).to_string());
    view! {
        <div class="meter" data-level=number>
            <div
                class="meter__bars"
                role="meter"
                aria-label=label
                aria-valuemin="0"
                aria-valuemax="4"
                aria-valuenow=number
                aria-valuetext=text
            >
                <span class="meter__bar"></span>
                <span class="meter__bar"></span>
                <span class="meter__bar"></span>
                <span class="meter__bar"></span>
            </div>
            <span class="meter__text" aria-live="polite">{text}</span>
        </div>
    }
    .into_any()
}
