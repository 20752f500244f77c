//! Tree → HTML: escaped, with nothing in it but what is written here, in a shape that the editor parses back.

use crate::tree::{Block, Inline, Item, Marks, Task};

/// The body as HTML.
pub(crate) fn write(blocks: &[Block]) -> String {
    let mut html = String::new();
    put_blocks(&mut html, blocks);
    html
}

fn put_blocks(html: &mut String, blocks: &[Block]) {
    for block in blocks {
        put_block(html, block);
    }
}

fn put_block(html: &mut String, block: &Block) {
    match block {
        Block::Paragraph(line) => {
            html.push_str("<p>");
            put_line(html, line);
            html.push_str("</p>");
        }
        Block::Heading(level, line) => {
            html.push_str(&format!("<h{level}>"));
            put_line(html, line);
            html.push_str(&format!("</h{level}>"));
        }
        Block::BulletList(items) => {
            html.push_str("<ul>");
            put_items(html, items);
            html.push_str("</ul>");
        }
        Block::OrderedList(start, items) => {
            html.push_str(&if *start == 1 { "<ol>".to_owned() } else { format!("<ol start=\"{start}\">") });
            put_items(html, items);
            html.push_str("</ol>");
        }
        Block::TaskList(tasks) => {
            html.push_str("<ul data-type=\"taskList\">");
            tasks.iter().for_each(|task| put_task(html, task));
            html.push_str("</ul>");
        }
        Block::Quote(blocks) => {
            html.push_str("<blockquote>");
            put_blocks(html, blocks);
            html.push_str("</blockquote>");
        }
        Block::Code { language, text } => {
            html.push_str("<pre><code");
            if let Some(language) = language {
                html.push_str(" class=\"language-");
                escape(html, language);
                html.push('"');
            }
            html.push('>');
            escape(html, text);
            html.push_str("</code></pre>");
        }
        Block::Rule => html.push_str("<hr>"),
    }
}

fn put_items(html: &mut String, items: &[Item]) {
    for blocks in items {
        html.push_str("<li>");
        put_blocks(html, blocks);
        html.push_str("</li>");
    }
}

fn put_task(html: &mut String, task: &Task) {
    let (state, ticked) = if task.checked { ("true", " checked") } else { ("false", "") };
    html.push_str(&format!(
        "<li data-type=\"taskItem\" data-checked=\"{state}\"><label><input type=\"checkbox\" disabled{ticked}><span></span></label><div>"
    ));
    put_blocks(html, &task.blocks);
    html.push_str("</div></li>");
}

fn put_line(html: &mut String, line: &[Inline]) {
    for part in line {
        match part {
            Inline::Break => html.push_str("<br>"),
            Inline::Text(text, marks) => put_text(html, text, marks),
        }
    }
}

fn put_text(html: &mut String, text: &str, marks: &Marks) {
    if let Some(href) = &marks.link {
        html.push_str("<a href=\"");
        escape(html, href);
        html.push_str("\" rel=\"noopener noreferrer nofollow\">");
    }
    let tags = [("strong", marks.bold), ("em", marks.italic), ("s", marks.strike), ("u", marks.underline), ("code", marks.code)];
    let set = || tags.iter().filter(|&&(_, set)| set).map(|&(tag, _)| tag);
    set().for_each(|tag| html.push_str(&format!("<{tag}>")));
    escape(html, text);
    set().collect::<Vec<_>>().into_iter().rev().for_each(|tag| html.push_str(&format!("</{tag}>")));
    if marks.link.is_some() {
        html.push_str("</a>");
    }
}

/// Text that is nothing but text, between tags and inside quoted attributes.
fn escape(html: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            _ => html.push(c),
        }
    }
}
