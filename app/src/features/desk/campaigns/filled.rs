//! The form's fields as what they mean, and back.

use super::rows::Filled;
use crate::features::desk::fans::read;
use crm::NewCampaign;
use model::{
    CreatorId, Error, Result,
    crm::Campaign,
    error::{Check, Problem},
};

/// What is to be written down: fields that cannot be read are named at once.
pub(super) fn read(filled: &Filled, creator: CreatorId, zone: &str) -> Result<NewCampaign> {
    let mut check = Check::new();
    let mut note = |field: &str, problem: Option<Problem>| {
        if let Some(problem) = problem {
            check.wrong(field, problem);
        }
    };
    let price = dollars(&filled.price);
    note("priceCents", (!filled.price.trim().is_empty() && price.is_none()).then_some(Problem::UnknownValue));
    let at = filled.at.trim();
    let starts_at = (!at.is_empty()).then(|| crm::local_time(at, zone)).transpose();
    note("scheduledAt", starts_at.is_err().then_some(Problem::UnknownValue));
    let segment = read::segment(&mut check, &filled.segment);
    check.done()?;
    Ok(NewCampaign {
        creator,
        name: filled.name.clone(),
        text: filled.text.replace("\r\n", "\n"),
        media: names(&filled.media),
        price_cents: price.unwrap_or(0),
        segment,
        starts_at: starts_at?,
    })
}

/// A draft as the form shows it.
pub(super) fn write(draft: &Campaign, zone: &str) -> Filled {
    let amount = |cents: Option<i64>| cents.map(|cents| format!("{}.{:02}", cents / 100, cents % 100)).unwrap_or_default();
    Filled {
        account: draft.creator.to_string(),
        name: draft.name.clone(),
        text: draft.text.clone(),
        media: draft.media.join("\n"),
        price: amount((draft.price_cents > 0).then_some(draft.price_cents)),
        segment: draft.segment.as_ref().map(read::asked).unwrap_or_default(),
        at: draft.starts_at.map(|at| crm::as_local(at, zone)).unwrap_or_default(),
    }
}

/// Words that stand between spaces, commas or on lines of their own.
pub(in crate::features::desk) fn names(text: &str) -> Vec<String> {
    text.split(|c: char| c == ',' || c.is_whitespace()).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// Dollars as cents: `12`, `12.5`, `12,50`, `$12`.
pub(in crate::features::desk) fn dollars(text: &str) -> Option<i64> {
    let text = text.trim().trim_start_matches('$').replace(',', ".");
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    if whole.is_empty() || whole.len() > 9 || part.len() > 2 || !whole.bytes().chain(part.bytes()).all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some(whole.parse::<i64>().ok()? * 100 + format!("{part:0<2}").parse::<i64>().ok()?)
}

/// The account whose id stands in the form.
pub(super) fn account(filled: &Filled) -> Result<CreatorId> {
    filled.account.parse().map_err(|_| Error::field("account", Problem::Required))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::desk::fans::asked::Asked;

    #[test]
    fn dollars_are_read_in_both_languages() {
        for (text, cents) in [("12", Some(1200)), ("12,5", Some(1250)), ("$0.05", Some(5)), ("", None), ("12.505", None), ("a", None), ("-1", None)] {
            assert_eq!(dollars(text), cents, "{text}");
        }
    }

    #[test]
    fn every_field_that_cannot_be_read_is_named() {
        let segment = Asked { seen_within: "y".to_owned(), who: "z".to_owned(), ..Asked::default() };
        let filled = Filled { price: "x".to_owned(), segment, at: "soon".to_owned(), ..Filled::default() };
        let creator: CreatorId = "0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11".parse().expect("an id");
        let error = read(&filled, creator, "UTC").expect_err("nothing of it can be read");
        let fields: Vec<&str> = error.fields.iter().map(|field| field.field.as_str()).collect();
        assert_eq!(fields, ["priceCents", "scheduledAt", "seenWithin", "who"]);
        let good = Filled {
            price: "3".to_owned(),
            segment: Asked { without: "a, @b\nc".to_owned(), ..Asked::default() },
            at: "2126-07-14T08:00".to_owned(),
            ..Filled::default()
        };
        let new = read(&good, creator, "Europe/Paris").expect("all of it can be read");
        assert_eq!((new.price_cents, new.segment.without.len()), (300, 3));
        assert_eq!(crm::as_local(new.starts_at.expect("a time"), "Europe/Paris"), good.at);
    }
}
