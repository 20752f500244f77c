//! Comments in the text: a mark on the words that a thread is about, beside bold and links.
//!
//! The mark is what says where a thread's words are: it goes with them through splits, moves, undo and
//! concurrent typing. Only the server makes it; browsers keep it as they keep all marks.

mod anchors;
mod carry;
mod letters;

pub use anchors::{ANCHOR_BYTES, Anchored, Unanchored, anchor, anchors, heal, lift};
pub(crate) use carry::carried;

use crate::tree::{Block, Inline, Item, Task, push_text};
use base64::{Engine, engine::general_purpose::STANDARD};
use model::CommentId;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use yrs::Any;

/// The mark's name in the editor's schema.
pub(crate) const MARK: &str = "comment";

/// The name of a thread's formatting. Several threads may be on one word, so the name ends with a hash of the
/// mark, the very one that y-tiptap makes: six bytes of the SHA-256 of the mark's JSON in lib0's encoding.
pub(crate) fn key(thread: CommentId) -> String {
    let thread = thread.to_string();
    let mut json = vec![118, 2];
    put(&mut json, "type");
    json.push(119);
    put(&mut json, MARK);
    put(&mut json, "attrs");
    json.extend([118, 1]);
    put(&mut json, "thread");
    json.push(119);
    put(&mut json, &thread);
    let mut short = [0; 6];
    for (at, byte) in Sha256::digest(&json).iter().enumerate() {
        short[at % 6] ^= byte;
    }
    format!("{MARK}--{}", STANDARD.encode(short))
}

/// Appends a short text with its length before it.
fn put(json: &mut Vec<u8>, text: &str) {
    json.push(text.len() as u8);
    json.extend_from_slice(text.as_bytes());
}

/// The mark's attributes.
pub(crate) fn value(thread: CommentId) -> Any {
    Any::from(HashMap::from([("thread".to_owned(), Any::from(thread.to_string()))]))
}

/// The thread of a mark's attributes.
pub(crate) fn thread(value: &Any) -> Option<CommentId> {
    match value {
        Any::Map(attrs) => match attrs.get("thread") {
            Some(Any::String(thread)) => thread.parse().ok(),
            _ => None,
        },
        _ => None,
    }
}

/// The same blocks without a trace of comments, for whoever reads the post elsewhere.
pub(crate) fn left_out(blocks: Vec<Block>) -> Vec<Block> {
    blocks.into_iter().map(block).collect()
}

fn block(block: Block) -> Block {
    match block {
        Block::Paragraph(text) => Block::Paragraph(line(text)),
        Block::Heading(level, text) => Block::Heading(level, line(text)),
        Block::BulletList(list) => Block::BulletList(items(list)),
        Block::OrderedList(start, list) => Block::OrderedList(start, items(list)),
        Block::TaskList(tasks) => {
            Block::TaskList(tasks.into_iter().map(|Task { checked, blocks }| Task { checked, blocks: left_out(blocks) }).collect())
        }
        Block::Quote(blocks) => Block::Quote(left_out(blocks)),
        same @ (Block::Code { .. } | Block::Rule) => same,
    }
}

fn items(items: Vec<Item>) -> Vec<Item> {
    items.into_iter().map(left_out).collect()
}

fn line(line: Vec<Inline>) -> Vec<Inline> {
    let commented = |part: &Inline| matches!(part, Inline::Text(_, marks) if !marks.comments.is_empty());
    if !line.iter().any(commented) {
        return line;
    }
    let mut plain = Vec::with_capacity(line.len());
    for part in line {
        match part {
            Inline::Break => plain.push(Inline::Break),
            Inline::Text(text, mut marks) => {
                marks.comments.clear();
                push_text(&mut plain, &text, &marks);
            }
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_is_the_one_that_y_tiptap_makes() {
        // Made by @tiptap/y-tiptap 3.0.9 with lib0 0.2.120.
        let thread = "0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11".parse().unwrap();
        assert_eq!(key(thread), "comment--zXG3gyyq");
        assert_eq!(super::thread(&value(thread)), Some(thread));
    }
}
