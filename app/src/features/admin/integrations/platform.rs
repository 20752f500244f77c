//! One platform: what is set, what must be entered there, how it does.

use super::{api::test_integration, pause::Pause, texts::IntegrationTexts};
use crate::{
    browser,
    features::social::words::of_platform,
    frame::Failed,
    texts::{fill, t},
    ui::{Badge, Banner, Button, ButtonSize, Cell, Glyph, LinkButton, Table, Tone, use_toasts},
};
use leptos::{
    either::{Either, EitherOf3},
    prelude::*,
    task::spawn_local,
};
use leptos_router::hooks::use_query_map;
use model::social::{Integration, IntegrationSetting, Platform};

/// A card.
#[component]
pub(super) fn PlatformCard(
    /// The platform.
    one: Integration,
    /// Counts what was done.
    done: RwSignal<u32>,
) -> impl IntoView {
    let texts = t::<IntegrationTexts>();
    let Integration { platform, sandbox, paused, .. } = one;
    let name = of_platform(platform);
    let title_id = format!("integration-{}", platform.code());
    let labelled_by = title_id.clone();
    let (tone, state) = if sandbox { (Tone::Warning, texts.sandbox) } else { (Tone::Success, texts.real) };
    let missing: Vec<&str> = one.settings.iter().filter(|setting| !setting.set).map(|setting| setting.name.as_str()).collect();
    let missing = (!missing.is_empty()).then(|| fill(texts.missing, &[("names", &missing.join(", ")), ("from", &one.get_from)]));
    let from = one.get_from.clone();
    let shown = from.clone();
    view! {
        <section class="card integration stack" aria-labelledby=labelled_by>
            <h2 id=title_id>
                {name} " " <Badge tone>{state}</Badge> " " {paused.then(|| view! { <Badge tone=Tone::Danger>{texts.paused}</Badge> })}
            </h2>
            <p>{missing.unwrap_or_else(|| texts.complete.to_owned())}</p>
            <Settings settings=one.settings.clone() />
            <p>
                {texts.get_from} ": "
                <a href=from rel="external noopener" target="_blank">{shown}</a>
            </p>
            <h3>{texts.addresses}</h3>
            <Address label=texts.redirect address=one.redirect_url.clone() />
            {match one.webhook_url.clone() {
                Some(address) => Either::Left(view! { <Address label=texts.webhook address /> }),
                None => Either::Right(view! { <p class="field__hint">{texts.no_webhook}</p> }),
            }}
            <h3>{texts.numbers}</h3>
            <Numbers one />
            <div class="form__actions">
                <Test platform />
                <Pause platform paused done />
            </div>
        </section>
    }
}

#[component]
fn Settings(settings: Vec<IntegrationSetting>) -> impl IntoView {
    let texts = t::<IntegrationTexts>();
    let row = move |IntegrationSetting { name, set, value }: IntegrationSetting| {
        let value = match (set, value) {
            (false, _) => view! { <Badge tone=Tone::Warning>{texts.unset}</Badge> }.into_any(),
            (true, None) => texts.set.into_any(),
            (true, Some(value)) => view! { <code>{value}</code> }.into_any(),
        };
        view! {
            <tr>
                <Cell main=true>
                    <code>{name}</code>
                </Cell>
                <Cell label=texts.value>{value}</Cell>
            </tr>
        }
    };
    view! { <Table caption=texts.settings columns=vec![texts.setting, texts.value]>{settings.into_iter().map(row).collect_view()}</Table> }
}

/// An address with a button that copies it.
#[component]
fn Address(label: &'static str, address: String) -> impl IntoView {
    let (texts, toasts) = (t::<IntegrationTexts>(), use_toasts());
    let named = fill(texts.copy_of, &[("what", label)]);
    let shown = address.clone();
    let press = move |_| {
        let address = address.clone();
        spawn_local(async move {
            if browser::copy(&address).await.is_ok() {
                toasts.show(texts.copied);
            } else {
                toasts.fail(texts.copy_by_hand);
            }
        });
    };
    view! {
        <div class="integration__address">
            <span class="field__label">{label}</span>
            <div class="secret">
                <code>{shown}</code>
                <Button size=ButtonSize::Small icon=Glyph::Copy attr:aria-label=named on:click=press>{texts.copy}</Button>
            </div>
        </div>
    }
}

#[component]
fn Numbers(one: Integration) -> impl IntoView {
    let texts = t::<IntegrationTexts>();
    let ms = |took: Option<u32>| took.map_or_else(|| texts.no_calls.to_owned(), |n| fill(texts.ms, &[("n", &n.to_string())]));
    let percent = u64::from(one.errors) * 100 / u64::from(one.calls.max(1));
    let errors = fill(texts.rate, &[("n", &one.errors.to_string()), ("percent", &percent.to_string())]);
    let facts = [
        (texts.accounts, one.accounts.to_string()),
        (texts.waiting, one.waiting.to_string()),
        (texts.calls, one.calls.to_string()),
        (texts.errors, errors),
        (texts.median, ms(one.median_ms)),
        (texts.slow, ms(one.slow_ms)),
    ];
    view! { <dl class="campaign__facts">{facts.map(|(what, much)| view! { <div><dt>{what}</dt><dd>{much}</dd></div> }).into_iter().collect_view()}</dl> }
}

/// A link that tests, which works without JavaScript too, and what was found.
#[component]
fn Test(platform: Platform) -> impl IntoView {
    let (query, texts) = (use_query_map(), t::<IntegrationTexts>());
    let name = of_platform(platform);
    let asked = Memo::new(move |_| {
        query.with(|query| {
            let mine = query.get_str("test") == Some(platform.code());
            mine.then(|| query.get_str("n").and_then(|n| n.parse::<u32>().ok()).unwrap_or_default())
        })
    });
    let tested = Resource::new(
        move || asked.get(),
        move |asked| async move {
            match asked {
                Some(_) => test_integration(platform).await.map(Some),
                None => Ok(None),
            }
        },
    );
    // Another address each time, so that each press asks again.
    let href = move || format!("/admin/integrations?test={}&n={}", platform.code(), asked.get().unwrap_or(0).wrapping_add(1));
    view! {
        {move || view! {
            <LinkButton href=href() size=ButtonSize::Small attr:aria-label=fill(texts.test_of, &[("platform", name)])>{texts.test}</LinkButton>
        }}
        <div role="status" class="integration__tested">
            <Transition fallback=|| ()>
                {move || Suspend::new(async move {
                    match tested.await {
                        Ok(None) => EitherOf3::A(()),
                        Ok(Some(answer)) => {
                            let (tone, said) = match answer {
                                None => (Tone::Success, fill(texts.works, &[("platform", name)])),
                                Some(why) => (Tone::Danger, fill(texts.fails, &[("platform", name), ("why", &why)])),
                            };
                            EitherOf3::B(view! { <Banner tone>{said}</Banner> })
                        }
                        Err(failure) => EitherOf3::C(view! { <Failed failure /> }),
                    }
                })}
            </Transition>
        </div>
    }
}
