//! The title: a shared text, on one line.

use model::content::TITLE_MAX;
use yrs::{GetString, Text, TextRef, TransactionMut};

/// A text as a title: one line without control characters, at most [`TITLE_MAX`] characters.
pub(crate) fn clean(text: &str) -> String {
    let line: String = text.replace("\r\n", " ").chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| !c.is_control()).collect();
    line.trim().chars().take(TITLE_MAX as usize).collect::<String>().trim_end().to_owned()
}

/// Makes it this text by one replacement of what differs.
pub(crate) fn set(title: &TextRef, txn: &mut TransactionMut, wanted: &str) {
    let now = title.get_string(txn);
    let start: usize = now.chars().zip(wanted.chars()).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum();
    let (old, new) = (&now[start..], &wanted[start..]);
    let end: usize = old.chars().rev().zip(new.chars().rev()).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum();
    let at = units(&now[..start]);
    let removed = units(&old[..old.len() - end]);
    if removed > 0 {
        title.remove_range(txn, at, removed);
    }
    title.insert(txn, at, &new[..new.len() - end]);
}

/// Length in UTF-16 units, as Yjs counts.
fn units(text: &str) -> u32 {
    u32::try_from(text.encode_utf16().count()).expect("a title is far below 4 G units")
}
