//! The page with the mails that one gets.

use super::{
    layout::{Part, Settings},
    texts::SettingsTexts,
};
use crate::{
    common::common,
    features::notifications::api::{ChooseMails, load_mail_choices},
    frame::Failed,
    outcome::{Refusal, Refused, when_done},
    texts::t,
    ui::{Button, ButtonKind, Select, use_toasts},
};
use leptos::{either::Either, prelude::*};
use model::notifications::{Kind, MailChoice, Mails};

/// The page `/settings/notifications`.
#[component]
pub fn NotificationSettingsPage() -> impl IntoView {
    let choices = Resource::new(|| (), |()| load_mail_choices());
    let (texts, toasts, saved) = (t::<SettingsTexts>(), use_toasts(), common().saved);
    let action = ServerAction::<ChooseMails>::new();
    when_done(action, move |()| toasts.show(saved));
    view! {
        <Settings part=Part::Notifications>
            <p class="section__lead">{texts.mails_lead}</p>
            <Refused refusal=Refusal::of(action, &[]) />
            <Transition fallback=|| ()>
                {move || Suspend::new(async move {
                    match choices.await {
                        Ok(choices) => Either::Left(view! { <Choices choices action /> }),
                        Err(failure) => Either::Right(view! { <Failed failure /> }),
                    }
                })}
            </Transition>
        </Settings>
    }
}

#[component]
fn Choices(choices: Vec<MailChoice>, action: ServerAction<ChooseMails>) -> impl IntoView {
    let texts = t::<SettingsTexts>();
    let options: Vec<(String, String)> = Mails::ALL.map(|mails| (mails.code().to_owned(), name_of_mails(texts, mails).to_owned())).to_vec();
    let fields = choices
        .into_iter()
        .enumerate()
        .map(|(n, MailChoice { kind, mails })| {
            view! {
                <input type="hidden" name=format!("choices[{n}][kind]") value=kind.code() />
                <Select
                    name=format!("choices[{n}][mails]")
                    id=format!("mails-{}", kind.code())
                    label=name_of_kind(texts, kind)
                    options=options.clone()
                    value=mails.code()
                />
            }
        })
        .collect_view();
    view! {
        <ActionForm action attr:class="form">
            {fields}
            <div class="form__actions">
                <Button kind=ButtonKind::Primary r#type="submit" busy=action.pending()>{common().save}</Button>
            </div>
        </ActionForm>
    }
}

fn name_of_kind(texts: &SettingsTexts, kind: Kind) -> &'static str {
    match kind {
        Kind::Invitation => texts.mails_invitation,
        Kind::InvitationAnswer => texts.mails_invitation_answer,
        Kind::Share => texts.mails_share,
        Kind::Mention => texts.mails_mention,
        Kind::Reply => texts.mails_reply,
        Kind::Comment => texts.mails_comment,
        Kind::Resolved => texts.mails_resolved,
        Kind::AccessRequest => texts.mails_access_request,
        Kind::AccessAnswer => texts.mails_access_answer,
    }
}

fn name_of_mails(texts: &SettingsTexts, mails: Mails) -> &'static str {
    match mails {
        Mails::AtOnce => texts.mails_at_once,
        Mails::Daily => texts.mails_daily,
        Mails::Never => texts.mails_never,
    }
}
