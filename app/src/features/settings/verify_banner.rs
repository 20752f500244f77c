//! Asks to confirm the e-mail address, on every page until it is done.

use super::{api::ResendVerification, texts::SettingsTexts};
use crate::{
    common::common,
    outcome::{Refusal, when_done},
    texts::{fill, t},
    ui::{Banner, Button, ButtonSize, Tone, use_toasts},
    visitor::use_visitor,
};
use leptos::prelude::*;
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
    let action = ServerAction::<ResendVerification>::new();
    let refusal = Refusal::of(action, &[]);
    let toasts = use_toasts();
    when_done(action, move |()| {
        let leaves = visitor.with(|visitor| visitor.mail_leaves);
        toasts.show(if leaves { common().resent } else { texts.verify_kept });
    });
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
                        <ActionForm action>
                            <Button r#type="submit" size=ButtonSize::Small busy=action.pending()>{common().resend}</Button>
                        </ActionForm>
                    </div>
                    {move || refusal.form().map(|text| view! { <p role="alert">{text}</p> })}
                </Banner>
            }
        })
    }
}
