//! The forms of saved replies: a new one, and a known one changed.

use super::{
    api::{AddReply, DeleteReply, EditReply},
    rows::ReplyRow,
    texts::ReplyTexts,
};
use crate::{
    common::common,
    features::desk::composer::TEXT_MAX,
    outcome::{Refusal, Refused, when_done},
    texts::{fill, t},
    ui::{Button, ButtonKind, ButtonSize, Field, Select, Textarea, use_toasts},
};
use leptos::prelude::*;
use model::error::Problem;

/// The longest name, in characters.
const NAME_MAX: u32 = 40;

/// What is wrong with a field, in words of its own for a value that cannot be.
macro_rules! wrong {
    ($action:expr, $field:literal, $own:expr) => {{
        let (action, own) = ($action, $own);
        let usual = Refusal::of(action, &[]).field($field);
        Signal::derive(move || {
            let odd = action.value().with(|value| {
                let error = value.as_ref().and_then(|value| value.as_ref().err());
                error.is_some_and(|failure| failure.error.fields.iter().any(|one| one.field == $field && one.problem == Problem::UnknownValue))
            });
            if odd { Some(own.to_owned()) } else { usual.get() }
        })
    }};
}

/// The form for a new one.
#[component]
pub(super) fn NewReply(
    /// For whom it can be: account (empty for oneself) and what it is called.
    shelves: Vec<(String, String)>,
    /// Counts what was done here.
    done: RwSignal<u32>,
) -> impl IntoView {
    let (texts, toasts) = (t::<ReplyTexts>(), use_toasts());
    let add = ServerAction::<AddReply>::new();
    let kept = |field: &str| {
        let kept = add.value().with_untracked(|value| value.as_ref().and_then(|value| value.as_ref().err().map(|failure| failure.kept(field))));
        kept.unwrap_or_default()
    };
    let (account, name, text) = (kept("account"), RwSignal::new(kept("name")), RwSignal::new(kept("text")));
    when_done(add, move |()| {
        name.set(String::new());
        text.set(String::new());
        toasts.show(texts.saved);
        done.update(|done| *done += 1);
    });
    let several = shelves.len() > 1;
    view! {
        <ActionForm action=add attr:class="form replies__form">
            <h2>{texts.add}</h2>
            <Refused refusal=Refusal::of(add, &[]) />
            {if several {
                view! { <Select name="account" id="reply-account" label=texts.for_whom options=shelves value=account /> }.into_any()
            } else {
                view! { <input type="hidden" name="account" value="" /> }.into_any()
            }}
            <Field
                name="name"
                id="reply-name"
                label=texts.name
                hint=texts.name_hint
                bind=name
                error=wrong!(add, "name", texts.name_wrong)
                maxlength=NAME_MAX + 1
                autocomplete="off"
                required=true
            />
            <Textarea
                name="text"
                id="reply-text"
                label=texts.text
                hint=texts.text_hint
                bind=text
                error=wrong!(add, "text", texts.text_wrong)
                rows=3
                maxlength=TEXT_MAX
                required=true
            />
            <Button kind=ButtonKind::Primary r#type="submit" busy=add.pending()>{texts.add_button}</Button>
        </ActionForm>
    }
}

/// A reply, with the forms to change and delete it behind a line for those who keep it.
#[component]
pub(super) fn ReplyView(
    /// It.
    reply: ReplyRow,
    /// Whether the reader keeps it.
    keeps: bool,
    /// Deletes one.
    delete: ServerAction<DeleteReply>,
    /// Counts what was done here.
    done: RwSignal<u32>,
) -> impl IntoView {
    let (texts, toasts) = (t::<ReplyTexts>(), use_toasts());
    let ReplyRow { id, name, text } = reply;
    let edit = ServerAction::<EditReply>::new();
    when_done(edit, move |()| {
        toasts.show(texts.saved);
        done.update(|done| *done += 1);
    });
    let (edit_said, delete_said) = (fill(texts.edit_of, &[("name", &name)]), fill(texts.delete_of, &[("name", &name)]));
    let (old_name, old_text) = (name.clone(), text.clone());
    view! {
        <li class="replies__one">
            <p class="replies__name">{format!("/{name}")}</p>
            <p class="replies__text">{text}</p>
            {keeps
                .then(|| {
                    view! {
                        <details>
                            <summary aria-label=edit_said>{texts.edit}</summary>
                            <ActionForm action=edit attr:class="form replies__form">
                                <Refused refusal=Refusal::of(edit, &[]) />
                                <input type="hidden" name="id" value=id.to_string() />
                                <Field
                                    name="name"
                                    id=format!("name-{id}")
                                    label=texts.name
                                    value=old_name
                                    error=wrong!(edit, "name", texts.name_wrong)
                                    maxlength=NAME_MAX + 1
                                    required=true
                                />
                                <Textarea
                                    name="text"
                                    id=format!("text-{id}")
                                    label=texts.text
                                    value=old_text
                                    error=wrong!(edit, "text", texts.text_wrong)
                                    rows=3
                                    maxlength=TEXT_MAX
                                    required=true
                                />
                                <Button size=ButtonSize::Small r#type="submit" busy=edit.pending()>{common().save}</Button>
                            </ActionForm>
                            <ActionForm action=delete>
                                <input type="hidden" name="id" value=id.to_string() />
                                <Button kind=ButtonKind::Danger size=ButtonSize::Small r#type="submit" busy=delete.pending()>
                                    <span aria-hidden="true">{texts.delete}</span>
                                    <span class="visually-hidden">{delete_said}</span>
                                </Button>
                            </ActionForm>
                        </details>
                    }
                })}
        </li>
    }
}
