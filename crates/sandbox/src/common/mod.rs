//! What every imitation needs: a clock that can be moved, faults, a server, signatures, a consent page.

mod answers;
mod clock;
mod consent;
mod faults;
mod serve;
mod sign;

pub(crate) use answers::{form, has_words, html, json_answer, token};
pub use clock::Clock;
pub(crate) use consent::page;
pub use consent::{Choice, consent};
pub use faults::{Answer, Fault, Faults, When};
pub use serve::{Served, serve};
pub(crate) use sign::hex;
pub use sign::{Signature, hmac_hex};
