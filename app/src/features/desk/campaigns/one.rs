//! One campaign: before it goes out, while it does, and what came of it.

use super::{
    api::{EndCampaign, PauseCampaign, ResumeCampaign, load_campaign},
    review::ReviewPane,
    rows::CampaignView,
    said::of_state,
    texts::CampaignTexts,
};
use crate::{
    features::desk::{fresh::keep_fresh, state::of_message, texts::DeskTexts},
    frame::{Failed, PageHead},
    outcome::{Refusal, Refused, when_done},
    tab::use_tab,
    texts::{fill, plural, t},
    ui::{Badge, Button, ButtonKind, Glyph, LinkButton},
    visitor::use_visitor,
};
use leptos::{
    either::{Either, EitherOf3},
    prelude::*,
};
use leptos_router::hooks::use_params_map;
use model::{CampaignId, ErrorCode, crm::CampaignState};

/// The page `/campaigns/{id}`. What is new comes by itself.
#[component]
pub fn CampaignPage() -> impl IntoView {
    let (params, texts) = (use_params_map(), t::<CampaignTexts>());
    let id = Memo::new(move |_| params.with(|params| params.get("id").and_then(|id| id.parse::<CampaignId>().ok())));
    let campaign = Resource::new(
        move || id.get(),
        async |id| match id {
            Some(id) => load_campaign(id).await,
            None => Err(ErrorCode::NotFound.into()),
        },
    );
    view! {
        <PageHead title=texts.title>
            <LinkButton href="/campaigns" kind=ButtonKind::Ghost icon=Glyph::ChevronLeft>{texts.title}</LinkButton>
        </PageHead>
        <Transition fallback=|| ()>
            {move || Suspend::new(async move {
                match campaign.await {
                    Err(failure) => Either::Left(view! { <Failed failure /> }),
                    Ok(campaign) => Either::Right(view! { <Loaded campaign /> }),
                }
            })}
        </Transition>
    }
}

/// A campaign, from now on kept fresh.
#[component]
fn Loaded(campaign: CampaignView) -> impl IntoView {
    let tab = use_tab();
    // Counts what was done here, for those whose line to the server is down.
    let done = RwSignal::new(0_u32);
    let (id, may) = (campaign.id, campaign.may);
    let live = RwSignal::new(campaign);
    keep_fresh(live, move || (tab.desk(), done.get()), move || load_campaign(id));
    let state = Memo::new(move |_| live.with(|campaign| campaign.state));
    let review = Memo::new(move |_| live.with(|campaign| campaign.review.clone()));
    view! {
        <article class="campaign">
            <About live />
            {move || match review.get() {
                Some(review) if may => EitherOf3::A(view! { <ReviewPane id review done /> }),
                _ if state.get() == CampaignState::Draft => EitherOf3::B(()),
                _ => {
                    EitherOf3::C(view! {
                        {may.then(|| view! { <Steer id state done /> })}
                        <Progress live />
                        <Outcome live />
                    })
                }
            }}
        </article>
    }
}

/// What it is.
#[component]
fn About(live: RwSignal<CampaignView>) -> impl IntoView {
    let (texts, language) = (t::<CampaignTexts>(), use_visitor().get_untracked_language());
    let head = Memo::new(move |_| live.with(|one| (one.name.clone(), one.state, one.starts.clone(), one.ends.clone())));
    let CampaignView { account, text, media, price, to, .. } = live.get_untracked();
    view! {
        {move || {
            let (name, state, starts, ends) = head.get();
            let (tone, said) = of_state(texts, state);
            view! {
                <h2 class="campaign__name">
                    {name} " " <Badge tone>{said}</Badge>
                </h2>
                <dl class="campaign__facts">
                    {starts.map(|when| view! { <div><dt>{texts.begins}</dt><dd><time datetime=when.iso>{when.text}</time></dd></div> })}
                    {ends.map(|when| view! { <div><dt>{texts.through_at}</dt><dd><time datetime=when.iso>{when.text}</time></dd></div> })}
                </dl>
            }
        }}
        <dl class="campaign__facts">
            <div><dt>{texts.account}</dt><dd>{account}</dd></div>
            <div><dt>{texts.to}</dt><dd>{if to.is_empty() { texts.named.to_owned() } else { to.join(", ") }}</dd></div>
            {(media > 0).then(|| view! { <div><dt>{texts.media}</dt><dd>{plural(language, media, texts.media_one, texts.media_many)}</dd></div> })}
            {price.map(|price| view! { <div><dt>{texts.price}</dt><dd>{price}</dd></div> })}
        </dl>
        <p class="campaign__text">{text}</p>
    }
}

/// Hold, go on, end.
#[component]
fn Steer(id: CampaignId, state: Memo<CampaignState>, done: RwSignal<u32>) -> impl IntoView {
    let texts = t::<CampaignTexts>();
    let (pause, resume, end) = (ServerAction::<PauseCampaign>::new(), ServerAction::<ResumeCampaign>::new(), ServerAction::<EndCampaign>::new());
    let again = move |()| done.update(|done| *done += 1);
    when_done(pause, again);
    when_done(resume, again);
    when_done(end, again);
    let runs = move || matches!(state.get(), CampaignState::Running | CampaignState::Scheduled);
    let held = move || state.get() == CampaignState::Paused;
    view! {
        <Refused refusal=Refusal::of(pause, &[]) />
        <Refused refusal=Refusal::of(resume, &[]) />
        <Refused refusal=Refusal::of(end, &[]) />
        <div class="form__actions">
            {move || runs().then(|| view! {
                <ActionForm action=pause>
                    <input type="hidden" name="id" value=id.to_string() />
                    <Button r#type="submit" busy=pause.pending()>{texts.pause}</Button>
                </ActionForm>
            })}
            {move || held().then(|| view! {
                <ActionForm action=resume>
                    <input type="hidden" name="id" value=id.to_string() />
                    <Button kind=ButtonKind::Primary r#type="submit" busy=resume.pending()>{texts.resume}</Button>
                </ActionForm>
            })}
            {move || (runs() || held()).then(|| view! {
                <ActionForm action=end>
                    <input type="hidden" name="id" value=id.to_string() />
                    <Button kind=ButtonKind::Danger r#type="submit" busy=end.pending()>{texts.end}</Button>
                </ActionForm>
                <p class="field__hint">{texts.end_hint}</p>
            })}
        </div>
    }
}

#[component]
fn Progress(live: RwSignal<CampaignView>) -> impl IntoView {
    let texts = t::<CampaignTexts>();
    let numbers = Memo::new(move |_| live.with(|one| (one.through, one.recipients)));
    let said = move || {
        let (through, all) = numbers.get();
        fill(texts.through, &[("n", &through.to_string()), ("all", &all.to_string())])
    };
    view! {
        <div class="campaign__progress">
            <progress max=move || numbers.get().1.to_string() value=move || numbers.get().0.to_string() aria-label=texts.through_label></progress>
            <span>{said}</span>
        </div>
    }
}

#[component]
fn Outcome(live: RwSignal<CampaignView>) -> impl IntoView {
    let (texts, desk) = (t::<CampaignTexts>(), t::<DeskTexts>());
    let parts = Memo::new(move |_| live.with(|one| (one.states.clone(), one.reasons.clone(), one.bought.clone())));
    view! {
        <section class="campaign__part">
            <h2>{texts.results}</h2>
            {move || {
                let (states, reasons, bought) = parts.get();
                let states = states.into_iter().map(|(state, count)| {
                    let (tone, said) = of_message(desk, state);
                    view! { <div><dt><Badge tone>{said}</Badge></dt><dd>{count}</dd></div> }
                });
                view! {
                    <dl class="campaign__facts">
                        {states.collect_view()}
                        {bought.map(|(count, income)| view! {
                            <div><dt>{texts.bought}</dt><dd>{count}</dd></div>
                            <div><dt>{texts.income}</dt><dd>{income}</dd></div>
                        })}
                    </dl>
                    {(!reasons.is_empty()).then(|| view! {
                        <h3>{texts.reasons}</h3>
                        <ul>
                            {reasons
                                .into_iter()
                                .map(|(reason, count)| view! { <li>{fill(texts.reason, &[("reason", &reason), ("n", &count.to_string())])}</li> })
                                .collect_view()}
                        </ul>
                    })}
                }
            }}
        </section>
    }
}
