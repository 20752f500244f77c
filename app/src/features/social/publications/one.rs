//! The page of one publication.

use super::{
    acts::{Steer, Steering},
    api::load_publication,
    row::{Said, States},
    rows::{AttemptRow, PublicationView},
    texts::PublicationTexts,
};
use crate::{
    Failure,
    features::{
        desk::fresh::keep_fresh,
        social::{texts::SocialTexts, words::of_platform},
    },
    frame::{Failed, PageHead},
    tab::use_tab,
    texts::{fill, t},
    ui::{Banner, ButtonKind, Cell, Glyph, LinkButton, Table, Tone},
    when::When,
};
use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_params_map;
use model::{ErrorCode, PublicationId};

/// The page `/publications/{id}`. What becomes of it comes by itself.
#[component]
pub fn PublicationPage() -> impl IntoView {
    let (params, texts) = (use_params_map(), t::<PublicationTexts>());
    let id = Memo::new(move |_| params.with(|params| params.get_str("id").and_then(|id| id.parse::<PublicationId>().ok())));
    let shown = Resource::new(move || id.get(), load);
    view! {
        <PageHead title=texts.what>
            <LinkButton href="/publications" kind=ButtonKind::Ghost icon=Glyph::ChevronLeft>{texts.back}</LinkButton>
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

async fn load(id: Option<PublicationId>) -> Result<PublicationView, Failure> {
    match id {
        Some(id) => load_publication(id).await,
        None => Err(ErrorCode::NotFound.into()),
    }
}

/// It, from now on kept fresh.
#[component]
fn Loaded(shown: PublicationView) -> impl IntoView {
    let (tab, texts, social) = (use_tab(), t::<PublicationTexts>(), t::<SocialTexts>());
    let done = RwSignal::new(0_u32);
    let id = shown.row.id;
    let live = RwSignal::new(shown);
    keep_fresh(live, move || (tab.social(), done.get()), move || load_publication(id));
    let steering = Steering::new(done);
    let row = Memo::new(move |_| live.with(|one| one.row.clone()));
    let rest = Memo::new(move |_| live.with(|one| (one.numbers.clone(), one.history.clone())));
    view! {
        <article class="publication stack">
            {steering.refused()}
            {move || {
                let row = row.get();
                let title = format!("{} · {}", of_platform(row.platform), row.account);
                view! {
                    <h2 class="publication__title">{title} " " <States row=row.clone() social /></h2>
                    <div aria-live="polite"><Said row=row.clone() /></div>
                    <Steer row steering />
                }
            }}
            {move || live.with(|one| one.removed.clone()).map(|when| {
                view! { <Banner tone=Tone::Danger>{fill(texts.removed, &[("when", &when.text)])}</Banner> }
            })}
            {move || live.with(|one| facts(texts, one))}
            {live.with_untracked(|one| (!one.text.is_empty()).then(|| view! { <p class="publication__text">{one.text.clone()}</p> }))}
            {move || {
                let (numbers, history) = rest.get();
                view! {
                    <section aria-labelledby="publication-numbers">
                        <h2 id="publication-numbers">{texts.numbers}</h2>
                        {if numbers.is_empty() {
                            Either::Left(view! { <p>{texts.no_numbers}</p> })
                        } else {
                            let each = numbers.into_iter().map(|(what, much)| view! { <div><dt>{what}</dt><dd>{much}</dd></div> });
                            Either::Right(view! { <dl class="campaign__facts">{each.collect_view()}</dl> })
                        }}
                    </section>
                    <section aria-labelledby="publication-history">
                        <h2 id="publication-history">{texts.history}</h2>
                        <History history />
                    </section>
                }
            }}
        </article>
    }
}

fn facts(texts: &'static PublicationTexts, one: &PublicationView) -> impl IntoView + use<> {
    let moment = |said: &'static str, when: &When| {
        let When { iso, text } = when.clone();
        view! { <div><dt>{said}</dt><dd><time datetime=iso>{text}</time></dd></div> }
    };
    let post = one.post.clone().map(|(id, title)| {
        let title = if title.is_empty() { texts.untitled.to_owned() } else { title };
        view! { <div><dt>{texts.of_post}</dt><dd><a href=format!("/posts/{id}")>{title}</a></dd></div> }
    });
    view! {
        <dl class="campaign__facts">
            {post}
            {moment(texts.made, &one.created)}
            {moment(texts.planned, &one.scheduled)}
            {one.published.as_ref().map(|when| moment(texts.public_since, when))}
        </dl>
    }
}

#[component]
fn History(history: Vec<AttemptRow>) -> impl IntoView {
    let texts = t::<PublicationTexts>();
    if history.is_empty() {
        return Either::Left(view! { <p>{texts.no_history}</p> });
    }
    let row = move |AttemptRow { when, step, outcome, detail }: AttemptRow| {
        view! {
            <tr>
                <Cell main=true>{step}</Cell>
                <Cell label=texts.outcome>
                    {outcome}
                    {(!detail.is_empty()).then(|| view! { <p class="publication__detail">{fill(texts.says, &[("detail", &detail)])}</p> })}
                </Cell>
                <Cell label=texts.when>
                    <time datetime=when.iso>{when.text}</time>
                </Cell>
            </tr>
        }
    };
    Either::Right(view! {
        <Table caption=texts.history columns=vec![texts.step, texts.outcome, texts.when]>{history.into_iter().map(row).collect_view()}</Table>
    })
}
