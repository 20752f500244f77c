//! The page before a sign-in: what the platform will ask for, and why.

use super::{api::load_connect, rows::ConnectView, texts::ConnectionTexts};
use crate::{
    features::social::{texts::SocialTexts, words::of_platform},
    frame::{Failed, PageHead},
    texts::{fill, t},
    title::name_page,
    ui::{Badge, Banner, ButtonKind, Glyph, LinkButton, Tone},
};
use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_params_map;
use model::{
    ErrorCode,
    social::{Platform, SignIn},
};

/// The page `/platforms/connect/{platform}`.
#[component]
pub fn ConnectPage() -> impl IntoView {
    let (params, texts) = (use_params_map(), t::<ConnectionTexts>());
    let platform = Memo::new(move |_| params.with(|params| params.get_str("platform").and_then(Platform::from_code)));
    let shown = Resource::new(
        move || platform.get(),
        |platform| async move {
            match platform {
                Some(platform) => load_connect(platform).await,
                None => Err(ErrorCode::NotFound.into()),
            }
        },
    );
    view! {
        <PageHead title=texts.connect>
            <LinkButton href="/settings/connections" kind=ButtonKind::Ghost icon=Glyph::ChevronLeft>{texts.back}</LinkButton>
        </PageHead>
        <Transition fallback=|| ()>
            {move || Suspend::new(async move {
                match shown.await {
                    Err(failure) => Either::Left(view! { <Failed failure /> }),
                    Ok(shown) => Either::Right(view! { <Asked shown /> }),
                }
            })}
        </Transition>
    }
}

/// What is asked for, in the order of the platform's page.
fn asked(texts: &ConnectionTexts, platform: Platform) -> Vec<&'static str> {
    match platform {
        Platform::TikTok => vec![texts.ask_profile, texts.ask_numbers, texts.ask_inbox, texts.ask_publish],
        Platform::Instagram => vec![texts.ask_profile, texts.ask_publish, texts.ask_comments, texts.ask_numbers, texts.ask_pages],
        Platform::Reddit => vec![texts.ask_profile, texts.ask_publish, texts.ask_flair, texts.ask_history],
    }
}

#[component]
fn Asked(shown: ConnectView) -> impl IntoView {
    let (texts, social) = (t::<ConnectionTexts>(), t::<SocialTexts>());
    let ConnectView { platform, sandbox, ready } = shown;
    let name = of_platform(platform);
    let with = |text: &str| fill(text, &[("platform", name)]);
    name_page(with(texts.connect_to));
    view! {
        <div class="connect-platform stack">
            <h2>
                {with(texts.asks)} " " {sandbox.then(|| view! { <Badge tone=Tone::Warning>{social.sandbox}</Badge> })}
            </h2>
            {sandbox.then(|| view! { <Banner tone=Tone::Warning>{social.sandbox_hint}</Banner> })}
            <ul class="connect-platform__asks">{asked(texts, platform).into_iter().map(|ask| view! { <li>{ask}</li> }).collect_view()}</ul>
            <p>{with(texts.asks_lead)}</p>
            {if ready {
                Either::Left(view! { <Ways platform /> })
            } else {
                Either::Right(view! { <Banner tone=Tone::Warning>{texts.not_ready}</Banner> })
            }}
        </div>
    }
}

/// The button; two where the platform has two ways.
#[component]
fn Ways(platform: Platform) -> impl IntoView {
    let texts = t::<ConnectionTexts>();
    if platform != Platform::Instagram {
        let text = fill(texts.go, &[("platform", of_platform(platform))]);
        return Either::Left(view! { <p><Go platform way=SignIn::Own text /></p> });
    }
    Either::Right(view! {
        <h3>{texts.ways}</h3>
        <ul class="connect-platform__ways">
            <li class="card">
                <p>{texts.way_own_hint}</p>
                <Go platform way=SignIn::Own text=texts.way_own.to_owned() />
            </li>
            <li class="card">
                <p>{texts.way_facebook_hint}</p>
                <Go platform way=SignIn::Facebook text=texts.way_facebook.to_owned() />
            </li>
        </ul>
    })
}

/// A link rather than a form: a page's policy lets forms lead to this site only, and the way goes on to the platform.
#[component]
fn Go(platform: Platform, way: SignIn, text: String) -> impl IntoView {
    let href = format!("/api/auth/{}/start?signIn={}", platform.code(), way.code());
    view! { <LinkButton href kind=ButtonKind::Primary attr:rel="external">{text}</LinkButton> }
}
