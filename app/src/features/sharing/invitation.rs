//! The page that a mail's invitation opens.

use super::{
    api::{AcceptInvitation, DeclineInvitation, load_invitation},
    shared::Over,
    texts::SharingTexts,
};
use crate::{
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
                                <Invitation invited secret />
                            </AuthCard>
                        }),
                        Err(failure) => Either::Right(view! { <Over failure /> }),
                    }
                })
            }}
        </Suspense>
    }
}

#[component]
fn Invitation(invited: Invited, secret: String) -> impl IntoView {
    let texts = t::<SharingTexts>();
    let me = use_visitor().user();
    let from = if invited.from.is_empty() { texts.somebody.to_owned() } else { invited.from };
    let title = if invited.title.is_empty() { texts.an_untitled_post.to_owned() } else { format!("“{}”", invited.title) };
    let lead = fill(texts.invitation_lead, &[("from", &from), ("title", &title)]);
    let what = fill(texts.invitation_for, &[("role", role_word(invited.permission)), ("email", &invited.email)]);
    let next = format!("/invitations/{secret}");
    let accept = match me {
        Some(me) if me.email == invited.email => view! {
            <form class="form" method="post" action=AcceptInvitation::PATH>
                <input type="hidden" name="secret" value=secret.clone() />
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
            <input type="hidden" name="secret" value=secret />
            <Button kind=ButtonKind::Ghost r#type="submit" wide=true>{texts.decline}</Button>
        </form>
    }
}
