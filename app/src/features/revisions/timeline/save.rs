//! A version of now, with a name.

use crate::{
    common::common,
    features::revisions::{api::SaveRevision, texts::RevisionTexts},
    outcome::{Refusal, Refused},
    texts::t,
    ui::{Button, ButtonKind, Field},
};
use leptos::prelude::*;
use model::{ContentId, revisions::NAME_MAX};

/// Keeps the post as it is.
#[component]
pub(super) fn Save(
    /// The post.
    id: ContentId,
    /// Keeps it.
    action: ServerAction<SaveRevision>,
) -> impl IntoView {
    let texts = t::<RevisionTexts>();
    let refusal = Refusal::of(action, &[]);
    view! {
        <details class="revision-form" open=move || refusal.any()>
            <summary class="button button--secondary">{texts.save}</summary>
            <ActionForm action attr:class="revision-form__body">
                <p>{texts.save_lead}</p>
                <Refused refusal />
                <input type="hidden" name="id" value=id.to_string() />
                <Field name="name" label=texts.name error=refusal.field("name") autocomplete="off" required=true maxlength=NAME_MAX />
                <Button kind=ButtonKind::Primary r#type="submit" busy=action.pending()>{common().save}</Button>
            </ActionForm>
        </details>
    }
}
