//! What can be done with a publication: one form each, which work without scripts.

use super::{
    api::{CancelPublication, RetryPublication, SettlePublication},
    rows::PublicationRow,
    texts::PublicationTexts,
};
use crate::{
    features::social::words::of_platform,
    outcome::{Refusal, Refused, when_done},
    texts::{fill, t},
    ui::{Button, ButtonKind, ButtonSize, LinkButton, use_toasts},
};
use leptos::{prelude::*, server_fn::ServerFn};
use model::{PublicationId, social::PublicationState};

/// The actions of a page.
#[derive(Clone, Copy)]
pub(super) struct Steering {
    retry: ServerAction<RetryPublication>,
    cancel: ServerAction<CancelPublication>,
    settle: ServerAction<SettlePublication>,
}

impl Steering {
    /// Counts what was done.
    pub fn new(done: RwSignal<u32>) -> Self {
        let (texts, toasts) = (t::<PublicationTexts>(), use_toasts());
        let said = move |text: &'static str| {
            move |()| {
                done.update(|done| *done += 1);
                toasts.show(text);
            }
        };
        let steering = Self { retry: ServerAction::new(), cancel: ServerAction::new(), settle: ServerAction::new() };
        when_done(steering.retry, said(texts.retried));
        when_done(steering.cancel, said(texts.cancelled_now));
        when_done(steering.settle, said(texts.settled));
        steering
    }

    /// Why the last of them was refused.
    pub fn refused(self) -> impl IntoView {
        view! {
            <Refused refusal=Refusal::of(self.retry, &[]) />
            <Refused refusal=Refusal::of(self.cancel, &[]) />
            <Refused refusal=Refusal::of(self.settle, &[]) />
        }
    }
}

/// The buttons.
#[component]
pub(super) fn Steer(
    /// The publication.
    row: PublicationRow,
    /// The actions.
    steering: Steering,
) -> impl IntoView {
    let texts = t::<PublicationTexts>();
    let PublicationRow { id, acts, platform, .. } = row;
    let what = format!("{}, {}", of_platform(platform), if row.words.is_empty() { row.account } else { row.words });
    let name = |text: &str| fill(text, &[("what", &what)]);
    let [retry_of, is_public_of, is_not_of, cancel_of] = [texts.retry_of, texts.is_public_of, texts.is_not_of, texts.cancel_of].map(name);
    let edits = format!("/publications/{id}/edit");
    let (mend, mend_of) = if row.state == PublicationState::Failed { (texts.mend, texts.mend_of) } else { (texts.change, texts.change_of) };
    let mend_of = name(mend_of);
    let see = row.url.map(|url| {
        let label = fill(texts.see_of, &[("platform", of_platform(platform))]);
        view! {
            <a class="button button--secondary button--small" href=url rel="external noopener" target="_blank" aria-label=label>
                {texts.see}
            </a>
        }
    });
    view! {
        <div class="publication__acts">
            {acts.retry.then(|| {
                let busy = busy(steering.retry, move |input| input.id == id);
                view! {
                    <ActionForm action=steering.retry>
                        <input type="hidden" name="id" value=id.to_string() />
                        <Button size=ButtonSize::Small r#type="submit" busy attr:aria-label=retry_of>{texts.retry}</Button>
                    </ActionForm>
                }
            })}
            {(acts.retry || acts.change).then(|| {
                view! { <LinkButton href=edits size=ButtonSize::Small attr:aria-label=mend_of>{mend}</LinkButton> }
            })}
            {acts.settle.then(|| {
                view! {
                    <Say id steering public=true text=texts.is_public label=is_public_of />
                    <Say id steering public=false text=texts.is_not label=is_not_of />
                }
            })}
            {acts.cancel.then(|| {
                let busy = busy(steering.cancel, move |input| input.id == id);
                view! {
                    <ActionForm action=steering.cancel>
                        <input type="hidden" name="id" value=id.to_string() />
                        <Button kind=ButtonKind::Ghost size=ButtonSize::Small r#type="submit" busy attr:aria-label=cancel_of>
                            {texts.cancel}
                        </Button>
                    </ActionForm>
                }
            })}
            {see}
        </div>
    }
}

/// A button that says whether it is public.
#[component]
fn Say(id: PublicationId, steering: Steering, public: bool, text: &'static str, label: String) -> impl IntoView {
    let busy = busy(steering.settle, move |input| input.id == id && input.public == public);
    view! {
        <ActionForm action=steering.settle>
            <input type="hidden" name="id" value=id.to_string() />
            <input type="hidden" name="public" value=public.to_string() />
            <Button size=ButtonSize::Small r#type="submit" busy attr:aria-label=label>{text}</Button>
        </ActionForm>
    }
}

/// Whether an action is at work on this very publication.
fn busy<S>(action: ServerAction<S>, mine: impl Fn(&S) -> bool + Send + Sync + 'static) -> Signal<bool>
where
    S: ServerFn + Clone + Send + Sync + 'static,
    S::Output: Send + Sync + 'static,
    S::Error: Send + Sync + 'static,
{
    let input = action.input();
    Signal::derive(move || action.pending().get() && input.with(|input| input.as_ref().is_some_and(&mine)))
}
