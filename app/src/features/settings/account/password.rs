//! Changing the password.

use crate::{
    features::{
        auth::StrengthMeter,
        settings::{api::ChangePassword, layout::refresh, texts::SettingsTexts},
    },
    outcome::{Refusal, Refused, when_done},
    texts::t,
    ui::{Button, ButtonKind, PasswordField, focus_first_error, use_toasts},
    visitor::use_visitor,
};
use leptos::{html, prelude::*};
use model::ErrorCode;

/// The old password and the new one.
#[component]
pub(super) fn PasswordForm() -> impl IntoView {
    let texts = t::<SettingsTexts>();
    let (visitor, toasts) = (use_visitor(), use_toasts());
    let form = NodeRef::<html::Form>::new();
    let password = RwSignal::new(String::new());
    let action = ServerAction::<ChangePassword>::new();
    let refusal = Refusal::of(action, &[(ErrorCode::WrongPassword, "old")]);
    focus_first_error(form, move || refusal.any());
    when_done(action, move |()| {
        if let Some(form) = form.get_untracked() {
            form.reset();
        }
        password.set(String::new());
        // A change of address that waited is dropped with the old password.
        refresh(visitor);
        toasts.show(texts.password_done);
    });
    view! {
        <ActionForm action node_ref=form attr:class="form">
            <Refused refusal />
            <PasswordField
                name="old"
                label=texts.password_old
                show=texts.password_show
                hide=texts.password_hide
                error=refusal.field("old")
                required=true
            />
            <PasswordField
                name="password"
                id="new-password"
                label=texts.password_new
                hint=texts.password_hint
                show=texts.password_show
                hide=texts.password_hide
                error=refusal.field("password")
                autocomplete="new-password"
                required=true
                bind=password
            >
                <StrengthMeter password />
            </PasswordField>
            <div class="form__actions">
                <Button kind=ButtonKind::Primary r#type="submit" busy=action.pending()>{texts.password_submit}</Button>
            </div>
        </ActionForm>
    }
}
