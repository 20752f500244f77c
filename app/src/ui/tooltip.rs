//! A few words that appear while something is pointed at or has the focus.

use leptos::prelude::*;

/// Words about what is inside. Give the thing inside `aria-describedby=id`.
#[component]
pub fn Tooltip(
    /// The id of the words.
    #[prop(into)]
    id: String,
    /// The words.
    text: &'static str,
    /// What they are about.
    children: Children,
) -> impl IntoView {
    view! {
        <span class="tooltip-host">
            {children()}
            <span class="tooltip" role="tooltip" id=id>
                {text}
            </span>
        </span>
    }
    .into_any()
}
