//! What is answered about revisions.

use model::{
    accounts::Person,
    revisions::{Block, Compared, Format, Line, Revision, RevisionSummary, Shape, Span, Within},
};
use serde::Serialize;
use utoipa::ToSchema;

/// Somebody who has written.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AuthorBody {
    #[schema(format = "uuid")]
    id: String,
    name: String,
}

impl From<Person> for AuthorBody {
    fn from(person: Person) -> Self {
        Self { id: person.id.to_string(), name: person.name }
    }
}

/// A revision in a list.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct RevisionSummaryBody {
    #[schema(format = "uuid")]
    id: String,
    #[schema(format = "date-time")]
    created_at: String,
    /// `time`, `change`, `left`, `before_restore`, `before_import` or `manual`.
    cause: String,
    /// The name that somebody gave it.
    name: Option<String>,
    /// All who have written since the revision before.
    authors: Vec<AuthorBody>,
    /// Guests of links have written, too; nothing else is known of them.
    guests: bool,
    /// Words that the revision before did not have.
    words_added: u32,
    /// Words that only the revision before had.
    words_removed: u32,
}

impl From<RevisionSummary> for RevisionSummaryBody {
    fn from(revision: RevisionSummary) -> Self {
        Self {
            id: revision.id.to_string(),
            created_at: revision.created_at.to_string(),
            cause: revision.cause.code().to_owned(),
            name: revision.name,
            authors: revision.authors.into_iter().map(Into::into).collect(),
            guests: revision.guests,
            words_added: revision.words_added,
            words_removed: revision.words_removed,
        }
    }
}

/// A revision, whole.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RevisionBody {
    #[serde(flatten)]
    summary: RevisionSummaryBody,
    title: String,
    /// The text without formatting.
    text: String,
    /// The text as clean HTML.
    html: String,
    /// The text as Markdown.
    markdown: String,
}

impl From<Revision> for RevisionBody {
    fn from(revision: Revision) -> Self {
        let Revision { summary, title, text, html, markdown } = revision;
        Self { summary: summary.into(), title, text, html, markdown }
    }
}

/// What a restore has done.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RestoredBody {
    /// What the post was before: restoring it takes the restore back.
    before: RevisionSummaryBody,
}

impl RestoredBody {
    pub(super) fn new(before: RevisionSummary) -> Self {
        Self { before: before.into() }
    }
}

/// Two states of a post, and how they differ.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct ComparedBody {
    from: RevisionSummaryBody,
    /// `null` is the post as it is now.
    to: Option<RevisionSummaryBody>,
    /// Places where they differ.
    changes: u32,
    /// Words that only the second has. What was only moved does not count.
    words_added: u32,
    /// Words that only the first has. What was only moved does not count.
    words_removed: u32,
    title: Vec<SpanBody>,
    /// Paragraphs, headings, list items and so on of both sides, in reading order.
    lines: Vec<LineBody>,
}

impl From<Compared> for ComparedBody {
    fn from(compared: Compared) -> Self {
        let Compared { from, to, comparison } = compared;
        Self {
            from: from.into(),
            to: to.map(Into::into),
            changes: comparison.changes,
            words_added: comparison.words_added,
            words_removed: comparison.words_removed,
            title: comparison.title.into_iter().map(Into::into).collect(),
            lines: comparison.lines.into_iter().map(Into::into).collect(),
        }
    }
}

/// A line of both sides, or of one.
#[derive(Debug, Serialize, ToSchema)]
struct LineBody {
    /// `same`, `added`, `removed`, `changed`, `moved_away` or `moved_here`.
    change: String,
    /// What it was; `null` if it is new here.
    was: Option<ShapeBody>,
    /// What it is; `null` if it is gone from here.
    is: Option<ShapeBody>,
    spans: Vec<SpanBody>,
    /// The number of the move, the same at both places.
    moved: Option<u32>,
}

impl From<Line> for LineBody {
    fn from(line: Line) -> Self {
        Self {
            change: line.change.code().to_owned(),
            was: line.was.map(Into::into),
            is: line.is.map(Into::into),
            spans: line.spans.into_iter().map(Into::into).collect(),
            moved: line.moved,
        }
    }
}

/// What a line is, and where it stands.
#[derive(Debug, Serialize, ToSchema)]
struct ShapeBody {
    /// `paragraph`, `heading`, `code` or `rule`.
    kind: String,
    /// Of a heading, 1 to 3.
    level: Option<u8>,
    /// Of a block of code.
    language: Option<String>,
    /// The lists and quotes around it, the outermost first.
    within: Vec<WithinBody>,
}

impl From<Shape> for ShapeBody {
    fn from(shape: Shape) -> Self {
        let (kind, level, language) = match shape.block {
            Block::Paragraph => ("paragraph", None, None),
            Block::Heading(level) => ("heading", Some(level), None),
            Block::Code(language) => ("code", None, language),
            Block::Rule => ("rule", None, None),
        };
        Self { kind: kind.to_owned(), level, language, within: shape.within.into_iter().map(Into::into).collect() }
    }
}

/// What a line stands in.
#[derive(Debug, Serialize, ToSchema)]
struct WithinBody {
    /// `bullet`, `number`, `task` or `quote`.
    kind: String,
    /// Of an item of a list with numbers.
    number: Option<u32>,
    /// Of an item with a box.
    checked: Option<bool>,
}

impl From<Within> for WithinBody {
    fn from(within: Within) -> Self {
        let (kind, number, checked) = match within {
            Within::Bullet => ("bullet", None, None),
            Within::Number { number, .. } => ("number", Some(number), None),
            Within::Task(checked) => ("task", None, Some(checked)),
            Within::Quote => ("quote", None, None),
        };
        Self { kind: kind.to_owned(), number, checked }
    }
}

/// A piece of text: what it was, and what it is.
#[derive(Debug, Serialize, ToSchema)]
struct SpanBody {
    /// `same`, `added`, `removed` or `formatted`: the same words, formatted or linked in another way.
    change: String,
    /// `null` if it is new.
    was: Option<RunBody>,
    /// `null` if it is gone.
    is: Option<RunBody>,
}

impl From<Span> for SpanBody {
    fn from(span: Span) -> Self {
        let change = match span {
            Span::Same(_) => "same",
            Span::Added(_) => "added",
            Span::Removed(_) => "removed",
            Span::Formatted { .. } => "formatted",
        };
        Self { change: change.to_owned(), was: span.was().map(RunBody::new), is: span.is().map(RunBody::new) }
    }
}

/// Text of one format. A break within a line is a line end.
#[derive(Debug, Serialize, ToSchema)]
struct RunBody {
    text: String,
    bold: bool,
    italic: bool,
    underline: bool,
    strike: bool,
    code: bool,
    /// Where it leads.
    link: Option<String>,
}

impl RunBody {
    fn new((text, format): (&str, &Format)) -> Self {
        let Format { bold, italic, underline, strike, code, link } = format.clone();
        Self { text: text.to_owned(), bold, italic, underline, strike, code, link }
    }
}
