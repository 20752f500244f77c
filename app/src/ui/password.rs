//! A field for a password, which can be shown while it is typed.

use super::changing::{changing, true_if};
use super::field::{FieldFrame, described_by, id_or};
use super::input::keep_same;
use super::{Glyph, Icon};
use leptos::{html, prelude::*};

/// A password, hidden until its owner wants to see it.
#[component]
pub fn PasswordField(
    /// The name it is sent by.
    #[prop(into)]
    name: String,
    /// What is asked for.
    label: &'static str,
    /// Name of the button that shows it.
    show: &'static str,
    /// Name of the button that hides it again.
    hide: &'static str,
    /// Its id; `field-{name}` where left out.
    #[prop(optional, into)]
    id: Option<String>,
    /// What helps in filling it.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// A signal that always holds its text, for a strength meter.
    #[prop(optional)]
    bind: Option<RwSignal<String>>,
    /// `current-password` or `new-password`.
    #[prop(default = "current-password")]
    autocomplete: &'static str,
    /// Must be filled.
    #[prop(optional)]
    required: bool,
    /// Has the focus when its page or dialog opens.
    #[prop(optional)]
    autofocus: bool,
    /// What goes below the control: a [`super::Meter`].
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let id = id_or(id, &name);
    let shown = RwSignal::new(false);
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
    view! {
        <FieldFrame id=id.clone() label=label hint=hint error=error>
            <div class="password">
                <input
                    class="input password__input"
                    id=id
                    name=name
                    type=Signal::derive(move || if shown.get() { "text" } else { "password" })
                    autocomplete=autocomplete
                    autocapitalize="off"
                    spellcheck="false"
                    required=required
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
                <button
                    type="button"
                    class="password__toggle needs-js"
                    aria-label=Signal::derive(move || if shown.get() { hide } else { show })
                    on:click=move |_| shown.update(|shown| *shown = !*shown)
                >
                    {changing(move || view! { <Icon glyph=if shown.get() { Glyph::EyeOff } else { Glyph::Eye }/> })}
                </button>
            </div>
            {children.map(|children| children())}
        </FieldFrame>
    }
    .into_any()
}
