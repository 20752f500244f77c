//! Where a mail stands, in a word.

use crate::{
    features::admin::texts::AdminTexts,
    texts::t,
    ui::{Badge, Tone},
};
use leptos::prelude::*;
use model::accounts::MailState;

/// A word with its colour.
#[component]
pub(super) fn State(
    /// Where it stands.
    state: MailState,
) -> impl IntoView {
    let texts = t::<AdminTexts>();
    let (tone, word) = match state {
        MailState::Kept => (Tone::Neutral, texts.state_kept),
        MailState::Queued => (Tone::Warning, texts.state_queued),
        MailState::Sending => (Tone::Accent, texts.state_sending),
        MailState::Sent => (Tone::Success, texts.state_sent),
        MailState::Failed => (Tone::Danger, texts.state_failed),
    };
    view! { <Badge tone>{word}</Badge> }
}
