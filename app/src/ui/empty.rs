//! What a list says when there is nothing in it.

use super::{Glyph, Icon};
use leptos::{either::Either, prelude::*};

/// An icon, a sentence, and what to do next.
#[component]
pub fn EmptyState(
    /// The icon.
    glyph: Glyph,
    /// What there is nothing of.
    title: &'static str,
    /// What to do about it.
    #[prop(into)]
    text: String,
    /// The level of its heading: 1 where it is the whole page, else 2.
    #[prop(default = 2)]
    heading: u8,
    /// A button or a link that does it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <span class="empty__icon">
                <Icon glyph/>
            </span>
            {if heading == 1 {
                Either::Left(view! { <h1 class="empty__title">{title}</h1> })
            } else {
                Either::Right(view! { <h2 class="empty__title">{title}</h2> })
            }}
            <p class="empty__text">{text}</p>
            {children.map(|children| view! { <div class="empty__action">{children()}</div> })}
        </div>
    }
    .into_any()
}
