//! Why a message did not arrive, for those who say it in the reader's language.

use model::crm::{Outgoing, SendState};

pub(crate) const STALE: &str = "it waited too long and would come out of turn";
pub(crate) const DENIED: &str = "a person says that it did not arrive";
pub(crate) const ENDED: &str = "the campaign was ended";
pub(crate) const AGAIN: &str = "tried again by hand";
/// Said to those who read it by REST; pages have words of their own.
pub(crate) const OFF: &str = "sending is switched off on this installation; the message was only logged";
pub(crate) const UNSAID: &str = "the gateway gave no reason";

/// Why a message did not arrive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// It waited too long and would have come out of turn.
    Stale,
    /// Somebody of the team said so.
    Denied,
    /// Sending is switched off on this installation: the message was only logged.
    Off,
    /// The gateway could not be reached.
    Unreached,
    /// The gateway's own words.
    Said(String),
}

impl Why {
    /// Of a message that failed or was rejected, where a reason is known.
    pub fn of(message: &Outgoing) -> Option<Self> {
        Self::in_state(message.state, &message.reason)
    }

    /// The same of a state and the reason that is kept with it.
    pub fn in_state(state: SendState, reason: &str) -> Option<Self> {
        match (state, reason) {
            (SendState::Failed, STALE) => Some(Self::Stale),
            (SendState::Failed, DENIED) => Some(Self::Denied),
            (SendState::Failed, OFF) => Some(Self::Off),
            (SendState::Failed, _) => Some(Self::Unreached),
            (SendState::Rejected, UNSAID) => None,
            (SendState::Rejected, said) => Some(Self::Said(said.to_owned())),
            _ => None,
        }
    }
}
