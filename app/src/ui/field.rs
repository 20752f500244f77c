//! What all fields have in common: a label, a hint, and an error that the field points to.

use super::changing::changing;
use super::{Glyph, Icon};
use leptos::prelude::*;

/// The id of a field that was given none: forms have each name once.
pub(super) fn id_or(id: Option<String>, name: &str) -> String {
    id.unwrap_or_else(|| format!("field-{name}"))
}

/// What `aria-describedby` of the field says: the error first, it is the news.
pub(super) fn described_by(id: &str, hint: bool, error: Signal<Option<String>>) -> Signal<Option<String>> {
    let id = id.to_owned();
    Signal::derive(move || match (error.with(Option::is_some), hint) {
        (true, true) => Some(format!("{id}-error {id}-hint")),
        (true, false) => Some(format!("{id}-error")),
        (false, true) => Some(format!("{id}-hint")),
        (false, false) => None,
    })
}

/// Label, hint and error around any control; the control carries `id`, and for the two texts
/// `aria-describedby` with `{id}-hint` and `{id}-error`.
#[component]
pub fn FieldFrame(
    /// The control's id.
    #[prop(into)]
    id: String,
    /// What is asked for.
    #[prop(into)]
    label: String,
    /// What helps in filling it.
    #[prop(optional_no_strip)]
    hint: Option<String>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Keeps the label for screen readers only.
    #[prop(optional)]
    hide_label: bool,
    /// The control.
    children: Children,
) -> impl IntoView {
    let hint_id = format!("{id}-hint");
    let error_id = format!("{id}-error");
    view! {
        <div class="field">
            <label class=if hide_label { "visually-hidden" } else { "field__label" } for=id>
                {label}
            </label>
            {children()}
            {hint.map(|hint| view! { <p class="field__hint" id=hint_id>{hint}</p> })}
            {changing(move || {
                let id = error_id.clone();
                error
                    .get()
                    .map(|error| {
                        view! {
                            <p class="field__error" id=id>
                                <Icon glyph=Glyph::Warning/>
                                <span>{error}</span>
                            </p>
                        }
                    })
            })}
        </div>
    }
    .into_any()
}
