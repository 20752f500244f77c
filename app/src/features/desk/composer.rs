//! The field in which one writes to a fan.

use super::{api::WriteMessage, texts::DeskTexts};
use crate::{
    outcome::{Refusal, Refused, when_done},
    texts::{fill, t},
    ui::{Banner, Button, ButtonKind, Textarea, Tone},
};
use leptos::{either::Either, ev, prelude::*, wasm_bindgen::JsCast, web_sys::HtmlFormElement};
use model::ConversationId;

/// The longest text, in characters.
const TEXT_MAX: u32 = 5_000;

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
    /// Counts what was done here.
    done: RwSignal<u32>,
) -> impl IntoView {
    let texts = t::<DeskTexts>();
    if !can_send {
        let said = match reason {
            Some(reason) => fill(texts.cannot, &[("reason", &reason)]),
            None => texts.cannot_plain.to_owned(),
        };
        return Either::Left(view! { <Banner tone=Tone::Warning>{said}</Banner> });
    }
    let write = ServerAction::<WriteMessage>::new();
    let failed = write.value().with_untracked(|value| value.as_ref().and_then(|value| value.as_ref().err().map(|failure| failure.kept("text"))));
    let text = RwSignal::new(failed.unwrap_or_default());
    // A name for the words in the field: when an answer is lost and they are sent once more, they are still one message.
    let key = RwSignal::new(String::new());
    Effect::new(move |_| {
        text.track();
        key.set(new_key());
    });
    when_done(write, move |()| {
        text.set(String::new());
        done.update(|done| *done += 1);
    });
    let refusal = Refusal::of(write, &[]);
    let send_by_key = move |event: ev::KeyboardEvent| {
        let sends = event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) && !write.pending().get_untracked();
        let form = event.current_target().and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
        if let Some(form) = form.filter(|_| sends) {
            event.prevent_default();
            // Refused only for a button that is not the form's, and none is given.
            let _ = form.request_submit();
        }
    };
    Either::Right(view! {
        <ActionForm action=write attr:class="chat__composer" on:keydown=send_by_key>
            <Refused refusal />
            <input type="hidden" name="id" value=id.to_string() />
            <input type="hidden" name="key" prop:value=key value="" />
            <Textarea
                name="text"
                label=fill(texts.write, &[("name", &name)])
                hint=texts.write_hint
                bind=text
                error=refusal.field("text")
                rows=3
                maxlength=TEXT_MAX
                required=true
            />
            <Button kind=ButtonKind::Primary r#type="submit" busy=write.pending()>{texts.send}</Button>
        </ActionForm>
    })
}

/// A name that nobody else gives.
fn new_key() -> String {
    let part = || (js_sys::Math::random() * 2_f64.powi(52)) as u64;
    format!("tab-{:013x}{:013x}", part(), part())
}
