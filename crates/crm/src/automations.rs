//! Messages that go out by themselves when something happens to a fan: off until somebody switches them on, through the one
//! outbox like all others, and once for each thing that happens.
//!
//! Events of the gateway and its readings say what happens (`happened.rs`); the worker of any server writes the message
//! (`plan.rs`), where everybody of the team sees it and can cancel it; before it goes out it is looked at once more (`stop.rs`).

mod foresee;
pub(crate) mod happened;
mod plan;
mod quiet;
pub(crate) mod stop;
mod written;

pub use written::{AUTOMATIONS_MAX, NewAutomation};
