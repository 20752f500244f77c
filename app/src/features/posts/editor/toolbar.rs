//! Buttons for what the editing surface can do with the selection.

use super::live::Live;
use crate::{
    features::posts::texts::PostTexts,
    texts::t,
    ui::{ButtonSize, Glyph, IconButton},
};
use leptos::prelude::*;

/// Command, icon and name; groups are told apart by a gap.
fn buttons(texts: &'static PostTexts) -> Vec<Vec<(&'static str, Glyph, &'static str)>> {
    vec![
        vec![
            ("bold", Glyph::Bold, texts.bold),
            ("italic", Glyph::Italic, texts.italic),
            ("underline", Glyph::Underline, texts.underline),
            ("strike", Glyph::Strike, texts.strike),
            ("code", Glyph::Code, texts.code),
            ("link", Glyph::Link, texts.link),
        ],
        vec![
            ("heading1", Glyph::Heading1, texts.heading1),
            ("heading2", Glyph::Heading2, texts.heading2),
            ("heading3", Glyph::Heading3, texts.heading3),
        ],
        vec![
            ("bulletList", Glyph::List, texts.bullet_list),
            ("orderedList", Glyph::Ordered, texts.ordered_list),
            ("taskList", Glyph::Tasks, texts.task_list),
            ("blockquote", Glyph::Quote, texts.quote),
            ("codeBlock", Glyph::CodeBlock, texts.code_block),
            ("horizontalRule", Glyph::Rule, texts.rule),
            ("emoji", Glyph::Emoji, texts.emoji),
        ],
        vec![("comment", Glyph::Comment, texts.comment)],
        vec![("undo", Glyph::Undo, texts.undo), ("redo", Glyph::Redo, texts.redo)],
    ]
}

/// The toolbar; only for those who may write.
#[component]
pub(super) fn Toolbar(live: Live) -> impl IntoView {
    let texts = t::<PostTexts>();
    let state = move |name: &'static str| live.commands.with(|commands| commands.get(name).copied().unwrap_or_default());
    let button = move |(name, glyph, label): (&'static str, Glyph, &'static str)| {
        let toggles = !matches!(name, "undo" | "redo" | "horizontalRule" | "emoji" | "comment");
        let disabled = Signal::derive(move || !state(name).possible);
        let pressed = move || toggles.then(|| if state(name).active { "true" } else { "false" });
        view! {
            <IconButton
                glyph
                label
                size=ButtonSize::Small
                disabled
                attr:aria-pressed=pressed
                // The selection in the text stays.
                on:mousedown=|event| event.prevent_default()
                on:click=move |_| live.command(name)
            />
        }
    };
    view! {
        <Show when=move || live.role.get().writes() && live.closed.get().is_none()>
            <div class="toolbar needs-js" role="toolbar" aria-label=texts.formatting>
                {buttons(texts)
                    .into_iter()
                    .map(|group| view! { <div class="toolbar__group">{group.into_iter().map(button).collect_view()}</div> })
                    .collect_view()}
            </div>
        </Show>
    }
}
