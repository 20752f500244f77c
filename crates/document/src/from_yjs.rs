//! Yjs → tree. Whatever the document holds, the tree fits the schema: only known attributes are read,
//! unknown nodes become paragraphs of their text, unknown marks are dropped.

use crate::comments;
use crate::tree::{Block, DEPTH_MAX, Inline, Item, Marks, START_MAX, Task, clean_code, clean_language, clean_line, item, push_text, safe_href};
use yrs::{
    Any, Array, ArrayRef, GetString, Number, Out, ReadTxn, Text, Xml, XmlElementRef, XmlFragment, XmlFragmentRef, XmlOut, XmlTextRef,
    types::{Attrs, text::YChange},
};

/// The body's blocks.
pub(crate) fn read<T: ReadTxn>(body: &XmlFragmentRef, txn: &T) -> Vec<Block> {
    blocks(body.as_ref(), txn, 0)
}

/// The body's children, each as the block that it is read as; `None` for what is read as nothing.
pub(crate) fn children<T: ReadTxn>(body: &XmlFragmentRef, txn: &T) -> Vec<Option<Block>> {
    let children: &ArrayRef = body.as_ref();
    children.iter(txn).map(|child| block(child, txn, 0)).collect()
}

fn blocks<T: ReadTxn>(parent: &ArrayRef, txn: &T, depth: usize) -> Vec<Block> {
    parent.iter(txn).filter_map(|child| block(child, txn, depth)).collect()
}

fn block<T: ReadTxn>(node: Out, txn: &T, depth: usize) -> Option<Block> {
    let element = match node {
        Out::YXmlElement(element) => element,
        Out::YXmlText(text) => {
            let mut line = Vec::new();
            runs(&text, txn, &mut line);
            return paragraph(line);
        }
        _ => return None,
    };
    if depth >= DEPTH_MAX {
        return paragraph(plain(&element, txn));
    }
    Some(match element.tag().as_ref() {
        "paragraph" => Block::Paragraph(line(&element, txn)),
        "heading" => Block::Heading(level(&element, txn), line(&element, txn)),
        "bulletList" => Block::BulletList(filled(items(&element, txn, depth))?),
        "orderedList" => Block::OrderedList(start(&element, txn), filled(items(&element, txn, depth))?),
        "taskList" => Block::TaskList(filled(tasks(&element, txn, depth))?),
        "blockquote" => {
            let inner = blocks(element.as_ref(), txn, depth + 1);
            Block::Quote(if inner.is_empty() { vec![Block::Paragraph(Vec::new())] } else { inner })
        }
        "codeBlock" => Block::Code { language: language(&element, txn), text: code(&element, txn) },
        "horizontalRule" => Block::Rule,
        _ => return paragraph(plain(&element, txn)),
    })
}

/// A paragraph of what was found where a block should be, if anything was.
fn paragraph(line: Vec<Inline>) -> Option<Block> {
    Some(Block::Paragraph(filled(line)?))
}

fn filled<T>(children: Vec<T>) -> Option<Vec<T>> {
    (!children.is_empty()).then_some(children)
}

fn items<T: ReadTxn>(list: &XmlElementRef, txn: &T, depth: usize) -> Vec<Item> {
    let array: &ArrayRef = list.as_ref();
    array.iter(txn).filter_map(|child| list_item(child, txn, depth)).collect()
}

fn tasks<T: ReadTxn>(list: &XmlElementRef, txn: &T, depth: usize) -> Vec<Task> {
    let array: &ArrayRef = list.as_ref();
    array
        .iter(txn)
        .filter_map(|child| {
            let checked = match &child {
                Out::YXmlElement(element) => matches!(attribute(element, txn, "checked"), Some(Any::Bool(true))),
                _ => false,
            };
            Some(Task { checked, blocks: list_item(child, txn, depth)? })
        })
        .collect()
}

fn list_item<T: ReadTxn>(node: Out, txn: &T, depth: usize) -> Option<Item> {
    match node {
        Out::YXmlElement(element) if matches!(element.tag().as_ref(), "listItem" | "taskItem") => {
            Some(item(blocks(element.as_ref(), txn, depth + 1)))
        }
        other => block(other, txn, depth + 1).map(|block| item(vec![block])),
    }
}

fn line<T: ReadTxn>(element: &XmlElementRef, txn: &T) -> Vec<Inline> {
    let mut line = Vec::new();
    let array: &ArrayRef = element.as_ref();
    for child in array.iter(txn) {
        match child {
            Out::YXmlText(text) => runs(&text, txn, &mut line),
            Out::YXmlElement(element) if element.tag().as_ref() == "hardBreak" => line.push(Inline::Break),
            Out::YXmlElement(element) => line.append(&mut plain(&element, txn)),
            _ => {}
        }
    }
    line
}

fn runs<T: ReadTxn>(text: &XmlTextRef, txn: &T, line: &mut Vec<Inline>) {
    for run in text.diff(txn, YChange::identity) {
        if let Out::Any(Any::String(text)) = run.insert {
            push_text(line, &clean_line(&text), &run.attributes.map_or_else(Marks::default, |attrs| marks(&attrs)));
        }
    }
}

fn marks(attrs: &Attrs) -> Marks {
    let mut marks = Marks::default();
    for (name, value) in attrs.iter().filter(|(_, value)| !matches!(value, Any::Null | Any::Undefined)) {
        // Marks that may overlap themselves have a hash of their attributes at the end of their names.
        match name.split_once("--").map_or(name.as_ref(), |(name, _hash)| name) {
            "bold" => marks.bold = true,
            "italic" => marks.italic = true,
            "underline" => marks.underline = true,
            "strike" => marks.strike = true,
            "code" => marks.code = true,
            "link" => marks.link = href(value),
            comments::MARK => marks.comments.extend(comments::thread(value)),
            _ => {}
        }
    }
    marks.clean()
}

fn href(value: &Any) -> Option<String> {
    match value {
        Any::Map(attrs) => match attrs.get("href") {
            Some(Any::String(href)) => safe_href(href),
            _ => None,
        },
        _ => None,
    }
}

/// All text below a node, however deep, without recursion.
fn plain<T: ReadTxn>(element: &XmlElementRef, txn: &T) -> Vec<Inline> {
    let mut line = Vec::new();
    for node in element.successors(txn) {
        match node {
            XmlOut::Text(text) => runs(&text, txn, &mut line),
            XmlOut::Element(_) if !line.is_empty() => push_text(&mut line, " ", &Marks::default()),
            _ => {}
        }
    }
    line
}

fn code<T: ReadTxn>(element: &XmlElementRef, txn: &T) -> String {
    let mut code = String::new();
    for node in element.successors(txn) {
        if let XmlOut::Text(text) = node {
            for run in text.diff(txn, YChange::identity) {
                if let Out::Any(Any::String(text)) = run.insert {
                    code.push_str(&text);
                }
            }
        }
    }
    clean_code(&code)
}

fn attribute<T: ReadTxn>(element: &XmlElementRef, txn: &T, name: &str) -> Option<Any> {
    match element.get_attribute(txn, name)? {
        Out::Any(value) => Some(value),
        // Old bindings kept attributes as text.
        Out::YText(text) => Some(Any::from(text.get_string(txn))),
        _ => None,
    }
}

fn number<T: ReadTxn>(element: &XmlElementRef, txn: &T, name: &str) -> Option<i64> {
    match attribute(element, txn, name)? {
        Any::Number(Number::Int(number)) => Some(number),
        // A float outside of i64 saturates; the bounds are checked by the callers.
        Any::Number(Number::Float(number)) => Some(number as i64),
        Any::String(text) => text.parse().ok(),
        _ => None,
    }
}

fn level<T: ReadTxn>(element: &XmlElementRef, txn: &T) -> u8 {
    number(element, txn, "level").map_or(1, |level| u8::try_from(level.clamp(1, 3)).unwrap_or(1))
}

fn start<T: ReadTxn>(element: &XmlElementRef, txn: &T) -> u32 {
    number(element, txn, "start").and_then(|start| u32::try_from(start).ok()).filter(|&start| start <= START_MAX).unwrap_or(1)
}

fn language<T: ReadTxn>(element: &XmlElementRef, txn: &T) -> Option<String> {
    match attribute(element, txn, "language")? {
        Any::String(name) => clean_language(&name),
        _ => None,
    }
}
