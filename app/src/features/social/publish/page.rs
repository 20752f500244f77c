//! The page that publishes a post.

use super::{
    api::load_publish,
    choose::{Choose, chosen},
    filled::Filled,
    rows::{PublishView, Start, TargetRow},
    target::{For, Target, form_id},
    texts::PublishTexts,
};
use crate::{
    features::social::publications::OfPost,
    frame::{Failed, PageHead},
    texts::t,
    ui::{Button, ButtonKind, EmptyState, Glyph, LinkButton},
};
use leptos::{either::Either, prelude::*, wasm_bindgen::JsCast};
use leptos_router::hooks::{use_params_map, use_query_map};
use model::{ContentId, ErrorCode, SocialAccountId, social::Platform};

/// The page `/posts/{id}/publish?to=…`.
#[component]
pub fn PublishPage() -> impl IntoView {
    let (params, texts) = (use_params_map(), t::<PublishTexts>());
    let post = Memo::new(move |_| params.with(|params| params.get_str("id").and_then(|id| id.parse::<ContentId>().ok())));
    let shown = Resource::new(
        move || post.get(),
        |post| async move {
            match post {
                Some(post) => load_publish(post).await,
                None => Err(ErrorCode::NotFound.into()),
            }
        },
    );
    view! {
        <PageHead title=texts.title>
            {move || post.get().map(|post| view! {
                <LinkButton href=format!("/posts/{post}") kind=ButtonKind::Ghost icon=Glyph::ChevronLeft>{texts.back}</LinkButton>
            })}
        </PageHead>
        <Transition fallback=|| ()>
            {move || Suspend::new(async move {
                match shown.await {
                    Err(failure) => Either::Left(view! { <Failed failure /> }),
                    Ok(shown) => Either::Right(view! { <Loaded shown /> }),
                }
            })}
        </Transition>
    }
}

#[component]
fn Loaded(shown: PublishView) -> impl IntoView {
    let (query, texts) = (use_query_map(), t::<PublishTexts>());
    let PublishView { post, title, text, zone, accounts } = shown;
    let done = RwSignal::new(0_u32);
    let name = if title.is_empty() { texts.untitled.to_owned() } else { title.clone() };
    if accounts.is_empty() {
        return Either::Left(view! {
            <EmptyState glyph=Glyph::Share title=texts.none_title text=texts.none>
                <LinkButton href="/settings/connections" kind=ButtonKind::Primary>{texts.connect}</LinkButton>
            </EmptyState>
        });
    }
    let all = StoredValue::new(accounts.clone());
    let picked = Memo::new(move |_| query.with(|query| all.with_value(|all| chosen(query, all))));
    let targets = move || picked.with(|picked| all.with_value(|all| all.iter().filter(|one| picked.contains(&one.id)).cloned().collect::<Vec<_>>()));
    let start = StoredValue::new((title, text, zone));
    Either::Right(view! {
        <div class="publish stack">
            <h2 class="publish__post">{name}</h2>
            <Choose post accounts chosen=picked />
            // Keyed: what is typed in one form stays when another account is chosen.
            <For each=targets key=|one| one.id let(account)>
                <Target start=start.with_value(|(title, text, zone)| begin(&account, title, text, zone)) account purpose=For::Post(post) done />
            </For>
            {move || (picked.with(Vec::len) > 1).then(|| view! {
                <div class="needs-js">
                    <Button kind=ButtonKind::Primary on:click=move |_| send_all(&picked.get_untracked())>{texts.everywhere}</Button>
                    <p class="field__hint">{texts.everywhere_hint}</p>
                </div>
            })}
            <OfPost post title=texts.from_post done />
        </div>
    })
}

/// A form filled from the post: at Reddit its title is one.
fn begin(account: &TargetRow, title: &str, text: &str, zone: &str) -> Start {
    let title = if account.platform == Platform::Reddit { title.to_owned() } else { String::new() };
    let filled = Filled { text: text.to_owned(), title, ..Filled::default() };
    Start { filled, files: Vec::new(), at: String::new(), zone: zone.to_owned(), own_zone: true }
}

/// Sends every form that is on the page, as their own buttons would.
fn send_all(accounts: &[SocialAccountId]) {
    for account in accounts {
        let form = document().get_element_by_id(&form_id(*account)).and_then(|form| form.dyn_into::<web_sys::HtmlFormElement>().ok());
        // One that was taken is hidden, and has gone its way.
        if let Some(form) = form.filter(|form| form.offset_height() > 0) {
            // Refused only for a button that is not the form's, and none is given.
            let _ = form.request_submit();
        }
    }
}
