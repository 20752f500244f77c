//! Tree ↔ ProseMirror JSON, as the editor's `getJSON()` gives it.

use crate::comments::MARK;
use crate::tree::{Block, Inline, Item, Marks, START_MAX, Task, clean_code, clean_language, clean_line, item, push_text, safe_href};
use model::CommentId;
use serde_json::{Map, Value, json};

/// The whole document. An empty body has one empty paragraph, as in the editor.
pub(crate) fn write(blocks: &[Block]) -> String {
    let content = if blocks.is_empty() { vec![json!({"type": "paragraph"})] } else { nodes(blocks) };
    json!({"type": "doc", "content": content}).to_string()
}

fn nodes(blocks: &[Block]) -> Vec<Value> {
    blocks.iter().map(node).collect()
}

fn node(block: &Block) -> Value {
    match block {
        Block::Paragraph(line) => element("paragraph", None, inline(line)),
        Block::Heading(level, line) => element("heading", Some(json!({"level": level})), inline(line)),
        Block::BulletList(list) => element("bulletList", None, items(list)),
        Block::OrderedList(start, list) => element("orderedList", Some(json!({"start": start})), items(list)),
        Block::TaskList(tasks) => element("taskList", None, tasks.iter().map(task).collect()),
        Block::Quote(blocks) => element("blockquote", None, nodes(blocks)),
        Block::Code { language, text } => {
            let text = if text.is_empty() { Vec::new() } else { vec![json!({"type": "text", "text": text})] };
            element("codeBlock", Some(json!({"language": language})), text)
        }
        Block::Rule => element("horizontalRule", None, Vec::new()),
    }
}

fn element(name: &str, attrs: Option<Value>, content: Vec<Value>) -> Value {
    let mut node = Map::from_iter([("type".to_owned(), json!(name))]);
    if let Some(attrs) = attrs {
        node.insert("attrs".to_owned(), attrs);
    }
    if !content.is_empty() {
        node.insert("content".to_owned(), content.into());
    }
    node.into()
}

fn items(items: &[Item]) -> Vec<Value> {
    items.iter().map(|blocks| element("listItem", None, nodes(blocks))).collect()
}

fn task(task: &Task) -> Value {
    element("taskItem", Some(json!({"checked": task.checked})), nodes(&task.blocks))
}

fn inline(line: &[Inline]) -> Vec<Value> {
    line.iter()
        .map(|part| match part {
            Inline::Break => json!({"type": "hardBreak"}),
            Inline::Text(text, marks) => match mark_list(marks) {
                marks if marks.is_empty() => json!({"type": "text", "text": text}),
                marks => json!({"type": "text", "text": text, "marks": marks}),
            },
        })
        .collect()
}

fn mark_list(marks: &Marks) -> Vec<Value> {
    let mut list: Vec<Value> = marks.link.iter().map(|href| json!({"type": "link", "attrs": {"href": href}})).collect();
    let flags = [("bold", marks.bold), ("italic", marks.italic), ("strike", marks.strike), ("underline", marks.underline), ("code", marks.code)];
    list.extend(flags.into_iter().filter(|&(_, set)| set).map(|(name, _)| json!({"type": name})));
    list.extend(marks.comments.iter().map(|thread| json!({"type": MARK, "attrs": {"thread": thread}})));
    list
}

/// Reads what [`write`] wrote. Text that is not such JSON is an empty body.
pub(crate) fn read(json: &str) -> Vec<Block> {
    serde_json::from_str::<Value>(json).map(|doc| blocks(&doc)).unwrap_or_default()
}

fn content(node: &Value) -> impl Iterator<Item = &Value> {
    node["content"].as_array().into_iter().flatten()
}

fn kind(node: &Value) -> &str {
    node["type"].as_str().unwrap_or_default()
}

fn blocks(node: &Value) -> Vec<Block> {
    content(node).filter_map(block).collect()
}

fn block(node: &Value) -> Option<Block> {
    let attrs = &node["attrs"];
    Some(match kind(node) {
        "paragraph" => Block::Paragraph(line(node)),
        "heading" => Block::Heading(attrs["level"].as_u64().map_or(1, |level| u8::try_from(level.clamp(1, 3)).unwrap_or(1)), line(node)),
        "bulletList" => Block::BulletList(content(node).map(|child| item(blocks(child))).collect()),
        "orderedList" => {
            let start = attrs["start"].as_u64().and_then(|start| u32::try_from(start).ok()).filter(|&start| start <= START_MAX);
            Block::OrderedList(start.unwrap_or(1), content(node).map(|child| item(blocks(child))).collect())
        }
        "taskList" => Block::TaskList(
            content(node)
                .map(|child| Task { checked: child["attrs"]["checked"].as_bool().unwrap_or_default(), blocks: item(blocks(child)) })
                .collect(),
        ),
        "blockquote" => Block::Quote(blocks(node)),
        "codeBlock" => Block::Code {
            language: attrs["language"].as_str().and_then(clean_language),
            text: content(node).filter_map(|child| child["text"].as_str()).map(clean_code).collect(),
        },
        "horizontalRule" => Block::Rule,
        _ => return None,
    })
}

fn line(node: &Value) -> Vec<Inline> {
    let mut line = Vec::new();
    for child in content(node) {
        match kind(child) {
            "hardBreak" => line.push(Inline::Break),
            "text" => push_text(&mut line, &clean_line(child["text"].as_str().unwrap_or_default()), &marks(child)),
            _ => {}
        }
    }
    line
}

fn marks(node: &Value) -> Marks {
    let mut marks = Marks::default();
    for mark in node["marks"].as_array().into_iter().flatten() {
        match kind(mark) {
            "bold" => marks.bold = true,
            "italic" => marks.italic = true,
            "underline" => marks.underline = true,
            "strike" => marks.strike = true,
            "code" => marks.code = true,
            "link" => marks.link = mark["attrs"]["href"].as_str().and_then(safe_href),
            MARK => marks.comments.extend(mark["attrs"]["thread"].as_str().and_then(|thread| thread.parse::<CommentId>().ok())),
            _ => {}
        }
    }
    marks.clean()
}
