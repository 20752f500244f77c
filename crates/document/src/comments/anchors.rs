//! Where a thread's words are: found, marked, found again.

use super::{
    MARK, key,
    letters::{self, Letters, is_letter},
    thread, value,
};
use crate::{
    BODY, json, text,
    tree::{Block, Inline},
};
use model::{CommentId, comments::Anchor};
use std::collections::BTreeMap;
use yrs::{
    Any, Assoc, Doc, IndexedSequence, ReadTxn, StickyIndex, Text, Transact, XmlFragment, XmlOut, XmlTextRef,
    branch::Branch,
    types::{Attrs, text::YChange},
    updates::{decoder::Decode, encoder::Encode},
};

/// How many places of the same words are looked at.
const PLACES_MAX: usize = 1_000;
/// The quote that is kept with a thread, in characters.
const KEPT_MAX: usize = 1_000;

/// How many pieces of text one thread may be on: each bears a mark of its own, which every reader gets.
const PIECES_MAX: usize = 200;
/// Bytes that the mark of one piece adds to a document, at the most.
const PIECE_BYTES: usize = 256;
/// Bytes that the marks of a new thread add to a document, at the most.
pub const ANCHOR_BYTES: usize = PIECES_MAX * PIECE_BYTES;

/// Why words could not be marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unanchored {
    /// They are not in the text, or only in code blocks, which bear no marks.
    NotThere,
    /// They are in more than 200 pieces of text: paragraphs, items, headings.
    Scattered,
}

/// What is kept of a thread's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchored {
    /// The words, up to 1,000 characters.
    pub quote: String,
    /// The Yjs relative position of their start (v1).
    pub start: Vec<u8>,
    /// The one of their end.
    pub end: Vec<u8>,
}

/// Marks the words of a new thread.
///
/// # Errors
/// Why not; nothing is changed then.
pub fn anchor(doc: &Doc, thread: CommentId, place: &Anchor) -> Result<Anchored, Unanchored> {
    let body = doc.get_or_insert_xml_fragment(BODY);
    let mut txn = doc.transact_mut();
    let read = letters::read(&body, &txn).ok_or(Unanchored::NotThere)?;
    let (first, last) = find(&read, place).ok_or(Unanchored::NotThere)?;
    let spans = spans(&read, first, last);
    let (Some(&(head, from, _)), Some(&(tail, _, to))) = (spans.first(), spans.last()) else { return Err(Unanchored::NotThere) };
    if spans.len() > PIECES_MAX {
        return Err(Unanchored::Scattered);
    }
    for &(text, from, to) in &spans {
        let attrs = Attrs::from([(key(thread).into(), value(thread))]);
        read.texts[text].format(&mut txn, from, to - from, attrs);
    }
    let start = read.texts[head].sticky_index(&txn, from, Assoc::After).expect("a letter stands there");
    let end = read.texts[tail].sticky_index(&txn, to, Assoc::Before).expect("a letter stands before it");
    Ok(Anchored { quote: quote(&read, first, last), start: start.encode_v1(), end: end.encode_v1() })
}

/// The first and the last letter of the words.
fn find(read: &Letters, place: &Anchor) -> Option<(usize, usize)> {
    match place {
        Anchor::Range { start, end } => {
            let part = read.derived.get(*start as usize..*end as usize)?;
            let mut inside = part.iter().filter_map(|&(_, letter)| letter);
            let first = inside.next()?;
            Some((first, inside.next_back().unwrap_or(first)))
        }
        Anchor::Quote { quote, prefix, suffix, at } => {
            // As the derived text has it, and as the screen has it: without the marks of lists.
            let with_marks = read.derived.iter().filter(|(c, _)| is_letter(*c)).map(|&(c, letter)| (c, letter));
            let without = read.letters.iter().enumerate().map(|(at, letter)| (letter.letter, Some(at)));
            let (quote, prefix, suffix) = (squeezed(quote), squeezed(prefix), squeezed(suffix));
            let at = at.map(|at| at as usize);
            best(with_marks, &quote, &prefix, &suffix, at).or_else(|| best(without, &quote, &prefix, &suffix, at))
        }
    }
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|&c| is_letter(c)).collect()
}

/// The place of the quote around which most of prefix and suffix stands; of equal ones the nearest to where it was,
/// or else the first.
fn best(text: impl Iterator<Item = (char, Option<usize>)>, quote: &str, prefix: &str, suffix: &str, was: Option<usize>) -> Option<(usize, usize)> {
    let (text, letters): (String, Vec<Option<usize>>) = text.unzip();
    let step = quote.chars().next()?.len_utf8();
    // The character that it begins with, how much stands around it, how far it is from where it was.
    let mut best: Option<(usize, usize, usize)> = None;
    let (mut from, mut counted, mut start) = (0, 0, 0);
    for _ in 0..PLACES_MAX {
        let Some(at) = text[from..].find(quote).map(|at| from + at) else { break };
        start += text[counted..at].chars().count();
        counted = at;
        let before = text[..at].chars().rev().zip(prefix.chars().rev()).take_while(|(a, b)| a == b).count();
        let after = text[at + quote.len()..].chars().zip(suffix.chars()).take_while(|(a, b)| a == b).count();
        let letter = letters[start..].iter().flatten().next();
        let off = was.zip(letter).map_or(0, |(was, letter)| was.abs_diff(*letter));
        if best.is_none_or(|(_, score, least)| before + after > score || before + after == score && off < least) {
            best = Some((start, before + after, off));
        }
        from = at + step;
    }
    let (start, ..) = best?;
    let mut inside = letters[start..start + quote.chars().count()].iter().flatten();
    let first = *inside.next()?;
    Some((first, inside.next_back().copied().unwrap_or(first)))
}

/// What is to be marked of each text, in UTF-16: which text, from where, up to where.
fn spans(read: &Letters, first: usize, last: usize) -> Vec<(usize, u32, u32)> {
    let mut spans: Vec<(usize, u32, u32)> = Vec::new();
    for letter in read.letters[first..=last].iter().filter(|letter| letter.bears) {
        let end = letter.at + letter.letter.len_utf16() as u32;
        match spans.last_mut() {
            Some((text, _, to)) if *text == letter.text => *to = end,
            _ => spans.push((letter.text, letter.at, end)),
        }
    }
    spans
}

fn quote(read: &Letters, first: usize, last: usize) -> String {
    let place = |wanted| read.derived.iter().position(|&(_, letter)| letter == Some(wanted)).unwrap_or_default();
    read.derived[place(first)..=place(last)].iter().map(|&(c, _)| c).take(KEPT_MAX).collect()
}

fn texts<T: ReadTxn>(txn: &T) -> Vec<XmlTextRef> {
    let Some(body) = txn.get_xml_fragment(BODY) else { return Vec::new() };
    body.successors(txn)
        .filter_map(|node| match node {
            XmlOut::Text(text) => Some(text),
            _ => None,
        })
        .collect()
}

/// The names of a thread's formatting in a text.
fn keys<T: ReadTxn>(text: &XmlTextRef, txn: &T, of: CommentId) -> Attrs {
    let runs = text.diff(txn, YChange::identity);
    let all = runs.into_iter().filter_map(|run| run.attributes).flat_map(|attrs| *attrs);
    all.filter(|(name, value)| name.starts_with(MARK) && thread(value) == Some(of)).map(|(name, _)| (name, Any::Null)).collect()
}

/// Takes a thread's mark off the text.
pub fn lift(doc: &Doc, thread: CommentId) {
    let mut txn = doc.transact_mut();
    for text in texts(&txn) {
        let keys = keys(&text, &txn, thread);
        let length = text.len(&txn);
        if !keys.is_empty() {
            text.format(&mut txn, 0, length, keys);
        }
    }
}

/// Marks a thread's words again where the mark was lost and the words are still there, by the positions that were
/// kept. Whether anything was marked.
pub fn heal(doc: &Doc, thread: CommentId, start: &[u8], end: &[u8]) -> bool {
    let mut txn = doc.transact_mut();
    let texts = texts(&txn);
    if texts.iter().any(|text| !keys(text, &txn, thread).is_empty()) {
        return false;
    }
    let place = |position: &[u8]| StickyIndex::decode_v1(position).ok()?.get_offset(&txn);
    let (Some(start), Some(end)) = (place(start), place(end)) else { return false };
    let of = |offset: &yrs::Offset| texts.iter().position(|text| AsRef::<Branch>::as_ref(text).id() == offset.branch.id());
    match (of(&start), of(&end)) {
        (Some(text), Some(other)) if text == other && start.index < end.index => {
            texts[text].format(&mut txn, start.index, end.index - start.index, Attrs::from([(key(thread).into(), value(thread))]));
            true
        }
        _ => false,
    }
}

/// Where the words of each thread are in the derived text, in characters: the first, and the one after the last.
/// From the ProseMirror JSON that is kept with a post. Threads without words are not in it.
pub fn anchors(json: &str) -> BTreeMap<CommentId, (u32, u32)> {
    let blocks = json::read(json);
    let mut found: BTreeMap<CommentId, (usize, usize)> = BTreeMap::new();
    let mut letter = 0;
    each_run(&blocks, &mut |text, threads| {
        for _ in text.chars().filter(|&c| is_letter(c)) {
            for &thread in threads {
                found.entry(thread).or_insert((letter, letter)).1 = letter;
            }
            letter += 1;
        }
    });
    if found.is_empty() {
        return BTreeMap::new();
    }
    let derived = letters::derived(&text::marked(&blocks));
    let places: Vec<u32> = (0..).zip(&derived).filter_map(|(at, (_, letter))| letter.map(|_| at)).collect();
    let place = |letter: usize| places.get(letter).copied();
    found.into_iter().filter_map(|(thread, (first, last))| Some((thread, (place(first)?, place(last)? + 1)))).collect()
}

/// Every run of text, in order, with the threads on it.
fn each_run(blocks: &[Block], say: &mut impl FnMut(&str, &[CommentId])) {
    for block in blocks {
        match block {
            Block::Paragraph(line) | Block::Heading(_, line) => {
                for part in line {
                    if let Inline::Text(text, marks) = part {
                        say(text, &marks.comments);
                    }
                }
            }
            Block::BulletList(items) | Block::OrderedList(_, items) => items.iter().for_each(|item| each_run(item, say)),
            Block::TaskList(tasks) => tasks.iter().for_each(|task| each_run(&task.blocks, say)),
            Block::Quote(blocks) => each_run(blocks, say),
            Block::Code { text, .. } => say(text, &[]),
            Block::Rule => {}
        }
    }
}
