//! Making a token.

use super::secret::Secret;
use crate::{
    features::settings::{api::CreateToken, texts::SettingsTexts},
    outcome::{Refusal, Refused, when_done},
    texts::t,
    ui::{Button, ButtonKind, Field, Glyph, focus_first_error},
};
use leptos::{html, prelude::*};

/// A name, and then the secret. Needs scripts: a form posted by the browser alone could not show the secret.
#[component]
pub(super) fn CreateTokenForm(
    /// Runs after a token was made.
    created: Callback<()>,
) -> impl IntoView {
    let texts = t::<SettingsTexts>();
    let form = NodeRef::<html::Form>::new();
    let action = ServerAction::<CreateToken>::new();
    let refusal = Refusal::of(action, &[]);
    let secret = RwSignal::new(None::<String>);
    let awake = RwSignal::new(false);
    Effect::new(move |_| awake.set(true));
    focus_first_error(form, move || refusal.any());
    when_done(action, move |made| {
        if let Some(form) = form.get_untracked() {
            form.reset();
        }
        secret.set(Some(made));
        created.run(());
    });
    view! {
        {move || secret.get().map(|secret| view! { <Secret secret /> })}
        <div class="needs-js">
            <ActionForm action node_ref=form attr:class="form">
                <Refused refusal />
                <Field name="name" label=texts.token_name error=refusal.field("name") autocomplete="off" required=true maxlength=80 />
                <div class="form__actions">
                    <Button
                        kind=ButtonKind::Primary
                        r#type="submit"
                        icon=Glyph::Plus
                        busy=action.pending()
                        disabled=Signal::derive(move || !awake.get())
                    >
                        {texts.token_create}
                    </Button>
                </div>
            </ActionForm>
        </div>
    }
}
