//! The page with one's sessions.

use super::row::Row;
use crate::{
    Failure,
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
use leptos_router::{LazyRoute, lazy_route};

/// The page `/settings/sessions`.
#[derive(Debug)]
pub struct SessionsPage {
    sessions: Resource<Result<Vec<SessionRow>, Failure>>,
}

#[lazy_route]
impl LazyRoute for SessionsPage {
    fn data() -> Self {
        Self { sessions: Resource::new(|| (), |()| list_sessions()) }
    }

    fn view(this: Self) -> AnyView {
        view! { <Sessions sessions=this.sessions /> }.into_any()
    }
}

#[component]
fn Sessions(sessions: Resource<Result<Vec<SessionRow>, Failure>>) -> impl IntoView {
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
    let columns = [texts.session_device, texts.session_address, texts.session_since, texts.session_used, ""].map(str::to_owned).to_vec();
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
