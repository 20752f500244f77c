//! One side of a comparison as the tree that it was.

use crate::tree::{Block as Node, Inline, Item, Marks, Task, push_text};
use model::revisions::{Block, Comparison, Format, Run, Shape, Span, Within};

type Line = (Shape, Vec<Run>);

fn side(
    comparison: &Comparison,
    shape: impl Fn(&model::revisions::Line) -> Option<Shape>,
    text: impl Fn(&Span) -> Option<(&str, &Format)>,
) -> Vec<Node> {
    let lines: Vec<Line> = comparison
        .lines
        .iter()
        .filter_map(|line| {
            let runs = line.spans.iter().filter_map(&text).map(|(text, format)| Run { text: text.to_owned(), format: format.clone() });
            Some((shape(line)?, runs.collect()))
        })
        .collect();
    blocks(&lines, 0)
}

pub fn was(comparison: &Comparison) -> Vec<Node> {
    side(comparison, |line| line.was.clone(), Span::was)
}

pub fn is(comparison: &Comparison) -> Vec<Node> {
    side(comparison, |line| line.is.clone(), Span::is)
}

pub fn blocks(lines: &[Line], depth: usize) -> Vec<Node> {
    let mut blocks = Vec::new();
    let mut rest = lines;
    while let Some(((shape, runs), after)) = rest.split_first() {
        let Some(within) = shape.within.get(depth) else {
            blocks.push(leaf(shape, runs));
            rest = after;
            continue;
        };
        let is_inside = |(shape, _): &Line| shape.shared > depth || (shape.shared == depth && shape.next_item);
        let count = 1 + after.iter().take_while(|line| is_inside(line)).count();
        blocks.push(container(within, &rest[..count], depth));
        rest = &rest[count..];
    }
    blocks
}

fn container(within: &Within, lines: &[Line], depth: usize) -> Node {
    let items: Vec<&[Line]> = lines.chunk_by(|_, (shape, _)| shape.shared > depth).collect();
    let inside = |item: &&[Line]| -> Item { blocks(item, depth + 1) };
    let checked = |item: &[Line]| matches!(item[0].0.within[depth], Within::Task(true));
    match within {
        Within::Quote => Node::Quote(blocks(lines, depth + 1)),
        Within::Bullet => Node::BulletList(items.iter().map(inside).collect()),
        Within::Number { start, .. } => Node::OrderedList(*start, items.iter().map(inside).collect()),
        Within::Task(_) => Node::TaskList(items.iter().map(|item| Task { checked: checked(item), blocks: inside(item) }).collect()),
    }
}

fn leaf(shape: &Shape, runs: &[Run]) -> Node {
    match &shape.block {
        Block::Paragraph => Node::Paragraph(line(runs)),
        Block::Heading(level) => Node::Heading(*level, line(runs)),
        Block::Code(language) => Node::Code { language: language.clone(), text: runs.iter().map(|run| run.text.as_str()).collect() },
        Block::Rule => Node::Rule,
    }
}

fn line(runs: &[Run]) -> Vec<Inline> {
    let mut line = Vec::new();
    for run in runs {
        let Format { bold, italic, underline, strike, code, link } = run.format.clone();
        let marks = Marks { bold, italic, underline, strike, code, link, comments: Vec::new() };
        for (at, piece) in run.text.split('\n').enumerate() {
            if at > 0 {
                line.push(Inline::Break);
            }
            push_text(&mut line, piece, &marks);
        }
    }
    line
}
