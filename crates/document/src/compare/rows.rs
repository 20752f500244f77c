//! The tree as a list of lines, without loss: each says what it stands in, and how much of that it shares with
//! the line before.

use crate::tree::{Block as Node, Inline, Marks};
use model::revisions::{Block, Format, Run, Shape, Within};

/// A line of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub shape: Shape,
    pub runs: Vec<Run>,
}

impl Row {
    /// What it stands in, without the numbers of items: those change with every item before.
    pub fn place(&self) -> Vec<Within> {
        let plain = |within: &Within| match within {
            Within::Number { .. } => Within::Number { number: 0, start: 0 },
            other => *other,
        };
        self.shape.within.iter().map(plain).collect()
    }

    /// Whether both are of one kind, in the same lists and quotes.
    pub fn looks_like(&self, other: &Self) -> bool {
        let start = |row: &Self, at: usize| match row.shape.within[at] {
            Within::Number { number, start } if number == start && at >= row.shape.shared => Some(start),
            _ => None,
        };
        let same_start = |at: usize| match (start(self, at), start(other, at)) {
            (Some(one), Some(two)) => one == two,
            _ => true,
        };
        self.shape.block == other.shape.block && self.place() == other.place() && (0..self.shape.within.len()).all(same_start)
    }
}

/// How a list or quote stands to the line before.
#[derive(Clone, Copy, PartialEq)]
enum Seen {
    /// The line before is in it too.
    Before,
    /// The line before is in an earlier item of the same list.
    EarlierItem,
    /// It is new.
    Never,
}

#[derive(Default)]
struct Reader {
    rows: Vec<Row>,
    path: Vec<(Within, Seen)>,
}

/// The lines of a body.
pub(super) fn read(blocks: &[Node]) -> Vec<Row> {
    let mut reader = Reader::default();
    reader.blocks(blocks);
    reader.rows
}

impl Reader {
    fn blocks(&mut self, blocks: &[Node]) {
        for block in blocks {
            match block {
                Node::Paragraph(line) => self.row(Block::Paragraph, runs(line)),
                Node::Heading(level, line) => self.row(Block::Heading(*level), runs(line)),
                Node::Code { language, text } => self.row(Block::Code(language.clone()), plain(text)),
                Node::Rule => self.row(Block::Rule, Vec::new()),
                Node::Quote(blocks) => self.inside(Within::Quote, Seen::Never, blocks),
                Node::BulletList(items) => self.items(items.iter().map(|item| (Within::Bullet, item))),
                Node::TaskList(tasks) => self.items(tasks.iter().map(|task| (Within::Task(task.checked), &task.blocks))),
                Node::OrderedList(start, items) => {
                    let numbered = items.iter().zip(*start..).map(|(item, number)| (Within::Number { number, start: *start }, item));
                    self.items(numbered);
                }
            }
        }
    }

    fn items<'a>(&mut self, items: impl Iterator<Item = (Within, &'a Vec<Node>)>) {
        for (at, (within, blocks)) in items.enumerate() {
            self.inside(within, if at == 0 { Seen::Never } else { Seen::EarlierItem }, blocks);
        }
    }

    fn inside(&mut self, within: Within, seen: Seen, blocks: &[Node]) {
        self.path.push((within, seen));
        self.blocks(blocks);
        self.path.pop();
    }

    fn row(&mut self, block: Block, runs: Vec<Run>) {
        let shared = self.path.iter().take_while(|(_, seen)| *seen == Seen::Before).count();
        let next_item = self.path.get(shared).is_some_and(|(_, seen)| *seen == Seen::EarlierItem);
        let within = self.path.iter().map(|(within, _)| *within).collect();
        self.rows.push(Row { shape: Shape { block, within, shared, next_item }, runs });
        for (_, seen) in &mut self.path {
            *seen = Seen::Before;
        }
    }
}

fn plain(text: &str) -> Vec<Run> {
    if text.is_empty() { Vec::new() } else { vec![Run { text: text.to_owned(), ..Run::default() }] }
}

fn runs(line: &[Inline]) -> Vec<Run> {
    let run = |part: &Inline| match part {
        Inline::Text(text, marks) => Run { text: text.clone(), format: format(marks) },
        Inline::Break => Run { text: "\n".to_owned(), ..Run::default() },
    };
    line.iter().map(run).collect()
}

fn format(marks: &Marks) -> Format {
    // Comments are no formatting.
    let Marks { bold, italic, underline, strike, code, link, comments: _ } = marks.clone();
    Format { bold, italic, underline, strike, code, link }
}
