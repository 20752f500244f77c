//! Mentions: `@[Ana](0190d7b4-…)` in a comment's text. Who that is now, by the id; the name in the text is only
//! for those who read it as it was written.
//!
//! `@[leo@example.org](invite)` mentions somebody who has no access and invites them.

use model::{UserId, accounts::Person};

/// Mentions of a comment that count.
const MENTIONS_MAX: usize = 50;
/// Stands in the place of an id where an address is invited.
const INVITE: &str = "invite";
/// Stand around a mention while the text is made into HTML; nothing that people write contains them.
const OPEN: char = '\u{f0000}';
const CLOSE: char = '\u{f0001}';

/// A part of a text.
#[derive(Debug, PartialEq, Eq)]
enum Part<'a> {
    Text(&'a str),
    /// Who, and the name that was written.
    Mention(UserId, &'a str),
    /// An address that is invited.
    Invited(&'a str),
}

fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let (mut from, mut look) = (0, 0);
    while let Some(at) = text[look..].find("@[").map(|at| look + at) {
        look = at + 2;
        if let Some((mention, end)) = mention(text, at) {
            parts.push(Part::Text(&text[from..at]));
            parts.push(mention);
            (from, look) = (end, end);
        }
    }
    parts.push(Part::Text(&text[from..]));
    parts
}

/// The mention that begins here, and where it ends.
fn mention(text: &str, at: usize) -> Option<(Part<'_>, usize)> {
    let name = &text[at + 2..];
    let (name, rest) = name.split_once("](")?;
    if name.len() > 400 || name.contains(['\n', '[', ']']) {
        return None;
    }
    let (who, _) = rest.split_once(')')?;
    let end = text.len() - rest.len() + who.len() + 1;
    let part = match who {
        INVITE if name.contains('@') => Part::Invited(name),
        INVITE => return None,
        _ => Part::Mention(who.parse().ok()?, name),
    };
    Some((part, end))
}

/// The text as people say it: a mention is an at sign and the name that was written.
pub fn said(text: &str) -> String {
    parts(text)
        .iter()
        .map(|part| match part {
            Part::Text(text) => (*text).to_owned(),
            Part::Mention(_, name) | Part::Invited(name) => format!("@{name}"),
        })
        .collect()
}

/// Who is mentioned, each once, in order.
pub fn mentioned(text: &str) -> Vec<UserId> {
    let mut people = Vec::new();
    for part in parts(text) {
        if let Part::Mention(who, _) = part
            && !people.contains(&who)
            && people.len() < MENTIONS_MAX
        {
            people.push(who);
        }
    }
    people
}

/// The addresses that are invited, each once, in order.
pub fn invited(text: &str) -> Vec<String> {
    let mut addresses = Vec::new();
    for part in parts(text) {
        if let Part::Invited(address) = part
            && !addresses.iter().any(|one| one == address)
        {
            addresses.push(address.to_owned());
        }
    }
    addresses
}

/// The text as safe HTML; `people` are those whose mention counts.
pub(crate) fn html(text: &str, people: &[Person]) -> String {
    let text = text.replace([OPEN, CLOSE], "");
    let mut markdown = String::with_capacity(text.len());
    for part in parts(&text) {
        match part {
            Part::Text(text) => markdown.push_str(text),
            Part::Mention(who, name) => match people.iter().position(|person| person.id == who) {
                Some(at) => markdown.push_str(&format!("{OPEN}{at}{CLOSE}")),
                None => markdown.push_str(name),
            },
            Part::Invited(address) => markdown.push_str(&format!("@{address}")),
        }
    }
    let mut html = document::html_of_markdown(&markdown);
    for (at, person) in people.iter().enumerate() {
        let mention = format!("<span class=\"mention\">@{}</span>", escaped(&person.name));
        html = html.replace(&format!("{OPEN}{at}{CLOSE}"), &mention);
    }
    html
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANA: &str = "0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11";

    fn ana() -> Person {
        Person { id: ANA.parse().unwrap(), name: "Ana <b>".to_owned(), color: 0, picture: None }
    }

    #[test]
    fn a_mention_is_said_with_its_name() {
        let id = ana().id;
        assert_eq!(said(&format!("Hi @[Ana]({id}), and @[nobody](x)")), "Hi @Ana, and @[nobody](x)");
    }

    #[test]
    fn a_mention_is_an_at_sign_a_name_and_an_id() {
        let text = format!("Hi @[Ana]({ANA}), @[Ana]({ANA}) @[x](y) @[ @[a](b @{ANA}");
        assert_eq!(mentioned(&text), [ana().id]);
        assert_eq!(mentioned("@[]("), []);
    }

    #[test]
    fn an_address_is_invited_once_and_shown_as_it_was_written() {
        let text = "@[leo@example.org](invite), @[leo@example.org](invite), @[Leo](invite)";
        assert_eq!(invited(text), ["leo@example.org"]);
        assert_eq!(said(text), "@leo@example.org, @leo@example.org, @[Leo](invite)");
        assert_eq!(mentioned(text), []);
        assert!(html("@[leo@example.org](invite)", &[]).contains("@leo@example.org"));
    }

    #[test]
    fn a_mention_shows_the_name_of_now_if_it_counts() {
        let text = format!("**Hi** @[Boss]({ANA})!");
        assert_eq!(html(&text, &[ana()]), "<p><strong>Hi</strong> <span class=\"mention\">@Ana &lt;b&gt;</span>!</p>");
        assert_eq!(html(&text, &[]), "<p><strong>Hi</strong> Boss!</p>");
    }

    #[test]
    fn nothing_that_is_written_becomes_markup_of_its_own() {
        assert_eq!(html("<img src=x onerror=y> \u{f0000}0\u{f0001} [x](javascript:y)", &[ana()]), "<p>&lt;img src=x onerror=y&gt; 0 x</p>");
    }
}
