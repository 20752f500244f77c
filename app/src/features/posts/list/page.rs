//! The page with the list of posts.

use super::{
    filters::{Filters, narrows, query_of},
    row::Row,
};
use crate::{
    Failure,
    common::common,
    features::posts::{
        api::{CreatePost, PostRow, list_posts},
        texts::PostTexts,
    },
    frame::{Failed, PageHead},
    tab::use_tab,
    texts::t,
    ui::{Button, ButtonKind, EmptyState, Glyph, LinkButton, Pagination, Table},
};
use leptos::{either::EitherOf3, prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;
use model::{
    Page,
    content::{ContentQuery, Status, Whose},
};

/// The page `/posts`.
#[component]
pub fn ListPage() -> impl IntoView {
    let params = use_query_map();
    let asked = move || params.with(|params| (query_of(params), params.get("cursor")));
    let posts = Resource::new(asked, |(query, cursor)| list_posts(query, cursor));
    let texts = t::<PostTexts>();
    view! {
        <PageHead title=texts.title>
            <NewPost />
        </PageHead>
        {move || view! { <Filters query=params.with(query_of) /> }}
        <Transition fallback=|| ()>
            {move || Suspend::new(async move {
                match posts.await {
                    Ok(page) => EitherLoaded::Rows(page),
                    Err(failure) => EitherLoaded::Failed(failure),
                }
                .view(params.with_untracked(query_of))
            })}
        </Transition>
    }
}

enum EitherLoaded {
    Rows(Page<PostRow>),
    Failed(Failure),
}

impl EitherLoaded {
    fn view(self, query: ContentQuery) -> impl IntoView {
        match self {
            Self::Failed(failure) => EitherOf3::A(view! { <Failed failure /> }),
            Self::Rows(page) if page.items.is_empty() => EitherOf3::B(view! { <Empty query /> }),
            Self::Rows(page) => EitherOf3::C(view! { <Rows page /> }),
        }
    }
}

#[component]
fn Rows(page: Page<PostRow>) -> impl IntoView {
    let texts = t::<PostTexts>();
    use_tab().watch(page.items.iter().map(|row| row.post.id).collect());
    let params = use_query_map();
    let address = |cursor: Option<String>| {
        let mut params = params.get_untracked();
        params.remove("cursor");
        if let Some(cursor) = cursor {
            params.insert("cursor", cursor);
        }
        format!("/posts{}", params.to_query_string())
    };
    let first = params.with_untracked(|params| params.get_str("cursor").is_some()).then(|| address(None));
    let next = page.next_cursor.map(|cursor| address(Some(cursor)));
    let columns = [texts.title_field, texts.here, texts.owner, texts.words, texts.changed].to_vec();
    view! {
        <Table caption=texts.title columns>
            {page.items.into_iter().map(|row| view! { <Row row /> }).collect_view()}
        </Table>
        <Pagination label=texts.pages first=common().first next=common().next first_href=first next_href=next />
    }
}

#[component]
fn Empty(query: ContentQuery) -> impl IntoView {
    let texts = t::<PostTexts>();
    let trash = query.status == Some(Status::Trash) && query.search.trim().is_empty();
    if trash {
        EitherOf3::A(view! { <EmptyState glyph=Glyph::Trash title=texts.empty_trash_title text=texts.empty_trash /> })
    } else if narrows(&query) {
        EitherOf3::B(view! {
            <EmptyState glyph=Glyph::Search title=texts.empty_found_title text=texts.empty_found>
                <LinkButton href="/posts">{texts.clear}</LinkButton>
            </EmptyState>
        })
    } else if query.whose == Whose::Shared {
        EitherOf3::A(view! { <EmptyState glyph=Glyph::Users title=texts.empty_shared_title text=texts.empty_shared /> })
    } else {
        EitherOf3::C(view! {
            <EmptyState glyph=Glyph::Post title=texts.empty_title text=texts.empty>
                <NewPost />
            </EmptyState>
        })
    }
}

/// A form, so that it works before the page wakes up.
#[component]
fn NewPost() -> impl IntoView {
    view! {
        <form method="post" action=CreatePost::PATH>
            <Button kind=ButtonKind::Primary r#type="submit" icon=Glyph::Plus>{t::<PostTexts>().new}</Button>
        </form>
    }
}
