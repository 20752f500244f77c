//! Tree → Markdown (CommonMark with GitHub's strikethrough and task lists). What is written reads back as
//! the same tree, but for what Markdown cannot say: empty paragraphs, and spaces at the ends of lines.

use super::inline;
use crate::tree::{Block, Inline, Item};

/// The Markdown of a body, with a line end at its end.
pub(crate) fn write(blocks: &[Block]) -> String {
    let mut text = join(blocks);
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

/// Blocks with blank lines between them.
fn join(blocks: &[Block]) -> String {
    let mut texts: Vec<String> = Vec::new();
    // Lists of one kind that follow each other would become one: every second one has another sign.
    let mut last: Option<(bool, bool)> = None;
    for block in blocks {
        let ordered = matches!(block, Block::OrderedList(..));
        let is_list = ordered || matches!(block, Block::BulletList(_) | Block::TaskList(_));
        let other = matches!(last, Some((before, other)) if before == ordered && !other);
        let text = write_block(block, other);
        if !text.is_empty() {
            texts.push(text);
            last = is_list.then_some((ordered, other));
        }
    }
    texts.join("\n\n")
}

fn write_block(block: &Block, other_sign: bool) -> String {
    let bullet = if other_sign { '*' } else { '-' };
    match block {
        Block::Paragraph(line) => inline::lines(line),
        Block::Heading(level, line) => {
            let signs = "#".repeat(usize::from(*level));
            format!("{signs} {}", inline::one_line(line)).trim_end_matches(' ').to_owned()
        }
        Block::BulletList(items) => list(items.iter().map(|item| (format!("{bullet} "), "", item))),
        Block::TaskList(tasks) => list(tasks.iter().map(|task| {
            let tick = if task.checked { "[x] " } else { "[ ] " };
            (format!("{bullet} "), tick, &task.blocks)
        })),
        Block::OrderedList(start, items) => {
            let dot = if other_sign { ')' } else { '.' };
            list((*start..).zip(items).map(|(number, item)| (format!("{}{dot} ", number.min(crate::tree::START_MAX)), "", item)))
        }
        Block::Quote(blocks) => prefix(&join(blocks), "> ", "> "),
        Block::Code { language, text } => {
            let fence = "`".repeat(longest_run(text).max(2) + 1);
            let end = if text.is_empty() { "" } else { "\n" };
            format!("{fence}{}\n{text}{end}{fence}", language.as_deref().unwrap_or_default())
        }
        Block::Rule => "---".to_owned(),
    }
}

fn list<'a>(items: impl Iterator<Item = (String, &'static str, &'a Item)>) -> String {
    let texts: Vec<String> = items.map(|(sign, tick, blocks)| write_item(&sign, tick, blocks)).collect();
    let loose = texts.iter().any(|text| text.contains("\n\n"));
    texts.join(if loose { "\n\n" } else { "\n" })
}

fn write_item(sign: &str, tick: &str, blocks: &Item) -> String {
    let (head, rest) = match blocks.split_first() {
        Some((Block::Paragraph(line), rest)) => (inline::lines(line), rest),
        _ => (String::new(), blocks.as_slice()),
    };
    let indent = " ".repeat(sign.len());
    let rest_text = prefix(&join(rest), &indent, &indent);
    let first = format!("{sign}{tick}{}", prefix(&head, "", &indent));
    if rest_text.is_empty() {
        return first.trim_end_matches(' ').to_owned();
    }
    // Without a blank line only a list that begins with text may follow, and only after text.
    let list_follows = rest.first().and_then(first_item).is_some_and(has_text);
    let close = head.is_empty() || (list_follows && has_text(blocks));
    format!("{}{}{rest_text}", first.trim_end_matches(' '), if close { "\n" } else { "\n\n" })
}

/// The first item of a list without numbers.
fn first_item(list: &Block) -> Option<&Item> {
    match list {
        Block::BulletList(items) => items.first(),
        Block::TaskList(tasks) => tasks.first().map(|task| &task.blocks),
        _ => None,
    }
}

fn has_text(item: &Item) -> bool {
    let text = |part: &Inline| matches!(part, Inline::Text(text, _) if !text.trim().is_empty());
    matches!(item.first(), Some(Block::Paragraph(line)) if line.iter().any(text))
}

/// Puts something before every line; before empty ones without the space at its end.
fn prefix(text: &str, first: &str, others: &str) -> String {
    let lines: Vec<String> = text
        .split('\n')
        .enumerate()
        .map(|(at, line)| {
            let before = if at == 0 { first } else { others };
            if line.is_empty() { before.trim_end().to_owned() } else { format!("{before}{line}") }
        })
        .collect();
    if text.is_empty() && first.trim().is_empty() { String::new() } else { lines.join("\n") }
}

/// The longest run of backticks.
pub(super) fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or_default()
}
