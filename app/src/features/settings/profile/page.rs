//! The page of the profile.

use super::{form::ProfileForm, picture::Picture};
use crate::{
    Failure,
    features::settings::{
        api::list_time_zones,
        layout::{Part, Section, Settings, for_user},
        texts::SettingsTexts,
    },
    texts::t,
};
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// The page `/settings`.
#[derive(Debug)]
pub struct ProfilePage {
    zones: Resource<Result<Vec<String>, Failure>>,
}

#[lazy_route]
impl LazyRoute for ProfilePage {
    fn data() -> Self {
        Self { zones: Resource::new(|| (), |()| list_time_zones()) }
    }

    fn view(this: Self) -> AnyView {
        view! { <Profile zones=this.zones /> }.into_any()
    }
}

#[component]
fn Profile(zones: Resource<Result<Vec<String>, Failure>>) -> impl IntoView {
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
