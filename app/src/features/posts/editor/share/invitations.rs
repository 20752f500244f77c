//! Inviting by e-mail, and the invitations that wait.

use super::{Doing, unloaded};
use crate::{
    common::{common, sentence_in},
    features::{
        posts::{role_options, roles, texts::PostTexts},
        sharing::{
            api::{InvitationRow, invite, list_invitations, resend_invitation, revoke_invitation},
            texts::SharingTexts,
        },
    },
    texts::{fill, t},
    ui::{Banner, Button, ButtonKind, ButtonSize, Glyph, Select, Textarea, Tone, use_toasts},
    visitor::use_visitor,
};
use leptos::{either::EitherOf3, ev, prelude::*, task::spawn_local};
use model::{ContentId, content::Role, sharing::MESSAGE_MAX};

/// The section.
#[component]
pub(super) fn Invitations(
    /// The post.
    id: ContentId,
) -> impl IntoView {
    let texts = t::<SharingTexts>();
    let version = RwSignal::new(0_u32);
    let waiting = Resource::new(move || version.get(), move |_| list_invitations(id));
    let again = Callback::new(move |()| version.update(|version| *version += 1));
    let doing = Doing::new(again);
    view! {
        <InviteForm id invited=again />
        <Transition fallback=move || view! { <p>{common().loading}</p> }>
            {move || Suspend::new(async move {
                match waiting.await {
                    Err(failure) => EitherOf3::A(unloaded(&failure)),
                    Ok(rows) if rows.is_empty() => EitherOf3::B(view! { <p class="soft">{texts.no_invitations}</p> }),
                    Ok(rows) => {
                        let rows = rows.into_iter().map(|row| view! { <Row id row doing /> }).collect_view();
                        EitherOf3::C(view! { <ul class="people-list">{rows}</ul> })
                    }
                }
            })}
        </Transition>
    }
}

/// The addresses in what was typed.
fn addresses(text: &str) -> Vec<String> {
    text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';')).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

#[component]
fn InviteForm(id: ContentId, invited: Callback<()>) -> impl IntoView {
    let texts = t::<SharingTexts>();
    let (toasts, language) = (use_toasts(), use_visitor().get_untracked_language());
    let (emails, message) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let role = RwSignal::new(Role::Editor);
    let busy = RwSignal::new(false);
    // What went wrong, a sentence each; addresses that were invited leave the field.
    let wrong = RwSignal::new(Vec::<String>::new());
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let to = addresses(&emails.get_untracked());
        if busy.get_untracked() || to.is_empty() {
            return;
        }
        busy.set(true);
        let (with, text) = (role.get_untracked(), message.get_untracked());
        spawn_local(async move {
            match invite(id, to, with, text).await {
                Ok(outcomes) => {
                    let refused: Vec<_> = outcomes.into_iter().filter_map(|(email, error)| Some((email, error?))).collect();
                    if refused.is_empty() {
                        toasts.show(texts.invited);
                        message.set(String::new());
                    }
                    emails.set(refused.iter().map(|(email, _)| email.as_str()).collect::<Vec<_>>().join("\n"));
                    wrong.set(refused.iter().map(|(email, error)| format!("{email}: {}", sentence_in(language, error))).collect());
                    invited.run(());
                }
                Err(failure) => wrong.set(vec![sentence_in(language, &failure.error)]),
            }
            busy.set(false);
        });
    };
    view! {
        <form class="form" on:submit=submit novalidate>
            {move || {
                let wrong = wrong.get();
                (!wrong.is_empty())
                    .then(|| {
                        let lines = wrong.into_iter().map(|line| view! { <p>{line}</p> }).collect_view();
                        view! { <div role="alert"><Banner tone=Tone::Danger>{lines}</Banner></div> }
                    })
            }}
            <Textarea name="emails" label=texts.emails hint=texts.emails_hint bind=emails rows=2 required=true />
            <Select
                name="invite-role"
                label=texts.role
                options=role_options()
                value=Signal::derive(move || role.get().code().to_owned())
                on_change=Callback::new(move |code: String| {
                    if let Some(chosen) = Role::from_code(&code) {
                        role.set(chosen);
                    }
                })
            />
            <Textarea name="message" label=texts.message hint=texts.message_hint bind=message rows=2 maxlength=MESSAGE_MAX />
            <Button kind=ButtonKind::Primary r#type="submit" busy>{texts.invite}</Button>
        </form>
    }
}

#[component]
fn Row(id: ContentId, row: InvitationRow, doing: Doing) -> impl IntoView {
    let texts = t::<SharingTexts>();
    let InvitationRow { invitation, until, ended } = row;
    let which = invitation.id;
    let until = fill(if ended { texts.ended } else { texts.until }, &[("when", &until.text)]);
    let detail = format!("{} · {until}", roles::word(t::<PostTexts>(), invitation.permission));
    let of = |text: &str| fill(text, &[("name", &invitation.email)]);
    let (resend_name, revoke_name) = (of(texts.resend_to), of(texts.revoke_of));
    view! {
        <li class="people-list__row">
            <div class="person__text">
                <span class="person__name">{invitation.email.clone()}</span>
                <span class="person__detail">{detail}</span>
            </div>
            <Button
                kind=ButtonKind::Ghost
                size=ButtonSize::Small
                attr:aria-label=resend_name
                on:click=move |_| doing.run(resend_invitation(id, which), Some(texts.resent))
            >
                {texts.resend}
            </Button>
            <Button
                kind=ButtonKind::Ghost
                size=ButtonSize::Small
                icon=Glyph::Close
                attr:aria-label=revoke_name
                on:click=move |_| doing.run(revoke_invitation(id, which), None)
            >
                {texts.revoke}
            </Button>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::addresses;

    #[test]
    fn addresses_come_apart_at_commas_spaces_and_lines() {
        assert_eq!(addresses("a@b.org, c@d.org;\n e@f.org "), ["a@b.org", "c@d.org", "e@f.org"]);
        assert!(addresses(" ,\n").is_empty());
    }
}
