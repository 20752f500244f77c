//! A revision in the timeline.

use super::pick::{Choices, Picked};
use crate::{
    features::revisions::{
        api::{RenameRevision, RevisionRow},
        describe,
        place::Place,
        restore::Both,
        texts::RevisionTexts,
    },
    texts::t,
    ui::{AvatarStack, Badge, Button, ButtonSize, Face, Field, Tone},
    visitor::use_visitor,
};
use leptos::prelude::*;
use model::{ContentId, RevisionId, revisions::NAME_MAX};

/// When, who, why, how much; and what can be done with it.
#[component]
pub(super) fn Row(
    /// The post.
    id: ContentId,
    /// The revision.
    row: RevisionRow,
    /// The one before it, where that is known.
    before: Option<RevisionId>,
    /// What it is of two that are compared, where there are two.
    picked: Option<Picked>,
    /// Whether the reader may name it.
    writes: bool,
    /// Gives it a name.
    rename: ServerAction<RenameRevision>,
) -> impl IntoView {
    let (texts, language) = (t::<RevisionTexts>(), use_visitor().get_untracked_language());
    let RevisionRow { revision, when, time, .. } = row;
    let all = Place::of(id).revisions;
    let here = format!("{all}/{}", revision.id);
    let file = format!("/api/content/{id}/revisions/{}/export", revision.id);
    let authors = describe::authors(texts, &revision);
    let faces: Vec<Face> = revision.authors.into_iter().map(Face::from).collect();
    let cause = describe::cause(texts, revision.cause);
    let what_changed = before.map(|before| {
        let href = format!("{all}/{before}/compare/{}", revision.id);
        view! { <a href=href>{texts.with_before}</a> }
    });
    let name = revision.name.clone().unwrap_or_default();
    let words = when.text.clone();
    let choices = picked.map(|picked| view! { <Choices revision=revision.id when=words picked /> });
    view! {
        <li class="timeline__row">
            <div class="timeline__head">
                <a class="timeline__time" href=format!("{here}/compare/now")><time datetime=when.iso>{time}</time></a>
                {revision.name.map(|name| view! { <Badge tone=Tone::Accent>{name}</Badge> })}
                <span class="timeline__cause">{cause}</span>
            </div>
            <div class="timeline__facts">
                {(!faces.is_empty()).then(|| view! { <AvatarStack faces label=authors.clone() /> })}
                <span>{authors}</span>
                <span class="diff-count diff-count--added" title=describe::added(texts, language, revision.words_added)>
                    <span aria-hidden="true">"+"{revision.words_added}</span>
                    <span class="visually-hidden">{describe::added(texts, language, revision.words_added)}</span>
                </span>
                <span class="diff-count diff-count--removed" title=describe::removed(texts, language, revision.words_removed)>
                    <span aria-hidden="true">"−"{revision.words_removed}</span>
                    <span class="visually-hidden">{describe::removed(texts, language, revision.words_removed)}</span>
                </span>
            </div>
            <div class="timeline__links">
                {choices}
                <a href=format!("{here}/compare/now")>{texts.with_now}</a>
                {what_changed}
                <a href=format!("{file}?format=markdown") download="">{texts.markdown}</a>
                <a href=format!("{file}?format=html") download="">{texts.html}</a>
                {writes.then(|| view! { <Rename id revision=revision.id name action=rename /> })}
            </div>
        </li>
    }
}

#[component]
fn Rename(id: ContentId, revision: RevisionId, name: String, action: ServerAction<RenameRevision>) -> impl IntoView {
    let texts = t::<RevisionTexts>();
    view! {
        <details class="revision-form">
            <summary class="revision-form__link">{texts.rename}</summary>
            <ActionForm action attr:class="revision-form__body">
                <Both id revision />
                <Field id=format!("name-{revision}") name="name" label=texts.name hint=texts.rename_lead value=name autocomplete="off" maxlength=NAME_MAX />
                <Button r#type="submit" size=ButtonSize::Small busy=action.pending()>{crate::common::common().save}</Button>
            </ActionForm>
        </details>
    }
}
