//! A draft before it goes out: to how many, to whom first, and how long it takes.

use super::{
    api::{DiscardCampaign, StartCampaign},
    rows::Review,
    texts::CampaignTexts,
};
use crate::{
    outcome::{Refusal, Refused, when_done},
    texts::{fill, plural, t},
    ui::{Banner, Button, ButtonKind, LinkButton, Tone},
    visitor::use_visitor,
};
use leptos::prelude::*;
use model::CampaignId;

/// The review, and the button that starts it.
#[component]
pub(super) fn ReviewPane(
    /// Which.
    id: CampaignId,
    /// Who would get it.
    review: Review,
    /// Counts what was done here.
    done: RwSignal<u32>,
) -> impl IntoView {
    let (texts, language) = (t::<CampaignTexts>(), use_visitor().get_untracked_language());
    let start = ServerAction::<StartCampaign>::new();
    let discard = ServerAction::<DiscardCampaign>::new();
    when_done(start, move |()| done.update(|done| *done += 1));
    let Review { count, first, example, takes, too_many } = review;
    let goes = if count == 0 { texts.goes_nobody.to_owned() } else { plural(language, count, texts.goes_one, texts.goes_many) };
    view! {
        <section class="campaign__part">
            <h2>{texts.review_title}</h2>
            <Refused refusal=Refusal::of(start, &[]) />
            <Refused refusal=Refusal::of(discard, &[]) />
            <p class="campaign__goes">{goes}</p>
            {(count > 0).then(|| view! { <p>{fill(texts.takes, &[("time", &takes)])}</p> })}
            {too_many.then(|| view! { <Banner tone=Tone::Warning>{texts.goes_too_many}</Banner> })}
            {(!first.is_empty()).then(|| view! { <p>{texts.first} ": " {first.join(", ")}</p> })}
            {example
                .map(|example| {
                    view! {
                        <h3>{texts.example}</h3>
                        <p class="campaign__text">{example}</p>
                    }
                })}
            <div class="form__actions">
                {(count > 0 && !too_many)
                    .then(|| {
                        view! {
                            <ActionForm action=start>
                                <input type="hidden" name="id" value=id.to_string() />
                                <input type="hidden" name="count" value=count.to_string() />
                                <Button kind=ButtonKind::Primary r#type="submit" busy=start.pending()>
                                    {plural(language, count, texts.start_one, texts.start_many)}
                                </Button>
                            </ActionForm>
                        }
                    })}
                <LinkButton href=format!("/campaigns/new?draft={id}")>{texts.change}</LinkButton>
                <ActionForm action=discard>
                    <input type="hidden" name="id" value=id.to_string() />
                    <Button kind=ButtonKind::Ghost r#type="submit" busy=discard.pending()>{texts.discard}</Button>
                </ActionForm>
            </div>
        </section>
    }
}
