//! The page with a comparison.

use super::{
    keys::Walk,
    lines::{Layout, Lines},
};
use crate::{
    Failure,
    features::revisions::{
        api::{Comparing, compare_revisions},
        describe::{added, authors, name_of, removed},
        param, param_or_query,
        place::Place,
        restore::Restore,
        texts::RevisionTexts,
    },
    frame::Failed,
    texts::{fill, plural, t},
    title::name_page,
    ui::{Glyph, LinkButton, TabLink, TabLinks},
    visitor::use_visitor,
};
use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_query_map;
use model::{
    ContentId, ErrorCode, RevisionId,
    revisions::{Compared, Side},
};

/// The pages `/posts/{id}/revisions/{from}/compare/{to}` and `/posts/{id}/revisions/compare?from={from}&to={to}`.
#[component]
pub fn ComparePage() -> impl IntoView {
    let (id, from, to) = (param::<ContentId>("id"), param_or_query::<RevisionId>("from"), param_or_query::<Side>("to"));
    let query = use_query_map();
    let load = |asked: (Option<ContentId>, Option<RevisionId>, Option<Side>)| async move {
        match asked {
            (Some(id), Some(from), Some(to)) => Ok((id, compare_revisions(id, from, to.to_string()).await?)),
            _ => Err(Failure::from(ErrorCode::NotFound)),
        }
    };
    let comparing = Resource::new(move || (id(), from(), to()), load);
    view! {
        <Transition fallback=|| ()>
            {move || {
                let layout = if query.with(|query| query.get_str("view") == Some("inline")) { Layout::Inline } else { Layout::Side };
                Suspend::new(async move {
                    match comparing.await {
                        Ok((id, comparing)) => Either::Left(view! { <Shown id comparing layout /> }),
                        Err(failure) => Either::Right(view! { <Failed failure /> }),
                    }
                })
            }}
        </Transition>
    }
}

#[component]
fn Shown(
    /// The post.
    id: ContentId,
    /// Both states.
    comparing: Comparing,
    /// How they are shown.
    layout: Layout,
) -> impl IntoView {
    let (texts, language) = (t::<RevisionTexts>(), use_visitor().get_untracked_language());
    let Comparing { title, writes, from, to, compared: Compared { from: first, to: second, comparison } } = comparing;
    let heading = match &to {
        Some(to) => fill(texts.from_to, &[("from", &from.text), ("to", &to.text)]),
        None => fill(texts.to_now, &[("from", &from.text)]),
    };
    name_page(format!("{} · {}", texts.compare_title, name_of(texts, &title)));
    let other = second.as_ref().map_or(Side::Now, |second| Side::Revision(second.id));
    let Place { revisions, guest, .. } = Place::of(id);
    let here = format!("{revisions}/{}/compare/{other}", first.id);
    let count = match comparison.changes {
        0 => texts.changes_none.to_owned(),
        n => plural(language, n, texts.changes_one, texts.changes),
    };
    let who = second.as_ref().map(|second| authors(texts, second));
    let (more, fewer) = (added(texts, language, comparison.words_added), removed(texts, language, comparison.words_removed));
    view! {
        <div class="page-head">
            <h1 class="page-head__title">{heading}</h1>
            <div class="page-head__actions">
                <LinkButton href=revisions icon=Glyph::ChevronLeft>{texts.title}</LinkButton>
            </div>
        </div>
        <p class="diff-summary">
            <strong>{name_of(texts, &title)}</strong>
            {who.map(|who| view! { <span>{who}</span> })}
            <span class="diff-count">{count}</span>
            <span class="diff-count diff-count--added">"+ "{more}</span>
            <span class="diff-count diff-count--removed">"− "{fewer}</span>
        </p>
        {(writes && !guest).then(|| view! { <Restore id revision=first.id when=from.text.clone() /> })}
        <div class="diff-bar">
            <TabLinks label=texts.layout>
                <TabLink href=here.clone() current=layout == Layout::Side>{texts.side}</TabLink>
                <TabLink href=format!("{here}?view=inline") current=layout == Layout::Inline>{texts.inline}</TabLink>
            </TabLinks>
            <Walk count=comparison.changes />
        </div>
        <Lines comparison layout from=from.text to=to.map(|to| to.text) />
    }
}
