//! Property tests: whatever the tree, what is written reads back, and HTML has nothing in it that is not ours.

use crate::{
    from_yjs, html, json, load,
    markdown::{self, tidy},
    tree::{Block, Inline, Item, Marks, Task, push_text},
};
use proptest::prelude::*;
use yrs::{ReadTxn, Transact};

/// Words that look like Markdown, HTML, or neither.
fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-z]{1,6}",
        3 => r#"[-a-c_*~`#+=>.()0-9!&<\\/|:\[\]"' ]{1,8}"#,
        1 => "[ -~]{1,10}",
        1 => prop::sample::select(vec!["🚀", "é", "名前", "«", "1.", "2)", "---", "===", "&amp;", "<b>", "</u>", "<!--", "https://x.org", "[a](b)", "[ ]", "![", "\u{a0}", "_a_b_", "`", "``"]).prop_map(str::to_owned),
    ]
}

fn marks() -> impl Strategy<Value = Marks> {
    let link =
        prop::option::weighted(0.15, prop::sample::select(vec!["https://example.org/a_(b)*c?d=e&amp=f#g", "mailto:a@b.org", "http://x/\\`<>"]));
    (prop::bool::weighted(0.3), prop::bool::weighted(0.3), prop::bool::weighted(0.2), prop::bool::weighted(0.2), prop::bool::weighted(0.1), link)
        .prop_map(|(bold, italic, underline, strike, code, link)| {
            Marks { bold, italic, underline, strike, code, link: link.map(str::to_owned), comments: Vec::new() }.clean()
        })
}

fn line() -> impl Strategy<Value = Vec<Inline>> {
    let part = prop_oneof![8 => (word(), marks()).prop_map(|(text, marks)| Inline::Text(text, marks)), 1 => Just(Inline::Break)];
    prop::collection::vec(part, 1..6).prop_map(|parts| {
        let mut line = Vec::new();
        for part in parts {
            match part {
                Inline::Text(text, marks) => push_text(&mut line, &text, &marks),
                Inline::Break => line.push(Inline::Break),
            }
        }
        tidy(&line)
    })
}

fn paragraph() -> impl Strategy<Value = Block> {
    line().prop_filter("Markdown has no empty paragraphs", |line| !line.is_empty()).prop_map(Block::Paragraph)
}

fn leaf() -> impl Strategy<Value = Block> {
    prop_oneof![
        5 => paragraph(),
        2 => (1..=3_u8, line()).prop_map(|(level, line)| Block::Heading(level, line)),
        1 => (prop::option::of("[a-z+#]{1,8}"), "[a-z`~ <>\\-#\n]{0,30}").prop_map(|(language, text)| Block::Code { language, text }),
        1 => Just(Block::Rule),
    ]
}

/// A paragraph first; an empty one only where something other than a paragraph follows.
fn item(block: impl Strategy<Value = Block>) -> impl Strategy<Value = Item> {
    (prop::option::weighted(0.8, paragraph()), prop::collection::vec(block, 0..3)).prop_map(|(first, rest)| match first {
        Some(first) => std::iter::once(first).chain(rest).collect(),
        None if matches!(rest.first(), Some(Block::Paragraph(_))) => rest,
        None => crate::tree::item(rest),
    })
}

/// Not an empty one: GitHub reads a box only before text, and readers differ on what follows a bare one.
fn task(block: impl Strategy<Value = Block>) -> impl Strategy<Value = Item> {
    item(block).prop_filter("a box stands before something", |blocks| *blocks != [Block::Paragraph(Vec::new())])
}

fn block() -> impl Strategy<Value = Block> {
    leaf().prop_recursive(3, 24, 4, |inner| {
        let items = || prop::collection::vec(item(inner.clone()), 1..4);
        prop_oneof![
            items().prop_map(Block::BulletList),
            (0..2000_u32, items()).prop_map(|(start, items)| Block::OrderedList(start, items)),
            prop::collection::vec((any::<bool>(), task(inner.clone())), 1..4)
                .prop_map(|tasks| Block::TaskList(tasks.into_iter().map(|(checked, blocks)| Task { checked, blocks }).collect())),
            prop::collection::vec(inner.clone(), 1..4).prop_map(Block::Quote),
        ]
    })
}

pub(crate) fn body() -> impl Strategy<Value = Vec<Block>> {
    prop::collection::vec(block(), 1..5)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, max_shrink_time: 20_000, ..ProptestConfig::default() })]

    #[test]
    fn markdown_reads_back_as_the_same_tree(body in body()) {
        let written = markdown::write(&body);
        prop_assert_eq!(markdown::read(&written), body, "{}", written);
    }

    #[test]
    fn a_yjs_document_and_json_read_back_as_the_same_tree(body in body()) {
        let doc = load([crate::build("", &body).as_slice()]).unwrap();
        let txn = doc.transact();
        let read = from_yjs::read(&txn.get_xml_fragment(crate::BODY).unwrap(), &txn);
        prop_assert_eq!(&read, &body);
        prop_assert_eq!(json::read(&json::write(&body)), body);
    }

    #[test]
    fn html_has_no_tag_and_no_address_that_is_not_ours(text in "\\PC{0,40}", href in "(java|data|https|)[a-z:/<>\"'&; ]{0,20}", body in body()) {
        let body = [vec![Block::Paragraph(vec![Inline::Text(text, Marks { link: crate::tree::safe_href(&href), ..Marks::default() })])], body].concat();
        let html = html::write(&body);
        for tag in html.split('<').skip(1) {
            let (tag, text) = tag.split_once('>').expect("every tag is closed");
            prop_assert!(!text.contains(['>', '"', '\'']), "{}", html);
            let name = tag.trim_start_matches('/').split(' ').next().unwrap_or_default();
            prop_assert!(["p", "h1", "h2", "h3", "ul", "ol", "li", "blockquote", "pre", "code", "hr", "br", "label", "input", "span", "div", "a", "strong", "em", "u", "s"].contains(&name), "{}", name);
            if name == "a" && !tag.starts_with('/') {
                let lower = tag.to_lowercase();
                prop_assert!(["a href=\"https://", "a href=\"http://", "a href=\"mailto:"].iter().any(|start| lower.starts_with(start)), "{}", tag);
                prop_assert_eq!(tag.matches('"').count(), 4, "{}", tag);
            }
        }
    }

    #[test]
    fn no_markdown_breaks_the_reader(markdown in "[-*_~`#>+=0-9.()\\[\\]!<>&a-c/ \n\t\\\\]{0,80}") {
        let body = markdown::read(&markdown);
        let again = markdown::read(&markdown::write(&body));
        prop_assert_eq!(markdown::read(&markdown::write(&again)), again);
    }
}
