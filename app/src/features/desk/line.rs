//! A message in a chat, with its state and what can be done about it.

use super::{
    api::{CancelMessage, EditMessage, RetryMessage, SettleMessage},
    composer::TEXT_MAX,
    rows::Line,
    state::of_message,
    texts::DeskTexts,
    write_texts::WriteTexts,
};
use crate::{
    common::common,
    texts::{fill, plural, t},
    ui::{Badge, Button, ButtonSize, Field, Textarea, Tone},
    visitor::use_visitor,
};
use leptos::prelude::*;
use model::{OutgoingId, crm::SendState};

/// What can be done about messages of ours.
#[derive(Clone, Copy)]
pub(super) struct Acts {
    pub cancel: ServerAction<CancelMessage>,
    pub edit: ServerAction<EditMessage>,
    pub retry: ServerAction<RetryMessage>,
    pub settle: ServerAction<SettleMessage>,
}

/// A message.
#[component]
pub(super) fn LineView(
    /// It.
    line: Line,
    /// With whom the chat is.
    name: String,
    /// What can be done.
    acts: Acts,
) -> impl IntoView {
    let (texts, language) = (t::<DeskTexts>(), use_visitor().get_untracked_language());
    let Line { mine, text, price, media, tip, opened, when, author, automation, state, why, outgoing, later, .. } = line;
    let who = match (mine, author) {
        (false, _) => fill(texts.they, &[("name", &name)]),
        (true, Some(author)) => fill(texts.colleague, &[("name", &author)]),
        (true, None) => texts.we.to_owned(),
    };
    let (write, scheduled) = (t::<WriteTexts>(), later.is_some());
    let words = text.clone();
    // What was sent elsewhere has no state of its own; that it was read is known all the same.
    let state = state.or((mine && opened).then_some(SendState::Read));
    let price = price.map(|money| {
        let (tone, said) = if opened { (Tone::Success, texts.bought) } else { (Tone::Neutral, texts.for_sale) };
        view! { <Badge tone>{fill(said, &[("money", &money)])}</Badge> }
    });
    view! {
        <li class="chat-line" class:chat-line--mine=mine>
            <span class="visually-hidden">{who}</span>
            {(!text.is_empty()).then(|| view! { <p class="chat-line__text">{text}</p> })}
            {(media > 0).then(|| view! { <p class="chat-line__media">{plural(language, media, texts.media_one, texts.media_many)}</p> })}
            <p class="chat-line__foot">
                {automation.map(|name| view! { <Badge>{fill(write.automatic, &[("name", &name)])}</Badge> })}
                {tip.then(|| view! { <Badge tone=Tone::Success>{texts.tip}</Badge> })}
                {price}
                {state
                    .map(|state| {
                        let (tone, said) = of_message(texts, state);
                        view! { <Badge tone>{if scheduled { write.scheduled } else { said }}</Badge> }
                    })}
                <time datetime=when.iso>{when.text}</time>
            </p>
            {why.map(|why| view! { <p class="chat-line__why">{why}</p> })}
            {state.zip(outgoing).map(|(state, id)| view! { <Ways state id words later acts /> })}
        </li>
    }
}

/// What can be done about a message in this state.
#[component]
fn Ways(state: SendState, id: OutgoingId, words: String, later: Option<String>, acts: Acts) -> impl IntoView {
    let texts = t::<DeskTexts>();
    let which = move || view! { <input type="hidden" name="id" value=id.to_string() /> };
    let cancels = matches!(state, SendState::Queued | SendState::Failed);
    view! {
        {(state == SendState::Unconfirmed).then(|| view! { <p class="chat-line__why">{texts.unconfirmed_hint}</p> })}
        {(state == SendState::Queued).then(|| view! { <Edit id words later action=acts.edit /> })}
        <div class="chat-line__ways">
            {(state == SendState::Failed)
                .then(|| {
                    view! {
                        <ActionForm action=acts.retry>
                            {which()} <Button size=ButtonSize::Small r#type="submit" busy=acts.retry.pending()>{texts.retry}</Button>
                        </ActionForm>
                    }
                })}
            {cancels
                .then(|| {
                    view! {
                        <ActionForm action=acts.cancel>
                            {which()} <Button size=ButtonSize::Small r#type="submit" busy=acts.cancel.pending()>{texts.cancel}</Button>
                        </ActionForm>
                    }
                })}
            {(state == SendState::Unconfirmed)
                .then(|| {
                    [(true, texts.arrived), (false, texts.not_arrived)]
                        .map(|(arrived, said)| {
                            view! {
                                <ActionForm action=acts.settle>
                                    {which()} <input type="hidden" name="arrived" value=arrived.to_string() />
                                    <Button size=ButtonSize::Small r#type="submit" busy=acts.settle.pending()>{said}</Button>
                                </ActionForm>
                            }
                        })
                        .collect_view()
                })}
        </div>
    }
}

/// The form to change a message that waits, behind a line.
#[component]
fn Edit(id: OutgoingId, words: String, later: Option<String>, action: ServerAction<EditMessage>) -> impl IntoView {
    let texts = t::<WriteTexts>();
    view! {
        <details class="chat-line__edit">
            <summary>{texts.edit}</summary>
            <ActionForm action attr:class="chat__later">
                <input type="hidden" name="id" value=id.to_string() />
                <Textarea name="text" id=format!("edit-{id}") label=texts.words value=words rows=3 maxlength=TEXT_MAX required=true />
                <Field
                    name="later"
                    id=format!("later-{id}")
                    r#type="datetime-local"
                    label=texts.when
                    hint=texts.when_empty
                    value=later.unwrap_or_default()
                />
                <Button size=ButtonSize::Small r#type="submit" busy=action.pending()>{common().save}</Button>
            </ActionForm>
        </details>
    }
}
