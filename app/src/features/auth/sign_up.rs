//! Signing up.

use super::{api::SignUp, card::AuthCard, form_failure, texts::AuthTexts};
use crate::{
    browser,
    common::field_error,
    texts::t,
    ui::{Button, ButtonKind, Field, Meter, PasswordField},
};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;
use model::accounts::{Strength, strength};

/// The page `/sign-up`.
#[component]
pub fn SignUpPage() -> impl IntoView {
    let texts = t::<AuthTexts>();
    let failure = form_failure("sign_up");
    let kept = |field: &str| failure.as_ref().map(|failure| failure.kept(field)).unwrap_or_default();
    let (name, email) = (kept("name"), kept("email"));
    let error = failure.map(|failure| failure.error);
    let wrong = |field: &str| Signal::stored(field_error(error.as_ref(), field));
    let (wrong_name, wrong_email, wrong_password) = (wrong("name"), wrong("email"), wrong("password"));
    let first_try = error.is_none();
    let next = use_query_map().with_untracked(|query| query.get("next")).unwrap_or_default();
    let password = RwSignal::new(String::new());
    let time_zone = RwSignal::new(String::new());
    Effect::new(move || time_zone.set(browser::time_zone().unwrap_or_default()));
    view! {
        <AuthCard title=texts.sign_up_title lead=texts.sign_up_lead error=error>
            <form class="form" method="post" action=SignUp::PATH>
                <input type="hidden" name="next" value=next />
                <input type="hidden" name="time_zone" prop:value=time_zone />
                <Field name="name" label=texts.name hint=texts.name_hint value=name error=wrong_name autocomplete="name" required=true autofocus=first_try />
                <Field name="email" r#type="email" label=texts.email value=email error=wrong_email autocomplete="email" required=true />
                <PasswordField
                    name="password"
                    label=texts.password
                    hint=texts.password_hint
                    show=texts.show_password
                    hide=texts.hide_password
                    error=wrong_password
                    autocomplete="new-password"
                    required=true
                    bind=password
                />
                <StrengthMeter password />
                <Button kind=ButtonKind::Primary r#type="submit" wide=true>{texts.sign_up}</Button>
            </form>
            <p class="auth__other">{texts.have_account} " " <a href="/sign-in">{texts.sign_in}</a></p>
        </AuthCard>
    }
}

/// How hard a password is to guess, in words and as a bar.
#[component]
pub fn StrengthMeter(
    /// What is typed.
    password: RwSignal<String>,
) -> impl IntoView {
    let texts = t::<AuthTexts>();
    let level = move || match strength(&password.read()) {
        Strength::TooShort => (1, texts.strength_too_short),
        Strength::Weak => (2, texts.strength_weak),
        Strength::Fair => (3, texts.strength_fair),
        Strength::Strong => (4, texts.strength_strong),
    };
    view! {
        <Show when=move || !password.read().is_empty()>
            <Meter
                label=texts.strength
                value=Signal::derive(move || level().0)
                text=Signal::derive(move || format!("{} {}", texts.strength, level().1))
            />
        </Show>
    }
}
