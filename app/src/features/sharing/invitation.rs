//! The page that a mail's invitation opens.

use super::{
    api::{AcceptInvitation, DeclineInvitation, load_invitation},
    shared::Over,
    texts::SharingTexts,
};
use crate::{
    common::sentence,
    features::{
        auth::{AuthCard, form_failure},
        posts::role_word,
    },
    texts::{fill, t},
    ui::{Banner, Button, ButtonKind, LinkButton, Tone},
    visitor::use_visitor,
};
use leptos::{either::Either, prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_params_map;
use model::sharing::Invited;

/// The page `/invitations/{secret}`.
#[component]
pub fn InvitationPage() -> impl IntoView {
    let texts = t::<SharingTexts>();
    let params = use_params_map();
    let secret = move || params.with(|params| params.get("secret").unwrap_or_default());
    let invited = Resource::new(secret, load_invitation);
    let error = form_failure("accept_invitation").or_else(|| form_failure("decline_invitation")).map(|failure| failure.error);
    view! {
        <Suspense fallback=|| ()>
            {move || {
                let (error, secret) = (error.clone(), secret());
                Suspend::new(async move {
                    match invited.await {
                        Ok(invited) => Either::Left(view! {
                            <AuthCard title=texts.invitation_title error=error>
                                <Invitation invited secret=Some(secret) />
                            </AuthCard>
                        }),
                        Err(failure) => Either::Right(view! { <Over failure /> }),
                    }
                })
            }}
        </Suspense>
    }
}

/// On the page of a post to which one is invited.
#[component]
pub fn WaitingInvitation(
    /// The invitation.
    invited: Invited,
) -> impl IntoView {
    let texts = t::<SharingTexts>();
    let error = form_failure("accept_invitation").or_else(|| form_failure("decline_invitation"));
    view! {
        <section class="ask" aria-label=texts.invitation_title>
            <h1>{texts.invitation_title}</h1>
            {error.map(|failure| view! { <Banner tone=Tone::Danger role="alert">{sentence(&failure.error)}</Banner> })}
            <Invitation invited secret=None />
        </section>
    }
}

/// What one is invited to, and the answers. Without a secret it is addressed to the one who looks.
#[component]
fn Invitation(invited: Invited, secret: Option<String>) -> impl IntoView {
    let texts = t::<SharingTexts>();
    let me = use_visitor().user();
    let from = if invited.from.is_empty() { texts.somebody.to_owned() } else { invited.from };
    let title = if invited.title.is_empty() { texts.an_untitled_post.to_owned() } else { format!("“{}”", invited.title) };
    let lead = fill(texts.invitation_lead, &[("from", &from), ("title", &title)]);
    let what = fill(texts.invitation_for, &[("role", role_word(invited.permission)), ("email", &invited.email)]);
    let next = format!("/invitations/{}", secret.as_deref().unwrap_or_default());
    // Which one it is, for both forms.
    let field = match secret {
        Some(secret) => ("secret", secret),
        None => ("id", invited.content_id.to_string()),
    };
    let declined = field.clone();
    let accept = match me {
        Some(me) if me.email == invited.email => view! {
            <form class="form" method="post" action=AcceptInvitation::PATH>
                <input type="hidden" name=field.0 value=field.1 />
                <Button kind=ButtonKind::Primary r#type="submit" wide=true>{texts.accept}</Button>
            </form>
        }
        .into_any(),
        Some(_) => view! { <Banner tone=Tone::Warning>{texts.other_address}</Banner> }.into_any(),
        None => view! {
            <p class="soft">{texts.sign_in_first}</p>
            <LinkButton href=format!("/sign-in?next={next}") kind=ButtonKind::Primary wide=true>{texts.sign_in}</LinkButton>
            <LinkButton href=format!("/sign-up?next={next}") wide=true>{texts.sign_up}</LinkButton>
        }
        .into_any(),
    };
    view! {
        <p class="auth__lead">{lead}</p>
        {(!invited.message.is_empty()).then(|| view! { <blockquote class="invitation__message">{invited.message}</blockquote> })}
        <p class="soft">{what}</p>
        {accept}
        <form class="form" method="post" action=DeclineInvitation::PATH>
            <input type="hidden" name=declined.0 value=declined.1 />
            <Button kind=ButtonKind::Ghost r#type="submit" wide=true>{texts.decline}</Button>
        </form>
    }
}
