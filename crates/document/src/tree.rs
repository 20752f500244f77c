//! A post's body as a tree that fits the editor's schema by construction.

use model::CommentId;

/// A block of the body.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Block {
    Paragraph(Vec<Inline>),
    /// Level 1 to 3.
    Heading(u8, Vec<Inline>),
    BulletList(Vec<Item>),
    /// The number of the first item.
    OrderedList(u32, Vec<Item>),
    TaskList(Vec<Task>),
    Quote(Vec<Block>),
    Code {
        language: Option<String>,
        text: String,
    },
    Rule,
}

/// Blocks of a list item. The editor wants a paragraph first: [`item`] sees to it.
pub(crate) type Item = Vec<Block>;

/// An item with a box to tick.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Task {
    pub checked: bool,
    pub blocks: Item,
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Inline {
    Text(String, Marks),
    Break,
}

/// The formatting of a run of text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(crate) struct Marks {
    pub bold: bool,
    pub italic: bool,
    pub underline: bool,
    pub strike: bool,
    pub code: bool,
    /// Safe by [`safe_href`].
    pub link: Option<String>,
    /// Threads of comments on it, in order, each once.
    pub comments: Vec<CommentId>,
}

impl Marks {
    /// As the editor's schema allows: code stands alone, except that an address is worth more than it. Comments
    /// are no formatting.
    pub fn clean(mut self) -> Self {
        if self.code {
            self = Self { code: self.link.is_none(), link: self.link, comments: self.comments, ..Self::default() };
        }
        self.comments.sort_unstable();
        self.comments.dedup();
        self
    }
}

/// How deep blocks may nest; what is deeper is kept as plain text. JSON readers stop at 128 levels, a list takes four.
pub(crate) const DEPTH_MAX: usize = 24;
/// The largest number of an ordered list's first item (Markdown takes nine digits).
pub(crate) const START_MAX: u32 = 999_999_999;

/// Blocks of an item, a paragraph first.
pub(crate) fn item(mut blocks: Vec<Block>) -> Item {
    if !matches!(blocks.first(), Some(Block::Paragraph(_))) {
        blocks.insert(0, Block::Paragraph(Vec::new()));
    }
    blocks
}

/// Appends text to a line, joined with the run before where both look alike.
pub(crate) fn push_text(line: &mut Vec<Inline>, text: &str, marks: &Marks) {
    if text.is_empty() {
        return;
    }
    match line.last_mut() {
        Some(Inline::Text(last, same)) if same == marks => last.push_str(text),
        _ => line.push(Inline::Text(text.to_owned(), marks.clone())),
    }
}

/// Text of a line: line ends become spaces, other control characters go (PostgreSQL keeps no NUL, HTML none of them).
pub(crate) fn clean_line(text: &str) -> String {
    text.replace("\r\n", " ").chars().map(|c| if matches!(c, '\n' | '\r') { ' ' } else { c }).filter(|&c| c == '\t' || !c.is_control()).collect()
}

/// Text of a code block: line ends become `\n`, other control characters go.
pub(crate) fn clean_code(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").chars().filter(|&c| matches!(c, '\n' | '\t') || !c.is_control()).collect()
}

/// A language name that is safe as a class name.
pub(crate) fn clean_language(name: &str) -> Option<String> {
    let fits = !name.is_empty() && name.len() <= 32 && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '#' | '.' | '_' | '-'));
    fits.then(|| name.to_owned())
}

/// The address as it may be used in a link: http, https or mailto, without characters that hide what it is.
pub(crate) fn safe_href(href: &str) -> Option<String> {
    let hidden = |c: char| {
        c.is_control() || c.is_whitespace() || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202f}' | '\u{2060}' | '\u{feff}')
    };
    let clean: String = href.chars().filter(|&c| !hidden(c)).collect();
    let scheme = |name: &str| clean.get(..name.len()).filter(|start| start.eq_ignore_ascii_case(name)).map(|_| &clean[name.len()..]);
    let host = scheme("https://").or_else(|| scheme("http://")).is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'));
    let address = scheme("mailto:").is_some_and(|rest| rest.find('@').is_some_and(|at| at > 0));
    (clean.len() <= 2048 && (host || address)).then_some(clean)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_three_schemes_are_links() {
        for good in ["https://example.org/a?b=c#d", "HTTP://example.org", "mailto:a@b.org"] {
            assert_eq!(safe_href(good).as_deref(), Some(good));
        }
        assert_eq!(safe_href(" https://example.org/a\nb ").as_deref(), Some("https://example.org/ab"));
        for bad in [
            "",
            "javascript:alert(1)",
            "java\tscript:alert(1)",
            "data:text/html,x",
            "/relative",
            "//host",
            "https://",
            "https:///x",
            "mailto:@b",
            "ftp://x",
        ] {
            assert_eq!(safe_href(bad), None, "{bad}");
        }
    }

    #[test]
    fn code_stands_alone_unless_it_is_a_link() {
        let marks = Marks { bold: true, code: true, ..Marks::default() };
        assert_eq!(marks.clean(), Marks { code: true, ..Marks::default() });
        let link = Some("https://example.org".to_owned());
        let marks = Marks { code: true, link: link.clone(), ..Marks::default() };
        assert_eq!(marks.clean(), Marks { link, ..Marks::default() });
    }
}
