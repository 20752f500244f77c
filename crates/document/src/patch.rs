//! A body in the place of another one, by the fewest blocks that differ: what others type at the same time in the
//! blocks that stay is not lost, and neither is what stands in them that Markdown can't say.

use crate::{from_yjs, markdown, to_yjs, tree::Block};
use yrs::{TransactionMut, XmlFragment, XmlFragmentRef};

/// Up to so many pairs of blocks are compared for the longest common sequence; beyond, all between the common
/// beginning and end is replaced.
const PAIRS_MAX: usize = 4_000_000;

/// Makes these the blocks of the body.
pub(crate) fn apply(body: &XmlFragmentRef, txn: &mut TransactionMut, wanted: &[Block]) {
    // Two blocks are the same if Markdown says the same of them. What is no block at all is like nothing.
    let old: Vec<Option<String>> = from_yjs::children(body, txn).into_iter().map(|block| block.as_ref().map(said)).collect();
    let new: Vec<Option<String>> = wanted.iter().map(|block| Some(said(block))).collect();
    let mut at = 0;
    let mut next = 0;
    for (kept_old, kept_new) in common(&old, &new).into_iter().chain([(old.len(), new.len())]) {
        let gone = u32::try_from(kept_old - at).unwrap_or(u32::MAX);
        let place = u32::try_from(next).unwrap_or(u32::MAX);
        if gone > 0 {
            body.remove_range(txn, place, gone);
        }
        for (place, block) in (place..).zip(&wanted[next..kept_new]) {
            to_yjs::insert(body, txn, place, block);
        }
        (at, next) = (kept_old + 1, kept_new + 1);
    }
}

fn said(block: &Block) -> String {
    markdown::write(std::slice::from_ref(block))
}

/// Pairs of places, in order, at which both have the same.
fn common<T: PartialEq>(old: &[T], new: &[T]) -> Vec<(usize, usize)> {
    let start = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let end = old[start..].iter().rev().zip(new[start..].iter().rev()).take_while(|(a, b)| a == b).count();
    let (inner_old, inner_new) = (&old[start..old.len() - end], &new[start..new.len() - end]);
    let mut pairs: Vec<(usize, usize)> = (0..start).map(|at| (at, at)).collect();
    if inner_old.len() * inner_new.len() <= PAIRS_MAX {
        pairs.extend(longest(inner_old, inner_new).into_iter().map(|(a, b)| (a + start, b + start)));
    }
    pairs.extend((0..end).map(|at| (old.len() - end + at, new.len() - end + at)));
    pairs
}

/// The longest common sequence, by the table that every textbook has.
fn longest<T: PartialEq>(old: &[T], new: &[T]) -> Vec<(usize, usize)> {
    let width = new.len() + 1;
    let mut lengths = vec![0_u32; (old.len() + 1) * width];
    for a in (0..old.len()).rev() {
        for b in (0..new.len()).rev() {
            lengths[a * width + b] =
                if old[a] == new[b] { lengths[(a + 1) * width + b + 1] + 1 } else { lengths[(a + 1) * width + b].max(lengths[a * width + b + 1]) };
        }
    }
    let (mut a, mut b, mut pairs) = (0, 0, Vec::new());
    while a < old.len() && b < new.len() {
        if old[a] == new[b] {
            pairs.push((a, b));
            (a, b) = (a + 1, b + 1);
        } else if lengths[(a + 1) * width + b] >= lengths[a * width + b + 1] {
            a += 1;
        } else {
            b += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{BODY, Body, derive, new_doc, set_body, set_markdown};
    use proptest::prelude::*;
    use yrs::{Doc, ReadTxn, Text, Transact, XmlElementRef, XmlOut};

    fn first(doc: &Doc) -> XmlElementRef {
        let txn = doc.transact();
        let body = txn.get_xml_fragment(BODY).unwrap();
        match body.get(&txn, 0) {
            Some(XmlOut::Element(element)) => element,
            other => panic!("{other:?}"),
        }
    }

    proptest! {
        #[test]
        fn the_body_says_what_is_wanted(old in prop::collection::vec("[a-d]{0,2}", 0..12), new in prop::collection::vec("[a-d]{0,2}", 0..12)) {
            let doc = new_doc();
            set_markdown(&doc, &old.join("\n\n"));
            let wanted = new.join("\n\n");
            set_body(&doc, &Body::from_markdown(&wanted));
            let fresh = new_doc();
            set_markdown(&fresh, &wanted);
            prop_assert_eq!(derive(&doc).json, derive(&fresh).json);
        }
    }

    #[test]
    fn a_block_that_stays_keeps_what_is_typed_in_it_meanwhile() {
        let ours = new_doc();
        set_markdown(&ours, "Stays\n\nGoes\n\nStays too");
        let theirs = crate::load([crate::encode(&ours).as_slice()]).unwrap();
        {
            let XmlOut::Text(text) = first(&theirs).get(&theirs.transact(), 0).unwrap() else { panic!("no text") };
            text.insert(&mut theirs.transact_mut(), 5, " here");
        }
        set_body(&ours, &Body::from_markdown("Stays\n\nComes\n\nStays too"));
        let both = crate::load([crate::encode(&ours).as_slice(), crate::encode(&theirs).as_slice()]).unwrap();
        assert_eq!(derive(&both).markdown, "Stays here\n\nComes\n\nStays too\n");
    }

    #[test]
    fn the_same_text_changes_nothing() {
        let doc = new_doc();
        set_markdown(&doc, "# A\n\n- b\n- c\n\n> d\n");
        let before = doc.transact().state_vector();
        set_body(&doc, &Body::from_markdown(&derive(&doc).markdown));
        assert_eq!(doc.transact().state_vector(), before);
    }
}
