//! Threads of comments in the text: where their words are, whatever happens around them.

#![expect(clippy::unwrap_used, reason = "helpers of tests: a test that cannot go on fails")]

use document::{ANCHOR_BYTES, Body, Unanchored};
use model::{CommentId, comments::Anchor};
use yrs::{Doc, ReadTxn, Transact, XmlFragment};

const THREAD: &str = "0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11";
const OTHER: &str = "0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a12";

fn id(text: &str) -> CommentId {
    text.parse().unwrap()
}

fn doc(markdown: &str) -> Doc {
    document::load([document::create("", markdown).as_slice()]).unwrap()
}

fn quote(quote: &str, prefix: &str, suffix: &str) -> Anchor {
    Anchor::Quote { quote: quote.into(), prefix: prefix.into(), suffix: suffix.into(), at: None }
}

/// The words of a thread, as the derived text has them.
fn words(doc: &Doc, thread: CommentId) -> Option<String> {
    let derived = document::derive(doc);
    let &(start, end) = document::anchors(&derived.json).get(&thread)?;
    Some(derived.text.chars().skip(start as usize).take((end - start) as usize).collect())
}

#[test]
fn words_are_marked_where_they_are_quoted() {
    let doc = doc("One two **three** four.\n\nTwo `code` two.");
    let anchored = document::anchor(&doc, id(THREAD), &quote("two three", "", "")).unwrap();
    assert_eq!(anchored.quote, "two three");
    assert_eq!(words(&doc, id(THREAD)).unwrap(), "two three");
    assert!(document::anchor(&doc, id(OTHER), &quote("code two", "", "")).is_ok());
    assert_eq!(words(&doc, id(OTHER)).unwrap(), "code two");
}

#[test]
fn of_the_same_words_those_are_meant_that_stand_in_the_same_place() {
    let doc = doc("the cat and the dog and the end");
    document::anchor(&doc, id(THREAD), &quote("the", "and ", " end")).unwrap();
    assert_eq!(document::anchors(&document::derive(&doc).json)[&id(THREAD)], (24, 27));
    document::anchor(&doc, id(OTHER), &quote("the", "", "")).unwrap();
    assert_eq!(document::anchors(&document::derive(&doc).json)[&id(OTHER)], (0, 3));
}

#[test]
fn of_the_same_words_with_the_same_around_them_those_are_meant_that_stand_nearest() {
    let doc = doc(&vec!["- the same line again and again"; 30].join("\n"));
    let derived = document::derive(&doc).text;
    let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace() && *c != '-').count() as u32;
    let line = letters("the same line again and again");
    let around = "again and again the same line again and again the same line";
    let words = Anchor::Quote { quote: "line".into(), prefix: around.into(), suffix: String::new(), at: Some(20 * line + 8) };
    document::anchor(&doc, id(THREAD), &words).unwrap();
    let (start, _) = document::anchors(&document::derive(&doc).json)[&id(THREAD)];
    let before: String = derived.chars().take(start as usize).collect();
    assert_eq!(letters(&before), 20 * line + 7, "the 21st line, one letter off");
}

#[test]
fn words_across_blocks_and_lists_are_found_as_text_and_as_screen() {
    let markdown = "Before\n\n- one\n- two 👋\n\nafter";
    for words in ["one\n- two 👋\n\nafter", "one two 👋 after"] {
        let doc = doc(markdown);
        let anchored = document::anchor(&doc, id(THREAD), &quote(words, "", "")).unwrap();
        assert_eq!(anchored.quote, "one\n- two 👋\n\nafter");
        assert_eq!(self::words(&doc, id(THREAD)).unwrap(), "one\n- two 👋\n\nafter");
    }
}

#[test]
fn a_range_counts_characters_of_the_text() {
    let doc = doc("# 👋 Hello\n\nworld");
    let text = document::derive(&doc).text;
    let anchored = document::anchor(&doc, id(THREAD), &Anchor::Range { start: 2, end: 12 }).unwrap();
    assert_eq!(anchored.quote, text.chars().skip(2).take(10).collect::<String>().trim());
    for (start, end) in [(0, 0), (5, 3), (1, 2), (0, 1_000)] {
        assert_eq!(document::anchor(&doc, id(OTHER), &Anchor::Range { start, end }), Err(Unanchored::NotThere), "{start} to {end}");
    }
}

#[test]
fn words_that_are_not_there_change_nothing() {
    let doc = doc("One two.\n\n```\ncode\n```");
    let before = document::encode(&doc);
    for nowhere in ["three", "", "  ", "code"] {
        assert_eq!(document::anchor(&doc, id(THREAD), &quote(nowhere, "", "")), Err(Unanchored::NotThere), "{nowhere}");
    }
    assert_eq!(document::encode(&doc), before);
}

#[test]
fn only_the_json_shows_comments() {
    let plain = document::derive(&doc("One **two three** four."));
    let doc = doc("One **two three** four.");
    document::anchor(&doc, id(THREAD), &quote("two", "", "")).unwrap();
    let derived = document::derive(&doc);
    assert!(derived.json.contains(THREAD));
    assert_eq!((&derived.html, &derived.markdown, &derived.text), (&plain.html, &plain.markdown, &plain.text));
    assert_eq!(document::markdown_of(&derived.json), plain.markdown);
    let copy = document::derive_update(&document::copy(&document::encode(&doc), "Copy").unwrap()).unwrap();
    assert_eq!(copy.json, plain.json, "threads of a post do not follow into its copy");
}

#[test]
fn two_threads_share_a_word_and_one_goes() {
    let doc = doc("One two three");
    document::anchor(&doc, id(THREAD), &quote("One two", "", "")).unwrap();
    document::anchor(&doc, id(OTHER), &quote("two three", "", "")).unwrap();
    document::lift(&doc, id(THREAD));
    assert_eq!(words(&doc, id(THREAD)), None);
    assert_eq!(words(&doc, id(OTHER)).unwrap(), "two three");
}

#[test]
fn a_mark_that_was_lost_comes_back_where_the_words_still_are() {
    let doc = doc("One two three");
    let kept = document::anchor(&doc, id(THREAD), &quote("two", "", "")).unwrap();
    assert!(!document::heal(&doc, id(THREAD), &kept.start, &kept.end), "nothing is lost");
    document::lift(&doc, id(THREAD));
    assert!(document::heal(&doc, id(THREAD), &kept.start, &kept.end));
    assert_eq!(words(&doc, id(THREAD)).unwrap(), "two");
    document::lift(&doc, id(THREAD));
    let body = doc.transact().get_xml_fragment(document::BODY).unwrap();
    body.remove_range(&mut doc.transact_mut(), 0, 1);
    assert!(!document::heal(&doc, id(THREAD), &kept.start, &kept.end), "its words are deleted");
    assert!(!document::heal(&doc, id(THREAD), b"no position", &[]));
}

#[test]
fn a_comment_is_no_difference_and_no_other_state() {
    let doc = doc("Some **bold** words");
    let before = document::derive(&doc);
    document::anchor(&doc, id(THREAD), &quote("bold words", "", "")).unwrap();
    let after = document::derive(&doc);
    assert_ne!(before.json, after.json);
    assert_eq!(document::without_comments(&after.json), before.json);
    let comparison = document::compare(("", &before.json), ("", &after.json));
    assert_eq!((comparison.changes, comparison.words_added, comparison.words_removed), (0, 0, 0));
    let state = || doc.transact().state_vector();
    let untouched = state();
    document::restore(&doc, "", &Body::from_json(&before.json));
    assert_eq!(state(), untouched, "nothing to restore");
    assert_eq!(words(&doc, id(THREAD)).unwrap(), "bold words");
}

#[test]
fn words_that_stay_keep_their_comments_though_their_block_is_replaced() {
    for body in [
        Body::from_markdown("Two *new* words\n\n- one **two** three"),
        Body::from_json(&document::derive(&doc("Two *new* words\n\n- one **two** three")).json),
    ] {
        let doc = doc("one two three four\n\nthe other words");
        document::anchor(&doc, id(THREAD), &quote("two three", "", "")).unwrap();
        document::anchor(&doc, id(OTHER), &quote("the other words", "", "")).unwrap();
        document::set_body(&doc, &body);
        assert_eq!(document::derive(&doc).markdown, "Two _new_ words\n\n- one **two** three\n");
        assert_eq!(words(&doc, id(THREAD)).unwrap(), "two three");
        assert_eq!(words(&doc, id(OTHER)), None, "most of its words are gone");
    }
}

#[test]
fn comments_of_an_earlier_state_do_not_come_back() {
    let doc = doc("One two");
    document::anchor(&doc, id(THREAD), &quote("two", "", "")).unwrap();
    let commented = document::derive(&doc).json;
    document::lift(&doc, id(THREAD));
    document::set_title(&doc, "New");
    document::set_body(&doc, &Body::from_markdown("Other"));
    document::restore(&doc, "", &Body::from_json(&commented));
    let derived = document::derive(&doc);
    assert_eq!((derived.text.as_str(), document::anchors(&derived.json).len()), ("One two", 0));
}

#[test]
fn words_in_too_many_pieces_are_not_marked_and_those_within_the_bound_cost_what_is_said() {
    let lines = |count: usize| vec!["a"; count].join("\n\n");
    let scattered = doc(&lines(201));
    let before = document::encode(&scattered);
    assert_eq!(document::anchor(&scattered, id(THREAD), &quote(&"a".repeat(201), "", "")), Err(Unanchored::Scattered));
    assert_eq!(document::encode(&scattered), before);
    let most = doc(&lines(200));
    let before = document::encode(&most).len();
    document::anchor(&most, id(THREAD), &quote(&"a".repeat(200), "", "")).unwrap();
    let added = document::encode(&most).len() - before;
    assert!(added > ANCHOR_BYTES / 4 && added <= ANCHOR_BYTES, "{added}");
}
