//! The interface: one crate, rendered on the server (`ssr`) and woken up in the browser (`hydrate`).
//!
//! A feature has its pages, its components, its texts and its server functions in one folder under
//! [`features`]; what features share (buttons, dialogs, fields) is in [`ui`].

// Deeply nested views make deep types.
#![recursion_limit = "256"]

pub mod browser;
pub mod common;
pub mod drafts;
pub mod failure;
pub mod features;
pub mod frame;
pub mod outcome;
mod raw_text;
pub mod routes;
pub mod shell;
#[cfg(feature = "ssr")]
pub mod ssr;
pub mod tab;
pub mod texts;
pub mod title;
pub mod ui;
pub mod visitor;
pub mod when;

pub use failure::Failure;
pub use routes::App;
pub use shell::shell;
