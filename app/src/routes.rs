//! Every address and its page. Pages are lazy: their code is loaded when they are first shown.

use crate::{
    browser,
    common::common,
    features::{admin, auth, landing::LandingPage, posts, settings},
    frame::{Frame, NotFoundPage},
    ui::ToastProvider,
    visitor::provide_visitor,
};
use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::{
    Lazy, SsrMode,
    components::{ParentRoute, Route, Router, Routes},
    path,
};

/// Whether an address is only for people who are signed in; the server sends others to sign in first.
pub fn needs_sign_in(path: &str) -> bool {
    ["/posts", "/settings", "/admin"].iter().any(|root| path == *root || path.strip_prefix(root).is_some_and(|rest| rest.starts_with('/')))
}

/// Whether an address is only for visitors; the server sends people who are signed in to their posts.
pub fn only_for_visitors(path: &str) -> bool {
    ["/", "/sign-in", "/sign-up", "/forgot-password"].contains(&path)
}

/// The application.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_visitor();
    Effect::new(|_| browser::mark_awake());
    let product = common().product;
    let formatter = move |title: String| if title.is_empty() { product.to_owned() } else { format!("{title} · {product}") };
    // Pages are sent whole (SsrMode::Async): they read well without JavaScript, and carry the right status.
    view! {
        <Title formatter />
        <ToastProvider label=common().notices dismiss=common().close>
            <Router>
                <Routes fallback=NotFoundPage>
                    <Route path=path!("/") view=LandingPage ssr=SsrMode::Async />
                    <Route path=path!("/sign-in") view={Lazy::<auth::SignInPage>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/sign-up") view={Lazy::<auth::SignUpPage>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/forgot-password") view={Lazy::<auth::ForgotPage>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/reset") view={Lazy::<auth::ResetPage>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/verify") view={Lazy::<auth::VerifyPage>::new()} ssr=SsrMode::Async />
                    <ParentRoute path=path!("") view=Frame ssr=SsrMode::Async>
                        <Route path=path!("/posts") view={Lazy::<posts::ListPage>::new()} ssr=SsrMode::Async />
                        <Route path=path!("/posts/:id") view={Lazy::<posts::EditorPage>::new()} ssr=SsrMode::Async />
                        <Route path=path!("/settings") view={Lazy::<settings::ProfilePage>::new()} ssr=SsrMode::Async />
                        <Route path=path!("/settings/account") view={Lazy::<settings::AccountPage>::new()} ssr=SsrMode::Async />
                        <Route path=path!("/settings/sessions") view={Lazy::<settings::SessionsPage>::new()} ssr=SsrMode::Async />
                        <Route path=path!("/settings/tokens") view={Lazy::<settings::TokensPage>::new()} ssr=SsrMode::Async />
                        <Route path=path!("/admin") view={Lazy::<admin::UsersPage>::new()} ssr=SsrMode::Async />
                        <Route path=path!("/admin/mails") view={Lazy::<admin::MailsPage>::new()} ssr=SsrMode::Async />
                        <Route path=path!("/admin/mails/:id") view={Lazy::<admin::MailPage>::new()} ssr=SsrMode::Async />
                        <Route path=path!("/admin/system") view={Lazy::<admin::SystemPage>::new()} ssr=SsrMode::Async />
                    </ParentRoute>
                </Routes>
            </Router>
        </ToastProvider>
    }
}
