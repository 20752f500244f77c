//! Setting a new password by the link from the mail.

use super::{api::ResetPassword, card::AuthCard, form_failure, sign_up::StrengthMeter, texts::AuthTexts};
use crate::{
    common::field_error,
    texts::t,
    ui::{Button, ButtonKind, PasswordField},
};
use leptos::{either::Either, prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;

/// The page `/reset`.
#[component]
pub fn ResetPage() -> impl IntoView {
    let texts = t::<AuthTexts>();
    let error = form_failure("reset_password").map(|failure| failure.error);
    let wrong = Signal::stored(field_error(error.as_ref(), "password"));
    let secret = use_query_map().with_untracked(|query| query.get("secret")).filter(|secret| !secret.is_empty());
    let password = RwSignal::new(String::new());
    let Some(secret) = secret else {
        return Either::Left(view! {
            <AuthCard title=texts.reset_title lead=texts.no_secret error=error>
                <p class="auth__other"><a href="/forgot-password">{texts.forgot}</a></p>
            </AuthCard>
        });
    };
    Either::Right(view! {
        <AuthCard title=texts.reset_title lead=texts.reset_lead error=error>
            <form class="form" method="post" action=ResetPassword::PATH>
                <input type="hidden" name="secret" value=secret />
                <PasswordField
                    name="password"
                    label=texts.new_password
                    hint=texts.password_hint
                    show=texts.show_password
                    hide=texts.hide_password
                    error=wrong
                    autocomplete="new-password"
                    required=true
                    bind=password
                />
                <StrengthMeter password />
                <Button kind=ButtonKind::Primary r#type="submit" wide=true>{texts.reset_submit}</Button>
            </form>
            <p class="auth__other"><a href="/forgot-password">{texts.forgot}</a></p>
        </AuthCard>
    })
}
