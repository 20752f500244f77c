//! A post in the list.

use crate::{
    features::{
        posts::{
            api::PostRow,
            roles,
            texts::{PostTexts, name_of},
        },
        sharing::{called, texts::SharingTexts},
    },
    tab::use_tab,
    texts::{plural, t},
    ui::{AvatarStack, Badge, Cell, Face, Tone},
    visitor::use_visitor,
};
use leptos::prelude::*;
use model::{
    content::{Role, Status},
    reader::Participant,
};

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
    let (tab, id, sharing) = (use_tab(), post.id, t::<SharingTexts>());
    // As the server rendered it, until the tab's line knows better.
    let faces = Signal::derive(move || {
        tab.here(id).unwrap_or_else(|| here.clone()).into_iter().map(|somebody| face_of(sharing, somebody)).collect::<Vec<_>>()
    });
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

/// The face of somebody who is in the post; of a guest it says so.
fn face_of(texts: &SharingTexts, somebody: Participant) -> Face {
    let said = somebody.who.guest().map(|_| called(texts, &somebody));
    Face { said, ..Face::from(somebody) }
}
