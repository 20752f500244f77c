//! A post as a Yjs document: how it is made, and what is derived from it.
//!
//! A document has a `Y.Text` named [`TITLE`] and a `Y.XmlFragment` named [`BODY`], the latter in the
//! shape that Tiptap's Yjs binding reads and writes. Pure functions: no database, and no clock but for the
//! patience with which texts are compared.

mod comments;
mod compare;
mod from_yjs;
mod html;
mod json;
mod markdown;
mod patch;
#[cfg(test)]
mod round_trip;
mod text;
mod title;
mod to_yjs;
mod tree;

pub use comments::{ANCHOR_BYTES, Anchored, Unanchored, anchor, anchors, heal, lift};
pub use compare::compare;
pub use patch::{Body, growth, restore, set_body};

use tree::Block;
use yrs::{Doc, GetString, OffsetKind, Options, ReadTxn, StateVector, Transact, Update, XmlFragment, updates::decoder::Decode};

/// Name of the title's `Y.Text`.
pub const TITLE: &str = "title";
/// Name of the body's `Y.XmlFragment`.
pub const BODY: &str = "body";

/// What is kept beside a document for lists, search, previews and exports.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Derived {
    /// The title, on one line.
    pub title: String,
    /// The body without formatting.
    pub text: String,
    /// The body as safe HTML.
    pub html: String,
    /// The body as ProseMirror JSON.
    pub json: String,
    /// The body as Markdown.
    pub markdown: String,
    /// Words of the body.
    pub words: u32,
    /// Characters of the body, spaces included.
    pub characters: u32,
}

/// Bytes that are no Yjs update (v1).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("this is not a Yjs update: {0}")]
pub struct NotADocument(String);

/// An empty document that counts as Yjs does, in UTF-16. Every document of the server comes from here.
pub fn new_doc() -> Doc {
    let doc = Doc::with_options(Options { offset_kind: OffsetKind::Utf16, skip_gc: false, ..Options::default() });
    // Named here, so that readers find them with their types.
    doc.get_or_insert_text(TITLE);
    doc.get_or_insert_xml_fragment(BODY);
    doc
}

/// A document from its snapshot and the updates since.
pub fn load<'a>(updates: impl IntoIterator<Item = &'a [u8]>) -> Result<Doc, NotADocument> {
    let doc = new_doc();
    {
        let mut txn = doc.transact_mut();
        for update in updates {
            let update = Update::decode_v1(update).map_err(|error| NotADocument(error.to_string()))?;
            txn.apply_update(update).map_err(|error| NotADocument(error.to_string()))?;
        }
    }
    Ok(doc)
}

/// The whole document as one Yjs update (v1).
pub fn encode(doc: &Doc) -> Vec<u8> {
    doc.transact().encode_state_as_update_v1(&StateVector::default())
}

/// A new document with this title and body, as a Yjs update (v1).
pub fn create(title: &str, markdown: &str) -> Vec<u8> {
    build(title, &markdown::read(markdown))
}

/// Everything that is kept beside a document.
pub fn derive(doc: &Doc) -> Derived {
    let (title, blocks) = {
        let txn = doc.transact();
        let title = txn.get_text(TITLE).map(|title| title.get_string(&txn)).unwrap_or_default();
        let blocks = txn.get_xml_fragment(BODY).map(|body| from_yjs::read(&body, &txn)).unwrap_or_default();
        (title, blocks)
    };
    derive_blocks(&title, blocks)
}

/// The same from a title and stored ProseMirror JSON.
pub fn derive_json(title: &str, json: &str) -> Derived {
    derive_blocks(title, json::read(json))
}

fn derive_blocks(title: &str, blocks: Vec<Block>) -> Derived {
    let (words, characters) = text::count(&blocks);
    let json = json::write(&blocks);
    let blocks = comments::left_out(blocks);
    Derived {
        title: title::clean(title),
        text: text::write(&blocks),
        html: html::write(&blocks),
        json,
        markdown: markdown::write(&blocks),
        words,
        characters,
    }
}

/// The same from a stored state.
pub fn derive_update(state: &[u8]) -> Result<Derived, NotADocument> {
    Ok(derive(&load([state])?))
}

/// Makes this the title, by the smallest change: what others type at the same time stays.
pub fn set_title(doc: &Doc, title: &str) {
    let text = doc.get_or_insert_text(TITLE);
    title::set(&text, &mut doc.transact_mut(), &title::clean(title));
}

/// Replaces the body.
pub fn set_markdown(doc: &Doc, markdown: &str) {
    replace(doc, &markdown::read(markdown));
}

/// Markdown from stored ProseMirror JSON.
pub fn markdown_of(json: &str) -> String {
    markdown::write(&comments::left_out(json::read(json)))
}

/// Stored ProseMirror JSON without a trace of comments.
pub fn without_comments(json: &str) -> String {
    json::write(&comments::left_out(json::read(json)))
}

/// Markdown as safe HTML.
pub fn html_of_markdown(markdown: &str) -> String {
    html::write(&markdown::read(markdown))
}

/// A fresh document, without history and comments, with the same body and another title.
pub fn copy(state: &[u8], title: &str) -> Result<Vec<u8>, NotADocument> {
    let doc = load([state])?;
    let txn = doc.transact();
    let blocks = txn.get_xml_fragment(BODY).map(|body| from_yjs::read(&body, &txn)).unwrap_or_default();
    Ok(build(title, &comments::left_out(blocks)))
}

fn build(title: &str, blocks: &[Block]) -> Vec<u8> {
    let doc = new_doc();
    set_title(&doc, title);
    replace(&doc, blocks);
    encode(&doc)
}

fn replace(doc: &Doc, blocks: &[Block]) {
    let body = doc.get_or_insert_xml_fragment(BODY);
    let mut txn = doc.transact_mut();
    let old = body.len(&txn);
    if old > 0 {
        body.remove_range(&mut txn, 0, old);
    }
    // An empty body has one paragraph: two people who begin at once then begin in the same one.
    let empty = [Block::Paragraph(Vec::new())];
    to_yjs::write(&body, &mut txn, if blocks.is_empty() { &empty } else { blocks });
}
