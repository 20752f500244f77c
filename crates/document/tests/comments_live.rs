//! Property test: whatever two writers do around and inside the words of a thread, undo included, the letters that
//! bear its mark are those of a model.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use model::{CommentId, comments::Anchor};
use proptest::prelude::*;
use std::collections::HashSet;
use yrs::{
    Any, Doc, Out, ReadTxn, Text, Transact, Update, XmlFragment, XmlOut, XmlTextRef,
    types::{Attrs, text::YChange},
    undo::{Options, UndoManager},
    updates::decoder::Decode,
};

const FIRST: &str = "abcdefghijklmnop";

#[derive(Debug, Clone)]
enum Deed {
    /// A letter at this place, by the first or the second writer.
    Type(bool, usize),
    /// So many letters from this place on.
    Delete(bool, usize, usize),
    /// The first writer takes their last deed back.
    Undo,
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        4 => (any::<bool>(), 0..40_usize).prop_map(|(who, at)| Deed::Type(who, at)),
        2 => (any::<bool>(), 0..40_usize, 1..8_usize).prop_map(|(who, at, long)| Deed::Delete(who, at, long)),
        2 => Just(Deed::Undo),
    ]
}

fn line(doc: &Doc) -> XmlTextRef {
    let txn = doc.transact();
    let body = txn.get_xml_fragment(document::BODY).unwrap();
    let found = body.successors(&txn).find_map(|node| match node {
        XmlOut::Text(text) => Some(text),
        _ => None,
    });
    found.unwrap()
}

/// The letters, each with whether it bears the mark.
fn letters(doc: &Doc) -> Vec<(char, Option<Attrs>)> {
    let mut letters = Vec::new();
    for run in line(doc).diff(&doc.transact(), YChange::identity) {
        let Out::Any(Any::String(text)) = run.insert else { continue };
        let attrs = run.attributes.map(|attrs| *attrs).filter(|attrs| !attrs.is_empty());
        letters.extend(text.chars().map(|c| (c, attrs.clone())));
    }
    letters
}

fn send(from: &Doc, to: &Doc) {
    let update = from.transact().encode_state_as_update_v1(&to.transact().state_vector());
    to.transact_mut().apply_update(Update::decode_v1(&update).unwrap()).unwrap();
}

/// One of the first writer's deeds: what it added, what it took away.
type Done = (Vec<char>, Vec<char>);

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn the_letters_of_a_thread_are_those_of_the_model(start in 0..14_u32, long in 1..10_u32, deeds in prop::collection::vec(deed(), 1..25)) {
        let thread: CommentId = "0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11".parse().unwrap();
        let server = document::load([document::create("", FIRST).as_slice()]).unwrap();
        let writers = [document::new_doc(), document::new_doc()];
        let end = (start + long).min(FIRST.len() as u32);
        document::anchor(&server, thread, &Anchor::Range { start, end }).unwrap();
        for writer in &writers {
            send(&server, writer);
        }
        let mut undo = UndoManager::with_options(Options { capture_timeout_millis: 0, ..Options::<()>::default() });
        undo.include_origin("first");
        undo.expand_scope(&writers[0], &line(&writers[0]));

        let mut marked: HashSet<char> = FIRST[start as usize..end as usize].chars().collect();
        let mark = letters(&server)[start as usize].1.clone().unwrap();
        let plain: Attrs = mark.keys().map(|key| (key.clone(), Any::Null)).collect();
        let mut gone: HashSet<char> = HashSet::new();
        let mut stack: Vec<Done> = Vec::new();
        let mut next = '\u{4e00}';

        for deed in deeds {
            match deed {
                Deed::Type(first, at) => {
                    let doc = &writers[usize::from(!first)];
                    let now = letters(doc);
                    let at = at.min(now.len());
                    // Inside of the words is what has them on both sides; so does the editor.
                    let inside = at > 0 && at < now.len() && now[at - 1].1.is_some() && now[at].1.is_some();
                    let text = line(doc);
                    let mut txn = if first { doc.transact_mut_with("first") } else { doc.transact_mut() };
                    text.insert_with_attributes(&mut txn, at as u32, &next.to_string(), if inside { mark.clone() } else { plain.clone() });
                    drop(txn);
                    if inside {
                        marked.insert(next);
                    }
                    if first {
                        stack.push((vec![next], Vec::new()));
                    }
                    next = char::from_u32(next as u32 + 1).unwrap();
                }
                Deed::Delete(first, at, long) => {
                    let doc = &writers[usize::from(!first)];
                    let now = letters(doc);
                    let at = at.min(now.len());
                    let upto = (at + long).min(now.len());
                    if at == upto {
                        continue;
                    }
                    let text = line(doc);
                    let mut txn = if first { doc.transact_mut_with("first") } else { doc.transact_mut() };
                    text.remove_range(&mut txn, at as u32, (upto - at) as u32);
                    drop(txn);
                    let taken: Vec<char> = now[at..upto].iter().map(|&(c, _)| c).collect();
                    gone.extend(&taken);
                    if first {
                        stack.push((Vec::new(), taken));
                    }
                }
                Deed::Undo => {
                    undo.undo_blocking();
                    // A letter that the other one has deleted meanwhile is nothing to take back: the deed before is.
                    while let Some((added, taken)) = stack.pop() {
                        let changes = !taken.is_empty() || added.iter().any(|c| !gone.contains(c));
                        gone.extend(added);
                        gone.retain(|c| !taken.contains(c));
                        if changes {
                            break;
                        }
                    }
                }
            }
            for (from, to) in [(&writers[0], &server), (&writers[1], &server), (&server, &writers[0]), (&server, &writers[1])] {
                send(from, to);
            }
            for doc in [&server, &writers[0], &writers[1]] {
                let found: HashSet<char> = letters(doc).into_iter().filter(|(_, attrs)| attrs.is_some()).map(|(c, _)| c).collect();
                let expected: HashSet<char> = marked.difference(&gone).copied().collect();
                prop_assert_eq!(found, expected);
            }
            let derived = document::derive(&server);
            let all: Vec<char> = derived.text.chars().collect();
            let of_thread = document::anchors(&derived.json).get(&thread).copied();
            let first = all.iter().position(|c| marked.contains(c));
            let last = all.iter().rposition(|c| marked.contains(c));
            prop_assert_eq!(of_thread, first.zip(last).map(|(first, last)| (first as u32, last as u32 + 1)));
        }
    }
}
