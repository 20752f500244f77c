//! Markdown ↔ tree.

mod inline;
mod read;
mod write;

#[cfg(test)]
pub(crate) use inline::tidy;
pub(crate) use read::read;
pub(crate) use write::write;
