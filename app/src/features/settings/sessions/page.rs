//! The page with one's sessions.

use super::row::Row;
use crate::{
    features::settings::{
        api::{EndOtherSessions, EndSession, SessionRow, list_sessions},
        layout::{Part, Settings},
        texts::SettingsTexts,
    },
    frame::Failed,
    outcome::{Refusal, Refused, when_done},
    texts::t,
    ui::{Button, Glyph, Table, use_toasts},
};
use leptos::{either::Either, prelude::*};

/// The page `/settings/sessions`.
#[component]
pub fn SessionsPage() -> impl IntoView {
    let sessions = Resource::new(|| (), |()| list_sessions());
    let texts = t::<SettingsTexts>();
    let toasts = use_toasts();
    let (end, end_others) = (ServerAction::<EndSession>::new(), ServerAction::<EndOtherSessions>::new());
    when_done(end, move |()| {
        sessions.refetch();
        toasts.show(texts.session_ended);
    });
    when_done(end_others, move |()| {
        sessions.refetch();
        toasts.show(texts.sessions_ended);
    });
    view! {
        <Settings part=Part::Sessions>
            <p class="section__lead">{texts.sessions_lead}</p>
            <Refused refusal=Refusal::of(end, &[]) />
            <Refused refusal=Refusal::of(end_others, &[]) />
            <Transition fallback=|| ()>
                {move || Suspend::new(async move {
                    match sessions.await {
                        Ok(rows) => Either::Left(view! { <List rows end end_others /> }),
                        Err(failure) => Either::Right(view! { <Failed failure /> }),
                    }
                })}
            </Transition>
        </Settings>
    }
}

#[component]
fn List(rows: Vec<SessionRow>, end: ServerAction<EndSession>, end_others: ServerAction<EndOtherSessions>) -> impl IntoView {
    let texts = t::<SettingsTexts>();
    let columns = [texts.session_device, texts.session_address, texts.session_since, texts.session_used, ""].to_vec();
    let others = rows.iter().any(|row| !row.session.current);
    view! {
        <Table caption=texts.sessions columns>
            {rows.into_iter().map(|row| view! { <Row row end /> }).collect_view()}
        </Table>
        {others
            .then(|| {
                view! {
                    <ActionForm action=end_others attr:class="form__actions">
                        <Button r#type="submit" icon=Glyph::Logout busy=end_others.pending()>{texts.sessions_end}</Button>
                    </ActionForm>
                }
            })}
    }
}
