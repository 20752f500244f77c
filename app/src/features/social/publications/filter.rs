//! Which publications are listed: kept in the address, so that a reload and the way back keep it.

use super::texts::PublicationTexts;
use crate::{
    features::social::words::of_platform,
    texts::t,
    ui::{Button, Glyph, Select, TabLink, TabLinks},
};
use leptos::prelude::*;
use leptos_router::{components::Form, params::ParamsMap};
use model::{
    SocialAccountId,
    social::{Platform, PublicationState},
};

/// What an address asks for; what it says wrongly counts as not said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Asked {
    pub state: Option<PublicationState>,
    pub platform: Option<Platform>,
    pub account: Option<SocialAccountId>,
}

impl Asked {
    pub fn of(params: &ParamsMap) -> Self {
        Self {
            state: params.get_str("state").and_then(PublicationState::from_code),
            platform: params.get_str("platform").and_then(Platform::from_code),
            account: params.get_str("account").and_then(|id| id.parse().ok()),
        }
    }
}

/// The address of the list in a state, with the other filters as they are.
fn in_state(params: &ParamsMap, state: Option<PublicationState>) -> String {
    let mut params = params.clone();
    for gone in ["state", "cursor"] {
        params.remove(gone);
    }
    if let Some(state) = state {
        params.insert("state", state.code().to_owned());
    }
    format!("/publications{}", params.to_query_string())
}

/// Tabs for the states, and a form for the rest. It works without JavaScript: it only asks for another address.
#[component]
pub(super) fn Filters(
    /// What the address asks for.
    params: Memo<ParamsMap>,
    /// One's accounts: id and name.
    accounts: Vec<(SocialAccountId, String)>,
) -> impl IntoView {
    let texts = t::<PublicationTexts>();
    let states = [
        (None, texts.all),
        (Some(PublicationState::Scheduled), texts.s_scheduled),
        (Some(PublicationState::Sending), texts.s_sending),
        (Some(PublicationState::Processing), texts.s_processing),
        (Some(PublicationState::Published), texts.s_published),
        (Some(PublicationState::Failed), texts.s_failed),
        (Some(PublicationState::Unconfirmed), texts.s_unconfirmed),
        (Some(PublicationState::Cancelled), texts.s_cancelled),
    ];
    let asked = Memo::new(move |_| params.with(Asked::of));
    let tab = move |(state, text): (Option<PublicationState>, &'static str)| {
        view! {
            <TabLink
                href=Signal::derive(move || params.with(|params| in_state(params, state)))
                current=Signal::derive(move || asked.get().state == state)
            >
                {text}
            </TabLink>
        }
    };
    let state = Signal::derive(move || asked.get().state.map(PublicationState::code));
    let mut platforms = vec![(String::new(), texts.any_platform.to_owned())];
    platforms.extend(Platform::ALL.iter().map(|one| (one.code().to_owned(), of_platform(*one).to_owned())));
    let mut names = vec![(String::new(), texts.any_account.to_owned())];
    names.extend(accounts.into_iter().map(|(id, name)| (id.to_string(), name)));
    view! {
        <TabLinks label=texts.states>{states.map(tab).into_iter().collect_view()}</TabLinks>
        <Form method="GET" action="/publications" attr:class="which publications__which">
            {move || state.get().map(|state| view! { <input type="hidden" name="state" value=state /> })}
            <Select
                name="platform"
                label=texts.platform
                options=platforms
                value=Signal::derive(move || asked.get().platform.map(|one| one.code().to_owned()).unwrap_or_default())
                hide_label=true
            />
            <Select
                name="account"
                label=texts.account
                options=names
                value=Signal::derive(move || asked.get().account.map(|id| id.to_string()).unwrap_or_default())
                hide_label=true
            />
            <Button r#type="submit" icon=Glyph::List>{texts.apply}</Button>
        </Form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn params(pairs: &[(&'static str, &str)]) -> ParamsMap {
        pairs.iter().map(|(name, value)| (*name, (*value).to_owned())).collect()
    }

    #[test]
    fn an_address_says_which_and_what_it_says_wrongly_counts_as_not_said() {
        let asked = Asked::of(&params(&[("state", "failed"), ("platform", "reddit"), ("account", "x")]));
        assert_eq!(asked, Asked { state: Some(PublicationState::Failed), platform: Some(Platform::Reddit), account: None });
        assert_eq!(Asked::of(&params(&[("state", "lost"), ("platform", "")])), Asked::default());
    }

    #[test]
    fn another_state_keeps_the_filters_and_begins_at_the_first_page() {
        let here = params(&[("state", "failed"), ("platform", "tiktok"), ("cursor", "x")]);
        assert_eq!(in_state(&here, Some(PublicationState::Scheduled)), "/publications?platform=tiktok&state=scheduled");
        assert_eq!(in_state(&here, None), "/publications?platform=tiktok");
    }
}
