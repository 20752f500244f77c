//! Many fans changed at once.

use super::{api::ChangeFans, asked::Asked, texts::FanTexts};
use crate::{
    common::sentence,
    features::desk::side::wrong_tag,
    outcome::when_done,
    texts::{fill, t},
    ui::{Banner, Button, Field, Select, Tone, use_toasts},
};
use leptos::prelude::*;
use model::error::Problem;

/// What is to be done, and with whom: part of the form that has the boxes of the fans.
#[component]
pub(super) fn BulkFields(
    /// Changes them.
    action: ServerAction<ChangeFans>,
    /// What was asked for.
    asked: Asked,
    /// How many are found.
    #[prop(into)]
    count: Signal<u32>,
    /// Lists of the account.
    lists: Vec<(String, String)>,
    /// Counts what was done here.
    done: RwSignal<u32>,
) -> impl IntoView {
    let (texts, toasts) = (t::<FanTexts>(), use_toasts());
    when_done(action, move |(matched, changed)| {
        toasts.show(fill(texts.changed, &[("changed", &changed.to_string()), ("matched", &matched.to_string())]));
        done.update(|done| *done += 1);
    });
    let refused = move || {
        action.value().with(|value| {
            let error = &value.as_ref()?.as_ref().err()?.error;
            Some(match error.fields.first().map(|one| (one.field.as_str(), one.problem)) {
                Some(("fans", _)) => texts.nobody_chosen.to_owned(),
                Some(("list", Problem::UnknownValue)) => texts.no_list.to_owned(),
                Some(("tag", _)) => return None,
                _ => sentence(error),
            })
        })
    };
    let pairs = |all: &[(&str, String)]| all.iter().map(|(code, text)| ((*code).to_owned(), text.clone())).collect::<Vec<_>>();
    let which = Signal::derive(move || {
        let all = fill(texts.all_found, &[("n", &count.get().to_string())]);
        vec![("these".to_owned(), texts.these.to_owned()), ("all".to_owned(), all)]
    });
    let mut acts = vec![("tag", texts.do_tag.to_owned()), ("untag", texts.do_untag.to_owned())];
    if !lists.is_empty() {
        acts.extend([("list", texts.do_list.to_owned()), ("unlist", texts.do_unlist.to_owned())]);
    }
    let act = RwSignal::new("tag".to_owned());
    let with_list = !lists.is_empty();
    view! {
        <fieldset class="fans__bulk">
            <legend>{texts.change_title}</legend>
            {move || refused().map(|text| view! { <Banner tone=Tone::Danger role="alert">{text}</Banner> })}
            <input type="hidden" name="found" value=serde_json::to_string(&asked).unwrap_or_default() />
            <div class="fans__bulk-fields">
                <Select
                    name="which"
                    id="bulk-which"
                    label=texts.which
                    options=which
                    value="these".to_owned()
                />
                <Select name="act" id="bulk-act" label=texts.act options=pairs(&acts) value=act on_change=move |chosen| act.set(chosen) />
                <Field
                    name="tag"
                    id="bulk-tag"
                    label=texts.tag
                    error=wrong_tag(action)
                    maxlength=40
                    autocomplete="off"
                />
                {with_list.then(|| view! { <Select name="list" id="bulk-list" label=texts.list options=lists /> })}
                <Button r#type="submit" busy=action.pending()>{texts.change}</Button>
            </div>
        </fieldset>
    }
}
