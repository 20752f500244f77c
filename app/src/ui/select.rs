//! A choice of one among a few: the browser's own list, which every device knows how to show.

use super::changing::{changing, true_if};
use super::field::{FieldFrame, described_by, id_or};
use super::{Glyph, Icon};
use leptos::prelude::*;

/// A choice of one.
#[component]
pub fn Select(
    /// The name it is sent by.
    #[prop(into)]
    name: String,
    /// What is asked for.
    #[prop(into)]
    label: String,
    /// What can be chosen: value and text.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    /// The value that is chosen at first, and whenever this changes.
    #[prop(optional, into)]
    value: Signal<String>,
    /// Hears of each choice.
    #[prop(optional, into)]
    on_change: Option<Callback<String>>,
    /// Its id; `field-{name}` where left out.
    #[prop(optional, into)]
    id: Option<String>,
    /// What helps in choosing.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Can't be changed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Keeps the label for screen readers only.
    #[prop(optional)]
    hide_label: bool,
) -> impl IntoView {
    let id = id_or(id, &name);
    let described = described_by(&id, hint.is_some(), error);
    view! {
        <FieldFrame id=id.clone() label=label hint=hint error=error hide_label=hide_label>
            <div class="select">
                <select
                    class="input select__control"
                    id=id
                    name=name
                    disabled=disabled
                    aria-invalid=true_if(move || error.with(Option::is_some))
                    aria-describedby=described
                    on:change:target=move |event| {
                        if let Some(on_change) = on_change {
                            on_change.run(event.target().value());
                        }
                    }
                >
                    {changing(move || {
                        options
                            .get()
                            .into_iter()
                            .map(|(code, text)| {
                                let chosen = {
                                    let code = code.clone();
                                    Signal::derive(move || value.with(|value| *value == code))
                                };
                                view! {
                                    <option value=code selected=chosen prop:selected=chosen>
                                        {text}
                                    </option>
                                }
                            })
                            .collect_view()
                    })}
                </select>
                <Icon glyph=Glyph::ChevronDown/>
            </div>
        </FieldFrame>
    }
    .into_any()
}
