//! The fields of a filter as what they mean, and back.

use super::asked::{Asked, put};
use crate::features::desk::campaigns::filled::{dollars, names};
use model::{
    ListId, Result,
    crm::{Segment, Who},
    error::{Check, Problem},
};

/// Which fans are meant: fields that cannot be read are noted at once.
pub(in crate::features::desk) fn segment(check: &mut Check, asked: &Asked) -> Segment {
    let mut note = |field: &str, problem: Option<Problem>| {
        if let Some(problem) = problem {
            check.wrong(field, problem);
        }
    };
    let mut cents = |field: &str, text: &str| {
        let read = dollars(text);
        note(field, (!text.trim().is_empty() && read.is_none()).then_some(Problem::UnknownValue));
        read
    };
    let (spent_from_cents, spent_to_cents) = (cents("spentFrom", &asked.spent_from), cents("spentTo", &asked.spent_to));
    let mut days = |field: &str, text: &str| {
        let read = text.trim().parse().ok();
        note(field, (!text.trim().is_empty() && read.is_none()).then_some(Problem::UnknownValue));
        read
    };
    let (seen_within_days, unseen_for_days) = (days("seenWithin", &asked.seen_within), days("unseenFor", &asked.unseen_for));
    let (new_within_days, renews_within_days) = (days("newWithin", &asked.new_within), days("renewsWithin", &asked.renews_within));
    let who = if asked.who.is_empty() { Some(Who::All) } else { Who::from_code(&asked.who) };
    note("who", who.is_none().then_some(Problem::UnknownValue));
    let mut ids = |field: &str, texts: &[String]| -> Vec<ListId> {
        let read: Option<Vec<ListId>> = texts.iter().map(|id| id.parse().ok()).collect();
        note(field, read.is_none().then_some(Problem::UnknownValue));
        read.unwrap_or_default()
    };
    let (lists, without_lists) = (ids("lists", &asked.lists), ids("withoutLists", &asked.without_lists));
    Segment {
        who: who.unwrap_or(Who::All),
        name: asked.search.split_whitespace().collect::<Vec<_>>().join(" "),
        spent_from_cents,
        spent_to_cents,
        seen_within_days,
        unseen_for_days,
        new_within_days,
        renews_within_days,
        tier: asked.tier.trim().to_owned(),
        tags: tags(&asked.tags),
        without_tags: tags(&asked.without_tags),
        lists,
        without_lists,
        without: names(&asked.without),
    }
}

/// The same where nothing else is read.
pub(in crate::features::desk) fn only_segment(asked: &Asked) -> Result<Segment> {
    let mut check = Check::new();
    let segment = segment(&mut check, asked);
    check.done().map(|()| segment)
}

/// Tags that stand between commas.
pub(in crate::features::desk) fn tags(text: &str) -> Vec<String> {
    text.split(',').map(|tag| tag.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|tag| !tag.is_empty()).collect()
}

/// A segment as the fields show it.
pub(in crate::features::desk) fn asked(segment: &Segment) -> Asked {
    let amount = |cents: Option<i64>| cents.map(|cents| format!("{}.{:02}", cents / 100, cents % 100)).unwrap_or_default();
    let days = |days: Option<u32>| days.map(|days| days.to_string()).unwrap_or_default();
    let ids = |lists: &[ListId]| lists.iter().map(ToString::to_string).collect();
    Asked {
        who: segment.who.code().to_owned(),
        search: segment.name.clone(),
        spent_from: amount(segment.spent_from_cents),
        spent_to: amount(segment.spent_to_cents),
        seen_within: days(segment.seen_within_days),
        unseen_for: days(segment.unseen_for_days),
        new_within: days(segment.new_within_days),
        renews_within: days(segment.renews_within_days),
        tier: segment.tier.clone(),
        tags: segment.tags.join(", "),
        without_tags: segment.without_tags.join(", "),
        lists: ids(&segment.lists),
        without_lists: ids(&segment.without_lists),
        without: segment.without.join("\n"),
    }
}

/// A segment as the REST API is asked for it, each part with a `&` before it.
pub(super) fn rest_query(segment: &Segment) -> String {
    let mut query = String::new();
    let mut text = |name: &str, value: &str| {
        if !value.is_empty() {
            put(&mut query, name, value);
        }
    };
    let ids = |lists: &[ListId]| lists.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
    let number = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
    let days = |days: Option<u32>| days.map(|days| days.to_string()).unwrap_or_default();
    text("subscription", segment.who.code());
    text("search", &segment.name);
    text("spentFromCents", &number(segment.spent_from_cents));
    text("spentToCents", &number(segment.spent_to_cents));
    text("seenWithinDays", &days(segment.seen_within_days));
    text("unseenForDays", &days(segment.unseen_for_days));
    text("newWithinDays", &days(segment.new_within_days));
    text("renewsWithinDays", &days(segment.renews_within_days));
    text("tier", &segment.tier);
    text("tags", &segment.tags.join(","));
    text("withoutTags", &segment.without_tags.join(","));
    text("lists", &ids(&segment.lists));
    text("withoutLists", &ids(&segment.without_lists));
    text("without", &segment.without.join(","));
    query
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_written_the_same_way() {
        let list: ListId = "0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11".parse().expect("an id");
        let segment = Segment {
            who: Who::Active,
            name: "lucy stone".to_owned(),
            spent_from_cents: Some(1_250),
            new_within_days: Some(14),
            tags: vec!["big spender".to_owned(), "vip".to_owned()],
            without_lists: vec![list],
            without: vec!["sam".to_owned()],
            ..Segment::default()
        };
        assert_eq!(only_segment(&asked(&segment)), Ok(segment.clone()));
        let query = rest_query(&segment);
        let wanted = "&subscription=active&search=lucy%20stone&spentFromCents=1250&newWithinDays=14&tags=big%20spender%2Cvip";
        assert_eq!(query, format!("{wanted}&withoutLists={list}&without=sam"));
        assert_eq!(only_segment(&Asked::default()), Ok(Segment::default()));
    }

    #[test]
    fn every_field_that_cannot_be_read_is_named() {
        let wrong = Asked {
            who: "z".to_owned(),
            spent_to: "x".to_owned(),
            renews_within: "soon".to_owned(),
            lists: vec!["1".to_owned()],
            ..Asked::default()
        };
        let error = only_segment(&wrong).expect_err("nothing of it can be read");
        let fields: Vec<&str> = error.fields.iter().map(|field| field.field.as_str()).collect();
        assert_eq!(fields, ["spentTo", "renewsWithin", "who", "lists"]);
    }
}
