//! The text of a mail. Only addresses of this site become links: a mail may quote what strangers typed.

use leptos::{either::Either, prelude::*};

/// A piece of a line.
#[derive(Debug, PartialEq, Eq)]
enum Piece<'a> {
    Text(&'a str),
    Link(&'a str),
}

/// Whether an address is one of this site. What merely begins alike (`https://site.example.evil`) is not.
fn is_ours(address: &str, site: &str) -> bool {
    let scheme = site.starts_with("http://") || site.starts_with("https://");
    let rest = address.strip_prefix(site);
    scheme && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?', '#']))
}

/// Splits a text into plain pieces and links to this site. Nothing is left out.
fn pieces<'a>(text: &'a str, site: &str) -> Vec<Piece<'a>> {
    let mut all = Vec::new();
    let mut plain = 0;
    let mut at = 0;
    while let Some(found) = text[at..].find("http") {
        let start = at + found;
        let rest = &text[start..];
        let word = rest.split(char::is_whitespace).next().unwrap_or(rest);
        // The end of a sentence is no part of an address.
        let address = word.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '>', '"', '\'', '»', '’']);
        if is_ours(address, site) {
            if plain < start {
                all.push(Piece::Text(&text[plain..start]));
            }
            all.push(Piece::Link(address));
            plain = start + address.len();
            at = plain;
        } else {
            at = start + "http".len();
        }
    }
    if plain < text.len() {
        all.push(Piece::Text(&text[plain..]));
    }
    all
}

/// The text with its line breaks, and links to this site.
#[component]
pub(super) fn Body(
    /// The mail's text.
    text: String,
    /// This site's address, without a slash at the end.
    site: String,
) -> impl IntoView {
    let pieces = pieces(&text, &site)
        .into_iter()
        .map(|piece| match piece {
            Piece::Text(text) => Either::Left(text.to_owned()),
            // A page load: such links change who one is or what is confirmed.
            Piece::Link(address) => Either::Right(view! { <a href=address.to_owned() rel="external noreferrer">{address.to_owned()}</a> }),
        })
        .collect_view();
    view! { <pre class="mail__text">{pieces}</pre> }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SITE: &str = "https://site.example";

    #[test]
    fn an_address_of_this_site_is_a_link_without_the_end_of_its_sentence() {
        assert_eq!(
            pieces("Open https://site.example/verify?secret=1.\nBye", SITE),
            [Piece::Text("Open "), Piece::Link("https://site.example/verify?secret=1"), Piece::Text(".\nBye")]
        );
    }

    #[test]
    fn addresses_elsewhere_are_only_text() {
        for text in [
            "https://evil.example/",
            "https://site.example.evil/",
            "https://site.example@evil.example/",
            "http://site.example/",
            "javascript:alert(1)//https:",
        ] {
            assert_eq!(pieces(text, SITE), [Piece::Text(text)], "{text}");
        }
    }

    #[test]
    fn a_site_that_is_no_web_address_makes_no_links() {
        assert_eq!(pieces("httpx://a/", "httpx://a"), [Piece::Text("httpx://a/")]);
    }

    #[test]
    fn nothing_is_left_out() {
        let text = "é http https://site.example https://site.example/a, http://é x";
        let joined: String = pieces(text, SITE)
            .into_iter()
            .map(|piece| match piece {
                Piece::Text(text) | Piece::Link(text) => text,
            })
            .collect();
        assert_eq!(joined, text);
    }
}
