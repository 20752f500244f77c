//! A line of the tree as Markdown.
//!
//! Marks nest in one order: link, bold, italic, strike, underline; code stands alone. A mark is written with
//! its sign where Markdown would read the sign as one (which depends on what stands around it), and as an
//! HTML tag where it would not.

mod escape;
mod flank;
mod tidy;

use super::write::longest_run;
use crate::tree::{Inline, Marks};
use escape::{escape, escape_href, guard_end, guard_start};
use flank::{Side, can_close, can_open};
pub(crate) use tidy::tidy;

/// A paragraph; breaks become lines.
pub(super) fn lines(line: &[Inline]) -> String {
    render(&tidy(line), false).split('\n').map(guard_start).collect::<Vec<_>>().join("\n")
}

/// A heading; breaks become `<br>`.
pub(super) fn one_line(line: &[Inline]) -> String {
    guard_end(render(&tidy(line), true))
}

#[derive(Debug, Clone, PartialEq)]
enum Mark {
    Link(String),
    Bold,
    Italic,
    Strike,
    Underline,
}

impl Mark {
    fn of(marks: &Marks) -> Vec<Self> {
        let flags = [(Self::Bold, marks.bold), (Self::Italic, marks.italic), (Self::Strike, marks.strike), (Self::Underline, marks.underline)];
        let link = marks.link.iter().cloned().map(Self::Link);
        link.chain(flags.into_iter().filter(|(_, set)| *set).map(|(mark, _)| mark)).collect()
    }

    /// The sign, for marks that have one.
    fn sign(&self) -> Option<&'static str> {
        match self {
            Self::Bold => Some("**"),
            Self::Italic => Some("_"),
            Self::Strike => Some("~~"),
            Self::Link(_) | Self::Underline => None,
        }
    }

    fn tag(&self) -> &'static str {
        match self {
            Self::Bold => "strong",
            Self::Italic => "em",
            Self::Strike => "s",
            Self::Link(_) | Self::Underline => "u",
        }
    }
}

#[derive(Debug)]
enum Token {
    Open(Mark),
    Close(Mark),
    Text(String),
    Code(String),
    /// A line end, or `<br>` where a line may not end.
    Break {
        tag: bool,
    },
}

impl Token {
    fn first(&self) -> Side {
        match self {
            Self::Text(text) => Side::of(text.chars().next()),
            _ => Side::Sign,
        }
    }

    fn last(&self) -> Side {
        match self {
            Self::Text(text) => Side::of(text.chars().next_back()),
            Self::Break { tag: false } => Side::Space,
            _ => Side::Sign,
        }
    }
}

/// Opens and closes marks along the line.
fn tokens(line: &[Inline], one_line: bool) -> Vec<Token> {
    let text_at = |part: &Inline| matches!(part, Inline::Text(..));
    let first = line.iter().position(text_at).unwrap_or(line.len());
    let last = line.iter().rposition(text_at).unwrap_or(0);
    let marks_at = |at: Option<usize>| match at.and_then(|at| line.get(at)) {
        Some(Inline::Text(_, marks)) => Mark::of(marks),
        _ => Vec::new(),
    };
    let mut tokens = Vec::new();
    let mut active: Vec<Mark> = Vec::new();
    for (at, part) in line.iter().enumerate() {
        let wanted = match part {
            Inline::Text(_, marks) => Mark::of(marks),
            // What is open on both sides of a break stays open.
            Inline::Break => {
                let after = marks_at((at..line.len()).find(|&at| text_at(&line[at])));
                active.iter().zip(&after).take_while(|(a, b)| a == b).map(|(mark, _)| mark.clone()).collect()
            }
        };
        let same = active.iter().zip(&wanted).take_while(|(a, b)| a == b).count();
        tokens.extend(active.drain(same..).rev().map(Token::Close));
        tokens.extend(wanted[same..].iter().cloned().map(Token::Open));
        active = wanted;
        tokens.push(match part {
            Inline::Text(text, Marks { code: true, .. }) => Token::Code(text.clone()),
            Inline::Text(text, _) => Token::Text(text.clone()),
            Inline::Break => Token::Break { tag: one_line || at < first || at > last },
        });
    }
    tokens.extend(active.into_iter().rev().map(Token::Close));
    tokens
}

fn render(line: &[Inline], one_line: bool) -> String {
    let tokens = tokens(line, one_line);
    let signs = signs(&tokens);
    let mut text = String::new();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Text(words) => text.push_str(&escape(words)),
            Token::Code(code) => push_code(&mut text, code),
            Token::Break { tag: true } => text.push_str("<br>"),
            Token::Break { tag: false } => text.push_str("\\\n"),
            Token::Open(Mark::Link(_)) => text.push('['),
            Token::Close(Mark::Link(href)) => text.push_str(&format!("]({})", escape_href(href))),
            Token::Open(mark) | Token::Close(mark) => match (mark.sign().filter(|_| signs[at]), token) {
                (Some(sign), _) => text.push_str(sign),
                (None, Token::Close(_)) => text.push_str(&format!("</{}>", mark.tag())),
                (None, _) => text.push_str(&format!("<{}>", mark.tag())),
            },
        }
    }
    text
}

/// For each token, whether it is a mark that may be written with its sign: both ends must be readable as such.
fn signs(tokens: &[Token]) -> Vec<bool> {
    let mut signs = vec![false; tokens.len()];
    let mut open: Vec<(usize, bool)> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let before = at.checked_sub(1).map_or(Side::Space, |at| tokens[at].last());
        let after = tokens.get(at + 1).map_or(Side::Space, Token::first);
        match token {
            Token::Open(mark) => open.push((at, can_open(mark.sign().unwrap_or_default(), before, after))),
            Token::Close(mark) => {
                if let Some((start, good)) = open.pop() {
                    let good = good && can_close(mark.sign().unwrap_or_default(), before, after);
                    signs[start] = good;
                    signs[at] = good;
                }
            }
            _ => {}
        }
    }
    signs
}

fn push_code(text: &mut String, code: &str) {
    let fence = "`".repeat(longest_run(code) + 1);
    let blank = code.chars().all(|c| c == ' ');
    let pad = if code.starts_with('`') || code.ends_with('`') || (!blank && code.starts_with(' ') && code.ends_with(' ')) { " " } else { "" };
    text.push_str(&format!("{fence}{pad}{code}{pad}{fence}"));
}
