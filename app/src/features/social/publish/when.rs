//! Now, or at a time in the browser's time zone.

use super::{rows::Start, state::Writing, texts::PublishTexts};
use crate::{
    browser,
    texts::{fill, t},
    ui::Field,
};
use leptos::prelude::*;

/// The fields; folded away as long as it is now.
#[component]
pub(super) fn WhenFields(
    /// Ids of its fields begin with this.
    place: String,
    /// What the form begins with.
    start: Start,
    /// What is being written.
    writing: Writing,
) -> impl IntoView {
    let texts = t::<PublishTexts>();
    let Start { at, zone, own_zone, .. } = start;
    let open = !at.is_empty();
    let given = zone.clone();
    let zone = RwSignal::new(zone);
    Effect::new(move |_| {
        // A time that stands there already is one of the zone beside it.
        if let Some(own) = browser::time_zone().filter(|_| own_zone) {
            zone.set(own);
        }
    });
    view! {
        <details class="chat__more" open=open>
            <summary>{texts.later}</summary>
            <input type="hidden" name="time[zone]" value=given prop:value=zone />
            <Field name="time[at]" id=format!("{place}-at") r#type="datetime-local" label=texts.at value=at error=writing.wrong("at") />
            <p class="field__hint">{move || fill(texts.zone, &[("zone", &zone.get())])}</p>
        </details>
    }
}
