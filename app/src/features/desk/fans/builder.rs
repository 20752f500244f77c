//! The fields that say which fans: the same where fans are listed and where a campaign is written. What they find is counted
//! at once.

use super::{asked::Asked, count::Counted, texts::FanTexts};
use crate::{
    common::field_error,
    texts::t,
    ui::{Field, Select, Textarea},
};
use leptos::prelude::*;
use model::{Error, crm::Who, error::Problem};

/// The name that a field is sent by.
fn named(prefix: &str, name: &str) -> String {
    match (prefix.is_empty(), name.strip_suffix("[]")) {
        (true, _) => name.to_owned(),
        (false, Some(name)) => format!("{prefix}[{name}][]"),
        (false, None) => format!("{prefix}[{name}]"),
    }
}

/// What is wrong with a field, in words of its own where it has some.
fn wrong(error: Signal<Option<Error>>, field: &'static str, own: Option<&'static str>) -> Signal<Option<String>> {
    let texts = t::<FanTexts>();
    Signal::derive(move || {
        error.with(|error| {
            let problem = error.as_ref()?.fields.iter().find(|one| one.field == field)?.problem;
            match (problem, own) {
                (Problem::TooSmall, Some(_)) if field == "spentTo" => Some(texts.order_wrong.to_owned()),
                (Problem::UnknownValue | Problem::TooSmall | Problem::TooGreat, Some(own)) => Some(own.to_owned()),
                _ => field_error(error.as_ref(), field),
            }
        })
    })
}

/// Fans by their subscription.
pub(in crate::features::desk) fn of_who(texts: &FanTexts, who: Who) -> &'static str {
    match who {
        Who::All => texts.all,
        Who::Active => texts.active,
        Who::Expired => texts.expired,
    }
}

/// The fields.
#[component]
pub(in crate::features::desk) fn Builder(
    /// What comes before their names: `filled[segment]`, or nothing in an address.
    prefix: &'static str,
    /// What comes before their ids.
    ids: &'static str,
    /// What stands in them at first.
    asked: Asked,
    /// Lists that can be chosen: id and name.
    lists: Vec<(String, String)>,
    /// What was wrong with them.
    #[prop(into)]
    error: Signal<Option<Error>>,
    /// The field of the form that says the account.
    account: &'static str,
) -> impl IntoView {
    let texts = t::<FanTexts>();
    let kinds: Vec<(String, String)> = Who::ALL.iter().map(|who| (who.code().to_owned(), of_who(texts, *who).to_owned())).collect();
    let who = if asked.who.is_empty() { Who::All.code().to_owned() } else { asked.who.clone() };
    // Closed until something in it is used, or wrong.
    let rest = Asked { who: String::new(), search: String::new(), spent_from: String::new(), seen_within: String::new(), ..asked.clone() };
    let (used, wrong_inside) = (!rest.is_everybody(), move || error.with(Option::is_some));
    let text = move |name: &'static str, label: &'static str, value: String, field: &'static str, own: Option<&'static str>, mode: &'static str| {
        view! {
            <Field name=named(prefix, name) id=format!("{ids}-{}", name.replace('_', "-")) label value error=wrong(error, field, own) inputmode=mode />
        }
    };
    let (money, days, marks) = (Some(texts.amount_wrong), Some(texts.days_wrong), Some(texts.marks_wrong));
    view! {
        <p class="field__hint">{texts.empty_hint}</p>
        <Select name=named(prefix, "who") id=format!("{ids}-who") label=texts.who options=kinds value=who error=wrong(error, "who", None) />
        <Field
            name=named(prefix, "search")
            id=format!("{ids}-search")
            label=texts.search
            hint=texts.search_hint
            value=asked.search
            error=wrong(error, "search", None)
            maxlength=100
        />
        {text("spent_from", texts.spent_from, asked.spent_from, "spentFrom", money, "decimal")}
        {text("seen_within", texts.seen_within, asked.seen_within, "seenWithin", days, "numeric")}
        <details class="builder__more" open=move || used || wrong_inside()>
            <summary>{texts.more}</summary>
            <div class="builder__fields">
                {text("spent_to", texts.spent_to, asked.spent_to, "spentTo", money, "decimal")}
                {text("unseen_for", texts.unseen_for, asked.unseen_for, "unseenFor", days, "numeric")}
                {text("new_within", texts.new_within, asked.new_within, "newWithin", days, "numeric")}
                {text("renews_within", texts.renews_within, asked.renews_within, "renewsWithin", days, "numeric")}
                <Field
                    name=named(prefix, "tags")
                    id=format!("{ids}-tags")
                    label=texts.tags
                    hint=texts.tags_hint
                    value=asked.tags
                    error=wrong(error, "tags", marks)
                />
                <Field
                    name=named(prefix, "without_tags")
                    id=format!("{ids}-without-tags")
                    label=texts.without_tags
                    hint=texts.tags_hint
                    value=asked.without_tags
                    error=wrong(error, "withoutTags", marks)
                />
                <Lists prefix name="lists[]" label=texts.lists lists=lists.clone() chosen=asked.lists error=wrong(error, "lists", Some(texts.list_wrong)) />
                <Lists
                    prefix
                    name="without_lists[]"
                    label=texts.without_lists
                    lists
                    chosen=asked.without_lists
                    error=wrong(error, "withoutLists", Some(texts.list_wrong))
                />
                <Field
                    name=named(prefix, "tier")
                    id=format!("{ids}-tier")
                    label=texts.tier
                    hint=texts.tier_hint
                    value=asked.tier
                    error=wrong(error, "tier", None)
                    maxlength=50
                />
                <Textarea
                    name=named(prefix, "without")
                    id=format!("{ids}-without")
                    label=texts.without
                    hint=texts.without_hint
                    value=asked.without
                    error=wrong(error, "without", Some(texts.without_hint))
                    rows=2
                />
            </div>
        </details>
        <Counted prefix account />
    }
}

/// Boxes for lists; nothing where there is none.
#[component]
fn Lists(
    prefix: &'static str,
    name: &'static str,
    label: &'static str,
    lists: Vec<(String, String)>,
    chosen: Vec<String>,
    error: Signal<Option<String>>,
) -> impl IntoView {
    (!lists.is_empty()).then(|| {
        view! {
            <fieldset class="builder__lists">
                <legend class="field__label">{label}</legend>
                {lists
                    .into_iter()
                    .map(|(id, called)| {
                        let checked = chosen.contains(&id);
                        view! {
                            <label class="checkbox__label">
                                <input class="checkbox__box" type="checkbox" name=named(prefix, name) value=id checked=checked />
                                <span>{called}</span>
                            </label>
                        }
                    })
                    .collect_view()}
                {move || error.get().map(|error| view! { <p class="field__error">{error}</p> })}
            </fieldset>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn fields_have_the_names_of_an_address_or_of_a_form() {
        assert_eq!((named("", "who").as_str(), named("", "lists[]").as_str()), ("who", "lists[]"));
        assert_eq!((named("filled[segment]", "who").as_str(), named("f[s]", "lists[]").as_str()), ("filled[segment][who]", "f[s][lists][]"));
    }
}
