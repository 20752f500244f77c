//! What the admin pages have in common: heading and tabs, and the refusal of everybody else.

use super::texts::AdminTexts;
use crate::{
    frame::{Failed, PageHead},
    texts::t,
    ui::{TabLink, TabLinks},
    visitor::use_visitor,
};
use leptos::{either::Either, prelude::*};
use model::{ErrorCode, accounts::AccountRole};

/// An admin page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Users,
    Mails,
    Sending,
    Integrations,
    System,
}

impl Part {
    const ALL: [Self; 5] = [Self::Users, Self::Mails, Self::Sending, Self::Integrations, Self::System];

    fn href(self) -> &'static str {
        match self {
            Self::Users => "/admin",
            Self::Mails => "/admin/mails",
            Self::Sending => "/admin/sending",
            Self::Integrations => "/admin/integrations",
            Self::System => "/admin/system",
        }
    }

    fn name(self, texts: &AdminTexts) -> &'static str {
        match self {
            Self::Users => texts.users,
            Self::Mails => texts.mails,
            Self::Sending => texts.sending,
            Self::Integrations => texts.integrations,
            Self::System => texts.system,
        }
    }
}

/// Heading and tabs around an admin page. The data is refused by the slices; this only says so at once.
#[component]
pub(super) fn Admin(
    /// Which page it is.
    part: Part,
    /// The page.
    children: Children,
) -> impl IntoView {
    let admin = untrack(|| use_visitor().user()).is_some_and(|user| user.role == AccountRole::Admin);
    if !admin {
        return Either::Left(view! { <Failed failure=ErrorCode::Forbidden.into() /> });
    }
    let texts = t::<AdminTexts>();
    let tabs =
        Part::ALL.map(|other| view! { <TabLink href=other.href() current=other == part>{other.name(texts)}</TabLink> }).into_iter().collect_view();
    Either::Right(view! {
        <PageHead title=part.name(texts) />
        <div class="stack">
            <TabLinks label=texts.title>{tabs}</TabLinks>
            {children()}
        </div>
    })
}

/// Addresses of the first and of the next page of a list with a cursor in its address.
pub(super) fn pages(path: &str, next_cursor: Option<String>) -> (Option<String>, Option<String>) {
    let params = leptos_router::hooks::use_query_map().get_untracked();
    let address = |cursor: Option<String>| {
        let mut params = params.clone();
        params.remove("cursor");
        if let Some(cursor) = cursor {
            params.insert("cursor", cursor);
        }
        format!("{path}{}", params.to_query_string())
    };
    let first = params.get_str("cursor").is_some().then(|| address(None));
    (first, next_cursor.map(|cursor| address(Some(cursor))))
}
