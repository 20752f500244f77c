//! A word that says how something stands.

use leptos::prelude::*;

/// What a colour means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Tone {
    /// Nothing special.
    #[default]
    Neutral,
    /// Ours; new.
    Accent,
    /// Well.
    Success,
    /// Take care.
    Warning,
    /// Wrong.
    Danger,
}

impl Tone {
    /// The class that sets the colours.
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Neutral => "tone-neutral",
            Self::Accent => "tone-accent",
            Self::Success => "tone-success",
            Self::Warning => "tone-warning",
            Self::Danger => "tone-danger",
        }
    }
}

/// A word with a colour. The word alone must be enough.
#[component]
pub fn Badge(
    /// What the colour means.
    #[prop(optional, into)]
    tone: Signal<Tone>,
    /// The word.
    children: Children,
) -> impl IntoView {
    view! { <span class=Signal::derive(move || format!("badge {}", tone.get().class()))>{children()}</span> }.into_any()
}
