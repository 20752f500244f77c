//! The secret of a new token, shown this once.

use crate::{
    features::settings::texts::SettingsTexts,
    texts::t,
    ui::{Banner, Button, ButtonSize, Glyph, Tone, use_toasts},
};
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Puts the text on the clipboard. Browsers have none for pages without https, localhost excepted.
async fn copy(text: &str) -> Result<(), JsValue> {
    let navigator = js_sys::Reflect::get(&js_sys::global(), &"navigator".into())?;
    let clipboard = js_sys::Reflect::get(&navigator, &"clipboard".into())?;
    let write: js_sys::Function = js_sys::Reflect::get(&clipboard, &"writeText".into())?.dyn_into()?;
    let promise: js_sys::Promise = write.call1(&clipboard, &text.into())?.dyn_into()?;
    JsFuture::from(promise).await.map(drop)
}

/// The secret with a button that copies it.
#[component]
pub(super) fn Secret(
    /// What is shown.
    secret: String,
) -> impl IntoView {
    let texts = t::<SettingsTexts>();
    let toasts = use_toasts();
    let shown = secret.clone();
    let press = move |_| {
        let secret = secret.clone();
        spawn_local(async move {
            if copy(&secret).await.is_ok() {
                toasts.show(texts.token_copied);
            } else {
                toasts.fail(texts.token_copy_by_hand);
            }
        });
    };
    view! {
        <Banner tone=Tone::Success role="status">
            <p><strong>{texts.token_secret}</strong> " " {texts.token_made}</p>
            <div class="secret">
                <code>{shown}</code>
                <Button size=ButtonSize::Small icon=Glyph::Copy on:click=press>{texts.token_copy}</Button>
            </div>
        </Banner>
    }
}
