//! The secret of a new token, shown this once.

use crate::{
    browser,
    features::settings::texts::SettingsTexts,
    texts::t,
    ui::{Banner, Button, ButtonSize, Glyph, Tone, use_toasts},
};
use leptos::{prelude::*, task::spawn_local};

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
            if browser::copy(&secret).await.is_ok() {
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
