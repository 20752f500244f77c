//! Whether what is set works: asked when somebody wants to know.

use super::{api::check_sending, rows::Checks, texts::SendingTexts};
use crate::{
    frame::Failed,
    texts::{fill, t},
    ui::{Badge, LinkButton, Tone},
};
use leptos::{either::EitherOf3, prelude::*};
use leptos_router::hooks::use_query_map;
use model::crm::Checked as Answer;

/// A link that asks, which works without JavaScript too, and what was answered.
#[component]
pub(super) fn Checked() -> impl IntoView {
    let (query, texts) = (use_query_map(), t::<SendingTexts>());
    let asked = Memo::new(move |_| query.with(|query| query.get_str("check").and_then(|n| n.parse::<u32>().ok())));
    let checks = Resource::new(
        move || asked.get(),
        |asked| async move {
            match asked {
                Some(_) => check_sending().await.map(Some),
                None => Ok(None),
            }
        },
    );
    // Another address each time, so that each press asks again.
    let href = move || format!("/admin/sending?check={}", asked.get().unwrap_or(0).wrapping_add(1));
    view! {
        <section class="stack" aria-labelledby="works">
            <h2 id="works">{texts.works}</h2>
            <p>{texts.check_hint}</p>
            {move || view! { <p><LinkButton href=href()>{texts.check}</LinkButton></p> }}
            <Transition fallback=|| ()>
                {move || Suspend::new(async move {
                    match checks.await {
                        Ok(None) => EitherOf3::A(()),
                        Ok(Some(checks)) => EitherOf3::B(view! { <Answers checks /> }),
                        Err(failure) => EitherOf3::C(view! { <Failed failure /> }),
                    }
                })}
            </Transition>
        </section>
    }
}

#[component]
fn Answers(checks: Checks) -> impl IntoView {
    let texts = t::<SendingTexts>();
    let answers = [
        (texts.gateway, checks.gateway),
        (texts.redis, checks.redis),
        (texts.database, checks.database),
        (texts.sqs, checks.sqs),
        (texts.cloudwatch, checks.cloudwatch),
    ];
    let answers = answers.map(|(name, answer)| {
        let (tone, said) = match answer {
            Answer::Works => (Tone::Success, texts.ok.to_owned()),
            Answer::Fails(why) => (Tone::Danger, fill(texts.fails, &[("why", &why)])),
            Answer::Unset => (Tone::Neutral, texts.unset.to_owned()),
        };
        view! { <div><dt>{name}</dt><dd><Badge tone>{said}</Badge></dd></div> }
    });
    let last = checks.last_event.map_or_else(|| texts.never.to_owned(), |when| when.text);
    view! {
        <div role="status">
            <dl class="facts">
                {answers.into_iter().collect_view()}
                <div><dt>{texts.webhooks}</dt><dd>{last}</dd></div>
            </dl>
        </div>
    }
}
