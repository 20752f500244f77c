//! Markdown → tree. What the editor has no node for stays as text; HTML is text too, except the few tags
//! that the writer uses where Markdown has no sign.

use crate::tree::{Block, DEPTH_MAX, Inline, Item, Marks, START_MAX, Task, clean_code, clean_language, clean_line, item, push_text, safe_href};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// The blocks of a Markdown text.
pub(crate) fn read(markdown: &str) -> Vec<Block> {
    let mut reader = Reader::default();
    for event in Parser::new_ext(markdown, Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS) {
        reader.event(event);
    }
    reader.end_line();
    reader.blocks
}

/// A container that is still open.
enum Open {
    Quote(Vec<Block>),
    /// Number of the first item of an ordered list, and the items so far with their boxes.
    List(Option<u32>, Vec<(Option<bool>, Item)>),
    Item(Option<bool>, Vec<Block>),
}

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    open: Vec<Open>,
    /// Containers that are open beyond the greatest depth.
    too_deep: usize,
    /// The line that is being read; text in a tight list comes without a paragraph around it.
    line: Option<Vec<Inline>>,
    marks: Marks,
    code: Option<(Option<String>, String)>,
    html: Option<String>,
}

impl Reader {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match &mut self.code {
                Some((_, code)) => code.push_str(&text),
                None => self.text(&text),
            },
            Event::Code(text) => {
                let marks = Marks { code: true, ..self.marks.clone() }.clean();
                push_text(self.line(), &clean_line(&text), &marks);
            }
            Event::Html(html) => self.html.get_or_insert_default().push_str(&html),
            Event::InlineHtml(tag) => self.tag(&tag),
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.line().push(Inline::Break),
            Event::Rule => {
                self.end_line();
                self.push(Block::Rule);
            }
            Event::TaskListMarker(checked) => {
                if let Some(Open::Item(box_, _)) = self.open.last_mut() {
                    *box_ = Some(checked);
                }
            }
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => self.text(&text),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Emphasis => self.marks.italic = true,
            Tag::Strong => self.marks.bold = true,
            Tag::Strikethrough => self.marks.strike = true,
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                if self.marks.link.is_none() {
                    self.marks.link = safe_href(&dest_url);
                }
            }
            Tag::Paragraph | Tag::Heading { .. } => {
                self.end_line();
                self.line = Some(Vec::new());
            }
            Tag::CodeBlock(kind) => {
                self.end_line();
                let language = match kind {
                    CodeBlockKind::Fenced(info) => info.split_whitespace().next().and_then(clean_language),
                    CodeBlockKind::Indented => None,
                };
                self.code = Some((language, String::new()));
            }
            Tag::BlockQuote(_) => self.enter(Open::Quote(Vec::new())),
            Tag::List(start) => {
                let start = start.map(|start| u32::try_from(start).unwrap_or(START_MAX).min(START_MAX));
                self.enter(Open::List(start, Vec::new()));
            }
            Tag::Item => self.enter(Open::Item(None, Vec::new())),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis => self.marks.italic = false,
            TagEnd::Strong => self.marks.bold = false,
            TagEnd::Strikethrough => self.marks.strike = false,
            TagEnd::Link | TagEnd::Image => self.marks.link = None,
            TagEnd::Paragraph => self.end_line(),
            TagEnd::Heading(level) => {
                let line = self.line.take().unwrap_or_default();
                self.marks = Marks::default();
                self.push(Block::Heading((level as u8).min(3), line));
            }
            TagEnd::CodeBlock => {
                if let Some((language, text)) = self.code.take() {
                    let text = clean_code(text.strip_suffix('\n').unwrap_or(&text));
                    self.push(Block::Code { language, text });
                }
            }
            TagEnd::HtmlBlock => self.html_block(),
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item => self.leave(),
            _ => {}
        }
    }

    fn enter(&mut self, container: Open) {
        self.end_line();
        let depth = self.open.iter().filter(|open| !matches!(open, Open::Item(..))).count();
        if self.too_deep > 0 || (depth >= DEPTH_MAX && !matches!(container, Open::Item(..))) {
            self.too_deep += 1;
        } else {
            self.open.push(container);
        }
    }

    fn leave(&mut self) {
        self.end_line();
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        match self.open.pop() {
            Some(Open::Quote(blocks)) if blocks.is_empty() => self.push(Block::Quote(vec![Block::Paragraph(Vec::new())])),
            Some(Open::Quote(blocks)) => self.push(Block::Quote(blocks)),
            Some(Open::Item(checked, blocks)) => {
                if let Some(Open::List(_, items)) = self.open.last_mut() {
                    items.push((checked, item(blocks)));
                }
            }
            Some(Open::List(start, items)) => lists(start, items).into_iter().for_each(|list| self.push(list)),
            None => {}
        }
    }

    fn push(&mut self, block: Block) {
        match self.open.last_mut() {
            Some(Open::Quote(blocks) | Open::Item(_, blocks)) => blocks.push(block),
            Some(Open::List(_, items)) => items.push((None, item(vec![block]))),
            None => self.blocks.push(block),
        }
    }

    fn line(&mut self) -> &mut Vec<Inline> {
        self.line.get_or_insert_default()
    }

    fn text(&mut self, text: &str) {
        let marks = self.marks.clone().clean();
        push_text(self.line(), &clean_line(text), &marks);
    }

    fn end_line(&mut self) {
        self.marks = Marks::default();
        if let Some(line) = self.line.take().filter(|line| !line.is_empty()) {
            self.push(Block::Paragraph(line));
        }
    }

    fn tag(&mut self, tag: &str) {
        let name = tag.trim_matches(['<', '>', '/', ' ']).to_ascii_lowercase();
        let on = !tag.starts_with("</");
        match name.as_str() {
            "br" => self.line().push(Inline::Break),
            "u" | "ins" => self.marks.underline = on,
            "strong" | "b" => self.marks.bold = on,
            "em" | "i" => self.marks.italic = on,
            "s" | "del" => self.marks.strike = on,
            _ if tag.starts_with("<!--") => {}
            _ => self.text(tag),
        }
    }

    /// HTML on lines of its own stays as text, but for line breaks and comments.
    fn html_block(&mut self) {
        let html = self.html.take().unwrap_or_default();
        let html = html.trim();
        if html.starts_with("<!--") && html.ends_with("-->") {
            return;
        }
        let only_break = |line: &str| matches!(line.to_ascii_lowercase().as_str(), "<br>" | "<br/>" | "<br />");
        for (at, line) in html.lines().map(str::trim).enumerate() {
            if only_break(line) {
                self.line().push(Inline::Break);
                continue;
            }
            if at > 0 {
                self.line().push(Inline::Break);
            }
            self.text(line);
        }
        self.end_line();
    }
}

/// The lists that one Markdown list becomes: items with a box and items without are different lists here.
fn lists(start: Option<u32>, items: Vec<(Option<bool>, Item)>) -> Vec<Block> {
    let mut lists: Vec<Block> = Vec::new();
    for (number, (checked, blocks)) in (start.unwrap_or(1)..).zip(items) {
        match (checked, start, lists.last_mut()) {
            (Some(checked), _, Some(Block::TaskList(tasks))) => tasks.push(Task { checked, blocks }),
            (Some(checked), _, _) => lists.push(Block::TaskList(vec![Task { checked, blocks }])),
            (None, Some(_), Some(Block::OrderedList(_, items))) | (None, None, Some(Block::BulletList(items))) => items.push(blocks),
            (None, Some(_), _) => lists.push(Block::OrderedList(number.min(START_MAX), vec![blocks])),
            (None, None, _) => lists.push(Block::BulletList(vec![blocks])),
        }
    }
    lists
}
