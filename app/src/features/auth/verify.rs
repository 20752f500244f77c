//! Confirming an e-mail address. A click, because programs that check mails open every link.

use super::{api::VerifyEmail, card::AuthCard, form_failure, texts::AuthTexts};
use crate::{
    texts::t,
    ui::{Button, ButtonKind, LinkButton},
};
use leptos::{either::EitherOf3, prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;

/// The page `/verify`.
#[component]
pub fn VerifyPage() -> impl IntoView {
    let texts = t::<AuthTexts>();
    let error = form_failure("verify_email").map(|failure| failure.error);
    let query = use_query_map().get_untracked();
    if query.get("done").is_some() {
        return EitherOf3::A(view! {
            <AuthCard title=texts.verify_done_title lead=texts.verify_done error=None>
                <LinkButton href="/posts" kind=ButtonKind::Primary wide=true>{texts.go_on}</LinkButton>
            </AuthCard>
        });
    }
    match query.get("secret").filter(|secret| !secret.is_empty()) {
        None => EitherOf3::B(view! {
            <AuthCard title=texts.verify_title lead=texts.no_secret error=error>
                <LinkButton href="/posts" wide=true>{texts.go_on}</LinkButton>
            </AuthCard>
        }),
        Some(secret) => EitherOf3::C(view! {
            <AuthCard title=texts.verify_title lead=texts.verify_lead error=error>
                <form class="form" method="post" action=VerifyEmail::PATH>
                    <input type="hidden" name="secret" value=secret />
                    <Button kind=ButtonKind::Primary r#type="submit" wide=true>{texts.verify_submit}</Button>
                </form>
            </AuthCard>
        }),
    }
}
