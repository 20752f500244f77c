//! Which conversations are listed: kept in the address, so that a reload and the way back keep it.

use super::work_texts::WorkTexts;
use crate::{
    texts::t,
    ui::{Button, Field, Glyph, Select, TabLink, TabLinks},
};
use leptos::prelude::*;
use leptos_router::{components::Form, params::ParamsMap};
use model::crm::{Assigned, ConversationState, Filter, Shown, Sort};

/// The filter that an address asks for; what it says wrongly counts as not said.
pub(super) fn filter_of(params: &ParamsMap) -> Filter {
    let plain = Filter::default();
    Filter {
        state: params.get_str("state").and_then(ConversationState::from_code),
        assigned: params.get_str("assigned").and_then(Assigned::from_code).unwrap_or(plain.assigned),
        shown: params.get_str("show").and_then(Shown::from_code).unwrap_or(plain.shown),
        list: params.get_str("list").and_then(|id| id.parse().ok()),
        tag: params.get("tag").map(|tag| tag.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|tag| is_tag(tag)),
        sort: params.get_str("sort").and_then(Sort::from_code).unwrap_or(plain.sort),
    }
}

/// The longest tag, in characters.
const TAG_MAX: u32 = 40;

fn is_tag(tag: &str) -> bool {
    !tag.is_empty() && tag.chars().count() <= TAG_MAX as usize
}

/// The address of the list in a state, with the other filters as they are.
fn in_state(params: &ParamsMap, state: Option<ConversationState>) -> String {
    let mut params = params.clone();
    for gone in ["state", "cursor", "before", "waiting", "about"] {
        params.remove(gone);
    }
    if let Some(state) = state {
        params.insert("state", state.code().to_owned());
    }
    format!("/messages{}", params.to_query_string())
}

/// Tabs for the states, and a form for the rest. It works without JavaScript: it only asks for another address.
#[component]
pub(super) fn Which(
    /// What the address asks for.
    params: Memo<ParamsMap>,
    /// Lists that can be asked for: id and name.
    #[prop(into)]
    lists: Signal<Vec<(String, String)>>,
) -> impl IntoView {
    let texts = t::<WorkTexts>();
    let lists = Signal::derive(move || {
        let any = (String::new(), texts.list_all.to_owned());
        std::iter::once(any).chain(lists.get()).collect::<Vec<_>>()
    });
    let states = [
        (None, texts.all),
        (Some(ConversationState::Open), texts.open),
        (Some(ConversationState::Waiting), texts.waiting),
        (Some(ConversationState::Snoozed), texts.snoozed),
        (Some(ConversationState::Done), texts.done),
    ];
    let assigned = [(Assigned::All.code(), texts.who_all), (Assigned::Me.code(), texts.who_me), (Assigned::Nobody.code(), texts.who_nobody)];
    let shown = [(Shown::All.code(), texts.show_all), (Shown::Unread.code(), texts.show_unread), (Shown::Unanswered.code(), texts.show_unanswered)];
    let sorts = [(Sort::Last.code(), texts.sort_last), (Sort::Waiting.code(), texts.sort_waiting), (Sort::Spend.code(), texts.sort_spend)];
    let filter = Memo::new(move |_| params.with(filter_of));
    let state = Signal::derive(move || filter.get().state.map(|state| state.code().to_owned()));
    view! {
        <TabLinks label=texts.states>
            {states
                .map(|(state, text)| {
                    view! {
                        <TabLink
                            href=Signal::derive(move || params.with(|params| in_state(params, state)))
                            current=Signal::derive(move || filter.get().state == state)
                        >
                            {text}
                        </TabLink>
                    }
                })
                .collect_view()}
        </TabLinks>
        <Form method="GET" action="/messages" attr:class="which">
            {move || state.get().map(|state| view! { <input type="hidden" name="state" value=state /> })}
            <Select
                name="assigned"
                label=texts.who
                options=options(&assigned)
                value=Signal::derive(move || filter.get().assigned.code().to_owned())
                hide_label=true
            />
            <Select
                name="show"
                label=texts.show
                options=options(&shown)
                value=Signal::derive(move || filter.get().shown.code().to_owned())
                hide_label=true
            />
            <Select
                name="list"
                label=texts.list
                options=lists
                value=Signal::derive(move || filter.get().list.map(|list| list.to_string()).unwrap_or_default())
                hide_label=true
            />
            <Field
                name="tag"
                // A fan's new tag stands on the same page.
                id="which-tag"
                label=texts.tag
                placeholder=texts.tag
                value=filter.get_untracked().tag.unwrap_or_default()
                maxlength=TAG_MAX
                hide_label=true
            />
            <Select
                name="sort"
                label=texts.sort
                options=options(&sorts)
                value=Signal::derive(move || filter.get().sort.code().to_owned())
                hide_label=true
            />
            <Button r#type="submit" icon=Glyph::List>{texts.apply}</Button>
        </Form>
    }
}

fn options(list: &[(&'static str, &'static str)]) -> Vec<(String, String)> {
    list.iter().map(|(value, text)| ((*value).to_owned(), (*text).to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn params(pairs: &[(&'static str, &str)]) -> ParamsMap {
        pairs.iter().map(|(name, value)| (*name, (*value).to_owned())).collect()
    }

    #[test]
    fn an_address_says_which_and_what_it_says_wrongly_counts_as_not_said() {
        let asked = filter_of(&params(&[("state", "done"), ("assigned", "me"), ("show", "unanswered"), ("sort", "spend")]));
        let wanted =
            Filter { state: Some(ConversationState::Done), assigned: Assigned::Me, shown: Shown::Unanswered, sort: Sort::Spend, ..Filter::default() };
        assert_eq!(asked, wanted);
        let list = "0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11";
        let asked = filter_of(&params(&[("list", list), ("tag", " big  spender ")]));
        assert_eq!(asked, Filter { list: list.parse().ok(), tag: Some("big spender".to_owned()), ..Filter::default() });
        let long = "x".repeat(41);
        assert_eq!(filter_of(&params(&[("state", "lost"), ("sort", ""), ("list", ""), ("tag", &long)])), Filter::default());
    }

    #[test]
    fn another_state_keeps_the_filters_and_begins_at_the_first_page() {
        let here = params(&[("state", "open"), ("assigned", "me"), ("cursor", "5.x"), ("before", "7.y")]);
        assert_eq!(in_state(&here, Some(ConversationState::Done)), "/messages?assigned=me&state=done");
        assert_eq!(in_state(&here, None), "/messages?assigned=me");
    }
}
