//! A field of one line.

use super::changing::true_if;
use super::field::{FieldFrame, described_by, id_or};
use leptos::{html, prelude::*};

/// Keeps a field and a signal the same. What was typed before the page woke up wins.
pub(super) fn keep_same(bind: Option<RwSignal<String>>, read: impl Fn() -> Option<String> + 'static, write: impl Fn(&str) + 'static) {
    let Some(bind) = bind else { return };
    Effect::new(move |before: Option<()>| {
        let wanted = bind.get();
        let Some(shown) = read() else { return };
        if before.is_none() && wanted.is_empty() && !shown.is_empty() {
            bind.set(shown);
        } else if shown != wanted {
            write(&wanted);
        }
    });
}

/// A field of one line: label, control, hint, error.
#[component]
pub fn Field(
    /// The name it is sent by.
    #[prop(into)]
    name: String,
    /// What is asked for.
    #[prop(into)]
    label: String,
    /// Its id; `field-{name}` where left out.
    #[prop(optional, into)]
    id: Option<String>,
    /// `text`, `email`, `search`, `url`, …
    #[prop(default = "text")]
    r#type: &'static str,
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
    /// An example of what it takes; never instead of the label.
    #[prop(optional)]
    placeholder: Option<&'static str>,
    /// What the browser may fill in.
    #[prop(optional)]
    autocomplete: Option<&'static str>,
    /// Which keyboard a phone shows.
    #[prop(optional)]
    inputmode: Option<&'static str>,
    /// Must be filled.
    #[prop(optional)]
    required: bool,
    /// Shown, not to be changed.
    #[prop(optional, into)]
    readonly: Signal<bool>,
    /// At most so many characters.
    #[prop(optional)]
    maxlength: Option<u32>,
    /// Has the focus when its page or dialog opens.
    #[prop(optional)]
    autofocus: bool,
    /// Keeps the label for screen readers only.
    #[prop(optional)]
    hide_label: bool,
) -> impl IntoView {
    let id = id_or(id, &name);
    let input = NodeRef::<html::Input>::new();
    keep_same(
        bind,
        move || input.get_untracked().map(|input| input.value()),
        move |text| {
            if let Some(input) = input.get_untracked() {
                input.set_value(text);
            }
        },
    );
    let described = described_by(&id, hint.is_some(), error);
    let value = value.or_else(|| bind.map(|bind| bind.get_untracked()));
    view! {
        <FieldFrame id=id.clone() label=label hint=hint error=error hide_label=hide_label>
            <input
                class="input"
                id=id
                name=name
                type=r#type
                value=value
                placeholder=placeholder
                autocomplete=autocomplete
                inputmode=inputmode
                required=required
                readonly=readonly
                maxlength=maxlength.map(|most| most.to_string())
                autofocus=autofocus
                aria-invalid=true_if(move || error.with(Option::is_some))
                aria-describedby=described
                on:input:target=move |event| {
                    if let Some(bind) = bind {
                        bind.set(event.target().value());
                    }
                }
                node_ref=input
            />
        </FieldFrame>
    }
    .into_any()
}
