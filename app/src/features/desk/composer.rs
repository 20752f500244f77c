//! The field in which one writes to a fan.

use super::{
    api::{WriteMessage, answer_conversation},
    replies::pick::{Picker, Picks},
    texts::DeskTexts,
    vault::{Sale, SaleFields},
    write_texts::WriteTexts,
};
use crate::{
    drafts,
    outcome::{Refusal, Refused, when_done},
    texts::{fill, t},
    ui::{Banner, Button, ButtonKind, Field, Textarea, Tone},
    visitor::use_visitor,
};
use leptos::{either::Either, ev, prelude::*, task::spawn_local, wasm_bindgen::JsCast, web_sys::HtmlFormElement};
use model::{ConversationId, Language};

/// The longest text, in characters.
pub(super) const TEXT_MAX: u32 = 5_000;

/// Id of the field.
const FIELD: &str = "field-text";

/// How often colleagues are told that one writes, in milliseconds.
const SAY_EVERY: f64 = 3_000.0;

/// The field and its button. Ctrl or ⌘ with Enter sends.
#[component]
pub(super) fn Composer(
    /// Where it goes.
    id: ConversationId,
    /// To whom.
    name: String,
    /// Whether the gateway lets us write.
    can_send: bool,
    /// Why not.
    reason: Option<String>,
    /// IANA name of the account's time zone.
    zone: String,
    /// Counts what was done here.
    done: RwSignal<u32>,
) -> impl IntoView {
    let (texts, write_texts) = (t::<DeskTexts>(), t::<WriteTexts>());
    let language = use_visitor().get_untracked_language();
    if !can_send {
        let said = match reason {
            Some(reason) => fill(texts.cannot, &[("reason", &reason)]),
            None => texts.cannot_plain.to_owned(),
        };
        return Either::Left(view! { <Banner tone=Tone::Warning>{said}</Banner> });
    }
    let write = ServerAction::<WriteMessage>::new();
    let failed = |field: &str| {
        let kept = write.value().with_untracked(|value| value.as_ref().and_then(|value| value.as_ref().err().map(|failure| failure.kept(field))));
        kept.unwrap_or_default()
    };
    let text = RwSignal::new(failed("text"));
    let later = RwSignal::new(failed("later"));
    let sale = Sale::new(failed("price"));
    keep_draft(id, text);
    let picker = Picker::new(id, text);
    // A name for the words in the field: when an answer is lost and they are sent once more, they are still one message.
    let key = RwSignal::new(String::new());
    Effect::new(move |_| {
        text.track();
        sale.track();
        key.set(new_key());
    });
    when_done(write, move |()| {
        text.set(String::new());
        later.set(String::new());
        sale.clear();
        done.update(|done| *done += 1);
    });
    let refusal = Refusal::of(write, &[]);
    let value = write.value();
    let error = Signal::derive(move || value.with(|value| value.as_ref()?.as_ref().err().map(|failure| failure.error.clone())));
    let said_at = RwSignal::new(0.0);
    let say_so = move || {
        let now = js_sys::Date::now();
        if now - said_at.get_untracked() > SAY_EVERY {
            said_at.set(now);
            // Nobody waits for it: the next letters say it again.
            spawn_local(async move { drop(answer_conversation(id).await) });
        }
    };
    let send_by_key = move |event: ev::KeyboardEvent| {
        if picker.key(&event) {
            return;
        }
        let sends = event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) && !write.pending().get_untracked();
        let form = event.current_target().and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
        if let Some(form) = form.filter(|_| sends) {
            event.prevent_default();
            // Refused only for a button that is not the form's, and none is given.
            let _ = form.request_submit();
        }
    };
    Either::Right(view! {
        <ActionForm action=write attr:class="chat__composer" on:keydown=send_by_key on:input=move |event| {
            picker.hear(&event);
            say_so();
        }>
            <Refused refusal />
            <input type="hidden" name="id" value=id.to_string() />
            <input type="hidden" name="key" prop:value=key value="" />
            <Textarea
                name="text"
                id=FIELD
                label=fill(texts.write, &[("name", &name)])
                hint=texts.write_hint
                bind=text
                error=refusal.field("text")
                rows=3
                maxlength=TEXT_MAX
            />
            <Picks picker field=FIELD />
            <p class="chat__count">
                {move || fill(write_texts.count, &[("n", &thousands(text.with(|text| text.chars().count()), language))])}
            </p>
            <SaleFields id sale error />
            <details class="chat__more" open=later.with_untracked(|later| !later.is_empty())>
                <summary>{write_texts.later}</summary>
                <Field
                    name="later"
                    r#type="datetime-local"
                    label=write_texts.when
                    hint=fill(write_texts.zone, &[("zone", &zone)])
                    bind=later
                    error=refusal.field("scheduledAt")
                />
            </details>
            <Button kind=ButtonKind::Primary r#type="submit" busy=write.pending()>{texts.send}</Button>
        </ActionForm>
    })
}

/// Keeps what is written and not sent, for this person in this browser.
fn keep_draft(id: ConversationId, text: RwSignal<String>) {
    let Some(me) = use_visitor().with(|visitor| visitor.user.as_ref().map(|user| user.id)) else { return };
    let place = format!("message {id}");
    Effect::new(move |before: Option<()>| {
        let said = text.get();
        if before.is_some() {
            drafts::keep(me, &place, &said);
            return;
        }
        let place = place.clone();
        // After the field has told what was typed before the page woke up: that wins.
        request_animation_frame(move || {
            if text.try_with_untracked(String::is_empty) == Some(true)
                && let Some(kept) = drafts::kept(me, &place)
            {
                text.set(kept);
            }
        });
    });
}

/// A number up to some thousands as a language writes it.
fn thousands(number: usize, language: Language) -> String {
    let separator = if language == Language::Fr { "\u{202f}" } else { "," };
    if number < 1_000 { number.to_string() } else { format!("{}{separator}{:03}", number / 1_000, number % 1_000) }
}

/// A name that nobody else gives.
fn new_key() -> String {
    let part = || (js_sys::Math::random() * 2_f64.powi(52)) as u64;
    format!("tab-{:013x}{:013x}", part(), part())
}
