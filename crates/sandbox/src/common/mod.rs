//! What every imitation needs: a clock that can be moved, faults, a memory, a server, signatures, a consent page.

mod answers;
mod clock;
mod consent;
mod faults;
mod serve;
mod service;
mod sign;

pub(crate) use answers::{form, has_words, html, json_answer, token};
pub use clock::Clock;
pub use consent::{Choice, Visitor, consent};
pub(crate) use consent::{Decision, SCOPE_MAX, keep, page};
pub use faults::{Answer, Fault, Faults, When};
pub use serve::{Served, serve, serve_on};
pub use service::{Memory, Service};
pub(crate) use sign::hex;
pub use sign::{Signature, hmac_hex};
