//! A box that is ticked or not.

use leptos::prelude::*;

/// A box with its text, which is part of the target.
#[component]
pub fn Checkbox(
    /// The name it is sent by.
    #[prop(into)]
    name: String,
    /// What ticking it means.
    label: &'static str,
    /// What is sent when it is ticked.
    #[prop(default = "true")]
    value: &'static str,
    /// Ticked at first.
    #[prop(optional)]
    checked: bool,
    /// Hears of each change.
    #[prop(optional, into)]
    on_change: Option<Callback<bool>>,
    /// What helps in deciding.
    #[prop(optional)]
    hint: Option<&'static str>,
) -> impl IntoView {
    let hint_id = hint.is_some().then(|| format!("field-{name}-hint"));
    view! {
        <div class="checkbox">
            <label class="checkbox__label">
                <input
                    class="checkbox__box"
                    type="checkbox"
                    name=name
                    value=value
                    checked=checked
                    aria-describedby=hint_id.clone()
                    on:change:target=move |event| {
                        if let Some(on_change) = on_change {
                            on_change.run(event.target().checked());
                        }
                    }
                />
                <span>{label}</span>
            </label>
            {hint.map(|hint| view! { <p class="field__hint" id=hint_id>{hint}</p> })}
        </div>
    }
    .into_any()
}
