//! Asks to confirm the e-mail address, on every page until it is done.

use super::{
    api::{ResendVerification, resend_verification},
    texts::SettingsTexts,
};
use crate::{
    common::{common, sentence_in},
    texts::{fill, t},
    ui::{Banner, Button, ButtonSize, Tone, use_toasts},
    visitor::use_visitor,
};
use leptos::{ev, prelude::*, server_fn::ServerFn, task::spawn_local};
use model::accounts::AccountRole;

/// Shown while the person's e-mail address is not known to be theirs.
#[component]
pub fn VerifyBanner() -> impl IntoView {
    let texts = t::<SettingsTexts>();
    let visitor = use_visitor();
    let unverified = Memo::new(move |_| {
        visitor.with(|visitor| {
            let user = visitor.user.as_ref().filter(|user| !user.email_verified)?;
            Some((user.email.clone(), user.role == AccountRole::Admin, visitor.mail_leaves))
        })
    });
    let (toasts, resent, language) = (use_toasts(), common().resent, visitor.get_untracked_language());
    let busy = RwSignal::new(false);
    // Not an `ActionForm`: this is on every page, and should weigh little.
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        busy.set(true);
        spawn_local(async move {
            match resend_verification().await {
                Ok(()) if untrack(|| visitor.with(|visitor| visitor.mail_leaves)) => toasts.show(resent),
                Ok(()) => toasts.show(texts.verify_kept),
                Err(failure) => toasts.fail(sentence_in(language, &failure.error)),
            }
            busy.set(false);
        });
    };
    let told = move |email: &str, admin: bool, leaves: bool| match (leaves, admin) {
        (true, _) => fill(common().verify_banner, &[("email", email)]),
        (false, true) => common().verify_banner_kept.to_owned(),
        (false, false) => texts.verify_ask.to_owned(),
    };
    move || {
        unverified.get().map(|(email, admin, leaves)| {
            view! {
                <Banner tone=Tone::Warning>
                    <p>{told(&email, admin, leaves)}</p>
                    <div class="row">
                        {(admin && !leaves).then(|| view! { <a href="/admin/mails">{texts.verify_open}</a> })}
                        <form method="post" action=ResendVerification::PATH on:submit=send>
                            <Button r#type="submit" size=ButtonSize::Small busy>{common().resend}</Button>
                        </form>
                    </div>
                </Banner>
            }
        })
    }
}
