//! Signing in.

use super::{api::SignIn, card::AuthCard, form_failure, texts::AuthTexts};
use crate::{
    common::field_error,
    texts::t,
    ui::{Banner, Button, ButtonKind, Checkbox, Field, PasswordField, Tone},
};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;

/// The page `/sign-in`.
#[component]
pub fn SignInPage() -> impl IntoView {
    let texts = t::<AuthTexts>();
    let failure = form_failure("sign_in");
    let email = failure.as_ref().map(|failure| failure.kept("email")).unwrap_or_default();
    let error = failure.map(|failure| failure.error);
    let query = use_query_map().get_untracked();
    let next = query.get("next").unwrap_or_default();
    let reset = query.get("reset").is_some();
    view! {
        <AuthCard title=texts.sign_in_title error=error.clone()>
            {reset.then(|| view! { <div role="status"><Banner tone=Tone::Success>{texts.reset_done}</Banner></div> })}
            <form class="form" method="post" action=SignIn::PATH>
                <input type="hidden" name="next" value=next />
                <Field
                    name="email"
                    r#type="email"
                    label=texts.email
                    value=email.clone()
                    error=Signal::stored(field_error(error.as_ref(), "email"))
                    autocomplete="username"
                    required=true
                    autofocus=email.is_empty()
                />
                <PasswordField
                    name="password"
                    label=texts.password
                    show=texts.show_password
                    hide=texts.hide_password
                    autocomplete="current-password"
                    required=true
                />
                <div class="form__row">
                    <Checkbox name="remember" label=texts.remember />
                    <a href="/forgot-password">{texts.forgot}</a>
                </div>
                <Button kind=ButtonKind::Primary r#type="submit" wide=true>{texts.sign_in}</Button>
            </form>
            <p class="auth__other">{texts.no_account} " " <a href="/sign-up">{texts.sign_up}</a></p>
        </AuthCard>
    }
}
