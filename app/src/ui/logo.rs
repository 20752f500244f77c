//! The product's mark: an H whose right stem is a caret.

use leptos::prelude::*;

/// The mark alone, silent for screen readers.
#[component]
pub fn LogoMark() -> impl IntoView {
    view! {
        <svg class="logo__mark" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true" focusable="false">
            <rect class="logo__ground" width="32" height="32" rx="8"></rect>
            <path class="logo__letter" d="M10.5 8.5v15M10.5 16h10M20.5 8.5v15M18 8.5h5M18 23.5h5"></path>
        </svg>
    }
    .into_any()
}

/// The mark and the name.
#[component]
pub fn Logo(
    /// The product's name.
    name: &'static str,
) -> impl IntoView {
    view! {
        <span class="logo">
            <LogoMark/>
            <span class="logo__name">{name}</span>
        </span>
    }
    .into_any()
}
