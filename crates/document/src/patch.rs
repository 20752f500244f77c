//! A body in the place of another one, by the fewest blocks that differ: what others type at the same time in the
//! blocks that stay is not lost, and neither are their cursors.

use crate::{BODY, TITLE, build, comments, compare, from_yjs, json, markdown, title, to_yjs, tree::Block};
use similar::{Algorithm, DiffOp, capture_diff_slices_deadline};
use std::hash::Hash;
use yrs::{Doc, Transact, TransactionMut, XmlFragment, XmlFragmentRef};

/// A body that is to take another one's place.
#[derive(Debug, Clone)]
pub struct Body {
    blocks: Vec<Block>,
    /// Blocks stay that say the same in Markdown, with all that Markdown can't say.
    markdown: bool,
}

impl Body {
    /// From Markdown.
    pub fn from_markdown(markdown: &str) -> Self {
        Self::new(markdown::read(markdown), true)
    }

    /// From stored ProseMirror JSON, without the comments in it.
    pub fn from_json(json: &str) -> Self {
        Self::new(comments::left_out(json::read(json)), false)
    }

    fn new(mut blocks: Vec<Block>, markdown: bool) -> Self {
        // As the editor has it: an empty body is one paragraph.
        if blocks.is_empty() {
            blocks.push(Block::Paragraph(Vec::new()));
        }
        Self { blocks, markdown }
    }

    /// About how many bytes a document has at most that is nothing but this.
    pub fn size(&self) -> usize {
        build("", &self.blocks).len()
    }
}

/// Makes this the body. Blocks that say the same as before are not touched, and words that stay keep the marks of
/// their comments.
pub fn set_body(doc: &Doc, body: &Body) {
    let fragment = doc.get_or_insert_xml_fragment(BODY);
    apply(&fragment, &mut doc.transact_mut(), body);
}

/// Makes these title and body, in one transaction; the body as [`set_body`] does.
pub fn restore(doc: &Doc, title: &str, body: &Body) {
    let (text, fragment) = (doc.get_or_insert_text(TITLE), doc.get_or_insert_xml_fragment(BODY));
    let mut txn = doc.transact_mut();
    title::set(&text, &mut txn, &title::clean(title));
    apply(&fragment, &mut txn, body);
}

/// About how many bytes a document grows by at most when this becomes its body: blocks that stay are not written.
pub fn growth(doc: &Doc, body: &Body) -> usize {
    let fragment = doc.get_or_insert_xml_fragment(BODY);
    let now = from_yjs::children(&fragment, &doc.transact());
    let mut written = Vec::new();
    for step in plan(&now, body) {
        written.extend(comments::carried(&now[step.old_range()], body.blocks[step.new_range()].to_vec()));
    }
    if written.is_empty() { 0 } else { build("", &written).len() }
}

/// What of the body is to be replaced by what.
fn plan(now: &[Option<Block>], body: &Body) -> Vec<DiffOp> {
    // Nobody's comments make two blocks differ.
    let plain = || now.iter().map(|block| block.clone().map(|block| comments::left_out(vec![block])));
    let wanted = || body.blocks.iter().map(|block| Some(vec![block.clone()]));
    let said = |blocks: Option<Vec<Block>>| blocks.map(|blocks| markdown::write(&blocks));
    let mut steps = if body.markdown { steps(plain().map(said), wanted().map(said)) } else { steps(plain(), wanted()) };
    steps.retain(|step| !matches!(step, DiffOp::Equal { .. }));
    steps
}

fn apply(fragment: &XmlFragmentRef, txn: &mut TransactionMut, body: &Body) {
    let now = from_yjs::children(fragment, txn);
    // From the end to the beginning, so that the places of those that are left to do stay what they are.
    for step in plan(&now, body).into_iter().rev() {
        let (old, new) = (step.old_range(), step.new_range());
        let (at, gone) = (place(old.start), place(old.len()));
        let blocks = comments::carried(&now[old], body.blocks[new].to_vec());
        if gone > 0 {
            fragment.remove_range(txn, at, gone);
        }
        to_yjs::write_at(fragment, txn, at, &blocks);
    }
}

/// How the first become the second. What is no block at all is like nothing.
fn steps<T: Eq + Hash>(old: impl Iterator<Item = Option<T>>, new: impl Iterator<Item = Option<T>>) -> Vec<DiffOp> {
    let (old, new): (Vec<_>, Vec<_>) = (old.collect(), new.collect());
    capture_diff_slices_deadline(Algorithm::Patience, &old, &new, Some(compare::deadline()))
}

fn place(index: usize) -> u32 {
    u32::try_from(index).expect("a document of 10 MB has fewer than 4 G blocks")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{derive, encode, load, new_doc, round_trip::body, set_markdown, tree::Inline};
    use proptest::prelude::*;
    use yrs::{ReadTxn, Text, XmlElementPrelim, XmlElementRef, XmlOut, XmlTextPrelim};

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
        let theirs = load([encode(&ours).as_slice()]).unwrap();
        {
            let XmlOut::Text(text) = first(&theirs).get(&theirs.transact(), 0).unwrap() else { panic!("no text") };
            text.insert(&mut theirs.transact_mut(), 5, " here");
        }
        set_body(&ours, &Body::from_markdown("Stays\n\nComes\n\nStays too"));
        let both = load([encode(&ours).as_slice(), encode(&theirs).as_slice()]).unwrap();
        assert_eq!(derive(&both).markdown, "Stays here\n\nComes\n\nStays too\n");
    }

    #[test]
    fn a_document_grows_only_by_the_blocks_that_differ() {
        let doc = new_doc();
        let text = |word: &str| format!("{}{word}\n\n{}", "Long stays.\n\n".repeat(500), "Stays.\n\n".repeat(500));
        set_markdown(&doc, &text("Goes"));
        let (body, before) = (Body::from_markdown(&text("Comes instead")), encode(&doc).len());
        let growth = growth(&doc, &body);
        assert!(growth < 300 && growth < body.size() / 10, "{growth} of {}", body.size());
        set_body(&doc, &body);
        assert!(encode(&doc).len() <= before + growth);
        assert_eq!(super::growth(&doc, &body), 0, "it is that now");
    }

    #[test]
    fn the_same_text_changes_nothing() {
        let doc = new_doc();
        set_markdown(&doc, "# A\n\n- b\n- c\n\n> d\n");
        let before = doc.transact().state_vector();
        set_body(&doc, &Body::from_markdown(&derive(&doc).markdown));
        assert_eq!(doc.transact().state_vector(), before);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, max_shrink_time: 20_000, ..ProptestConfig::default() })]

        #[test]
        fn whatever_it_is_it_becomes_what_it_was(now in body(), was in body()) {
            let doc = load([build("Now", &now).as_slice()]).unwrap();
            restore(&doc, "Then", &Body::from_json(&json::write(&was)));
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
            restore(&mine, "", &Body::from_json(&json::write(&common)));
            let merged = |one: &Doc, two: &Doc| derive(&load([encode(one).as_slice(), encode(two).as_slice()]).unwrap());
            let both = merged(&mine, &theirs);
            prop_assert_eq!(&both, &merged(&theirs, &mine));
            prop_assert!(both.text.contains(&format!("x{typed}")), "{}", both.text);
            let doc = load([build("", &json::read(&both.json)).as_slice()]).unwrap();
            {
                let body = doc.get_or_insert_xml_fragment(BODY);
                let mut txn = doc.transact_mut();
                let theirs = from_yjs::children(&body, &txn).iter().position(|block| matches!(block, Some(Block::Paragraph(line)) if *line == [Inline::Text(format!("x{typed}"), Default::default())])).unwrap();
                body.remove_range(&mut txn, theirs as u32, 1);
            }
            prop_assert_eq!(derive(&doc).json, json::write(&common));
        }
    }
}
