//! What the screen says of saving: "Saved" only when the server has it on its disk.

use super::{
    bridge::{Closed, Sync},
    live::Live,
};
use crate::{
    browser,
    features::posts::texts::PostTexts,
    texts::t,
    ui::{Banner, Button, Glyph, Icon, Tone},
};
use leptos::prelude::*;

/// The state in words.
#[component]
pub(super) fn State(live: Live) -> impl IntoView {
    let texts = t::<PostTexts>();
    let now = move || {
        let writes = live.role.get().writes();
        match live.sync.get() {
            Sync::Connecting => ("connecting", Glyph::Cloud, texts.connecting),
            Sync::Saving => ("saving", Glyph::Cloud, texts.saving),
            Sync::Saved if writes => ("saved", Glyph::CloudCheck, texts.saved),
            Sync::Saved => ("saved", Glyph::Eye, texts.reading),
            Sync::Offline => ("offline", Glyph::CloudOff, texts.offline),
        }
    };
    view! {
        <p class="post__status" role="status" data-status=move || now().0>
            {move || view! { <Icon glyph=now().1 /> }}
            <span>{move || now().2}</span>
        </p>
    }
}

/// That people on other servers are heard late, while it is so.
#[component]
pub(super) fn Apart(live: Live) -> impl IntoView {
    let texts = t::<PostTexts>();
    let apart = move || !live.linked.get() && live.closed.get().is_none();
    view! {
        <div role="status" data-apart="">
            {move || apart().then(|| view! { <p class="post__apart">{texts.apart}</p> })}
        </div>
    }
}

/// Why the connection has ended, if it has for good.
#[component]
pub(super) fn Ended(live: Live) -> impl IntoView {
    let texts = t::<PostTexts>();
    let ended = move || {
        let text = match live.closed.get() {
            None if live.missing.get() => texts.no_editor,
            None => return None,
            Some(Closed::SignedOut) => texts.closed_signed_out,
            Some(Closed::NoAccess) => texts.closed_no_access,
            Some(Closed::Gone) => texts.closed_gone,
            Some(Closed::TooBig) => texts.closed_too_big,
            Some(Closed::Malformed) => texts.closed_malformed,
            Some(Closed::Outdated) => texts.closed_outdated,
        };
        Some(text)
    };
    view! {
        {move || {
            ended()
                .map(|text| {
                    view! {
                        <div class="post__ended" role="alert">
                            <Banner tone=Tone::Warning>
                                <span>{text}</span>
                                <Button on:click=|_| browser::reload()>{texts.reload}</Button>
                            </Banner>
                        </div>
                    }
                })
        }}
    }
}
