//! The page with what one was told of.

use super::{
    api::{NotificationRow, ReadAllNotifications, ReadNotifications, list_notifications},
    row::Row,
    texts::NotificationTexts,
};
use crate::{
    common::common,
    features::sharing::api::AnswerRequest,
    frame::{Failed, PageHead},
    outcome::{Refusal, Refused, when_done},
    tab::use_tab,
    texts::t,
    ui::{Button, EmptyState, Glyph, LinkButton, Pagination, TabLink, TabLinks},
};
use leptos::{either::EitherOf3, prelude::*};
use leptos_router::{hooks::use_query_map, params::ParamsMap};
use model::Page;

fn only_unread(params: &ParamsMap) -> bool {
    params.get_str("show") == Some("unread")
}

/// The page `/notifications`. What is new comes by itself.
#[component]
pub fn NotificationsPage() -> impl IntoView {
    let (params, tab, texts) = (use_query_map(), use_tab(), t::<NotificationTexts>());
    let answer = ServerAction::<AnswerRequest>::new();
    let answered = RwSignal::new(0_u32);
    when_done(answer, move |()| answered.update(|answered| *answered += 1));
    let asked = move || (params.with(|params| (only_unread(params), params.get("cursor"))), tab.news(), answered.get());
    let list = Resource::new(asked, |((unread, cursor), ..)| list_notifications(unread, cursor));
    let (read, read_all) = (ServerAction::<ReadNotifications>::new(), ServerAction::<ReadAllNotifications>::new());
    when_done(read, move |unread| tab.set_unread(unread));
    when_done(read_all, move |()| tab.set_unread(0));
    view! {
        <PageHead title=texts.title>
            <LinkButton href="/settings/notifications" icon=Glyph::Settings>{texts.mails}</LinkButton>
            <ActionForm action=read_all>
                <Button r#type="submit" icon=Glyph::Check busy=read_all.pending()>{texts.read_all}</Button>
            </ActionForm>
        </PageHead>
        <Refused refusal=Refusal::of(read, &[]) />
        <Refused refusal=Refusal::of(read_all, &[]) />
        <Refused refusal=Refusal::of(answer, &[]) />
        <TabLinks label=texts.title>
            <TabLink href="/notifications" current=Signal::derive(move || !params.with(only_unread))>{texts.all}</TabLink>
            <TabLink href="/notifications?show=unread" current=Signal::derive(move || params.with(only_unread))>{texts.unread}</TabLink>
        </TabLinks>
        <Transition fallback=|| ()>
            {move || Suspend::new(async move {
                match list.await {
                    Err(failure) => EitherOf3::A(view! { <Failed failure /> }),
                    Ok(page) if page.items.is_empty() => EitherOf3::B(view! { <Empty unread=params.with_untracked(only_unread) /> }),
                    Ok(page) => EitherOf3::C(view! { <Rows page read answer /> }),
                }
            })}
        </Transition>
    }
}

#[component]
fn Rows(page: Page<NotificationRow>, read: ServerAction<ReadNotifications>, answer: ServerAction<AnswerRequest>) -> impl IntoView {
    let (params, texts) = (use_query_map(), t::<NotificationTexts>());
    let address = |cursor: Option<String>| {
        let mut params = params.get_untracked();
        params.remove("cursor");
        if let Some(cursor) = cursor {
            params.insert("cursor", cursor);
        }
        format!("/notifications{}", params.to_query_string())
    };
    let first = params.with_untracked(|params| params.get_str("cursor").is_some()).then(|| address(None));
    let next = page.next_cursor.map(|cursor| address(Some(cursor)));
    view! {
        <ul class="notifications">{page.items.into_iter().map(|row| view! { <Row row read answer /> }).collect_view()}</ul>
        <Pagination label=texts.pages first=common().first next=common().next first_href=first next_href=next />
    }
}

#[component]
fn Empty(unread: bool) -> impl IntoView {
    let texts = t::<NotificationTexts>();
    let (title, text) = if unread { (texts.empty_unread_title, texts.empty_unread) } else { (texts.empty_title, texts.empty) };
    view! { <EmptyState glyph=Glyph::Bell title text /> }
}
