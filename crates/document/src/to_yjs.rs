//! Tree → Yjs, as Tiptap's binding would have written it: an element for each node with its attributes
//! as JSON values, and one text for each run of lines between breaks, its marks as formatting.

use crate::comments;
use crate::tree::{Block, Inline, Item, Marks, Task};
use std::collections::HashMap;
use yrs::{
    Any, Text, TransactionMut, Xml, XmlElementPrelim, XmlElementRef, XmlFragment, XmlTextPrelim,
    types::{Attrs, Delta},
};

/// Appends the blocks to a fragment or an element.
pub(crate) fn write<P: XmlFragment>(parent: &P, txn: &mut TransactionMut, blocks: &[Block]) {
    let end = parent.len(txn);
    write_at(parent, txn, end, blocks);
}

/// Puts the blocks before the child with this index.
pub(crate) fn write_at<P: XmlFragment>(parent: &P, txn: &mut TransactionMut, at: u32, blocks: &[Block]) {
    for (at, block) in (at..).zip(blocks) {
        insert(parent, txn, at, block);
    }
}

fn insert<P: XmlFragment>(parent: &P, txn: &mut TransactionMut, at: u32, block: &Block) {
    let name = match block {
        Block::Paragraph(_) => "paragraph",
        Block::Heading(..) => "heading",
        Block::BulletList(_) => "bulletList",
        Block::OrderedList(..) => "orderedList",
        Block::TaskList(_) => "taskList",
        Block::Quote(_) => "blockquote",
        Block::Code { .. } => "codeBlock",
        Block::Rule => "horizontalRule",
    };
    let element = parent.insert(txn, at, XmlElementPrelim::empty(name));
    match block {
        Block::Paragraph(line) => inline(&element, txn, line),
        Block::Heading(level, line) => {
            element.insert_attribute(txn, "level", i64::from(*level));
            inline(&element, txn, line);
        }
        Block::BulletList(items) => list(&element, txn, items),
        Block::OrderedList(start, items) => {
            element.insert_attribute(txn, "start", i64::from(*start));
            list(&element, txn, items);
        }
        Block::TaskList(tasks) => task_list(&element, txn, tasks),
        Block::Quote(blocks) => write(&element, txn, blocks),
        Block::Code { language, text } => {
            if let Some(language) = language {
                element.insert_attribute(txn, "language", language.as_str());
            }
            if !text.is_empty() {
                element.push_back(txn, XmlTextPrelim::new(text.as_str()));
            }
        }
        Block::Rule => {}
    }
}

fn element<P: XmlFragment>(parent: &P, txn: &mut TransactionMut, name: &str) -> XmlElementRef {
    parent.push_back(txn, XmlElementPrelim::empty(name))
}

fn list(list: &XmlElementRef, txn: &mut TransactionMut, items: &[Item]) {
    for blocks in items {
        write(&element(list, txn, "listItem"), txn, blocks);
    }
}

fn task_list(list: &XmlElementRef, txn: &mut TransactionMut, tasks: &[Task]) {
    for task in tasks {
        let item = element(list, txn, "taskItem");
        item.insert_attribute(txn, "checked", task.checked);
        write(&item, txn, &task.blocks);
    }
}

fn inline(parent: &XmlElementRef, txn: &mut TransactionMut, line: &[Inline]) {
    for part in line.split_inclusive(|part| *part == Inline::Break) {
        let delta: Vec<Delta<String>> = part
            .iter()
            .filter_map(|part| match part {
                Inline::Text(text, marks) => Some(Delta::Inserted(text.clone(), Some(Box::new(attributes(marks))))),
                Inline::Break => None,
            })
            .collect();
        if !delta.is_empty() {
            parent.push_back(txn, XmlTextPrelim::default()).apply_delta(txn, delta);
        }
        if part.last() == Some(&Inline::Break) {
            element(parent, txn, "hardBreak");
        }
    }
}

fn attributes(marks: &Marks) -> Attrs {
    let empty = || Any::from(HashMap::<String, Any>::new());
    let mut attrs = Attrs::new();
    let flags = [("bold", marks.bold), ("italic", marks.italic), ("underline", marks.underline), ("strike", marks.strike), ("code", marks.code)];
    for (name, _) in flags.into_iter().filter(|&(_, set)| set) {
        attrs.insert(name.into(), empty());
    }
    if let Some(href) = &marks.link {
        attrs.insert("link".into(), Any::from(HashMap::from([("href".to_owned(), Any::from(href.as_str()))])));
    }
    for &thread in &marks.comments {
        attrs.insert(comments::key(thread).into(), comments::value(thread));
    }
    attrs
}
