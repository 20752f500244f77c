//! A fan made one with another entry, or deleted.

use super::{
    one_api::{DeleteFan, MergeFans},
    rows::FanView,
    texts::FanTexts,
};
use crate::{
    common::common,
    outcome::{Refusal, Refused, when_done},
    texts::{fill, t},
    ui::{Button, ButtonKind, Checkbox, Dialog, DialogActions, Field, use_toasts},
};
use leptos::prelude::*;
use model::{FanId, error::Problem};

/// The forms for both.
#[component]
pub(super) fn Danger(
    /// Who.
    fan: FanId,
    /// The fan, kept fresh.
    live: RwSignal<FanView>,
    /// Counts what was done here.
    done: RwSignal<u32>,
) -> impl IntoView {
    view! {
        <Merge fan live done />
        <Delete fan />
    }
}

#[component]
fn Merge(fan: FanId, live: RwSignal<FanView>, done: RwSignal<u32>) -> impl IntoView {
    let (texts, toasts) = (t::<FanTexts>(), use_toasts());
    let merge = ServerAction::<MergeFans>::new();
    let entry = RwSignal::new(String::new());
    when_done(merge, move |()| {
        entry.set(String::new());
        toasts.show(texts.merged);
        done.update(|done| *done += 1);
    });
    let refusal = Refusal::of(merge, &[]);
    let wrong = Signal::derive(move || {
        let unknown = merge.value().with(|value| {
            let error = value.as_ref().and_then(|value| value.as_ref().err());
            error.is_some_and(|failure| failure.error.fields.iter().any(|one| one.problem == Problem::UnknownValue))
        });
        if unknown { Some(texts.merge_wrong.to_owned()) } else { refusal.field("entry").get() }
    });
    let likely = Memo::new(move |_| live.with(|view| view.doubles.join(", ")));
    view! {
        <section class="fan__merge">
            <h2>{texts.merge_title}</h2>
            <p>{texts.merge_hint}</p>
            {move || (!likely.with(String::is_empty)).then(|| view! { <p>{fill(texts.merge_likely, &[("names", &likely.get())])}</p> })}
            <ActionForm action=merge attr:class="form">
                <Refused refusal />
                <input type="hidden" name="id" value=fan.to_string() />
                <Field name="entry" id="merge-entry" label=texts.merge_which bind=entry error=wrong maxlength=100 autocomplete="off" required=true />
                <Button r#type="submit" busy=merge.pending()>{texts.merge}</Button>
            </ActionForm>
        </section>
    }
}

#[component]
fn Delete(fan: FanId) -> impl IntoView {
    let texts = t::<FanTexts>();
    let delete = ServerAction::<DeleteFan>::new();
    let refusal = Refusal::of(delete, &[]);
    let asks = RwSignal::new(false);
    view! {
        <section class="fan__delete">
            <Button kind=ButtonKind::Danger on:click=move |_| asks.set(true)>{texts.delete}</Button>
        </section>
        <Dialog open=asks id="delete-fan" title=texts.delete_title close=common().close>
            <ActionForm action=delete attr:class="form">
                <Refused refusal />
                <input type="hidden" name="id" value=fan.to_string() />
                <p>{texts.delete_takes}</p>
                <p>{texts.delete_back}</p>
                <Checkbox name="erase" label=texts.erase />
                <DialogActions>
                    <Button kind=ButtonKind::Danger r#type="submit" busy=delete.pending()>{texts.delete}</Button>
                    <Button on:click=move |_| asks.set(false)>{common().cancel}</Button>
                </DialogActions>
            </ActionForm>
        </Dialog>
    }
}
