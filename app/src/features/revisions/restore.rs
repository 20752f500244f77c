//! Going back: a form with its confirmation in front of it, so that it needs no JavaScript.

use super::{api::RestoreRevision, texts::RevisionTexts};
use crate::{
    outcome::{Refusal, Refused},
    texts::{fill, t},
    ui::{Banner, Button, ButtonKind, ButtonSize, Glyph, Tone},
};
use leptos::prelude::*;
use model::{ContentId, RevisionId};

/// Asks, and restores.
#[component]
pub(super) fn Restore(
    /// The post.
    id: ContentId,
    /// What is restored.
    revision: RevisionId,
    /// When the post was like that, in words.
    when: String,
) -> impl IntoView {
    let texts = t::<RevisionTexts>();
    let action = ServerAction::<RestoreRevision>::new();
    view! {
        <Refused refusal=Refusal::of(action, &[]) />
        <details class="revision-form">
            <summary class="button button--secondary">{texts.restore}</summary>
            <ActionForm action attr:class="revision-form__body">
                <p>{fill(texts.restore_lead, &[("when", &when)])}</p>
                <Both id revision />
                <Button kind=ButtonKind::Primary r#type="submit" icon=Glyph::Restore busy=action.pending()>{texts.restore_now}</Button>
            </ActionForm>
        </details>
    }
}

/// Says that a post was restored, and offers the way back.
#[component]
pub(super) fn Restored(
    /// The post.
    id: ContentId,
    /// What it was before.
    before: RevisionId,
) -> impl IntoView {
    let texts = t::<RevisionTexts>();
    let action = ServerAction::<RestoreRevision>::new();
    view! {
        <Refused refusal=Refusal::of(action, &[]) />
        <Banner tone=Tone::Success role="status">
            <ActionForm action attr:class="revision-notice">
                <span>{texts.restored}</span>
                <Both id revision=before />
                <Button r#type="submit" size=ButtonSize::Small icon=Glyph::Undo busy=action.pending()>{texts.take_back}</Button>
            </ActionForm>
        </Banner>
    }
}

/// What a form about a revision sends.
#[component]
pub(super) fn Both(id: ContentId, revision: RevisionId) -> impl IntoView {
    view! {
        <input type="hidden" name="id" value=id.to_string() />
        <input type="hidden" name="revision" value=revision.to_string() />
    }
}
