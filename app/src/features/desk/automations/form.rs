//! The form of an automatic message. It works without scripts.

use super::{api::SaveAutomation, list::of_trigger, rows::AutomationFilled, texts::AutomationTexts};
use crate::{
    common::field_error,
    outcome::{Refusal, Refused},
    texts::t,
    ui::{Button, ButtonKind, Checkbox, Field, Select, Textarea, focus_first_error},
};
use leptos::{either::Either, html, prelude::*};
use model::{AutomationId, CreatorId, crm::Trigger, error::Problem};

/// The fields.
#[component]
pub(super) fn Fields(
    /// For which account it can be.
    accounts: Vec<(CreatorId, String)>,
    /// The one that is changed.
    id: Option<AutomationId>,
    /// What stands in the fields.
    filled: AutomationFilled,
    /// Lists that can be left out.
    lists: Vec<(String, String)>,
) -> impl IntoView {
    let texts = t::<AutomationTexts>();
    let save = ServerAction::<SaveAutomation>::new();
    let (element, refusal) = (NodeRef::<html::Form>::new(), Refusal::of(save, &[]));
    focus_first_error(element, move || refusal.any());
    let wrong = move |field: &'static str, own: Option<&'static str>| {
        Signal::derive(move || {
            save.value().with(|value| {
                let error = &value.as_ref()?.as_ref().err()?.error;
                let problem = error.fields.iter().find(|one| one.field == field)?.problem;
                let odd = !matches!(problem, Problem::TooLong | Problem::Taken) && (field != "text" || problem == Problem::UnknownValue);
                own.filter(|_| odd).map(str::to_owned).or_else(|| field_error(Some(error), field))
            })
        })
    };
    let kept = move |field: &str, otherwise: String| {
        let kept = save.value().with_untracked(|value| value.as_ref().and_then(|value| value.as_ref().err().map(|failure| failure.kept(field))));
        kept.filter(|text| !text.is_empty()).unwrap_or(otherwise)
    };
    let triggers: Vec<(String, String)> = Trigger::ALL.iter().map(|one| (one.code().to_owned(), of_trigger(texts, *one).to_owned())).collect();
    let options: Vec<(String, String)> = accounts.iter().map(|(id, name)| (id.to_string(), name.clone())).collect();
    let several = options.len() > 1 && id.is_none();
    let AutomationFilled { account, name, trigger, text, media, price, delay_from, delay_to, quiet_from, quiet_to, .. } = filled.clone();
    let trigger = if trigger.is_empty() { Trigger::New.code().to_owned() } else { trigger };
    view! {
        <ActionForm action=save node_ref=element attr:class="form campaign-form automation-form">
            <Refused refusal />
            <input type="hidden" name="id" value=id.map(|id| id.to_string()).unwrap_or_default() />
            {if several {
                Either::Left(view! { <Select name="filled[account]" id="automation-account" label=texts.account options=options value=account /> })
            } else {
                Either::Right(view! { <input type="hidden" name="filled[account]" value=account /> })
            }}
            <Field
                name="filled[name]"
                id="automation-name"
                label=texts.name
                hint=texts.name_hint
                value=kept("name", name)
                error=wrong("name", None)
                maxlength=60
                required=true
            />
            <Select
                name="filled[trigger]"
                id="automation-trigger"
                label=texts.trigger
                options=triggers
                value=trigger
                error=wrong("trigger", None)
            />
            <Textarea
                name="filled[text]"
                id="automation-text"
                label=texts.text
                hint=texts.text_hint
                value=kept("text", text)
                error=wrong("text", Some(texts.text_wrong))
                maxlength=5000
            />
            <Textarea
                name="filled[media]"
                id="automation-media"
                label=texts.media
                hint=texts.media_hint
                value=media
                error=wrong("media", Some(texts.media_wrong))
                rows=2
            />
            <Field
                name="filled[price]"
                id="automation-price"
                label=texts.price
                value=price
                error=wrong("priceCents", Some(texts.price_wrong))
                inputmode="decimal"
            />
            <div class="automation-form__pair">
                <Field
                    name="filled[delay_from]"
                    id="automation-delay-from"
                    label=texts.delay_from
                    hint=texts.delay_hint
                    value=delay_from
                    error=wrong("delayFrom", Some(texts.delay_wrong))
                    inputmode="numeric"
                />
                <Field
                    name="filled[delay_to]"
                    id="automation-delay-to"
                    label=texts.delay_to
                    value=delay_to
                    error=wrong("delayTo", Some(texts.delay_wrong))
                    inputmode="numeric"
                />
            </div>
            <div class="automation-form__pair">
                <Field
                    name="filled[quiet_from]"
                    id="automation-quiet-from"
                    r#type="time"
                    label=texts.quiet_from
                    hint=texts.quiet_hint
                    value=quiet_from
                    error=wrong("quiet", Some(texts.quiet_wrong))
                />
                <Field name="filled[quiet_to]" id="automation-quiet-to" r#type="time" label=texts.quiet_to value=quiet_to />
            </div>
            <Stops filled lists wrong_again=wrong("againDays", Some(texts.again_wrong)) wrong_lists=wrong("withoutLists", Some(texts.lists_wrong)) />
            <p class="field__hint">{texts.keeps}</p>
            <Button kind=ButtonKind::Primary r#type="submit" busy=save.pending()>{texts.save}</Button>
        </ActionForm>
    }
}

/// What stops it.
#[component]
fn Stops(
    filled: AutomationFilled,
    lists: Vec<(String, String)>,
    wrong_again: Signal<Option<String>>,
    wrong_lists: Signal<Option<String>>,
) -> impl IntoView {
    let texts = t::<AutomationTexts>();
    let AutomationFilled { unless_fan_wrote, unless_team_wrote, again_days, without_tags, without_lists, .. } = filled;
    view! {
        <Checkbox name="filled[unless_fan_wrote]" label=texts.unless_fan checked=unless_fan_wrote />
        <Checkbox name="filled[unless_team_wrote]" label=texts.unless_team checked=unless_team_wrote />
        <Field
            name="filled[again_days]"
            id="automation-again"
            label=texts.again
            hint=texts.again_hint
            value=again_days
            error=wrong_again
            inputmode="numeric"
        />
        <Field name="filled[without_tags]" id="automation-tags" label=texts.without_tags hint=texts.tags_hint value=without_tags />
        {(!lists.is_empty())
            .then(|| {
                let one = |(id, name): (String, String)| {
                    let checked = without_lists.contains(&id);
                    view! {
                        <label class="checkbox__label">
                            <input class="checkbox__box" type="checkbox" name="filled[without_lists][]" value=id checked=checked />
                            <span>{name}</span>
                        </label>
                    }
                };
                view! {
                    <fieldset class="builder__lists">
                        <legend class="field__label">{texts.without_lists}</legend>
                        {lists.into_iter().map(one).collect_view()}
                        {move || wrong_lists.get().map(|text| view! { <p class="field__error">{text}</p> })}
                    </fieldset>
                }
            })}
    }
}
