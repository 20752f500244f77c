//! What of the list is shown: kept in the address, so that it can be shared and gone back to.

use crate::{
    common::common,
    features::posts::texts::PostTexts,
    texts::t,
    ui::{Button, Field, Glyph, Select, TabLink, TabLinks},
};
use leptos::prelude::*;
use leptos_router::{components::Form, params::ParamsMap};
use model::content::{ContentQuery, Sort, Status, Whose};

/// The query that an address asks for; what it says wrongly counts as not said.
pub(super) fn query_of(params: &ParamsMap) -> ContentQuery {
    ContentQuery {
        whose: if params.get_str("whose") == Some("shared") { Whose::Shared } else { Whose::Mine },
        status: params.get_str("status").and_then(Status::from_code),
        search: params.get("q").unwrap_or_default(),
        sort: match params.get_str("sort") {
            Some("created") => Sort::Created,
            Some("title") => Sort::Title,
            _ => Sort::Updated,
        },
    }
}

/// Whether anything but the tab narrows the list.
pub(super) fn narrows(query: &ContentQuery) -> bool {
    query.status.is_some() || !query.search.trim().is_empty()
}

fn sort_code(sort: Sort) -> &'static str {
    match sort {
        Sort::Updated => "updated",
        Sort::Created => "created",
        Sort::Title => "title",
    }
}

/// Tabs and the search form. The form works without JavaScript: it only asks for another address.
#[component]
pub(super) fn Filters(
    /// What is shown now.
    query: ContentQuery,
) -> impl IntoView {
    let texts = t::<PostTexts>();
    let shared = query.whose == Whose::Shared;
    let status = query.status.map_or("", Status::code);
    let statuses = [("", texts.status_active), ("draft", texts.status_draft), ("archived", texts.status_archived), ("trash", texts.status_trash)];
    let sorts = [("updated", texts.sort_updated), ("created", texts.sort_created), ("title", texts.sort_title)];
    view! {
        <TabLinks label=texts.title>
            <TabLink href="/posts" current=!shared>{texts.mine}</TabLink>
            <TabLink href="/posts?whose=shared" current=shared>{texts.shared}</TabLink>
        </TabLinks>
        <Form method="GET" action="/posts" attr:class="filters" attr:role="search">
            {shared.then(|| view! { <input type="hidden" name="whose" value="shared" /> })}
            <Field name="q" r#type="search" label=common().search placeholder=texts.search value=query.search.clone() maxlength=200 hide_label=true />
            <Select name="status" label=texts.status options=options(&statuses) value=status hide_label=true />
            <Select name="sort" label=texts.sort options=options(&sorts) value=sort_code(query.sort) hide_label=true />
            <Button r#type="submit" icon=Glyph::Search>{texts.apply}</Button>
        </Form>
    }
}

fn options(list: &[(&'static str, &'static str)]) -> Vec<(String, String)> {
    list.iter().map(|(value, text)| ((*value).to_owned(), (*text).to_owned())).collect()
}
