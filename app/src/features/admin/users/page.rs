//! The page with all accounts.

use super::row::Row;
use crate::{
    browser,
    common::common,
    features::admin::{
        api::{SetAccountRole, UserRow, list_users},
        layout::{Admin, Part, pages},
        texts::AdminTexts,
    },
    frame::Failed,
    outcome::{Refusal, Refused, when_done},
    texts::t,
    ui::{Button, EmptyState, Field, Glyph, Pagination, Table, use_toasts},
    visitor::use_visitor,
};
use leptos::{either::EitherOf3, prelude::*};
use leptos_router::{components::Form, hooks::use_query_map};
use model::{Page, accounts::AccountRole};

/// The page `/admin`.
#[component]
pub fn UsersPage() -> impl IntoView {
    let params = use_query_map();
    let asked = move || params.with(|params| (params.get("q").unwrap_or_default(), params.get("cursor")));
    let users = Resource::new(asked, |(search, cursor)| list_users(search, cursor));
    let texts = t::<AdminTexts>();
    let (visitor, toasts) = (use_visitor(), use_toasts());
    let set_role = ServerAction::<SetAccountRole>::new();
    let asked = set_role.input();
    when_done(set_role, move |()| {
        let me = visitor.user().map(|user| user.id);
        let lost = asked.with(|input| input.as_ref().is_some_and(|input| Some(input.who) == me && input.role == AccountRole::User));
        if lost {
            // These pages are no longer ours.
            browser::go("/posts");
        } else {
            users.refetch();
            toasts.show(texts.role_set);
        }
    });
    view! {
        <Admin part=Part::Users>
            <Search />
            <Refused refusal=Refusal::of(set_role, &[]) />
            <Transition fallback=|| ()>
                {move || Suspend::new(async move {
                    match users.await {
                        Ok(page) if page.items.is_empty() => {
                            EitherOf3::A(view! { <EmptyState glyph=Glyph::Search title=texts.users_none text=texts.users_none_hint /> })
                        }
                        Ok(page) => EitherOf3::B(view! { <List page set_role /> }),
                        Err(failure) => EitherOf3::C(view! { <Failed failure /> }),
                    }
                })}
            </Transition>
        </Admin>
    }
}

/// Works without JavaScript: it only asks for another address.
#[component]
fn Search() -> impl IntoView {
    let texts = t::<AdminTexts>();
    let params = use_query_map();
    view! {
        <Form method="GET" action="/admin" attr:class="filters" attr:role="search">
            <Field
                name="q"
                r#type="search"
                label=common().search
                placeholder=texts.users_search
                value=params.with_untracked(|params| params.get("q").unwrap_or_default())
                maxlength=200
                hide_label=true
            />
            <Button r#type="submit" icon=Glyph::Search>{common().search}</Button>
        </Form>
    }
}

#[component]
fn List(page: Page<UserRow>, set_role: ServerAction<SetAccountRole>) -> impl IntoView {
    let texts = t::<AdminTexts>();
    let (first_href, next_href) = pages("/admin", page.next_cursor);
    let columns = [texts.user_name, texts.user_email, texts.user_role, texts.user_since, ""].to_vec();
    view! {
        <Table caption=texts.users columns>
            {page.items.into_iter().map(|row| view! { <Row row set_role /> }).collect_view()}
        </Table>
        <Pagination label=texts.pages first=common().first next=common().next first_href next_href />
    }
}
