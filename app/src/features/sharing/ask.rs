//! For somebody without access: the same whether or not there is such a post.

use super::{api::AskAccess, texts::SharingTexts};
use crate::{
    outcome::{Refusal, Refused},
    texts::t,
    ui::{Banner, Button, ButtonKind, Textarea, Tone},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::{ContentId, sharing::MESSAGE_MAX};

/// The form that asks the owner.
#[component]
pub fn AskForAccess(
    /// What the address names.
    id: ContentId,
) -> impl IntoView {
    let texts = t::<SharingTexts>();
    let action = ServerAction::<AskAccess>::new();
    let refusal = Refusal::of(action, &[]);
    let value = action.value();
    let query = use_query_map();
    // The address says it where the form was sent before the page woke up.
    let asked = move || value.with(|value| matches!(value, Some(Ok(())))) || query.with(|query| query.get_str("asked").is_some());
    view! {
        <section class="ask" aria-label=texts.ask>
            <Show
                when=move || !asked()
                fallback=move || view! { <div role="status"><Banner tone=Tone::Success>{texts.asked}</Banner></div> }
            >
                <p class="soft">{texts.ask_lead}</p>
                <ActionForm action attr:class="form">
                    <input type="hidden" name="id" value=id.to_string() />
                    <Refused refusal />
                    <Textarea name="message" label=texts.ask_message error=refusal.field("message") rows=2 maxlength=MESSAGE_MAX />
                    <Button kind=ButtonKind::Primary r#type="submit" busy=action.pending()>{texts.ask}</Button>
                </ActionForm>
            </Show>
        </section>
    }
}
