//! What is sold in a chat: media of the vault, and a price.

pub mod api;
mod rows;
mod sale;
mod texts;

pub(super) use sale::{Sale, SaleFields};
