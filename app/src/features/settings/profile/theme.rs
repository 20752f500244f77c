//! The theme: applied as soon as it is chosen.

use crate::{
    common::common,
    ui::{Glyph, Icon},
};
use leptos::prelude::*;
use model::Theme;

/// Puts the theme on the page.
fn apply(theme: Theme) {
    if let Some(root) = document().document_element() {
        // Only a malformed name is refused, and this one is not.
        let _ = root.set_attribute("data-theme", theme.code());
    }
}

/// System, light or dark.
#[component]
pub(super) fn ThemeChoice(
    /// The one that is kept.
    chosen: Theme,
    /// Hears of each choice.
    on_choice: Callback<Theme>,
) -> impl IntoView {
    let texts = common();
    let options = Theme::ALL
        .map(|theme| {
            let (glyph, name) = match theme {
                Theme::System => (Glyph::Monitor, texts.theme_system),
                Theme::Light => (Glyph::Sun, texts.theme_light),
                Theme::Dark => (Glyph::Moon, texts.theme_dark),
            };
            let choose = move |_| {
                apply(theme);
                on_choice.run(theme);
            };
            view! {
                <label class="choice__option">
                    <input type="radio" name="theme" value=theme.code() checked=theme == chosen on:change=choose />
                    <Icon glyph />
                    <span>{name}</span>
                </label>
            }
        })
        .into_iter()
        .collect_view();
    view! {
        <fieldset class="choice">
            <legend class="choice__legend">{texts.theme}</legend>
            <div class="choice__options">{options}</div>
        </fieldset>
    }
}
