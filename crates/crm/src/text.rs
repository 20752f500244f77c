//! Text out of the gateway's HTML. The HTML itself is never kept or shown.

/// Plain text of a message: tags away, line breaks kept, entities read, no NUL (PostgreSQL refuses it).
pub(crate) fn plain(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with('<') {
            let end = rest.find('>').map_or(rest.len(), |end| end + 1);
            let tag = rest[1..end].trim_start_matches('/').to_ascii_lowercase();
            let closes = rest.starts_with("</");
            if tag.starts_with("br") || (closes && (tag.starts_with("p>") || tag.starts_with("div") || tag.starts_with("li"))) {
                text.push('\n');
            }
            rest = &rest[end..];
        } else {
            let (one, used) = entity(rest);
            text.push_str(&one);
            rest = &rest[used..];
        }
    }
    text.push_str(rest);
    text.replace('\0', "").trim().to_owned()
}

/// The character of an entity at the start of the text, and how long it is; an ampersand that is none stays one.
fn entity(text: &str) -> (String, usize) {
    let literal = ("&".to_owned(), 1);
    let Some(end) = text.char_indices().take(12).find(|(_, c)| *c == ';').map(|(at, _)| at) else { return literal };
    let name = &text[1..end];
    let number = match name.strip_prefix('#') {
        Some(hex) if hex.starts_with(['x', 'X']) => u32::from_str_radix(&hex[1..], 16).ok(),
        Some(digits) => digits.parse().ok(),
        None => None,
    };
    let found = match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some(' '),
        _ => number.and_then(char::from_u32),
    };
    found.map_or(literal, |c| (c.to_string(), end + 1))
}

/// Whether two texts say the same, whatever their spaces.
pub(crate) fn same(a: &str, b: &str) -> bool {
    a.split_whitespace().eq(b.split_whitespace())
}

/// A name or a reason: one line within a bound.
pub(crate) fn line(text: &str, most: usize) -> String {
    text.replace('\0', "").split_whitespace().collect::<Vec<_>>().join(" ").chars().take(most).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_go_and_what_they_hold_stays() {
        assert_eq!(plain("<p>a &lt; b<br>c &amp; d</p><p>e</p>"), "a < b\nc & d\ne");
        assert_eq!(plain("<b>x</b>&#233;&#xe9;&nope;& <script"), "xéé&nope;&");
        assert_eq!(plain("a\0b&#0;c"), "abc");
    }

    #[test]
    fn spaces_do_not_make_a_difference() {
        assert!(same(" a\n b", "a b ") && !same("ab", "a b"));
    }
}
