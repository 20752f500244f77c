//! A publication in the list.

use super::{
    acts::{Steer, Steering},
    rows::PublicationRow,
    texts::PublicationTexts,
};
use crate::{
    features::social::{
        texts::SocialTexts,
        words::{of_platform, of_state},
    },
    texts::{fill, t},
    ui::{Badge, Cell, Tone},
};
use leptos::prelude::*;

/// A row: a card on phones.
#[component]
pub(super) fn Row(
    /// The publication.
    row: PublicationRow,
    /// What can be done with it.
    steering: Steering,
) -> impl IntoView {
    let (texts, social) = (t::<PublicationTexts>(), t::<SocialTexts>());
    let words = if row.words.is_empty() { texts.no_words.to_owned() } else { row.words.clone() };
    let account = format!("{} · {}", of_platform(row.platform), row.account);
    let (when, said, states, href) = (row.when.clone(), row.clone(), row.clone(), format!("/publications/{}", row.id));
    view! {
        <tr>
            <Cell main=true>
                <a class="publication__words" href=href>{words}</a>
                <Said row=said />
            </Cell>
            <Cell label=texts.account>{account}</Cell>
            <Cell label=texts.state>
                <States row=states social />
            </Cell>
            <Cell label=texts.when>
                <time datetime=when.iso>{when.text}</time>
            </Cell>
            <Cell actions=true>
                <Steer row steering />
            </Cell>
        </tr>
    }
}

/// Its badges.
#[component]
pub(super) fn States(
    /// The publication.
    row: PublicationRow,
    /// The words.
    social: &'static SocialTexts,
) -> impl IntoView {
    let (tone, state) = of_state(social, row.state);
    view! {
        <span class="publication__states" data-state=row.state.code()>
            <Badge tone>{state}</Badge>
            {row.removed.then(|| view! { <Badge tone=Tone::Danger>{social.removed}</Badge> })}
        </span>
    }
}

/// Why it is as it is, in our words and in the platform's.
#[component]
pub(super) fn Said(
    /// The publication.
    row: PublicationRow,
) -> impl IntoView {
    let texts = t::<PublicationTexts>();
    view! {
        {row.why.map(|why| view! { <p class="publication__why">{why}</p> })}
        {row.detail.map(|detail| view! { <p class="publication__detail">{fill(texts.says, &[("detail", &detail)])}</p> })}
    }
}
