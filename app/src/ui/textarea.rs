//! A field of several lines.

use super::changing::true_if;
use super::field::{FieldFrame, described_by, id_or};
use super::input::keep_same;
use crate::raw_text::raw_text;
use leptos::{html, prelude::*};

/// A field of several lines; it grows with its text where the browser can.
#[component]
pub fn Textarea(
    /// The name it is sent by.
    #[prop(into)]
    name: String,
    /// What is asked for.
    #[prop(into)]
    label: String,
    /// Its id; `field-{name}` where left out.
    #[prop(optional, into)]
    id: Option<String>,
    /// What helps in filling it.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// What it holds at first.
    #[prop(optional, into)]
    value: Option<String>,
    /// A signal that always holds its text.
    #[prop(optional)]
    bind: Option<RwSignal<String>>,
    /// How many lines it has at least.
    #[prop(default = 4)]
    rows: u32,
    /// Must be filled.
    #[prop(optional)]
    required: bool,
    /// At most so many characters.
    #[prop(optional)]
    maxlength: Option<u32>,
    /// Keeps the label for screen readers only.
    #[prop(optional)]
    hide_label: bool,
) -> impl IntoView {
    let id = id_or(id, &name);
    let area = NodeRef::<html::Textarea>::new();
    keep_same(
        bind,
        move || area.get_untracked().map(|area| area.value()),
        move |text| {
            if let Some(area) = area.get_untracked() {
                area.set_value(text);
            }
        },
    );
    let described = described_by(&id, hint.is_some(), error);
    let value = value.or_else(|| bind.map(|bind| bind.get_untracked())).unwrap_or_default();
    view! {
        <FieldFrame id=id.clone() label=label hint=hint error=error hide_label=hide_label>
            <textarea
                class="input input--area"
                id=id
                name=name
                rows=rows.to_string()
                required=required
                maxlength=maxlength.map(|most| most.to_string())
                aria-invalid=true_if(move || error.with(Option::is_some))
                aria-describedby=described
                on:input:target=move |event| {
                    if let Some(bind) = bind {
                        bind.set(event.target().value());
                    }
                }
                node_ref=area
            >
                {raw_text(value)}
            </textarea>
        </FieldFrame>
    }
    .into_any()
}
