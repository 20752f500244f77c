//! Documents as the server makes and changes them.

#![expect(clippy::unwrap_used, reason = "helpers of tests: a test that cannot go on fails")]

use std::sync::{Arc, Mutex};
use yrs::{Doc, GetString, ReadTxn, Text, Transact, XmlFragment};

fn title(doc: &Doc) -> String {
    let txn = doc.transact();
    txn.get_text(document::TITLE).unwrap().get_string(&txn)
}

#[test]
fn a_new_document_has_its_title_and_one_empty_paragraph() {
    let derived = document::derive_update(&document::create("  My\npost ", "")).unwrap();
    assert_eq!(derived.title, "My post");
    assert_eq!(derived.json, r#"{"content":[{"type":"paragraph"}],"type":"doc"}"#);
    assert_eq!((derived.text.as_str(), derived.html.as_str(), derived.markdown.as_str()), ("", "<p></p>", ""));
    assert_eq!((derived.words, derived.characters), (0, 0));
}

#[test]
fn markdown_makes_the_body() {
    let markdown = "# Plan\n\nTry **this** and [that](https://example.org).\n\n1. one\n2. two\n\n- [ ] open\n- [x] done\n";
    assert_eq!(document::derive_update(&document::create("", markdown)).unwrap().markdown, markdown);
}

#[test]
fn a_list_with_and_without_boxes_becomes_lists_of_each_kind() {
    let derived = document::derive_update(&document::create("", "- [x] a\n- b\n- c\n")).unwrap();
    assert_eq!(derived.markdown, "- [x] a\n\n* b\n* c\n");
}

#[test]
fn html_in_markdown_is_text() {
    let derived = document::derive_update(&document::create("", "<script>alert(1)</script>\n\na <img src=x onerror=y> b")).unwrap();
    assert_eq!(derived.html, "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p><p>a &lt;img src=x onerror=y&gt; b</p>");
}

#[test]
fn very_deep_markdown_is_flattened() {
    let derived = document::derive_update(&document::create("", &format!("{}deep", "> ".repeat(5000)))).unwrap();
    assert!(derived.text.contains("deep"));
    assert_eq!(document::markdown_of(&derived.json), derived.markdown);
    let derived = document::derive_update(&document::create("", &format!("{}deep", "- ".repeat(5000)))).unwrap();
    assert!(derived.text.contains("deep"));
    assert_eq!(document::markdown_of(&derived.json), derived.markdown);
}

#[test]
fn control_characters_are_not_kept() {
    let doc = document::new_doc();
    let title = doc.get_or_insert_text(document::TITLE);
    title.insert(&mut doc.transact_mut(), 0, "a\0b");
    document::set_markdown(&doc, "x");
    assert_eq!(document::derive(&doc).title, "ab");
}

#[test]
fn a_title_is_changed_where_it_differs_and_nowhere_else() {
    let doc = document::load([document::create("Our 🚀 plan", "").as_slice()]).unwrap();
    let text = doc.get_or_insert_text(document::TITLE);
    let changes = Arc::new(Mutex::new(Vec::new()));
    let seen = changes.clone();
    yrs::Observable::observe(&text, "changes", move |txn, event: &yrs::types::text::TextEvent| {
        seen.lock().unwrap().push(format!("{:?}", event.delta(txn)))
    });
    document::set_title(&doc, "Our 🚁 plan");
    assert_eq!(title(&doc), "Our 🚁 plan");
    document::set_title(&doc, "Our 🚁 plan");
    document::set_title(&doc, "");
    assert_eq!(title(&doc), "");
    let changes = changes.lock().unwrap();
    assert_eq!(changes.len(), 2, "{changes:?}");
    assert_eq!(changes[0], "[Retain(4, None), Deleted(2), Inserted(Any(String(\"🚁\")), None)]");
}

#[test]
fn two_people_who_rename_at_once_end_with_the_same_title() {
    let start = document::create("plan", "");
    let (one, two) = (document::load([start.as_slice()]).unwrap(), document::load([start.as_slice()]).unwrap());
    document::set_title(&one, "big plan");
    document::set_title(&two, "plan B");
    let both = document::load([document::encode(&one).as_slice(), &document::encode(&two)]).unwrap();
    assert_eq!(title(&both), "big plan B");
}

#[test]
fn a_new_body_replaces_the_old_one() {
    let doc = document::load([document::create("t", "old\n\nolder").as_slice()]).unwrap();
    document::set_markdown(&doc, "new");
    assert_eq!(document::derive(&doc).markdown, "new\n");
    document::set_markdown(&doc, "");
    let txn = doc.transact();
    assert_eq!(txn.get_xml_fragment(document::BODY).unwrap().len(&txn), 1);
}

#[test]
fn a_restored_document_is_what_it_was_and_other_blocks_are_not_touched() {
    let doc = document::load([document::create("Plan", "One\n\nTwo\n\n- a\n- b\n\nLast").as_slice()]).unwrap();
    let before = document::derive(&doc);
    let last = doc.transact().get_xml_fragment(document::BODY).unwrap().get(&doc.transact(), 3).unwrap().into_xml_element();
    document::set_title(&doc, "Another plan");
    {
        let body = doc.get_or_insert_xml_fragment(document::BODY);
        let mut txn = doc.transact_mut();
        body.remove_range(&mut txn, 1, 1);
        body.insert(&mut txn, 0, yrs::XmlElementPrelim::empty("horizontalRule"));
    }
    document::restore(&doc, &before.title, &document::Body::from_json(&before.json));
    assert_eq!(document::derive(&doc), before);
    let txn = doc.transact();
    assert_eq!(
        txn.get_xml_fragment(document::BODY).unwrap().get(&txn, 3).unwrap().into_xml_element(),
        last,
        "the last paragraph is the one that it was"
    );
}
