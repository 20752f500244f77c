//! How two states of a post differ: line by line, and word by word within changed lines.

use serde::{Deserialize, Serialize};

/// How one text became another.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Comparison {
    /// The title; its runs have no formatting.
    pub title: Vec<Span>,
    /// The paragraphs, headings, list items and so on of both sides, in reading order.
    pub lines: Vec<Line>,
    /// Words that only the second has. What was only moved does not count.
    pub words_added: u32,
    /// Words that only the first has. What was only moved does not count.
    pub words_removed: u32,
    /// Places where they differ: lines that follow each other count once, and so does the title.
    pub changes: u32,
}

/// What became of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// Nothing.
    Same,
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// Its words, their formatting or its kind have changed.
    Changed,
    /// It stood here, and stands elsewhere now.
    MovedAway,
    /// It stands here, and stood elsewhere.
    MovedHere,
}

impl Change {
    /// The code as sent.
    pub fn code(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
            Self::MovedAway => "moved_away",
            Self::MovedHere => "moved_here",
        }
    }
}

/// A line of both sides, or of one of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// What became of it.
    pub change: Change,
    /// What it was; `None` if it is new here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<Shape>,
    /// What it is; `None` if it is gone from here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is: Option<Shape>,
    /// Its text.
    pub spans: Vec<Span>,
    /// The number of the move, the same at both places.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moved: Option<u32>,
}

/// What a line is, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Shape {
    /// The line itself.
    pub block: Block,
    /// The lists and quotes around it, the outermost first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub within: Vec<Within>,
    /// So many of those are the same as around the line before.
    #[serde(default)]
    pub shared: usize,
    /// The first that is not shared is the next item of the same list.
    #[serde(default)]
    pub next_item: bool,
}

/// The kind of a line.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// A paragraph.
    Paragraph,
    /// A heading of level 1 to 3.
    Heading(u8),
    /// A block of code, with its language. All its lines are one.
    Code(Option<String>),
    /// A rule.
    Rule,
}

/// What a line stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Within {
    /// An item of a list with bullets.
    Bullet,
    /// An item of a list with numbers.
    Number {
        /// Its own number.
        number: u32,
        /// The number of the first item.
        start: u32,
    },
    /// An item with a box, ticked or not.
    Task(bool),
    /// A quote.
    Quote,
}

/// A piece of text that is the same, new, gone, or formatted in another way. A break within a line is `\n`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Span {
    /// On both sides.
    Same(Run),
    /// On the second side only.
    Added(Run),
    /// On the first side only.
    Removed(Run),
    /// The same words, formatted or linked in another way.
    Formatted {
        /// The words.
        text: String,
        /// How they were formatted.
        was: Format,
        /// How they are formatted.
        is: Format,
    },
}

/// Text of one format.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Run {
    /// The text.
    pub text: String,
    /// Its format.
    #[serde(default, skip_serializing_if = "Format::is_plain")]
    pub format: Format,
}

/// How text is formatted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Format {
    /// Bold.
    #[serde(default, skip_serializing_if = "is_false")]
    pub bold: bool,
    /// Italic.
    #[serde(default, skip_serializing_if = "is_false")]
    pub italic: bool,
    /// Underlined.
    #[serde(default, skip_serializing_if = "is_false")]
    pub underline: bool,
    /// Struck through.
    #[serde(default, skip_serializing_if = "is_false")]
    pub strike: bool,
    /// Code.
    #[serde(default, skip_serializing_if = "is_false")]
    pub code: bool,
    /// Where it leads: http, https or mailto.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
}

fn is_false(flag: &bool) -> bool {
    !flag
}

impl Format {
    /// No formatting at all.
    pub fn is_plain(&self) -> bool {
        *self == Self::default()
    }
}

impl Span {
    /// The text as it was, with its format; `None` if there was none.
    pub fn was(&self) -> Option<(&str, &Format)> {
        match self {
            Self::Same(run) | Self::Removed(run) => Some((&run.text, &run.format)),
            Self::Formatted { text, was, .. } => Some((text, was)),
            Self::Added(_) => None,
        }
    }

    /// The text as it is, with its format; `None` if there is none.
    pub fn is(&self) -> Option<(&str, &Format)> {
        match self {
            Self::Same(run) | Self::Added(run) => Some((&run.text, &run.format)),
            Self::Formatted { text, is, .. } => Some((text, is)),
            Self::Removed(_) => None,
        }
    }

    /// Whether it is on both sides as it was.
    pub fn is_same(&self) -> bool {
        matches!(self, Self::Same(_))
    }
}
