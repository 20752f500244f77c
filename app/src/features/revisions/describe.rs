//! Revisions, formats and shapes in words.

use super::texts::RevisionTexts;
use crate::texts::{fill, plural};
use model::{
    Language,
    revisions::{Block, Cause, Format, RevisionSummary, Shape, Within},
};

/// Why a revision was kept.
pub(super) fn cause(texts: &RevisionTexts, cause: Cause) -> &'static str {
    match cause {
        Cause::Time => texts.cause_time,
        Cause::Change => texts.cause_change,
        Cause::Left => texts.cause_left,
        Cause::BeforeRestore => texts.cause_before_restore,
        Cause::BeforeImport => texts.cause_before_import,
        Cause::Manual => texts.cause_manual,
    }
}

/// Who has written.
pub(super) fn authors(texts: &RevisionTexts, revision: &RevisionSummary) -> String {
    let names: Vec<&str> = revision.authors.iter().map(|person| person.name.as_str()).collect();
    match (names.is_empty(), revision.guests) {
        (true, true) => texts.by_guests.to_owned(),
        (true, false) => texts.by_unknown.to_owned(),
        (false, guests) => fill(if guests { texts.by_and_guests } else { texts.by }, &[("names", &names.join(", "))]),
    }
}

/// "3 words added".
pub(super) fn added(texts: &RevisionTexts, language: Language, n: u32) -> String {
    plural(language, n, texts.added_one, texts.added)
}

/// "3 words removed".
pub(super) fn removed(texts: &RevisionTexts, language: Language, n: u32) -> String {
    plural(language, n, texts.removed_one, texts.removed)
}

/// What a post is called.
pub(super) fn name_of(texts: &RevisionTexts, title: &str) -> String {
    if title.is_empty() { texts.untitled } else { title }.to_owned()
}

/// "bold, link https://example.org".
pub(super) fn format(texts: &RevisionTexts, format: &Format) -> String {
    let flags = [
        (format.bold, texts.bold),
        (format.italic, texts.italic),
        (format.underline, texts.underline),
        (format.strike, texts.strike),
        (format.code, texts.code),
    ];
    let mut words: Vec<String> = flags.into_iter().filter(|(set, _)| *set).map(|(_, word)| word.to_owned()).collect();
    words.extend(format.link.as_ref().map(|to| fill(texts.link, &[("to", to)])));
    if words.is_empty() { texts.nothing.to_owned() } else { words.join(", ") }
}

/// "done task", "quote, heading 2".
pub(super) fn shape(texts: &RevisionTexts, shape: &Shape) -> String {
    let around = shape.within.iter().map(|within| {
        match within {
            Within::Bullet => texts.bullet,
            Within::Number { .. } => texts.number,
            Within::Task(false) => texts.task_open,
            Within::Task(true) => texts.task_done,
            Within::Quote => texts.quote,
        }
        .to_owned()
    });
    let mut words: Vec<String> = around.collect();
    match &shape.block {
        Block::Paragraph if !words.is_empty() => {}
        Block::Paragraph => words.push(texts.paragraph.to_owned()),
        Block::Heading(level) => words.push(fill(texts.heading, &[("n", &level.to_string())])),
        Block::Code(language) => {
            words.push(language.as_ref().map_or_else(|| texts.code_block.to_owned(), |name| format!("{} {name}", texts.code_block)))
        }
        Block::Rule => words.push(texts.rule.to_owned()),
    }
    words.join(", ")
}
