//! A document goes back to an earlier state, by a change like any other.

use crate::{BODY, TITLE, compare, from_yjs, json, title, to_yjs, tree::Block};
use similar::{Algorithm, DiffOp, capture_diff_slices_deadline};
use yrs::{Doc, Transact, XmlFragment};

/// Makes title and body what they were (the body as stored ProseMirror JSON), in one transaction. Only those
/// blocks of the body are replaced that differ: what others write elsewhere at the same time stays, and so do
/// their cursors.
pub fn restore(doc: &Doc, title: &str, json: &str) {
    let (text, body) = (doc.get_or_insert_text(TITLE), doc.get_or_insert_xml_fragment(BODY));
    let mut txn = doc.transact_mut();
    title::set(&text, &mut txn, &title::clean(title));
    let mut wanted: Vec<Option<Block>> = json::read(json).into_iter().map(Some).collect();
    if wanted.is_empty() {
        wanted.push(Some(Block::Paragraph(Vec::new())));
    }
    let now = from_yjs::children(&body, &txn);
    let steps = capture_diff_slices_deadline(Algorithm::Patience, &now, &wanted, Some(compare::deadline()));
    // From the end to the beginning, so that the places of those that are left to do stay what they are.
    for step in steps.into_iter().rev().filter(|step| !matches!(step, DiffOp::Equal { .. })) {
        let (old, new) = (step.old_range(), step.new_range());
        let at = place(old.start);
        if !old.is_empty() {
            body.remove_range(&mut txn, at, place(old.len()));
        }
        let blocks: Vec<Block> = wanted[new].iter().flatten().cloned().collect();
        to_yjs::write_at(&body, &mut txn, at, &blocks);
    }
}

fn place(index: usize) -> u32 {
    u32::try_from(index).expect("a document of 10 MB has fewer than 4 G blocks")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{build, derive, encode, json, load, round_trip::body};
    use proptest::prelude::*;
    use yrs::{Text, XmlElementPrelim, XmlTextPrelim};

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, max_shrink_time: 20_000, ..ProptestConfig::default() })]

        #[test]
        fn whatever_it_is_it_becomes_what_it_was(now in body(), was in body()) {
            let doc = load([build("Now", &now).as_slice()]).unwrap();
            restore(&doc, "Then", &json::write(&was));
            let derived = derive(&doc);
            prop_assert_eq!((derived.title.as_str(), derived.json), ("Then", json::write(&was)));
        }

        #[test]
        fn what_another_writes_at_the_same_time_stays(common in body(), later in body(), at in any::<prop::sample::Index>(), typed in "[a-z]{4,8}") {
            // The restored state ends as the present one does; another person writes in what is common.
            let now = [later.clone(), common.clone()].concat();
            let mine = load([build("", &now).as_slice()]).unwrap();
            let theirs = load([encode(&mine).as_slice()]).unwrap();
            let place = (later.len() + at.index(common.len() + 1)) as u32;
            {
                let body = theirs.get_or_insert_xml_fragment(BODY);
                let mut txn = theirs.transact_mut();
                let paragraph = body.insert(&mut txn, place, XmlElementPrelim::empty("paragraph"));
                let text = paragraph.insert(&mut txn, 0, XmlTextPrelim::new("x"));
                text.insert(&mut txn, 1, &typed);
            }
            restore(&mine, "", &json::write(&common));
            let merged = |one: &Doc, two: &Doc| derive(&load([encode(one).as_slice(), encode(two).as_slice()]).unwrap());
            let both = merged(&mine, &theirs);
            prop_assert_eq!(&both, &merged(&theirs, &mine));
            prop_assert!(both.text.contains(&format!("x{typed}")), "{}", both.text);
            let doc = load([build("", &json::read(&both.json)).as_slice()]).unwrap();
            {
                let body = doc.get_or_insert_xml_fragment(BODY);
                let mut txn = doc.transact_mut();
                let theirs = from_yjs::children(&body, &txn).iter().position(|block| matches!(block, Some(Block::Paragraph(line)) if *line == [crate::tree::Inline::Text(format!("x{typed}"), Default::default())])).unwrap();
                body.remove_range(&mut txn, theirs as u32, 1);
            }
            prop_assert_eq!(derive(&doc).json, json::write(&common));
        }
    }
}
