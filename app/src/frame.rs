//! What pages for signed-in people have around them: sidebar, top bar, bottom bar.

use crate::{
    Failure, browser,
    common::{common, sentence},
    drafts,
    features::{
        auth::{LanguageSwitch, api::SignOut},
        notifications::Bell,
        settings::VerifyBanner,
    },
    tab::use_tab,
    title::name_page,
    ui::{Avatar, Button, ButtonKind, EmptyState, Face, Glyph, Icon, LinkButton, Logo},
    visitor::use_visitor,
};
use leptos::{ev, html, prelude::*, server_fn::ServerFn, task::spawn_local};
use leptos_router::{components::Outlet, hooks::use_location};
use model::{
    ErrorCode,
    accounts::{AccountRole, Person},
};

/// The parts of the product, for the menus.
fn parts() -> Vec<(&'static str, Glyph, &'static str)> {
    let admin = use_visitor().with(|visitor| visitor.user.as_ref().is_some_and(|user| user.role == AccountRole::Admin));
    let mut parts = vec![
        ("/posts", Glyph::Post, common().posts),
        ("/messages", Glyph::Comment, common().messages),
        ("/publications", Glyph::Share, common().publications),
        ("/settings", Glyph::Settings, common().settings),
    ];
    if admin {
        parts.push(("/admin", Glyph::Shield, common().admin));
    }
    parts
}

/// The frame around every page for signed-in people.
#[component]
pub fn Frame() -> impl IntoView {
    let texts = common();
    use_tab().connect();
    view! {
        <div class="shell">
            <a class="skip-link" href="#content">{texts.skip}</a>
            <aside class="sidebar">
                <a class="sidebar__logo" href="/posts"><Logo name=texts.product /></a>
                <nav class="sidebar__nav" aria-label=texts.main_menu>
                    <Parts />
                    <Bell />
                </nav>
                <Account />
            </aside>
            <header class="topbar">
                <a class="topbar__logo" href="/posts"><Logo name=texts.product /></a>
                <div class="topbar__end">
                    <Bell />
                    <Account />
                </div>
            </header>
            <main class="main" id="content" tabindex="-1">
                <VerifyBanner />
                <Outlet />
            </main>
            <nav class="bottombar" aria-label=texts.main_menu><Parts /></nav>
        </div>
    }
}

#[component]
fn Parts() -> impl IntoView {
    let here = use_location().pathname;
    parts()
        .into_iter()
        .map(|(href, glyph, text)| {
            let current = move || here.read().starts_with(href).then_some("page");
            view! {
                <a class="nav-link" href=href aria-current=current>
                    <Icon glyph />
                    <span>{text}</span>
                </a>
            }
        })
        .collect_view()
}

/// Who is signed in, with the way out: a `<details>`, so that it opens without JavaScript.
#[component]
fn Account() -> impl IntoView {
    let texts = common();
    let visitor = use_visitor();
    let sign_out = NodeRef::<html::Form>::new();
    // Another person at this device must not find our unsent edits.
    let forget_first = move |event: ev::SubmitEvent| {
        let (Some(form), Some(user)) = (sign_out.get_untracked(), visitor.user()) else { return };
        event.prevent_default();
        let module = visitor.with(|visitor| visitor.forget.clone());
        drafts::forget(user.id);
        spawn_local(async move {
            if let Err(error) = browser::forget(&module, user.id).await {
                browser::complain("this device still keeps copies of posts", &error);
            }
            // Fails only for a form that has left the page.
            let _ = form.submit();
        });
    };
    let name = move || visitor.user().map(|user| user.name).unwrap_or_default();
    view! {
        <details class="account">
            <summary class="account__summary">
                <span class="visually-hidden">{texts.account_menu}</span>
                {move || visitor.user().map(|user| view! { <Avatar face=Face::from(Person::from(&user)) /> })}
                <span class="account__name">{name}</span>
            </summary>
            <div class="account__panel">
                <LanguageSwitch />
                <form method="post" action=SignOut::PATH on:submit=forget_first node_ref=sign_out>
                    <Button kind=ButtonKind::Ghost r#type="submit" icon=Glyph::Logout wide=true>{texts.sign_out}</Button>
                </form>
            </div>
        </details>
    }
}

/// The heading of a page, with what can be done there.
#[component]
pub fn PageHead(
    /// The heading, and the page's title.
    title: &'static str,
    /// Buttons beside it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    name_page(title);
    view! {
        <div class="page-head">
            <h1 class="page-head__title">{title}</h1>
            {children.map(|children| view! { <div class="page-head__actions">{children()}</div> })}
        </div>
    }
}

/// In place of what could not be loaded: what happened, and what to do.
#[component]
pub fn Failed(
    /// What happened.
    failure: Failure,
) -> impl IntoView {
    answer_with(failure.error.code.status());
    let texts = common();
    let missing = failure.error.code == ErrorCode::NotFound;
    let (title, text) = if missing { (texts.not_found_title, texts.not_found.to_owned()) } else { (texts.error_title, sentence(&failure.error)) };
    name_page(title);
    view! {
        <div class="failed" role=(!missing).then_some("alert")>
            <EmptyState glyph=if missing { Glyph::Search } else { Glyph::Warning } title=title text=text heading=1>
                <LinkButton href="/" kind=ButtonKind::Primary>{texts.home}</LinkButton>
            </EmptyState>
        </div>
    }
}

/// The page for addresses that lead nowhere.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    view! {
        <main class="main main--alone" id="content">
            <Failed failure=ErrorCode::NotFound.into() />
        </main>
    }
}

/// Gives the page's answer this HTTP status; in the browser there is nothing to answer.
#[cfg(feature = "ssr")]
pub(crate) fn answer_with(status: u16) {
    if let (Some(options), Ok(status)) = (use_context::<leptos_axum::ResponseOptions>(), http::StatusCode::from_u16(status)) {
        options.set_status(status);
    }
}

#[cfg(not(feature = "ssr"))]
pub(crate) fn answer_with(_status: u16) {}
