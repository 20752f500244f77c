//! The marks of words that stay, though the block around them is written anew.

use crate::{
    compare,
    tree::{Block, Inline, Marks, push_text},
};
use model::CommentId;
use similar::{Algorithm, DiffOp, capture_diff_slices_deadline};
use std::collections::HashMap;
use unicode_segmentation::UnicodeSegmentation;

/// The new blocks with the marks that the same words had in the old ones. A thread most of whose letters are gone
/// has no words any more: a stray "the" that stayed is not what it is about.
pub(crate) fn carried(old: &[Option<Block>], mut new: Vec<Block>) -> Vec<Block> {
    let was = letters(old.iter().flatten());
    let mut had: HashMap<CommentId, usize> = HashMap::new();
    for thread in was.iter().flat_map(|(_, threads)| *threads) {
        *had.entry(*thread).or_default() += 1;
    }
    if had.is_empty() {
        return new;
    }
    let is: String = letters(new.iter()).into_iter().map(|(letter, _)| letter).collect();
    let marks = marks(&was, &is);
    let mut has: HashMap<CommentId, usize> = HashMap::new();
    for thread in marks.iter().copied().flatten() {
        *has.entry(*thread).or_default() += 1;
    }
    let stays = |thread: &&CommentId| has.get(thread).copied().unwrap_or_default() * 2 >= had[thread];
    let mut marks = marks.into_iter();
    for line in lines_mut(&mut new) {
        let mut marked = Vec::with_capacity(line.len());
        for part in line.drain(..) {
            match part {
                Inline::Break => {
                    marks.next();
                    marked.push(Inline::Break);
                }
                Inline::Text(text, format) => {
                    let letters: Vec<(char, &[CommentId])> = text.chars().zip(marks.by_ref()).collect();
                    for run in letters.chunk_by(|(_, one), (_, next)| one == next) {
                        let comments = run[0].1.iter().filter(stays).copied().collect();
                        let text: String = run.iter().map(|(letter, _)| letter).collect();
                        push_text(&mut marked, &text, &Marks { comments, ..format.clone() });
                    }
                }
            }
        }
        marks.next();
        *line = marked;
    }
    new
}

/// For each letter of the new text the threads that the same letter of the same word has in the old one.
fn marks<'a>(was: &[(char, &'a [CommentId])], is: &str) -> Vec<&'a [CommentId]> {
    let text: String = was.iter().map(|(letter, _)| letter).collect();
    let ((old, old_at), (new, new_at)) = (words(&text), words(is));
    let mut marks: Vec<&[CommentId]> = vec![&[]; is.chars().count()];
    for step in capture_diff_slices_deadline(Algorithm::Myers, &old, &new, Some(compare::deadline())) {
        if let DiffOp::Equal { old_index, new_index, len } = step {
            let same = &was[old_at[old_index]..old_at[old_index + len]];
            for (mark, (_, threads)) in marks[new_at[new_index]..].iter_mut().zip(same) {
                *mark = threads;
            }
        }
    }
    marks
}

/// Words, spaces and signs; and with how many letters before it each begins, and the end.
fn words(text: &str) -> (Vec<&str>, Vec<usize>) {
    let words: Vec<&str> = text.split_word_bounds().collect();
    let mut begins = vec![0];
    begins.extend(words.iter().scan(0, |at, word| {
        *at += word.chars().count();
        Some(*at)
    }));
    (words, begins)
}

/// All letters of some blocks with the threads on them, and a line end after each line. Code bears no marks.
fn letters<'a>(blocks: impl Iterator<Item = &'a Block>) -> Vec<(char, &'a [CommentId])> {
    let mut letters: Vec<(char, &[CommentId])> = Vec::new();
    let mut found = Vec::new();
    blocks.for_each(|block| lines(block, &mut found));
    for line in found {
        for part in line {
            match part {
                Inline::Break => letters.push(('\n', &[])),
                Inline::Text(text, marks) => letters.extend(text.chars().map(|letter| (letter, marks.comments.as_slice()))),
            }
        }
        letters.push(('\n', &[]));
    }
    letters
}

fn lines<'a>(block: &'a Block, found: &mut Vec<&'a Vec<Inline>>) {
    match block {
        Block::Paragraph(line) | Block::Heading(_, line) => found.push(line),
        Block::BulletList(items) | Block::OrderedList(_, items) => items.iter().flatten().for_each(|block| lines(block, found)),
        Block::TaskList(tasks) => tasks.iter().flat_map(|task| &task.blocks).for_each(|block| lines(block, found)),
        Block::Quote(blocks) => blocks.iter().for_each(|block| lines(block, found)),
        Block::Code { .. } | Block::Rule => {}
    }
}

/// The same lines in the same order.
fn lines_mut(blocks: &mut [Block]) -> Vec<&mut Vec<Inline>> {
    let mut found = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph(line) | Block::Heading(_, line) => found.push(line),
            Block::BulletList(items) | Block::OrderedList(_, items) => items.iter_mut().for_each(|item| found.extend(lines_mut(item))),
            Block::TaskList(tasks) => tasks.iter_mut().for_each(|task| found.extend(lines_mut(&mut task.blocks))),
            Block::Quote(blocks) => found.extend(lines_mut(blocks)),
            Block::Code { .. } | Block::Rule => {}
        }
    }
    found
}
