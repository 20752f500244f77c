//! Emoji under a comment: how many people chose which, and the choice of one's own.

use super::{api::react_to_comment, state::Comments, texts::CommentTexts};
use crate::{
    texts::t,
    ui::{ButtonSize, Glyph, IconButton},
};
use leptos::prelude::*;
use model::comments::{Comment, REACTIONS};

/// The reactions to a comment.
#[component]
pub(super) fn Reactions(
    /// The comments.
    comments: Comments,
    /// The comment.
    comment: Comment,
) -> impl IntoView {
    let texts = t::<CommentTexts>();
    let choosing = RwSignal::new(false);
    let id = comment.id;
    let react = move |emoji: String, on: bool| {
        choosing.set(false);
        comments.act(react_to_comment(comments.id, id, emoji, on), |_| ());
    };
    let mine: Vec<String> = comment.reactions.iter().filter(|one| one.mine).map(|one| one.emoji.clone()).collect();
    let counted = comment
        .reactions
        .into_iter()
        .map(|one| {
            let (emoji, mine) = (one.emoji.clone(), one.mine);
            view! {
                <button
                    type="button"
                    class="reaction"
                    aria-pressed=if mine { "true" } else { "false" }
                    disabled=move || !comments.may_write()
                    on:click=move |_| react(emoji.clone(), !mine)
                >
                    {one.emoji}
                    " "
                    {one.count}
                </button>
            }
        })
        .collect_view();
    let choice = move || {
        let mine = mine.clone();
        REACTIONS
            .into_iter()
            .filter(|emoji| !mine.iter().any(|one| one == emoji))
            .map(|emoji| view! { <button type="button" class="reaction" on:click=move |_| react(emoji.to_owned(), true)>{emoji}</button> })
            .collect_view()
    };
    view! {
        <div class="comment__reactions">
            {counted}
            <Show when=move || comments.may_write()>
                <IconButton
                    glyph=Glyph::Emoji
                    label=texts.react
                    size=ButtonSize::Small
                    attr:aria-expanded=move || if choosing.get() { "true" } else { "false" }
                    on:click=move |_| choosing.update(|open| *open = !*open)
                />
            </Show>
            {move || choosing.get().then(&choice)}
        </div>
    }
}
