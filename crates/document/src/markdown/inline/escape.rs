//! Text that Markdown must read as nothing but text.

/// Escapes what is a sign wherever it stands.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut before: Option<char> = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let after = chars.peek().copied();
        let word = |side: Option<char>| side.is_some_and(char::is_alphanumeric);
        match c {
            // At the end, a code span may follow: there a backslash would leave it one backtick short.
            '`' if after.is_none() => {
                escaped.push_str("&#96;");
                before = Some(c);
                continue;
            }
            '\\' | '`' | '*' | '[' | ']' | '~' => escaped.push('\\'),
            '_' if !(word(before) && word(after)) => escaped.push('\\'),
            '<' if after.is_none_or(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) => escaped.push('\\'),
            '&' if after.is_none_or(|c| c.is_ascii_alphanumeric() || c == '#') => escaped.push('\\'),
            '!' if after.is_none() => escaped.push('\\'),
            _ => {}
        }
        escaped.push(c);
        before = Some(c);
    }
    escaped
}

/// An address inside parentheses.
pub(super) fn escape_href(href: &str) -> String {
    let mut escaped = String::with_capacity(href.len());
    for c in href.chars() {
        if matches!(c, '\\' | '(' | ')' | '<' | '>' | '&' | '`') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// Escapes what is a sign at the start of a line: headings, lists, quotes, rules, underlines.
pub(super) fn guard_start(line: &str) -> String {
    let ends = |rest: &str| rest.is_empty() || rest.starts_with([' ', '\t', '\\']);
    let only = |sign: char| line.trim_end_matches([' ', '\t', '\\']).chars().all(|c| c == sign || c == ' ' || c == '\t');
    let at = match line.chars().next() {
        Some('>') => Some(0),
        Some('#') => ends(line.trim_start_matches('#')).then_some(0),
        Some('+') => ends(&line[1..]).then_some(0),
        Some('-') => (ends(&line[1..]) || only('-')).then_some(0),
        Some('=') => only('=').then_some(0),
        Some('0'..='9') => {
            let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let rest = &line[digits..];
            (digits <= 9 && rest.starts_with(['.', ')']) && ends(&rest[1..])).then_some(digits)
        }
        _ => None,
    };
    match at {
        Some(at) => format!("{}\\{}", &line[..at], &line[at..]),
        None => line.to_owned(),
    }
}

/// Escapes number signs at the end of a heading: they would close it.
pub(super) fn guard_end(mut line: String) -> String {
    let kept = line.trim_end_matches('#').len();
    if kept < line.len() && (kept == 0 || line[..kept].ends_with([' ', '\t'])) {
        line.insert(kept, '\\');
    }
    line
}
