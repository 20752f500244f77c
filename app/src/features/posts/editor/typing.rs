//! Who is typing, in words.

use super::live::Live;
use crate::{
    features::{
        posts::texts::PostTexts,
        sharing::{named, texts::SharingTexts},
    },
    texts::{fill, t},
};
use leptos::prelude::*;

/// Who is typing. Seen and not announced: each pause in the typing would be told; the faces say it to who asks.
#[component]
pub(super) fn Typing(live: Live) -> impl IntoView {
    let (texts, sharing) = (t::<PostTexts>(), t::<SharingTexts>());
    let names = Memo::new(move |_| {
        live.people.with(|people| {
            people.iter().filter(|person| person.typing && !person.me).map(|person| named(sharing, &person.name, person.guest)).collect::<Vec<_>>()
        })
    });
    view! { <p class="here__typing">{move || names.with(|names| sentence(texts, names))}</p> }
}

fn sentence(texts: &PostTexts, names: &[String]) -> Option<String> {
    match names {
        [] => None,
        [name] => Some(fill(texts.typing_one, &[("name", name)])),
        [name, other] => Some(fill(texts.typing_two, &[("name", name), ("other", other)])),
        many => Some(fill(texts.typing_many, &[("n", &many.len().to_string())])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Texts;
    use model::Language;

    #[test]
    fn one_two_and_many_are_said_apart_in_both_languages() {
        let names = ["Ana", "Leo", "Zoé"].map(str::to_owned);
        let said = |language, count: usize| sentence(PostTexts::of(language), &names[..count]).unwrap_or_default();
        let english = [0, 1, 2, 3].map(|count| said(Language::En, count));
        assert_eq!(english, ["", "Ana is typing…", "Ana and Leo are typing…", "3 people are typing…"]);
        let french = [1, 2, 3].map(|count| said(Language::Fr, count));
        assert_eq!(french, ["Ana écrit…", "Ana et Leo écrivent…", "3 personnes écrivent…"]);
    }
}
