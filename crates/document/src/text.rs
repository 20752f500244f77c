//! Tree → plain text, and its counts.

use crate::tree::{Block, Inline, Item, Task};

/// The body without formatting: a blank line between blocks, a line for each item with its mark.
pub(crate) fn write(blocks: &[Block]) -> String {
    marked(blocks).replace(NOT_WRITTEN, "")
}

/// Stands before each character of a list's marks, which nobody has written. No text has it in it.
pub(crate) const NOT_WRITTEN: char = '\0';

/// The text with [`NOT_WRITTEN`] before what is not the document's own.
pub(crate) fn marked(blocks: &[Block]) -> String {
    blocks.iter().map(block).filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n\n")
}

fn block(block: &Block) -> String {
    match block {
        Block::Paragraph(line) | Block::Heading(_, line) => self::line(line),
        Block::BulletList(items) => list(items.iter().map(|item| ("- ".to_owned(), item))),
        Block::OrderedList(start, items) => list(items.iter().zip(u64::from(*start)..).map(|(item, number)| (format!("{number}. "), item))),
        Block::TaskList(tasks) => list(tasks.iter().map(|Task { checked, blocks }| {
            let mark = if *checked { "[x] " } else { "[ ] " };
            (mark.to_owned(), blocks)
        })),
        Block::Quote(blocks) => marked(blocks),
        Block::Code { text, .. } => text.clone(),
        Block::Rule => String::new(),
    }
}

fn list<'a>(items: impl Iterator<Item = (String, &'a Item)>) -> String {
    let texts: Vec<String> = items
        .map(|(mark, blocks)| {
            let text = blocks.iter().map(block).filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n");
            let indent = format!("\n{}", " ".repeat(mark.chars().count()));
            let mark: String = mark.chars().flat_map(|c| [NOT_WRITTEN, c]).collect();
            format!("{mark}{}", text.replace('\n', &indent))
        })
        .collect();
    texts.join("\n")
}

fn line(line: &[Inline]) -> String {
    line.iter()
        .map(|part| match part {
            Inline::Text(text, _) => text.as_str(),
            Inline::Break => "\n",
        })
        .collect()
}

/// Words and characters, as the editor counts them: a word is a run without white space that has a letter or
/// a digit in it; characters are code points, spaces included and line ends not. Marks of lists do not count.
pub(crate) fn count(blocks: &[Block]) -> (u32, u32) {
    let mut words = 0_u32;
    let mut characters = 0_u32;
    each_line(blocks, &mut |text| {
        words = words.saturating_add(self::words(text));
        characters = characters.saturating_add(u32::try_from(text.chars().filter(|&c| c != '\n').count()).unwrap_or(u32::MAX));
    });
    (words, characters)
}

/// Words of a text.
pub(crate) fn words(text: &str) -> u32 {
    let has_word = |run: &&str| run.chars().any(char::is_alphanumeric);
    u32::try_from(text.split_whitespace().filter(has_word).count()).unwrap_or(u32::MAX)
}

fn each_line(blocks: &[Block], say: &mut impl FnMut(&str)) {
    for block in blocks {
        match block {
            Block::Paragraph(line) | Block::Heading(_, line) => say(&self::line(line)),
            Block::BulletList(items) | Block::OrderedList(_, items) => items.iter().for_each(|item| each_line(item, say)),
            Block::TaskList(tasks) => tasks.iter().for_each(|task| each_line(&task.blocks, say)),
            Block::Quote(blocks) => each_line(blocks, say),
            Block::Code { text, .. } => say(text),
            Block::Rule => {}
        }
    }
}
