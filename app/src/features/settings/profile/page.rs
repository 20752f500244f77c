//! The page of the profile.

use super::{form::ProfileForm, picture::Picture};
use crate::{
    features::settings::{
        api::list_time_zones,
        layout::{Part, Section, Settings, for_user},
        texts::SettingsTexts,
    },
    texts::t,
};
use leptos::prelude::*;

/// The page `/settings`.
#[component]
pub fn ProfilePage() -> impl IntoView {
    let zones = Resource::new(|| (), |()| list_time_zones());
    let texts = t::<SettingsTexts>();
    for_user(move |user| {
        view! {
            <Settings part=Part::Profile>
                <p class="section__lead">{texts.profile_lead}</p>
                <Section id="picture" title=texts.picture><Picture /></Section>
                <Section id="profile" title=texts.looks><ProfileForm user zones /></Section>
            </Settings>
        }
    })
}
