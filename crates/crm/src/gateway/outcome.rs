//! What came of a call, and how certain that is.

use super::{Message, state_of};
use crate::{text::line, why::UNSAID};
use model::crm::CreatorState;
use serde_json::Value;
use std::fmt;

/// What came of an attempt to send.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// The gateway took it.
    Sent(Box<Message>),
    /// It certainly did not arrive, and may later.
    Later(String),
    /// It certainly did not arrive; the gateway asks to wait so many seconds.
    Wait(u32, String),
    /// It certainly did not arrive, and never will.
    Rejected(String),
    /// It certainly did not arrive; nothing of this account can.
    Stopped(CreatorState, String),
    /// It may have arrived.
    Unknown(String),
}

/// Why a call that changes nothing failed.
#[derive(Debug)]
pub(crate) enum Trouble {
    /// Nothing was said, or it is not known what came of it.
    Unknown(String),
    /// Too many calls; so many seconds.
    Wait(u32, String),
    /// Refused with this status.
    Refused(u16, String),
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(why) => f.write_str(why),
            Self::Wait(seconds, why) => write!(f, "{why}; wait {seconds} s"),
            Self::Refused(status, why) => write!(f, "{status}: {why}"),
        }
    }
}

impl Trouble {
    /// The same for a message.
    pub fn into_outcome(self, status: u16) -> Outcome {
        match self {
            Self::Wait(seconds, why) => Outcome::Wait(seconds, why),
            Self::Unknown(why) => Outcome::Unknown(why),
            Self::Refused(_, why) => match (status, state_of(status, &why)) {
                (_, Some(state)) => Outcome::Stopped(state, why),
                // The prefix of the account is wrong: nothing of it will be found.
                (404, None) if why.to_lowercase().contains("account") => Outcome::Stopped(CreatorState::Unknown, why),
                (400..=499, None) => Outcome::Rejected(why),
                // A server that failed may have done it before it did.
                _ => Outcome::Unknown(format!("the gateway answered {status}: {why}")),
            },
        }
    }
}

/// The seconds to wait where nobody says how many.
const WAIT: u32 = 30;
/// The most that is waited at once.
const WAIT_MAX: u32 = 3600;

/// What a refusal says. A proxy in front writes `Retry-After: 0` while the body asks for more: the larger counts.
pub(super) fn refused(status: u16, header: u32, body: &[u8]) -> Trouble {
    let said: Value = serde_json::from_slice(body).unwrap_or_default();
    let why = ["error", "message"].iter().find_map(|field| said[field].as_str().or_else(|| said[field]["message"].as_str()));
    let why = line(why.unwrap_or(UNSAID), 300);
    if status != 429 {
        return Trouble::Refused(status, why);
    }
    let body = said["retry_after"].as_u64().and_then(|seconds| u32::try_from(seconds).ok()).unwrap_or(0);
    let seconds = header.max(body);
    Trouble::Wait(if seconds == 0 { WAIT } else { seconds.min(WAIT_MAX) }, why)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_larger_of_the_two_waits_counts() {
        let wait = |header, body: &str| match refused(429, header, body.as_bytes()) {
            Trouble::Wait(seconds, _) => seconds,
            other => panic!("{other}"),
        };
        assert_eq!(wait(0, r#"{"retry_after":30}"#), 30);
        assert_eq!(wait(45, r#"{"retry_after":30}"#), 45);
        assert_eq!((wait(0, "<html>"), wait(0, r#"{"retry_after":99999}"#)), (WAIT, WAIT_MAX));
    }

    #[test]
    fn only_what_certainly_did_not_arrive_is_called_so() {
        let of = |status, body: &str| refused(status, 0, body.as_bytes()).into_outcome(status);
        assert!(matches!(of(500, ""), Outcome::Unknown(_)) && matches!(of(504, ""), Outcome::Unknown(_)));
        assert!(matches!(of(422, r#"{"error":"banned"}"#), Outcome::Rejected(why) if why == "banned"));
        assert!(matches!(of(400, ""), Outcome::Rejected(_)));
        assert!(matches!(of(401, r#"{"error":"Unauthorized."}"#), Outcome::Stopped(CreatorState::Refused, _)));
        assert!(matches!(of(401, r#"{"error":"The session has expired"}"#), Outcome::Stopped(CreatorState::SessionExpired, _)));
        assert!(matches!(of(402, ""), Outcome::Stopped(CreatorState::NoCredits, _)));
        assert!(matches!(of(404, r#"{"error":"Account not found"}"#), Outcome::Stopped(CreatorState::Unknown, _)));
        assert!(matches!(of(404, r#"{"error":"User not found"}"#), Outcome::Rejected(_)));
    }
}
