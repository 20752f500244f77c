//! The page with a post's revisions, by day.

use super::{
    pick::{Pick, Picked},
    row::Row,
    save::Save,
    who::ByWhom,
};
use crate::{
    Failure,
    common::common,
    features::revisions::{
        api::{RenameRevision, RevisionRow, SaveRevision, Timeline, load_timeline},
        describe::name_of,
        param,
        place::Place,
        restore::Restored,
        texts::RevisionTexts,
    },
    frame::Failed,
    outcome::{Refusal, Refused, when_done},
    texts::{fill, t},
    title::name_page,
    ui::{EmptyState, Glyph, LinkButton, Pagination, TabLink, TabLinks, use_toasts},
};
use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_query_map;
use model::{ContentId, ErrorCode, RevisionId, revisions::Which};

/// What the page does: it keeps a version, and renames one.
#[derive(Clone, Copy)]
pub(super) struct Actions {
    pub save: ServerAction<SaveRevision>,
    pub rename: ServerAction<RenameRevision>,
}

/// What the page is to show.
#[derive(Clone, PartialEq)]
struct Asked {
    id: Option<ContentId>,
    which: Which,
    cursor: Option<String>,
    /// What the post was before it was restored just now.
    before: Option<RevisionId>,
    /// How often something was done here: it makes the list another one.
    done: (usize, usize),
}

/// The page `/posts/{id}/revisions`.
#[component]
pub fn TimelinePage() -> impl IntoView {
    let (id, query) = (param::<ContentId>("id"), use_query_map());
    let actions = Actions { save: ServerAction::new(), rename: ServerAction::new() };
    let (texts, toasts) = (t::<RevisionTexts>(), use_toasts());
    when_done(actions.save, move |()| toasts.show(texts.saved));
    when_done(actions.rename, move |()| toasts.show(texts.renamed));
    let asked = move || Asked {
        id: id(),
        which: Which {
            named: query.with(|query| query.get_str("named") == Some("1")),
            who: query.with(|query| query.get_str("who").and_then(|id| id.parse().ok())),
        },
        cursor: query.with(|query| query.get("cursor")),
        before: query.with(|query| query.get_str("before").and_then(|id| id.parse().ok())),
        done: (actions.save.version().get(), actions.rename.version().get()),
    };
    let load = |asked: Asked| async move {
        let id = asked.id.ok_or(ErrorCode::NotFound)?;
        let timeline = load_timeline(id, asked.which.named, asked.which.who, asked.cursor).await?;
        Ok::<_, Failure>((id, asked.which, asked.before, timeline))
    };
    let timeline = Resource::new(asked, load);
    view! {
        <Transition fallback=|| ()>
            {move || Suspend::new(async move {
                match timeline.await {
                    Ok((id, which, before, timeline)) => Either::Left(view! { <Shown id which timeline before actions /> }),
                    Err(failure) => Either::Right(view! { <Failed failure /> }),
                }
            })}
        </Transition>
    }
}

#[component]
fn Shown(
    /// The post.
    id: ContentId,
    /// Which of them.
    which: Which,
    /// What there is.
    timeline: Timeline,
    /// The post has just been restored; this is what it was before.
    before: Option<RevisionId>,
    /// What can be done.
    actions: Actions,
) -> impl IntoView {
    let texts = t::<RevisionTexts>();
    let Timeline { title, writes, people, rows, next_cursor } = timeline;
    let heading = fill(texts.title_of, &[("title", &name_of(texts, &title))]);
    name_page(heading.clone());
    let Place { post, revisions: here, guest } = Place::of(id);
    let writes = writes && !guest;
    let named = which.named;
    let who = which.who.map(|who| format!("who={who}&")).unwrap_or_default();
    let address = |named: bool, cursor: Option<String>| {
        let query = format!("{}{who}{}", if named { "named=1&" } else { "" }, cursor.map(|cursor| format!("cursor={cursor}")).unwrap_or_default());
        format!("{here}?{query}").trim_end_matches(['?', '&']).to_owned()
    };
    let first = use_query_map().with_untracked(|query| query.get_str("cursor").is_some()).then(|| address(named, None));
    let next = next_cursor.map(|cursor| address(named, Some(cursor)));
    let (all, only_named) = (address(false, None), address(true, None));
    view! {
        <div class="page-head">
            <h1 class="page-head__title">{heading}</h1>
            <div class="page-head__actions">
                <LinkButton href=post icon=Glyph::ChevronLeft>{texts.back}</LinkButton>
            </div>
        </div>
        {before.filter(|_| writes).map(|before| view! { <Restored id before /> })}
        <Refused refusal=Refusal::of(actions.rename, &[]) />
        {writes.then(|| view! { <Save id action=actions.save /> })}
        <TabLinks label=texts.which>
            <TabLink href=all current=!named>{texts.all}</TabLink>
            <TabLink href=only_named current=named>{texts.named}</TabLink>
        </TabLinks>
        {(people.len() > 1 || which.who.is_some()).then(|| view! { <ByWhom id which people /> })}
        {if rows.is_empty() {
            let (title, text) = match which {
                Which { who: Some(_), .. } => (texts.empty_who_title, texts.empty_who),
                Which { named: true, .. } => (texts.empty_named_title, texts.empty_named),
                _ => (texts.empty_title, texts.empty),
            };
            Either::Left(view! { <EmptyState glyph=Glyph::Clock title text /> })
        } else {
            Either::Right(view! {
                {(rows.len() > 1).then(|| view! { <Pick id /> })}
                <Days id which writes rows actions />
            })
        }}
        <Pagination label=texts.pages first=common().first next=common().next first_href=first next_href=next />
    }
}

/// The revisions, by the days of the reader's time zone.
#[component]
fn Days(id: ContentId, which: Which, writes: bool, rows: Vec<RevisionRow>, actions: Actions) -> impl IntoView {
    // What a revision changed is seen against the one before, which only the whole list knows.
    let before: Vec<Option<RevisionId>> =
        rows.iter().skip(1).map(|row| Some(row.revision.id).filter(|_| which == Which::default())).chain([None]).collect();
    let some = rows.len() > 1;
    let picked = (0..).map(|place| some.then(|| Picked::at(place)));
    let rows: Vec<(RevisionRow, Option<RevisionId>, Option<Picked>)> =
        rows.into_iter().zip(before).zip(picked).map(|((row, before), picked)| (row, before, picked)).collect();
    rows.chunk_by(|(one, ..), (next, ..)| one.day == next.day)
        .map(|day| {
            let name = day[0].0.day.clone();
            let rows =
                day.iter().cloned().map(|(row, before, picked)| view! { <Row id row before picked writes rename=actions.rename /> }).collect_view();
            view! {
                <section class="timeline__day">
                    <h2 class="timeline__date">{name}</h2>
                    <ol class="timeline__list">{rows}</ol>
                </section>
            }
        })
        .collect_view()
}
