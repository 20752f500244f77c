//! The colour of one's initials, cursor and selections.

use crate::{
    common::common,
    features::settings::texts::SettingsTexts,
    texts::{fill, t},
    ui::{Glyph, Icon},
};
use leptos::prelude::*;
use model::accounts::AVATAR_COLORS;

/// Twelve swatches, of which one is chosen.
#[component]
pub(super) fn ColorChoice(
    /// An index into the palette.
    chosen: u8,
    /// What is wrong with the choice.
    error: Signal<Option<String>>,
) -> impl IntoView {
    let texts = t::<SettingsTexts>();
    let swatches = (0..AVATAR_COLORS)
        .map(|color| {
            let name = fill(texts.color_n, &[("n", &(color + 1).to_string())]);
            let title = name.clone();
            view! {
                <label class=format!("choice__option choice__option--color color-{color}") title=title>
                    <input type="radio" name="color" value=color.to_string() checked=color == chosen />
                    <span class="visually-hidden">{name}</span>
                </label>
            }
        })
        .collect_view();
    let wrong =
        move || error.get().map(|error| view! { <p class="field__error" id="color-error"><Icon glyph=Glyph::Warning /><span>{error}</span></p> });
    let described = move || if error.with(Option::is_some) { "color-error color-hint" } else { "color-hint" };
    view! {
        <fieldset class="choice" aria-describedby=described>
            <legend class="choice__legend">{common().color}</legend>
            <div class="choice__options">{swatches}</div>
            <p class="field__hint" id="color-hint">{texts.color_hint}</p>
            {wrong}
        </fieldset>
    }
}
