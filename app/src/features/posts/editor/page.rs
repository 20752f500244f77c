//! The page of one post.

use super::{
    counts::Counts,
    follow::FollowBar,
    here::Here,
    live::Live,
    more::More,
    share::Share,
    state::{Apart, Ended, State},
    title::TitleField,
    toolbar::Toolbar,
};
use crate::{
    Failure,
    features::{
        posts::{
            api::{PostPage, load_post},
            comments::{CommentColumn, Comments, CommentsButton},
            texts::{PostTexts, name_of},
        },
        sharing::{AskForAccess, WaitingInvitation, api::load_waiting_invitation},
    },
    frame::Failed,
    texts::t,
    title::name_page,
    ui::{Banner, Tone},
};
use leptos::{either::EitherOf3, html, prelude::*};
use leptos_router::hooks::use_params_map;
use model::{ContentId, ErrorCode, content::Status, sharing::Invited};
use serde::{Deserialize, Serialize};

/// What one finds under a post's address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
enum Opened {
    Post(Box<PostPage>),
    Invited(Invited),
    No(Failure),
}

/// The page `/posts/{id}`.
#[component]
pub fn EditorPage() -> impl IntoView {
    let params = use_params_map();
    let id = move || params.with(|params| params.get_str("id").and_then(|id| id.parse::<ContentId>().ok()));
    let load = |id: Option<ContentId>| async move {
        let Some(id) = id else { return Opened::No(ErrorCode::NotFound.into()) };
        match load_post(id).await {
            Ok(page) => Opened::Post(Box::new(page)),
            Err(failure) if failure.error.code == ErrorCode::NotFound => match load_waiting_invitation(id).await {
                Ok(Some(invited)) => Opened::Invited(invited),
                // Whether one is invited is not worth another error.
                Ok(None) | Err(_) => Opened::No(failure),
            },
            Err(failure) => Opened::No(failure),
        }
    };
    let post = Resource::new(id, load);
    view! {
        <Suspense fallback=|| ()>
            {move || Suspend::new(async move {
                match post.await {
                    Opened::Post(page) => EitherOf3::A(view! { <Post page=*page layout=PostLayout::Own /> }),
                    Opened::Invited(invited) => EitherOf3::B(view! { <WaitingInvitation invited /> }),
                    Opened::No(failure) => {
                        // Whether there is no such post or it is not shared: the page is the same.
                        let asks = id().filter(|_| failure.error.code == ErrorCode::NotFound);
                        let ask = asks.map(|id| view! { <AskForAccess id /> });
                        EitherOf3::C(view! {
                            <Failed failure />
                            {ask}
                        })
                    }
                }
            })}
        </Suspense>
    }
}

/// Who looks at a post, which decides what stands around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PostLayout {
    /// Somebody with an account, among their other posts.
    Own,
    /// The guest of a link: the post and nothing else.
    Guest,
}

/// A post, live.
#[component]
pub fn Post(
    /// The post.
    page: PostPage,
    /// What stands around it.
    layout: PostLayout,
) -> impl IntoView {
    let texts = t::<PostTexts>();
    let live = Live::new(&page);
    let surface = NodeRef::<html::Div>::new();
    let (id, role, status, shares) = (page.post.id, page.post.role, RwSignal::new(page.post.status), page.shares);
    let own = layout == PostLayout::Own;
    let html = page.post.html.clone();
    live.start(surface, page);
    let comments = Comments::new(id, live, shares);
    comments.start();
    let name = move || live.title.with(|title| name_of(texts, title));
    name_page(Signal::derive(name));
    view! {
        <article class="post" class:post--comments=comments.open>
            <header class="post__bar">
                {own.then(|| view! { <a class="post__back" href="/posts">{texts.title}</a> })}
                <State live />
                <div class="post__presence"><Here live /></div>
                <div class="post__actions">
                    <CommentsButton comments />
                    {own
                        .then(|| {
                            view! {
                                <Share id role shares />
                                <More live id role status />
                            }
                        })}
                </div>
            </header>
            <Ended live />
            <Apart live />
            <FollowBar live />
            {move || (status.get() == Status::Trash).then(|| view! { <Banner tone=Tone::Warning>{texts.trashed}</Banner> })}
            <TitleField live />
            <Toolbar live />
            <div class="post__text">
                <div class="post__body" node_ref=surface>
                    <div class="prose" inner_html=html></div>
                </div>
                <CommentColumn comments />
            </div>
            <footer class="post__foot"><Counts live /></footer>
        </article>
    }
}
