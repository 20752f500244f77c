//! The updates of one batch as one: one row to write, one to read when the post is opened.

use crate::update;
use std::{
    collections::HashMap,
    panic::{AssertUnwindSafe, catch_unwind},
};

/// The updates as one; `None` where that would not hold all of them, and they are written one by one.
pub(crate) fn merge(updates: &[Vec<u8>]) -> Option<Vec<u8>> {
    // yrs decodes what peers sent; what it does not survive must not end the task that writes.
    let merged = catch_unwind(AssertUnwindSafe(|| yrs::merge_updates_v1(updates).ok())).ok().flatten()?;
    let wanted = ends(updates.iter().map(Vec::as_slice))?;
    (ends([merged.as_slice()])? == wanted).then_some(merged)
}

/// Up to where each client's inserts go, all updates together.
fn ends<'a>(updates: impl IntoIterator<Item = &'a [u8]>) -> Option<HashMap<u64, u32>> {
    let mut ends = HashMap::new();
    for bytes in updates {
        for (client, end) in update::read(bytes).ok()?.inserted {
            let known = ends.entry(client).or_insert(end);
            *known = end.max(*known);
        }
    }
    Some(ends)
}

#[cfg(test)]
mod tests {
    use super::*;
    use yrs::{GetString, Text, Transact, TransactionMut, Update, updates::decoder::Decode};

    fn change(doc: &yrs::Doc, change: impl FnOnce(&yrs::TextRef, &mut TransactionMut)) -> Vec<u8> {
        let title = doc.get_or_insert_text("title");
        let mut txn = doc.transact_mut();
        change(&title, &mut txn);
        txn.encode_update_v1()
    }

    #[test]
    fn a_batch_of_two_writers_is_one_update_with_all_of_it() {
        let (a, b) = (document::new_doc(), document::new_doc());
        let mut updates = Vec::new();
        for round in 0..40 {
            let (from, to) = if round % 3 == 0 { (&b, &a) } else { (&a, &b) };
            let update = change(from, |title, txn| {
                let length = title.get_string(txn).encode_utf16().count() as u32;
                if round % 5 == 4 { title.remove_range(txn, length / 2, 2) } else { title.insert(txn, length / 3, &format!("w{round} ")) }
            });
            to.transact_mut().apply_update(Update::decode_v1(&update).unwrap()).unwrap();
            updates.push(update);
        }
        let merged = merge(&updates).expect("they follow each other");
        assert!(merged.len() < updates.iter().map(Vec::len).sum());
        let fresh = document::load([merged.as_slice()]).unwrap();
        let text = |doc: &yrs::Doc| doc.get_or_insert_text("title").get_string(&doc.transact());
        assert_eq!((text(&fresh), document::encode(&fresh).len()), (text(&a), document::encode(&a).len()));
    }

    #[test]
    fn what_is_no_update_is_not_merged() {
        assert_eq!(merge(&[vec![0, 0], vec![7, 7, 7]]), None);
    }
}
