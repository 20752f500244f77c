//! What stands around revisions for the guest of a link: nothing.

use leptos::prelude::*;

/// The page alone.
#[component]
pub fn SharedRevisions(
    /// The timeline or a comparison.
    children: Children,
) -> impl IntoView {
    view! { <main class="main shared-revisions" id="content" tabindex="-1">{children()}</main> }
}
