//! The brake of a platform: a dialog says what it does.

use super::{api::PausePublishing, texts::IntegrationTexts};
use crate::{
    common::common,
    features::social::words::of_platform,
    outcome::{Refusal, Refused, when_done},
    texts::{fill, t},
    ui::{Button, ButtonKind, ButtonSize, Dialog, DialogActions, use_toasts},
};
use leptos::{either::Either, prelude::*};
use model::social::Platform;

/// The button that pauses, with its dialog, or the one that lets it go on.
#[component]
pub(super) fn Pause(
    /// The platform.
    platform: Platform,
    /// Whether it is paused.
    paused: bool,
    /// Counts what was done.
    done: RwSignal<u32>,
) -> impl IntoView {
    let (texts, toasts) = (t::<IntegrationTexts>(), use_toasts());
    let named = move |text: &str| fill(text, &[("platform", of_platform(platform))]);
    let action = ServerAction::<PausePublishing>::new();
    let asks = RwSignal::new(false);
    when_done(action, move |()| {
        toasts.show(named(if paused { texts.resumed_now } else { texts.paused_now }));
        asks.set(false);
        done.update(|done| *done += 1);
    });
    let refusal = Refusal::of(action, &[]);
    if paused {
        return Either::Left(view! {
            <Refused refusal />
            <ActionForm action>
                <Order platform paused=false />
                <Button
                    kind=ButtonKind::Primary
                    size=ButtonSize::Small
                    r#type="submit"
                    busy=action.pending()
                    attr:aria-label=named(texts.resume_of)
                >
                    {texts.resume}
                </Button>
            </ActionForm>
        });
    }
    Either::Right(view! {
        <Button size=ButtonSize::Small attr:aria-label=named(texts.pause_of) on:click=move |_| asks.set(true)>{texts.pause}</Button>
        <Dialog open=asks id=format!("pause-{}", platform.code()) title=texts.pause_title close=common().close>
            <ActionForm action attr:class="form">
                <Refused refusal />
                <Order platform paused=true />
                <p><strong>{named(texts.pause_which)}</strong></p>
                <p>{texts.pause_does}</p>
                <p>{texts.pause_back}</p>
                <DialogActions>
                    <Button kind=ButtonKind::Danger r#type="submit" busy=action.pending()>{texts.pause}</Button>
                    <Button on:click=move |_| asks.set(false)>{common().cancel}</Button>
                </DialogActions>
            </ActionForm>
        </Dialog>
    })
}

/// What the forms send.
#[component]
fn Order(platform: Platform, paused: bool) -> impl IntoView {
    view! {
        <input type="hidden" name="platform" value=platform.code() />
        <input type="hidden" name="paused" value=paused.to_string() />
    }
}
