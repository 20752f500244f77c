//! What one chooses for Instagram. What is seen in a picture is written beside the file.

use super::{
    filled::{Filled, INSTAGRAM_KINDS, instagram_code},
    state::Writing,
    texts::PublishTexts,
};
use crate::{
    texts::t,
    ui::{Checkbox, Field, Select, Textarea},
};
use leptos::prelude::*;
use model::social::InstagramKind;

/// Its fields.
#[component]
pub(super) fn InstagramFields(
    /// Ids of its fields begin with this.
    place: String,
    /// What stands in the fields at first.
    filled: Filled,
    /// What is being written.
    writing: Writing,
) -> impl IntoView {
    let texts = t::<PublishTexts>();
    let name = |kind: InstagramKind| match kind {
        InstagramKind::Image => texts.k_image,
        InstagramKind::Reel => texts.k_reel,
        InstagramKind::Story => texts.k_story,
        InstagramKind::Carousel => texts.k_carousel,
    };
    let kinds: Vec<(String, String)> = INSTAGRAM_KINDS.into_iter().map(|kind| (instagram_code(kind).to_owned(), name(kind).to_owned())).collect();
    let not_a_reel = Memo::new(move |_| writing.filled.with(|filled| filled.kind != instagram_code(InstagramKind::Reel)));
    let kind = if filled.kind.is_empty() { instagram_code(InstagramKind::Image).to_owned() } else { filled.kind };
    view! {
        <Select name="filled[kind]" id=format!("{place}-kind") label=texts.kind options=kinds value=kind />
        <div class="target__group" hidden=not_a_reel>
            <Field
                name="filled[cover]"
                id=format!("{place}-cover")
                label=texts.cover
                hint=texts.cover_hint
                value=filled.cover
                error=writing.wrong("cover")
                inputmode="decimal"
                maxlength=9
            />
            <Checkbox name="filled[share_to_feed]" label=texts.share_to_feed checked=filled.share_to_feed />
        </div>
        <Textarea
            name="filled[first_comment]"
            id=format!("{place}-comment")
            label=texts.first_comment
            hint=texts.first_comment_hint
            value=filled.first_comment
            rows=2
            maxlength=2200
        />
    }
}
