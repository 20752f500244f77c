//! A message that stays on the page.

use super::{Glyph, Icon, Tone};
use leptos::prelude::*;

/// A message above a form or a page: an error, a warning, a notice.
#[component]
pub fn Banner(
    /// What its colour means.
    #[prop(default = Tone::Accent)]
    tone: Tone,
    /// `alert` or `status`, for one that appears later and has to be told by screen readers.
    #[prop(optional)]
    role: Option<&'static str>,
    /// The message, and perhaps a button.
    children: Children,
) -> impl IntoView {
    let glyph = match tone {
        Tone::Neutral | Tone::Accent => Glyph::Info,
        Tone::Success => Glyph::Check,
        Tone::Warning | Tone::Danger => Glyph::Warning,
    };
    view! {
        <div class=format!("banner {}", tone.class()) role=role>
            <Icon glyph/>
            <div class="banner__content">{children()}</div>
        </div>
    }
    .into_any()
}
