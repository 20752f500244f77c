//! The page of all connections.

use super::{
    account::Account,
    api::{CheckSocialAccount, DisconnectSocialAccount, load_connections},
    rows::{AccountRow, Connections, PlatformRow},
    texts::ConnectionTexts,
};
use crate::{
    features::{
        desk::fresh::keep_fresh,
        settings::layout::{Part, Settings},
        social::{texts::SocialTexts, words::of_platform},
    },
    frame::Failed,
    outcome::{Refusal, Refused, when_done},
    tab::use_tab,
    texts::{fill, t},
    ui::{Badge, Banner, ButtonKind, ButtonSize, Glyph, LinkButton, Tone, use_toasts},
};
use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_query_map;
use model::social::Platform;

/// The page `/settings/connections`.
#[component]
pub fn ConnectionsPage() -> impl IntoView {
    let (query, texts) = (use_query_map(), t::<ConnectionTexts>());
    let refused = Memo::new(move |_| query.with(|query| query.get("problem")));
    let all = Resource::new(move || refused.get(), load_connections);
    view! {
        <Settings part=Part::Connections>
            <p class="section__lead">{texts.lead} " " <a href="/publications">{texts.all}</a></p>
            <Transition fallback=|| ()>
                {move || Suspend::new(async move {
                    match all.await {
                        Err(failure) => Either::Left(view! { <Failed failure /> }),
                        Ok(all) => Either::Right(view! { <Loaded all refused=refused.get_untracked() /> }),
                    }
                })}
            </Transition>
        </Settings>
    }
}

/// They, from now on kept fresh.
#[component]
fn Loaded(all: Connections, refused: Option<String>) -> impl IntoView {
    let (tab, texts, toasts) = (use_tab(), t::<ConnectionTexts>(), use_toasts());
    let done = RwSignal::new(0_u32);
    let said = all.refused.clone();
    let live = RwSignal::new(all);
    keep_fresh(live, move || (tab.social(), done.get()), move || load_connections(refused.clone()));
    let (check, disconnect) = (ServerAction::<CheckSocialAccount>::new(), ServerAction::<DisconnectSocialAccount>::new());
    when_done(check, move |trouble| {
        done.update(|done| *done += 1);
        match trouble {
            None => toasts.show(texts.checked_now),
            Some(why) => toasts.fail(why),
        }
    });
    when_done(disconnect, move |trouble| {
        done.update(|done| *done += 1);
        match trouble {
            None => toasts.show(texts.disconnected),
            Some(why) => toasts.fail(fill(texts.disconnected_here, &[("why", &why)])),
        }
    });
    view! {
        <CameBack said />
        <Refused refusal=Refusal::of(check, &[]) />
        <Refused refusal=Refusal::of(disconnect, &[]) />
        {Platform::ALL
            .iter()
            .map(|platform| {
                let platform = *platform;
                let row = Memo::new(move |_| live.with(|all| all.platforms.iter().find(|row| row.platform == platform).cloned()));
                move || row.get().map(|row| view! { <Section row check disconnect /> })
            })
            .collect_view()}
    }
}

/// What became of a sign-in from which the browser has just come back.
#[component]
fn CameBack(said: Option<String>) -> impl IntoView {
    let (query, texts) = (use_query_map(), t::<ConnectionTexts>());
    let (platform, came) =
        query.with_untracked(|query| (query.get_str("platform").and_then(Platform::from_code), query.get_str("connected").is_some()));
    let connected = platform.filter(|_| came).map(|platform| fill(texts.connected, &[("platform", of_platform(platform))]));
    let refused = said.map(|said| {
        let title = platform.map(|platform| fill(texts.refused, &[("platform", of_platform(platform))]));
        let again = platform.map(|platform| {
            view! { <LinkButton href=format!("/platforms/connect/{}", platform.code()) size=ButtonSize::Small>{texts.again}</LinkButton> }
        });
        view! {
            <Banner tone=Tone::Danger role="alert">
                <p>{title.map(|title| view! { <strong>{title}</strong> " " })} {said}</p>
                {again}
            </Banner>
        }
    });
    view! {
        {connected.map(|text| view! { <Banner tone=Tone::Success role="status">{text}</Banner> })}
        {refused}
    }
}

/// A platform with its accounts.
#[component]
fn Section(row: PlatformRow, check: ServerAction<CheckSocialAccount>, disconnect: ServerAction<DisconnectSocialAccount>) -> impl IntoView {
    let (texts, social) = (t::<ConnectionTexts>(), t::<SocialTexts>());
    let PlatformRow { platform, sandbox, ready, accounts } = row;
    let name = of_platform(platform);
    let title_id = format!("connections-{}", platform.code());
    let labelled_by = title_id.clone();
    let href = format!("/platforms/connect/{}", platform.code());
    let none = match platform {
        Platform::TikTok => texts.none_tiktok,
        Platform::Instagram => texts.none_instagram,
        Platform::Reddit => texts.none_reddit,
    };
    let empty = accounts.is_empty();
    let link = ready.then(|| {
        let (kind, text, label) =
            if empty { (ButtonKind::Primary, texts.connect, texts.connect_to) } else { (ButtonKind::Secondary, texts.another, texts.another_at) };
        view! {
            <LinkButton href kind icon=Glyph::Plus attr:aria-label=fill(label, &[("platform", name)])>{text}</LinkButton>
        }
    });
    view! {
        <section class="section connections" aria-labelledby=labelled_by>
            <h2 class="section__title" id=title_id>
                {name} " " {sandbox.then(|| view! { <Badge tone=Tone::Warning>{social.sandbox}</Badge> })}
            </h2>
            {sandbox.then(|| view! { <p class="field__hint">{social.sandbox_hint}</p> })}
            {(!ready).then(|| view! { <p>{texts.not_ready}</p> })}
            {(ready && empty).then(|| view! { <p>{none}</p> })}
            {accounts.into_iter().map(|account: AccountRow| view! { <Account account check disconnect /> }).collect_view()}
            {link.map(|link| view! { <p>{link}</p> })}
        </section>
    }
}
