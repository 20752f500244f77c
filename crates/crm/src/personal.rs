//! A text made a fan's own: `{first_name}`, or `{first_name|dear}` with what stands there for those who have no name.

use crate::{TEXT_MAX, store::segments::Receiver};
use model::error::{Check, Problem};

/// The place that is filled.
const FIRST_NAME: &str = "first_name";

/// The longest first name that is put in, in characters.
const NAME_MAX: usize = 50;

/// A place in a text: where it begins and ends, its name, and what stands there otherwise.
struct Spot<'a> {
    from: usize,
    to: usize,
    name: &'a str,
    otherwise: Option<&'a str>,
}

/// The next place from a position on. Braces around anything else are just braces.
fn next(text: &str, mut from: usize) -> Option<Spot<'_>> {
    loop {
        from += text[from..].find('{')?;
        let end = from + text[from..].find('}')?;
        let (name, otherwise) = match text[from + 1..end].split_once('|') {
            Some((name, otherwise)) => (name, Some(otherwise)),
            None => (&text[from + 1..end], None),
        };
        if !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_') {
            return Some(Spot { from, to: end + 1, name, otherwise });
        }
        from += 1;
    }
}

fn with(text: &str, value: impl Fn(&Spot<'_>) -> String) -> String {
    let (mut filled, mut at) = (String::with_capacity(text.len()), 0);
    while let Some(spot) = next(text, at) {
        filled.push_str(&text[at..spot.from]);
        filled.push_str(&value(&spot));
        at = spot.to;
    }
    filled.push_str(&text[at..]);
    filled
}

/// The text for a fan. Places that are not known stay as they are.
pub(crate) fn fill(text: &str, fan: &Receiver) -> String {
    let first: String = fan.name.split_whitespace().next().unwrap_or_default().chars().take(NAME_MAX).collect();
    with(text, |spot| {
        if spot.name != FIRST_NAME {
            return text[spot.from..spot.to].to_owned();
        }
        let called = if first.is_empty() { spot.otherwise.unwrap_or(&fan.username) } else { &first };
        called.chars().take(NAME_MAX.max(spot.otherwise.map_or(0, str::len))).collect()
    })
}

/// A text that is to be filled for every fan, and must be there where `needed`.
pub(crate) fn check(check: &mut Check, text: &str, needed: bool) {
    let text = text.trim();
    check.length("text", text, u32::from(needed), TEXT_MAX);
    if text.contains('\0') || !is_known(text) {
        check.wrong("text", Problem::UnknownValue);
    } else if longest(text) > TEXT_MAX as usize && text.chars().count() <= TEXT_MAX as usize {
        check.wrong("text", Problem::TooLong);
    }
}

/// Whether all places are known ones: a slip would be read by every fan.
fn is_known(text: &str) -> bool {
    let mut at = 0;
    while let Some(spot) = next(text, at) {
        if spot.name != FIRST_NAME {
            return false;
        }
        at = spot.to;
    }
    true
}

/// How long the text can become, in characters.
fn longest(text: &str) -> usize {
    with(text, |spot| "x".repeat(NAME_MAX.max(spot.otherwise.map_or(0, |text| text.chars().count())))).chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fan(name: &str) -> Receiver {
        Receiver { id: String::new(), name: name.to_owned(), username: "lucy7".to_owned(), gateway_id: "1".to_owned() }
    }

    #[test]
    fn everybody_is_called_by_their_first_name_or_what_stands_for_it() {
        let text = "Hi {first_name}, {first_name|dear}! {} {A} {x";
        assert_eq!(fill(text, &fan("Lucy Stone")), "Hi Lucy, Lucy! {} {A} {x");
        assert_eq!(fill(text, &fan("")), "Hi lucy7, dear! {} {A} {x");
        // What somebody else means by braces is theirs.
        assert_eq!(fill("{other} {first_name}", &fan("Lucy")), "{other} Lucy");
        // A name is text and nothing more.
        assert_eq!(fill("{first_name}", &fan("{first_name}")), "{first_name}");
    }

    #[test]
    fn a_slip_is_no_place_for_a_name() {
        assert!(is_known("{first_name} {} {A B} }{") && !is_known("Hi {frist_name}") && !is_known("{first_name} {name}"));
        assert_eq!((longest("ab"), longest("{first_name}!")), (2, 51));
    }
}
