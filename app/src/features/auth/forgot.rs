//! Asking for a link to set a new password.

use super::{api::ForgotPassword, card::AuthCard, form_failure, texts::AuthTexts};
use crate::{
    common::field_error,
    texts::t,
    ui::{Button, ButtonKind, Field},
    visitor::use_visitor,
};
use leptos::{either::Either, prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;

/// The page `/forgot-password`.
#[component]
pub fn ForgotPage() -> impl IntoView {
    let sent = use_query_map().with(|query| query.get_str("sent").is_some());
    if sent { Either::Left(view! { <Sent /> }) } else { Either::Right(view! { <ForgotForm /> }) }
}

#[component]
fn Sent() -> impl IntoView {
    let texts = t::<AuthTexts>();
    let kept = use_visitor().with(|visitor| !visitor.mail_leaves);
    view! {
        <AuthCard title=texts.sent_title lead=texts.sent_lead error=None>
            {kept.then(|| view! { <p>{texts.kept_lead}</p> })}
            <p class="auth__other"><a href="/sign-in">{texts.back}</a></p>
        </AuthCard>
    }
}

#[component]
fn ForgotForm() -> impl IntoView {
    let texts = t::<AuthTexts>();
    let failure = form_failure("forgot_password");
    let email = failure.as_ref().map(|failure| failure.kept("email")).unwrap_or_default();
    let error = failure.map(|failure| failure.error);
    view! {
        <AuthCard title=texts.forgot_title lead=texts.forgot_lead error=error.clone()>
            <form class="form" method="post" action=ForgotPassword::PATH>
                <Field
                    name="email"
                    r#type="email"
                    label=texts.email
                    value=email
                    error=Signal::stored(field_error(error.as_ref(), "email"))
                    autocomplete="username"
                    required=true
                    autofocus=true
                />
                <Button kind=ButtonKind::Primary r#type="submit" wide=true>{texts.send_link}</Button>
            </form>
            <p class="auth__other"><a href="/sign-in">{texts.back}</a></p>
        </AuthCard>
    }
}
