//! The form that asks for fans: it leads to another address, so that a reload and the way back keep it.

use super::{asked::Asked, builder::Builder, texts::FanTexts};
use crate::{
    texts::t,
    ui::{Button, ButtonKind, Glyph, Select},
};
use leptos::prelude::*;
use leptos_router::components::Form;
use model::{CreatorId, Error, crm::FanSort};

/// The form. It works without JavaScript.
#[component]
pub(super) fn Filters(
    /// The account whose fans are listed.
    account: CreatorId,
    /// What is asked for.
    asked: Asked,
    /// In which order.
    sort: FanSort,
    /// Lists that can be chosen.
    lists: Vec<(String, String)>,
    /// What cannot be asked so.
    error: Option<Error>,
) -> impl IntoView {
    let texts = t::<FanTexts>();
    let open = error.is_some() || !asked.is_everybody();
    let sorts = [(FanSort::Spend, texts.by_spend), (FanSort::Seen, texts.by_seen), (FanSort::Joined, texts.by_joined)];
    let sorts: Vec<(String, String)> = sorts.iter().map(|(sort, text)| (sort.code().to_owned(), (*text).to_owned())).collect();
    view! {
        <details class="fans__filters" open=open>
            <summary>{texts.filter}</summary>
            <Form method="GET" action="/fans" attr:class="form builder">
                <input type="hidden" name="account" value=account.to_string() />
                <Builder prefix="" ids="fans" asked lists error=Signal::stored(error) account="account" />
                <Select name="sort" id="fans-sort" label=texts.sort options=sorts value=sort.code().to_owned() />
                <div class="form__actions">
                    <Button kind=ButtonKind::Primary r#type="submit" icon=Glyph::Search>{texts.apply}</Button>
                    <a class="button button--ghost" href=format!("/fans?account={account}")>{texts.everybody}</a>
                </div>
            </Form>
        </details>
    }
}
