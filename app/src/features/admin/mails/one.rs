//! The page with one mail.

use super::{body::Body, state::State};
use crate::{
    features::admin::{
        api::{MailRow, OpenMail, load_mail},
        layout::{Admin, Part},
        texts::AdminTexts,
    },
    frame::Failed,
    texts::t,
    ui::{Glyph, LinkButton},
};
use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_params_map;
use model::ErrorCode;

/// The page `/admin/mails/:id`.
#[component]
pub fn MailPage() -> impl IntoView {
    let params = use_params_map();
    let asked = move || params.with(|params| params.get("id").unwrap_or_default());
    let load = |id: String| async move {
        match id.parse() {
            Ok(id) => load_mail(id).await,
            Err(_) => Err(ErrorCode::NotFound.into()),
        }
    };
    let mail = Resource::new(asked, load);
    let texts = t::<AdminTexts>();
    view! {
        <Transition fallback=|| ()>
            {move || Suspend::new(async move {
                match mail.await {
                    Ok(mail) => {
                        Either::Left(view! {
                            <Admin part=Part::Mails>
                                <p><LinkButton href="/admin/mails" icon=Glyph::ChevronLeft>{texts.mails_all}</LinkButton></p>
                                <Letter mail />
                            </Admin>
                        })
                    }
                    Err(failure) => Either::Right(view! { <Failed failure /> }),
                }
            })}
        </Transition>
    }
}

#[component]
fn Letter(mail: OpenMail) -> impl IntoView {
    let texts = t::<AdminTexts>();
    let OpenMail { row: MailRow { mail, created, sent }, site } = mail;
    let sent = sent.map(|when| view! { <div><dt>{texts.mail_sent}</dt><dd><time datetime=when.iso>{when.text}</time></dd></div> });
    let error = mail.error.map(|error| view! { <div><dt>{texts.mail_error}</dt><dd>{error}</dd></div> });
    view! {
        <article class="mail">
            <header class="mail__head">
                <h2>{mail.subject}</h2>
                <dl class="facts">
                    <div><dt>{texts.mail_to}</dt><dd>{mail.to}</dd></div>
                    <div><dt>{texts.mail_written}</dt><dd><time datetime=created.iso>{created.text}</time></dd></div>
                    <div><dt>{texts.mail_state}</dt><dd><State state=mail.state /></dd></div>
                    {sent}
                    {error}
                </dl>
            </header>
            <Body text=mail.text site />
        </article>
    }
}
