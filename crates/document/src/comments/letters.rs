//! The letters of a document, each with its place in the Yjs texts and in the derived text. White space is no
//! letter here: what people quote has other spaces and line ends than the document.

use crate::{from_yjs, text};
use yrs::{Any, Out, ReadTxn, Text, Xml, XmlFragment, XmlFragmentRef, XmlOut, XmlTextRef, types::text::YChange};

/// A letter of the document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Letter {
    pub letter: char,
    /// Which of the texts it is in.
    pub text: usize,
    /// Where it begins there, in UTF-16.
    pub at: u32,
    /// Whether it may bear a mark: in code blocks it may not.
    pub bears: bool,
}

/// Whether a character is a letter in this sense.
pub(super) fn is_letter(c: char) -> bool {
    !c.is_whitespace() && !c.is_control()
}

/// All letters of a document.
pub(super) struct Letters {
    pub texts: Vec<XmlTextRef>,
    pub letters: Vec<Letter>,
    /// The derived text: each character, and which letter it is. Marks of lists and spaces are none.
    pub derived: Vec<(char, Option<usize>)>,
}

/// Reads them; `None` if the derived text has other letters than the document.
pub(super) fn read<T: ReadTxn>(body: &XmlFragmentRef, txn: &T) -> Option<Letters> {
    let mut texts = Vec::new();
    let mut letters = Vec::new();
    for node in body.successors(txn) {
        let XmlOut::Text(node) = node else { continue };
        let bears = match node.parent() {
            Some(XmlOut::Element(parent)) => match parent.tag().as_ref() {
                "horizontalRule" | "hardBreak" => continue,
                tag => tag != "codeBlock",
            },
            _ => true,
        };
        let mut at = 0;
        for run in node.diff(txn, YChange::identity) {
            let Out::Any(Any::String(run)) = run.insert else {
                at += 1;
                continue;
            };
            for letter in run.chars() {
                if is_letter(letter) {
                    letters.push(Letter { letter, text: texts.len(), at, bears });
                }
                at += letter.len_utf16() as u32;
            }
        }
        texts.push(node);
    }
    let derived = derived(&text::marked(&from_yjs::read(body, txn)));
    let counted = derived.iter().filter(|(_, letter)| letter.is_some()).count();
    (counted == letters.len()).then_some(Letters { texts, letters, derived })
}

/// The derived text with the number of each letter.
pub(super) fn derived(marked: &str) -> Vec<(char, Option<usize>)> {
    let mut next = 0;
    let mut written = true;
    let mut derived = Vec::with_capacity(marked.len());
    for c in marked.chars() {
        if c == text::NOT_WRITTEN {
            written = false;
            continue;
        }
        let letter = (written && is_letter(c)).then_some(next);
        next += usize::from(letter.is_some());
        derived.push((c, letter));
        written = true;
    }
    derived
}
