//! How long the text is.

use super::live::Live;
use crate::{
    features::posts::texts::PostTexts,
    texts::{plural, t},
    visitor::use_visitor,
};
use leptos::prelude::*;

/// Words and characters.
#[component]
pub(super) fn Counts(live: Live) -> impl IntoView {
    let texts = t::<PostTexts>();
    let language = use_visitor().get_untracked_language();
    let words = move || plural(language, live.counts.get().0, texts.word_count_one, texts.word_count);
    let characters = move || plural(language, live.counts.get().1, texts.character_count_one, texts.character_count);
    view! { <p class="post__counts">{words} " · " {characters}</p> }
}
