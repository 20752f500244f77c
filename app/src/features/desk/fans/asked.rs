//! Which fans are asked for, as it stands in the fields of a form and in an address.

use leptos_router::params::ParamsMap;
use serde::{Deserialize, Serialize};
use std::fmt::Write;

/// What stands in the fields; what is empty does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// all, active or expired.
    pub who: String,
    /// Words of names.
    pub search: String,
    /// Dollars.
    pub spent_from: String,
    /// Dollars.
    pub spent_to: String,
    /// Days.
    pub seen_within: String,
    /// Days.
    pub unseen_for: String,
    /// Days.
    pub new_within: String,
    /// Days.
    pub renews_within: String,
    /// The tier of an imported file.
    pub tier: String,
    /// Tags, between commas.
    pub tags: String,
    /// Tags, between commas.
    pub without_tags: String,
    /// Ids of lists.
    pub lists: Vec<String>,
    /// Ids of lists.
    pub without_lists: Vec<String>,
    /// User names, between commas or on lines.
    pub without: String,
}

/// The names of all fields that hold one text.
const TEXTS: [&str; 12] = [
    "who",
    "search",
    "spent_from",
    "spent_to",
    "seen_within",
    "unseen_for",
    "new_within",
    "renews_within",
    "tier",
    "tags",
    "without_tags",
    "without",
];
/// The names of those that hold several.
const LISTS: [&str; 2] = ["lists", "without_lists"];

impl Asked {
    fn text(&mut self, name: &str) -> &mut String {
        match name {
            "who" => &mut self.who,
            "search" => &mut self.search,
            "spent_from" => &mut self.spent_from,
            "spent_to" => &mut self.spent_to,
            "seen_within" => &mut self.seen_within,
            "unseen_for" => &mut self.unseen_for,
            "new_within" => &mut self.new_within,
            "renews_within" => &mut self.renews_within,
            "tier" => &mut self.tier,
            "tags" => &mut self.tags,
            "without_tags" => &mut self.without_tags,
            _ => &mut self.without,
        }
    }

    fn list(&mut self, name: &str) -> &mut Vec<String> {
        if name == "lists" { &mut self.lists } else { &mut self.without_lists }
    }

    /// Out of whatever holds fields by name.
    pub fn from_fields(one: impl Fn(&str) -> Option<String>, all: impl Fn(&str) -> Vec<String>) -> Self {
        let mut asked = Self::default();
        for name in TEXTS {
            *asked.text(name) = one(name).unwrap_or_default();
        }
        for name in LISTS {
            *asked.list(name) = all(&format!("{name}[]"));
        }
        asked
    }

    /// What an address asks for.
    pub fn of(params: &ParamsMap) -> Self {
        Self::from_fields(|name| params.get(name), |name| params.get_all(name).unwrap_or_default())
    }

    /// The same as the end of an address, each part with a `&` before it.
    pub fn query(&self) -> String {
        let (mut asked, mut query) = (self.clone(), String::new());
        for name in TEXTS {
            let text = asked.text(name);
            let plain = text.is_empty() || (name == "who" && text == "all");
            if !plain {
                put(&mut query, name, text);
            }
        }
        for name in LISTS {
            asked.list(name).iter().for_each(|id| put(&mut query, &format!("{name}[]"), id));
        }
        query
    }

    /// Whether nothing is asked for: all are meant.
    pub fn is_everybody(&self) -> bool {
        self.query().is_empty()
    }
}

/// `&name=value`, with what an address cannot hold as it is written in percents.
pub(super) fn put(query: &mut String, name: &str, value: &str) {
    query.push('&');
    for (at, text) in [name, value].into_iter().enumerate() {
        if at == 1 {
            query.push('=');
        }
        for byte in text.bytes() {
            if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
                query.push(char::from(byte));
            } else {
                write!(query, "%{byte:02X}").expect("a text takes whatever is written");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_stands_in_the_address() {
        let asked =
            Asked { who: "active".to_owned(), search: "Zoé & co".to_owned(), lists: vec!["a".to_owned(), "b".to_owned()], ..Asked::default() };
        assert_eq!(asked.query(), "&who=active&search=Zo%C3%A9%20%26%20co&lists%5B%5D=a&lists%5B%5D=b");
        assert!(Asked { who: "all".to_owned(), ..Asked::default() }.is_everybody() && !asked.is_everybody());
        let mut params = ParamsMap::new();
        params.insert("who", "active".to_owned());
        params.insert("search", "Zoé & co".to_owned());
        params.insert("lists[]", "a".to_owned());
        params.insert("lists[]", "b".to_owned());
        assert_eq!(Asked::of(&params), asked);
    }
}
