//! The page that a shared link opens: first the door, then the post.

use super::{
    api::{EnterLink, Shared, enter_link, load_shared},
    texts::SharingTexts,
};
use crate::{
    Failure, browser,
    common::{common, field_error, form_error},
    features::{
        auth::{AuthCard, form_failure},
        posts::{Post, PostLayout},
    },
    frame::{Failed, answer_with},
    texts::t,
    ui::{Banner, Button, ButtonKind, Field, LinkButton, PasswordField, Tone, focus_first_error},
};
use leptos::{
    either::{Either, EitherOf3},
    ev, html,
    prelude::*,
    server_fn::ServerFn,
    task::spawn_local,
};
use leptos_router::hooks::use_params_map;
use model::{ErrorCode, sharing::GUEST_NAME_MAX};

/// The page `/s/{token}`.
#[component]
pub fn SharedPage() -> impl IntoView {
    let (texts, params) = (t::<SharingTexts>(), use_params_map());
    let token = move || params.with(|params| params.get("token").unwrap_or_default());
    let shared = Resource::new(token, load_shared);
    view! {
        <Suspense fallback=|| ()>
            {move || {
                let token = token();
                Suspend::new(async move {
                    match shared.await {
                        Ok(Shared::Post(page)) => EitherOf3::A(view! {
                            <main class="main main--alone shared" id="content" tabindex="-1">
                                <nav class="shared__links" aria-label=texts.shared_links>
                                    <a href=format!("/s/{token}/{}/revisions", page.post.id)>{texts.shared_history}</a>
                                </nav>
                                <Post page=*page layout=PostLayout::Guest />
                            </main>
                        }),
                        Ok(Shared::Door { needs_password }) => EitherOf3::B(view! { <Door token needs_password /> }),
                        Err(failure) => EitherOf3::C(view! { <Over failure /> }),
                    }
                })
            }}
        </Suspense>
    }
}

/// In place of what a link or an invitation no longer opens.
#[component]
pub(super) fn Over(
    /// What happened.
    failure: Failure,
) -> impl IntoView {
    let texts = t::<SharingTexts>();
    if failure.error.code != ErrorCode::LinkExpired {
        return Either::Left(view! { <main class="main main--alone" id="content"><Failed failure /></main> });
    }
    answer_with(failure.error.code.status());
    Either::Right(view! {
        <AuthCard title=texts.link_over_title lead=texts.link_over error=None>
            <LinkButton href="/" wide=true>{common().home}</LinkButton>
        </AuthCard>
    })
}

#[component]
fn Door(token: String, needs_password: bool) -> impl IntoView {
    let texts = t::<SharingTexts>();
    let form = NodeRef::<html::Form>::new();
    // A form that was posted without JavaScript comes back with its error and the name.
    let refused = form_failure("enter_link");
    let name = RwSignal::new(refused.as_ref().map(|failure| failure.kept("name")).unwrap_or_default());
    let password = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let error = RwSignal::new(refused.map(|failure| failure.error));
    focus_first_error(form, move || error.with(Option::is_some));
    let with = token.clone();
    // The page sends no referrer, so a form alone would not find the way back from an error.
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let (token, password, name) = (with.clone(), password.get_untracked(), name.get_untracked());
        spawn_local(async move {
            match enter_link(token, password, name).await {
                Ok(()) => browser::reload(),
                Err(failure) => {
                    error.set(Some(failure.error));
                    busy.set(false);
                }
            }
        });
    };
    let wrong_password = Signal::derive(move || {
        error.with(|error| {
            let beside = error.as_ref().filter(|error| matches!(error.code, ErrorCode::WrongLinkPassword | ErrorCode::LinkPasswordNeeded));
            beside.map(crate::common::sentence).or_else(|| field_error(error.as_ref(), "password"))
        })
    });
    let form_wrong = move || {
        let said = wrong_password.with(Option::is_some);
        error.with(|error| form_error(error.as_ref())).filter(|_| !said)
    };
    view! {
        <AuthCard title=texts.shared_title lead=texts.shared_lead error=None>
            {move || form_wrong().map(|text| view! { <div role="alert"><Banner tone=Tone::Danger>{text}</Banner></div> })}
            <form class="form" method="post" action=EnterLink::PATH on:submit=submit node_ref=form novalidate>
                <input type="hidden" name="token" value=token />
                <Field
                    name="name"
                    label=texts.your_name
                    hint=texts.your_name_hint
                    bind=name
                    error=Signal::derive(move || error.with(|error| field_error(error.as_ref(), "name")))
                    autocomplete="name"
                    maxlength=GUEST_NAME_MAX
                />
                {needs_password
                    .then(|| {
                        view! {
                            <PasswordField
                                name="password"
                                label=texts.the_password
                                show=texts.show_password
                                hide=texts.hide_password
                                error=wrong_password
                                autocomplete="off"
                                required=true
                                bind=password
                            />
                        }
                    })}
                <Button kind=ButtonKind::Primary r#type="submit" wide=true busy>{texts.enter}</Button>
            </form>
        </AuthCard>
    }
}
