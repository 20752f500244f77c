//! The page of one post.

use super::{
    counts::Counts,
    here::Here,
    live::Live,
    more::More,
    share::Share,
    state::{Ended, State},
    title::TitleField,
    toolbar::Toolbar,
};
use crate::{
    Failure,
    features::posts::{
        api::{PostPage, load_post},
        texts::PostTexts,
    },
    frame::Failed,
    texts::t,
    ui::{Banner, Tone},
};
use leptos::{either::Either, html, prelude::*};
use leptos_meta::Title;
use leptos_router::{LazyRoute, hooks::use_params_map, lazy_route};
use model::{ContentId, ErrorCode, content::Status};

/// The page `/posts/{id}`.
#[derive(Debug)]
pub struct EditorPage {
    post: Resource<Result<PostPage, Failure>>,
}

#[lazy_route]
impl LazyRoute for EditorPage {
    fn data() -> Self {
        let params = use_params_map();
        let id = move || params.with(|params| params.get_str("id").and_then(|id| id.parse::<ContentId>().ok()));
        let load = |id: Option<ContentId>| async move {
            match id {
                Some(id) => load_post(id).await,
                None => Err(ErrorCode::NotFound.into()),
            }
        };
        Self { post: Resource::new(id, load) }
    }

    fn view(this: Self) -> AnyView {
        let post = this.post;
        view! {
            <Suspense fallback=|| ()>
                {move || Suspend::new(async move {
                    match post.await {
                        Ok(page) => Either::Left(view! { <Post page reload=move || post.refetch() /> }),
                        Err(failure) => Either::Right(view! { <Failed failure /> }),
                    }
                })}
            </Suspense>
        }
        .into_any()
    }
}

#[component]
fn Post(
    /// The post.
    page: PostPage,
    /// Called after a change that the server has to tell again.
    reload: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let texts = t::<PostTexts>();
    let live = Live::new(&page);
    let surface = NodeRef::<html::Div>::new();
    let (id, role, status) = (page.post.id, page.post.role, page.post.status);
    let html = page.post.html.clone();
    live.start(surface, page);
    let name = move || live.title.with(|title| if title.is_empty() { texts.untitled.to_owned() } else { title.clone() });
    view! {
        <Title text=name />
        <article class="post">
            <header class="post__bar">
                <a class="post__back" href="/posts">{texts.title}</a>
                <State live />
                <div class="post__presence"><Here live /></div>
                <div class="post__actions">
                    <Share id role />
                    <More live id role status reload />
                </div>
            </header>
            <Ended live />
            {(status == Status::Trash).then(|| view! { <Banner tone=Tone::Warning>{texts.trashed}</Banner> })}
            <TitleField live />
            <Toolbar live />
            <div class="post__body" node_ref=surface>
                <div class="prose" inner_html=html></div>
            </div>
            <footer class="post__foot"><Counts live /></footer>
        </article>
    }
}
