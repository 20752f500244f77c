//! The first page, for visitors.

use super::texts::LandingTexts;
use crate::{
    common::common,
    features::auth::LanguageSwitch,
    texts::t,
    title::name_page,
    ui::{Banner, ButtonKind, Glyph, Icon, LinkButton, Logo, Tone},
};
use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::hooks::use_query_map;

/// The page `/`.
#[component]
pub fn LandingPage() -> impl IntoView {
    let texts = t::<LandingTexts>();
    name_page("");
    let deleted = use_query_map().with_untracked(|query| query.get_str("deleted").is_some());
    let points = [
        (Glyph::Users, texts.together_title, texts.together),
        (Glyph::CloudCheck, texts.safe_title, texts.safe),
        (Glyph::Shield, texts.yours_title, texts.yours),
    ];
    view! {
        <Meta name="description" content=texts.lead />
        <div class="landing">
            <header class="landing__top">
                <a href="/" class="landing__logo"><Logo name=common().product /></a>
                <LinkButton href="/sign-in" kind=ButtonKind::Ghost>{texts.sign_in}</LinkButton>
            </header>
            <main id="content">
                {deleted.then(|| view! { <div role="status"><Banner tone=Tone::Success>{texts.deleted}</Banner></div> })}
                <section class="landing__hero">
                    <h1>{texts.headline}</h1>
                    <p class="landing__lead">{texts.lead}</p>
                    <div class="landing__actions">
                        <LinkButton href="/sign-up" kind=ButtonKind::Primary>{texts.start}</LinkButton>
                        <LinkButton href="/sign-in">{texts.sign_in}</LinkButton>
                    </div>
                </section>
                <ul class="landing__points">
                    {points
                        .map(|(glyph, title, text)| {
                            view! {
                                <li class="landing__point">
                                    <Icon glyph />
                                    <h2>{title}</h2>
                                    <p>{text}</p>
                                </li>
                            }
                        })}
                </ul>
            </main>
            <footer class="landing__foot"><LanguageSwitch /></footer>
        </div>
    }
}
