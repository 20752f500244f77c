//! The page of the account.

use super::{delete::DeleteSection, email::EmailForm, password::PasswordForm};
use crate::{
    features::settings::{
        layout::{Part, Section, Settings, for_user},
        texts::SettingsTexts,
    },
    texts::t,
};
use leptos::prelude::*;

/// The page `/settings/account`.
#[component]
pub fn AccountPage() -> impl IntoView {
    let texts = t::<SettingsTexts>();
    for_user(move |_| {
        view! {
            <Settings part=Part::Account>
                <Section id="email" title=texts.email_title><EmailForm /></Section>
                <Section id="password" title=texts.password_title lead=texts.password_lead><PasswordForm /></Section>
                <Section id="delete" title=texts.delete_title lead=texts.delete_lead><DeleteSection /></Section>
            </Settings>
        }
    })
}
