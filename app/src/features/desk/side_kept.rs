//! The lists that a fan is on, and what stands in the fields of a team's own.

use super::{
    fans::{
        one_api::{FillField, ListFan},
        texts::FanTexts,
    },
    side_rows::{FieldRow, Side},
};
use crate::{
    common::common,
    outcome::{Refusal, Refused, when_done},
    texts::{fill, t},
    ui::{Badge, Button, ButtonSize, Field, Tone},
};
use leptos::prelude::*;
use model::{FanId, ListId, crm::FieldKind, error::Problem};

/// All lists, each with a button that puts the fan on it or takes them off.
#[component]
pub(super) fn ListsOf(
    /// Who.
    fan: FanId,
    /// What is known, kept fresh.
    live: RwSignal<Side>,
    /// Counts what was done here.
    done: RwSignal<u32>,
) -> impl IntoView {
    let texts = t::<FanTexts>();
    let action = ServerAction::<ListFan>::new();
    when_done(action, move |()| done.update(|done| *done += 1));
    let lists = Memo::new(move |_| live.with(|side| side.lists.clone()));
    let row = move |(list, name, on): (ListId, String, bool)| {
        let said = fill(if on { texts.take_off } else { texts.put_on }, &[("name", &name)]);
        view! {
            <li>
                <ActionForm action>
                    <input type="hidden" name="id" value=fan.to_string() />
                    <input type="hidden" name="list" value=list.to_string() />
                    <input type="hidden" name="on" value=(!on).to_string() />
                    <Button size=ButtonSize::Small r#type="submit" busy=action.pending()>{said}</Button>
                    {on.then(|| view! { <Badge tone=Tone::Success>{texts.is_on}</Badge> })}
                </ActionForm>
            </li>
        }
    };
    view! {
        {move || {
            (!lists.with(Vec::is_empty)).then(|| view! { <h3>{texts.side_lists}</h3> })
        }}
        <Refused refusal=Refusal::of(action, &[]) />
        <ul class="side__lists" aria-label=texts.side_lists hidden=move || lists.with(Vec::is_empty)>
            <For each=move || lists.get() key=Clone::clone let(one)>
                {row(one)}
            </For>
        </ul>
    }
}

/// All fields, each with a form of its own.
#[component]
pub(super) fn FieldsOf(
    /// Who.
    fan: FanId,
    /// What is known, kept fresh.
    live: RwSignal<Side>,
    /// Counts what was done here.
    done: RwSignal<u32>,
) -> impl IntoView {
    let texts = t::<FanTexts>();
    let fields = Memo::new(move |_| live.with(|side| side.fields.clone()));
    view! {
        {move || {
            (!fields.with(Vec::is_empty)).then(|| view! { <h3>{texts.side_fields}</h3> })
        }}
        <For each=move || fields.get() key=Clone::clone let(field)>
            <OneField fan field done />
        </For>
    }
}

#[component]
fn OneField(fan: FanId, field: FieldRow, done: RwSignal<u32>) -> impl IntoView {
    let texts = t::<FanTexts>();
    let FieldRow { id, name, kind, value } = field;
    let action = ServerAction::<FillField>::new();
    when_done(action, move |()| done.update(|done| *done += 1));
    let refusal = Refusal::of(action, &[]);
    let own = match kind {
        FieldKind::Text => None,
        FieldKind::Number => Some(texts.value_wrong_number),
        FieldKind::Date => Some(texts.value_wrong_date),
    };
    let wrong = Signal::derive(move || {
        let odd = action.value().with(|value| {
            let error = value.as_ref().and_then(|value| value.as_ref().err());
            error.is_some_and(|failure| failure.error.fields.iter().any(|one| one.problem == Problem::UnknownValue))
        });
        own.filter(|_| odd).map(str::to_owned).or_else(|| refusal.field("value").get())
    });
    let (shape, mode) = match kind {
        FieldKind::Text => ("text", "text"),
        FieldKind::Number => ("text", "decimal"),
        FieldKind::Date => ("date", "text"),
    };
    view! {
        <ActionForm action attr:class="side__form">
            <Refused refusal />
            <input type="hidden" name="id" value=fan.to_string() />
            <input type="hidden" name="field" value=id.to_string() />
            <Field name="value" id=format!("field-{id}") r#type=shape label=name value error=wrong inputmode=mode maxlength=200 />
            <Button size=ButtonSize::Small r#type="submit" busy=action.pending()>{common().save}</Button>
        </ActionForm>
    }
}
