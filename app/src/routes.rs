//! Every address and its page. Pages are lazy: their code is loaded when they are first shown.

use crate::{
    common::common,
    features::{
        admin::{IntegrationsPage, MailPage, MailsPage, SendingPage, SystemPage, UsersPage},
        auth::{ForgotPage, ResetPage, SignInPage, SignUpPage, VerifyPage},
        desk::{
            AnalyticsPage, AutomationPage, AutomationsPage, CampaignPage, CampaignsPage, FanPage, FansPage, ImportPage, InboxPage, KeepPage,
            NewCampaignPage, RepliesPage, TeamPage,
        },
        landing::LandingPage,
        notifications::NotificationsPage,
        posts::{EditorPage, ListPage},
        revisions::{ComparePage, SharedRevisions, TimelinePage},
        settings::{AccountPage, NotificationSettingsPage, ProfilePage, SessionsPage, TokensPage},
        sharing::{InvitationPage, SharedPage},
        social::{ConnectPage, ConnectionsPage, MendPage, PublicationPage, PublicationsPage, PublishPage},
    },
    frame::{Frame, NotFoundPage},
    tab::provide_tab,
    ui::ToastProvider,
    visitor::provide_visitor,
};
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::{
    ChooseView, SsrMode,
    components::{ParentRoute, Route, Router, Routes},
    path,
};

/// The code of a page, by the file it is downloaded with: what is visited together comes together.
#[derive(Debug, Clone, Copy)]
enum Page {
    Visitors(VisitorPage),
    List(ListedPage),
    Editor(WrittenPage),
    Revisions(RevisionsPage),
    Desk(DeskPage),
    Social(SocialPage),
    Settings(SettingsPage),
    Admin(AdminPage),
}

#[derive(Debug, Clone, Copy)]
enum VisitorPage {
    Landing,
    SignIn,
    SignUp,
    Forgot,
    Reset,
    Verify,
    Invitation,
}

#[derive(Debug, Clone, Copy)]
enum WrittenPage {
    Own,
    Shared,
}

#[derive(Debug, Clone, Copy)]
enum ListedPage {
    Posts,
    Notifications,
}

#[derive(Debug, Clone, Copy)]
enum RevisionsPage {
    Timeline,
    Compare,
    SharedTimeline,
    SharedCompare,
}

#[derive(Debug, Clone, Copy)]
enum DeskPage {
    Inbox,
    Campaigns,
    NewCampaign,
    Campaign,
    Automations,
    Automation,
    Fans,
    Kept,
    Fan,
    Import,
    Team,
    Replies,
    Analytics,
}

#[derive(Debug, Clone, Copy)]
enum SocialPage {
    Connections,
    Connect,
    Publish,
    Publications,
    Publication,
    Mend,
}

#[derive(Debug, Clone, Copy)]
enum SettingsPage {
    Profile,
    Account,
    Notifications,
    Sessions,
    Tokens,
}

#[derive(Debug, Clone, Copy)]
enum AdminPage {
    Users,
    Mails,
    Mail,
    Sending,
    Integrations,
    System,
}

impl ChooseView for Page {
    async fn choose(self) -> AnyView {
        match self {
            Self::Visitors(page) => visitors(page).await,
            Self::List(page) => list(page).await,
            Self::Editor(page) => editor(page).await,
            Self::Revisions(page) => revisions(page).await,
            Self::Desk(page) => desk(page).await,
            Self::Social(page) => social(page).await,
            Self::Settings(page) => settings(page).await,
            Self::Admin(page) => admin(page).await,
        }
    }

    async fn preload(&self) {
        load(*self).await;
    }
}

/// Downloads a page's code before the page is shown: waking a page up does not wait for it.
#[cfg(feature = "hydrate")]
async fn load(page: Page) {
    match page {
        Page::Visitors(_) => __preload_visitors().await,
        Page::List(_) => __preload_list().await,
        Page::Editor(_) => __preload_editor().await,
        Page::Revisions(_) => __preload_revisions().await,
        Page::Desk(_) => __preload_desk().await,
        Page::Social(_) => __preload_social().await,
        Page::Settings(_) => __preload_settings().await,
        Page::Admin(_) => __preload_admin().await,
    }
}

#[cfg(not(feature = "hydrate"))]
async fn load(_page: Page) {}

#[lazy]
fn visitors(page: VisitorPage) -> AnyView {
    match page {
        VisitorPage::Landing => view! { <LandingPage /> }.into_any(),
        VisitorPage::SignIn => view! { <SignInPage /> }.into_any(),
        VisitorPage::SignUp => view! { <SignUpPage /> }.into_any(),
        VisitorPage::Forgot => view! { <ForgotPage /> }.into_any(),
        VisitorPage::Reset => view! { <ResetPage /> }.into_any(),
        VisitorPage::Verify => view! { <VerifyPage /> }.into_any(),
        VisitorPage::Invitation => view! { <InvitationPage /> }.into_any(),
    }
}

#[lazy]
fn list(page: ListedPage) -> AnyView {
    match page {
        ListedPage::Posts => view! { <ListPage /> }.into_any(),
        ListedPage::Notifications => view! { <NotificationsPage /> }.into_any(),
    }
}

#[lazy]
fn editor(page: WrittenPage) -> AnyView {
    match page {
        WrittenPage::Own => view! { <EditorPage /> }.into_any(),
        WrittenPage::Shared => view! { <SharedPage /> }.into_any(),
    }
}

#[lazy]
fn revisions(page: RevisionsPage) -> AnyView {
    match page {
        RevisionsPage::Timeline => view! { <TimelinePage /> }.into_any(),
        RevisionsPage::Compare => view! { <ComparePage /> }.into_any(),
        RevisionsPage::SharedTimeline => view! { <SharedRevisions><TimelinePage /></SharedRevisions> }.into_any(),
        RevisionsPage::SharedCompare => view! { <SharedRevisions><ComparePage /></SharedRevisions> }.into_any(),
    }
}

#[lazy]
fn desk(page: DeskPage) -> AnyView {
    match page {
        DeskPage::Inbox => view! { <InboxPage /> }.into_any(),
        DeskPage::Campaigns => view! { <CampaignsPage /> }.into_any(),
        DeskPage::NewCampaign => view! { <NewCampaignPage /> }.into_any(),
        DeskPage::Campaign => view! { <CampaignPage /> }.into_any(),
        DeskPage::Automations => view! { <AutomationsPage /> }.into_any(),
        DeskPage::Automation => view! { <AutomationPage /> }.into_any(),
        DeskPage::Fans => view! { <FansPage /> }.into_any(),
        DeskPage::Kept => view! { <KeepPage /> }.into_any(),
        DeskPage::Fan => view! { <FanPage /> }.into_any(),
        DeskPage::Import => view! { <ImportPage /> }.into_any(),
        DeskPage::Analytics => view! { <AnalyticsPage /> }.into_any(),
        DeskPage::Replies => view! { <RepliesPage /> }.into_any(),
        DeskPage::Team => view! { <TeamPage /> }.into_any(),
    }
}

#[lazy]
fn social(page: SocialPage) -> AnyView {
    match page {
        SocialPage::Connections => view! { <ConnectionsPage /> }.into_any(),
        SocialPage::Connect => view! { <ConnectPage /> }.into_any(),
        SocialPage::Publish => view! { <PublishPage /> }.into_any(),
        SocialPage::Publications => view! { <PublicationsPage /> }.into_any(),
        SocialPage::Publication => view! { <PublicationPage /> }.into_any(),
        SocialPage::Mend => view! { <MendPage /> }.into_any(),
    }
}

#[lazy]
fn settings(page: SettingsPage) -> AnyView {
    match page {
        SettingsPage::Profile => view! { <ProfilePage /> }.into_any(),
        SettingsPage::Account => view! { <AccountPage /> }.into_any(),
        SettingsPage::Notifications => view! { <NotificationSettingsPage /> }.into_any(),
        SettingsPage::Sessions => view! { <SessionsPage /> }.into_any(),
        SettingsPage::Tokens => view! { <TokensPage /> }.into_any(),
    }
}

#[lazy]
fn admin(page: AdminPage) -> AnyView {
    match page {
        AdminPage::Users => view! { <UsersPage /> }.into_any(),
        AdminPage::Mails => view! { <MailsPage /> }.into_any(),
        AdminPage::Mail => view! { <MailPage /> }.into_any(),
        AdminPage::Sending => view! { <SendingPage /> }.into_any(),
        AdminPage::Integrations => view! { <IntegrationsPage /> }.into_any(),
        AdminPage::System => view! { <SystemPage /> }.into_any(),
    }
}

/// Whether an address is only for people who are signed in; the server sends others to sign in first.
pub fn needs_sign_in(path: &str) -> bool {
    ["/posts", "/messages", "/campaigns", "/fans", "/automations", "/platforms", "/publications", "/notifications", "/settings", "/admin"]
        .iter()
        .any(|root| path == *root || path.strip_prefix(root).is_some_and(|rest| rest.starts_with('/')))
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
    provide_tab();
    // Pages are sent whole (SsrMode::Async): they read well without JavaScript, and carry the right status.
    view! {
        <ToastProvider label=common().notices dismiss=common().close>
            <Router>
                <Routes fallback=NotFoundPage>
                    <Route path=path!("/") view=Page::Visitors(VisitorPage::Landing) ssr=SsrMode::Async />
                    <Route path=path!("/sign-in") view=Page::Visitors(VisitorPage::SignIn) ssr=SsrMode::Async />
                    <Route path=path!("/sign-up") view=Page::Visitors(VisitorPage::SignUp) ssr=SsrMode::Async />
                    <Route path=path!("/forgot-password") view=Page::Visitors(VisitorPage::Forgot) ssr=SsrMode::Async />
                    <Route path=path!("/reset") view=Page::Visitors(VisitorPage::Reset) ssr=SsrMode::Async />
                    <Route path=path!("/verify") view=Page::Visitors(VisitorPage::Verify) ssr=SsrMode::Async />
                    <Route path=path!("/s/:token") view=Page::Editor(WrittenPage::Shared) ssr=SsrMode::Async />
                    <Route path=path!("/s/:token/:id/revisions") view=Page::Revisions(RevisionsPage::SharedTimeline) ssr=SsrMode::Async />
                    <Route path=path!("/s/:token/:id/revisions/compare") view=Page::Revisions(RevisionsPage::SharedCompare) ssr=SsrMode::Async />
                    <Route path=path!("/s/:token/:id/revisions/:from/compare/:to") view=Page::Revisions(RevisionsPage::SharedCompare) ssr=SsrMode::Async />
                    <Route path=path!("/invitations/:secret") view=Page::Visitors(VisitorPage::Invitation) ssr=SsrMode::Async />
                    <ParentRoute path=path!("") view=Frame ssr=SsrMode::Async>
                        <Route path=path!("/posts") view=Page::List(ListedPage::Posts) ssr=SsrMode::Async />
                        <Route path=path!("/messages/:id?") view=Page::Desk(DeskPage::Inbox) ssr=SsrMode::Async />
                        <Route path=path!("/campaigns") view=Page::Desk(DeskPage::Campaigns) ssr=SsrMode::Async />
                        <Route path=path!("/campaigns/new") view=Page::Desk(DeskPage::NewCampaign) ssr=SsrMode::Async />
                        <Route path=path!("/campaigns/:id") view=Page::Desk(DeskPage::Campaign) ssr=SsrMode::Async />
                        <Route path=path!("/automations") view=Page::Desk(DeskPage::Automations) ssr=SsrMode::Async />
                        <Route path=path!("/automations/:id") view=Page::Desk(DeskPage::Automation) ssr=SsrMode::Async />
                        <Route path=path!("/fans") view=Page::Desk(DeskPage::Fans) ssr=SsrMode::Async />
                        <Route path=path!("/fans/lists") view=Page::Desk(DeskPage::Kept) ssr=SsrMode::Async />
                        <Route path=path!("/fans/:id") view=Page::Desk(DeskPage::Fan) ssr=SsrMode::Async />
                        <Route path=path!("/platforms/onlyfans/import") view=Page::Desk(DeskPage::Import) ssr=SsrMode::Async />
                        <Route path=path!("/platforms/onlyfans/analytics") view=Page::Desk(DeskPage::Analytics) ssr=SsrMode::Async />
                        <Route path=path!("/platforms/onlyfans/replies") view=Page::Desk(DeskPage::Replies) ssr=SsrMode::Async />
                        <Route path=path!("/platforms/onlyfans/team") view=Page::Desk(DeskPage::Team) ssr=SsrMode::Async />
                        <Route path=path!("/platforms/connect/:platform") view=Page::Social(SocialPage::Connect) ssr=SsrMode::Async />
                        <Route path=path!("/publications") view=Page::Social(SocialPage::Publications) ssr=SsrMode::Async />
                        <Route path=path!("/publications/:id") view=Page::Social(SocialPage::Publication) ssr=SsrMode::Async />
                        <Route path=path!("/publications/:id/edit") view=Page::Social(SocialPage::Mend) ssr=SsrMode::Async />
                        <Route path=path!("/notifications") view=Page::List(ListedPage::Notifications) ssr=SsrMode::Async />
                        <Route path=path!("/posts/:id") view=Page::Editor(WrittenPage::Own) ssr=SsrMode::Async />
                        <Route path=path!("/posts/:id/publish") view=Page::Social(SocialPage::Publish) ssr=SsrMode::Async />
                        <Route path=path!("/posts/:id/revisions") view=Page::Revisions(RevisionsPage::Timeline) ssr=SsrMode::Async />
                        <Route path=path!("/posts/:id/revisions/compare") view=Page::Revisions(RevisionsPage::Compare) ssr=SsrMode::Async />
                        <Route path=path!("/posts/:id/revisions/:from/compare/:to") view=Page::Revisions(RevisionsPage::Compare) ssr=SsrMode::Async />
                        <Route path=path!("/settings") view=Page::Settings(SettingsPage::Profile) ssr=SsrMode::Async />
                        <Route path=path!("/settings/account") view=Page::Settings(SettingsPage::Account) ssr=SsrMode::Async />
                        <Route path=path!("/settings/connections") view=Page::Social(SocialPage::Connections) ssr=SsrMode::Async />
                        <Route path=path!("/settings/notifications") view=Page::Settings(SettingsPage::Notifications) ssr=SsrMode::Async />
                        <Route path=path!("/settings/sessions") view=Page::Settings(SettingsPage::Sessions) ssr=SsrMode::Async />
                        <Route path=path!("/settings/tokens") view=Page::Settings(SettingsPage::Tokens) ssr=SsrMode::Async />
                        <Route path=path!("/admin") view=Page::Admin(AdminPage::Users) ssr=SsrMode::Async />
                        <Route path=path!("/admin/mails") view=Page::Admin(AdminPage::Mails) ssr=SsrMode::Async />
                        <Route path=path!("/admin/mails/:id") view=Page::Admin(AdminPage::Mail) ssr=SsrMode::Async />
                        <Route path=path!("/admin/sending") view=Page::Admin(AdminPage::Sending) ssr=SsrMode::Async />
                        <Route path=path!("/admin/integrations") view=Page::Admin(AdminPage::Integrations) ssr=SsrMode::Async />
                        <Route path=path!("/admin/system") view=Page::Admin(AdminPage::System) ssr=SsrMode::Async />
                    </ParentRoute>
                </Routes>
            </Router>
        </ToastProvider>
    }
}
