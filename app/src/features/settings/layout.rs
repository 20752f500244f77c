//! What the pages of the settings have in common: heading, tabs, sections.

use super::{api::load_me, texts::SettingsTexts};
use crate::{
    frame::{Failed, PageHead},
    texts::t,
    ui::{TabLink, TabLinks},
    visitor::{VisitorSignal, use_visitor},
};
use leptos::{either::Either, prelude::*, task::spawn_local};
use model::{ErrorCode, accounts::User};

/// A page of the settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::features) enum Part {
    Profile,
    Account,
    Connections,
    Notifications,
    Sessions,
    Tokens,
}

impl Part {
    const ALL: [Self; 6] = [Self::Profile, Self::Account, Self::Connections, Self::Notifications, Self::Sessions, Self::Tokens];

    fn href(self) -> &'static str {
        match self {
            Self::Profile => "/settings",
            Self::Account => "/settings/account",
            Self::Connections => "/settings/connections",
            Self::Notifications => "/settings/notifications",
            Self::Sessions => "/settings/sessions",
            Self::Tokens => "/settings/tokens",
        }
    }

    fn name(self, texts: &SettingsTexts) -> &'static str {
        match self {
            Self::Profile => texts.profile,
            Self::Account => texts.account,
            Self::Connections => texts.connections,
            Self::Notifications => texts.notifications,
            Self::Sessions => texts.sessions,
            Self::Tokens => texts.tokens,
        }
    }
}

/// Heading and tabs around a page of the settings.
#[component]
pub(in crate::features) fn Settings(
    /// Which page it is.
    part: Part,
    /// The page.
    children: Children,
) -> impl IntoView {
    let texts = t::<SettingsTexts>();
    let tabs =
        Part::ALL.map(|other| view! { <TabLink href=other.href() current=other == part>{other.name(texts)}</TabLink> }).into_iter().collect_view();
    view! {
        <PageHead title=part.name(texts) />
        <div class="settings">
            <div class="settings__nav"><TabLinks label=texts.title>{tabs}</TabLinks></div>
            <div class="settings__body stack">{children()}</div>
        </div>
    }
}

/// A part of a page, under its own heading.
#[component]
pub(super) fn Section(
    /// Its id.
    id: &'static str,
    /// Its heading.
    title: &'static str,
    /// A line below the heading.
    #[prop(optional)]
    lead: Option<&'static str>,
    /// What can be set there.
    children: Children,
) -> impl IntoView {
    let title_id = format!("{id}-title");
    let labelled_by = title_id.clone();
    view! {
        <section class="section" aria-labelledby=labelled_by>
            <h2 class="section__title" id=title_id>{title}</h2>
            {lead.map(|lead| view! { <p class="section__lead">{lead}</p> })}
            {children()}
        </section>
    }
}

/// A view of the person who is signed in, as they were when it was made.
pub(super) fn for_user<V: IntoView + 'static>(view: impl FnOnce(User) -> V) -> impl IntoView {
    match untrack(|| use_visitor().user()) {
        Some(user) => Either::Left(view(user)),
        None => Either::Right(view! { <Failed failure=ErrorCode::SignInNeeded.into() /> }),
    }
}

/// Reads oneself anew, after a change whose answer does not carry it.
pub(super) fn refresh(visitor: VisitorSignal) {
    spawn_local(async move {
        // If that fails, the next page load shows the change.
        if let Ok(user) = load_me().await {
            visitor.set_user(user);
        }
    });
}
