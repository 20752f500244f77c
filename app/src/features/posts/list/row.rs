//! A post in the list.

use crate::{
    features::posts::{
        api::PostRow,
        roles,
        texts::{PostTexts, name_of},
    },
    tab::use_tab,
    texts::{plural, t},
    ui::{AvatarStack, Badge, Cell, Face, Tone},
    visitor::use_visitor,
};
use leptos::prelude::*;
use model::content::{Role, Status};

/// A row: a card on phones.
#[component]
pub(super) fn Row(
    /// The post.
    row: PostRow,
) -> impl IntoView {
    let texts = t::<PostTexts>();
    let PostRow { post, updated, here } = row;
    let title = name_of(texts, &post.title);
    let status = match post.status {
        Status::Draft => None,
        Status::Archived => Some((texts.status_archived, Tone::Neutral)),
        Status::Trash => Some((texts.status_trash, Tone::Danger)),
    };
    let (tab, id) = (use_tab(), post.id);
    // As the server rendered it, until the tab's line knows better.
    let faces = Signal::derive(move || tab.here(id).unwrap_or_else(|| here.clone()).into_iter().map(Face::from).collect::<Vec<_>>());
    let present = Memo::new(move |_| faces.with(|faces| !faces.is_empty()));
    let words = plural(use_visitor().get_untracked_language(), post.words, texts.word_count_one, texts.word_count);
    view! {
        <tr>
            <Cell main=true>
                <a class="post-row__title" href=format!("/posts/{}", post.id)>{title}</a>
                {status.map(|(text, tone)| view! { <Badge tone>{text}</Badge> })}
                {(post.role != Role::Owner).then(|| view! { <Badge>{roles::word(texts, post.role)}</Badge> })}
                <p class="post-row__excerpt">{post.excerpt}</p>
            </Cell>
            <Cell label=texts.here>{move || present.get().then(|| view! { <AvatarStack faces label=texts.here /> })}</Cell>
            <Cell label=texts.owner>{post.owner.name}</Cell>
            <Cell label=texts.words>
                <span class="post-row__number">{post.words}</span>
                <span class="post-row__words">{words}</span>
            </Cell>
            <Cell label=texts.changed><time datetime=updated.iso>{updated.text}</time></Cell>
        </tr>
    }
}
