//! The e-mail address, and how to change it.

use crate::{
    features::{
        auth::form_failure,
        settings::{api::ChangeEmail, layout::refresh, texts::SettingsTexts},
    },
    outcome::{Refusal, Refused, when_done},
    texts::{fill, t},
    ui::{Badge, Button, ButtonKind, Field, PasswordField, Tone, focus_first_error, use_toasts},
    visitor::use_visitor,
};
use leptos::{html, prelude::*};
use model::ErrorCode;

/// The address as it is, and a form for another one.
#[component]
pub(super) fn EmailForm() -> impl IntoView {
    let texts = t::<SettingsTexts>();
    let (visitor, toasts) = (use_visitor(), use_toasts());
    let form = NodeRef::<html::Form>::new();
    let action = ServerAction::<ChangeEmail>::new();
    let refusal = Refusal::of(action, &[(ErrorCode::WrongPassword, "password"), (ErrorCode::EmailTaken, "email")]);
    focus_first_error(form, move || refusal.any());
    when_done(action, move |()| {
        if let Some(form) = form.get_untracked() {
            form.reset();
        }
        refresh(visitor);
        toasts.show(texts.email_done);
    });
    let typed = form_failure("change_email").map(|failure| failure.kept("email")).unwrap_or_default();
    view! {
        <Now />
        <ActionForm action node_ref=form attr:class="form">
            <Refused refusal />
            <Field name="email" r#type="email" label=texts.email_new value=typed error=refusal.field("email") autocomplete="email" required=true />
            <PasswordField
                name="password"
                id="email-password"
                label=texts.password_now
                show=texts.password_show
                hide=texts.password_hide
                error=refusal.field("password")
                required=true
            />
            <div class="form__actions">
                <Button kind=ButtonKind::Primary r#type="submit" busy=action.pending()>{texts.email_submit}</Button>
            </div>
        </ActionForm>
    }
}

/// The address, whether it is confirmed, and the one that waits.
#[component]
fn Now() -> impl IntoView {
    let texts = t::<SettingsTexts>();
    let visitor = use_visitor();
    move || {
        visitor.user().map(|user| {
            let (tone, word) = if user.email_verified { (Tone::Success, texts.email_verified) } else { (Tone::Warning, texts.email_unverified) };
            let waiting = user.pending_email.map(|email| fill(texts.email_pending, &[("email", &email)]));
            view! {
                <p>{fill(texts.email_now, &[("email", &user.email)])} " " <Badge tone>{word}</Badge></p>
                {waiting.map(|text| view! { <p class="soft">{text}</p> })}
            }
        })
    }
}
