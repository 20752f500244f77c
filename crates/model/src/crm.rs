//! The fan desk: what is sent, in which state it is, the accounts it goes through, and the inbox.

use crate::{
    Timestamp, UserId,
    ids::{CampaignId, CreatorId, FanId, OutgoingId},
};
use serde::{Deserialize, Serialize};

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$each:meta])* $variant:ident = $code:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$each])* $variant,)+ }

        impl $name {
            /// All of them, in their order.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The code as stored and sent.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// The one with this code.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

// After the macro, which they use.
mod analytics;
mod automations;
mod campaigns;
mod filter;
mod found;
mod import;
mod inbox;
mod operating;
mod profile;
mod replies;
mod segments;
mod sending;
mod team;
mod vault;

pub use analytics::{Analytics, Period, Step, TopFan};
pub use automations::{Automation, Foreseen, Stopped, StoppedOne, Trigger, WaitingOne};
pub use campaigns::{Campaign, CampaignState, Receivers, Results};
pub use filter::{Assigned, ConversationState, Filter, Shown, Sort};
pub use found::{Found, FoundMessage};
pub use import::{ImportError, ImportProblem, Imported};
pub use inbox::{ChatMessage, Colleague, Conversation, Fan, Thread};
pub use operating::{AccountBucket, Checked, EventState, JournalEntry, Setting, SettingFrom, Troubled};
pub use profile::{MoneyKind, Note, NoteCategory, Payment, Profile};
pub use replies::Reply;
pub use segments::{Bulked, CustomField, FanList, FanSort, FieldKind, SavedSegment, Segment, Who};
pub use sending::{Alarm, AlarmKind, Counted, Monitoring};
pub use team::Member;
pub use vault::{MediaKind, VaultMedia};

words! {
    /// Where an outgoing message is.
    SendState {
        /// Waits for its turn; can be edited and cancelled.
        Queued = "queued",
        /// Handed to the gateway, which has not answered.
        InFlight = "in_flight",
        /// The gateway took it.
        Sent = "sent",
        /// It was seen in the chat.
        Delivered = "delivered",
        /// The fan opened it.
        Read = "read",
        /// It certainly did not arrive; can be tried again.
        Failed = "failed",
        /// It certainly did not arrive and never will.
        Rejected = "rejected",
        /// Nobody knows whether it arrived; a person decides.
        Unconfirmed = "unconfirmed",
        /// Taken back before it was sent.
        Cancelled = "cancelled",
    }
}

impl SendState {
    /// Whether a message may go from this state to that one. What arrived stays arrived.
    pub fn may_become(self, next: Self) -> bool {
        use SendState::{Cancelled, Delivered, Failed, InFlight, Queued, Read, Rejected, Sent, Unconfirmed};
        match self {
            Queued => matches!(next, InFlight | Cancelled | Failed),
            InFlight => matches!(next, Queued | Sent | Delivered | Failed | Rejected | Unconfirmed),
            Sent => matches!(next, Delivered | Read | Unconfirmed),
            Delivered => matches!(next, Read),
            Unconfirmed => matches!(next, Sent | Delivered | Read | Failed),
            Failed => matches!(next, Queued | Cancelled),
            Read | Rejected | Cancelled => false,
        }
    }
}

words! {
    /// Whether an account can send.
    CreatorState {
        /// It can.
        Connected = "connected",
        /// Its session has ended: connect it again.
        SessionExpired = "session_expired",
        /// A code is asked for.
        CodeNeeded = "code_needed",
        /// A face is asked for.
        FaceNeeded = "face_needed",
        /// Taken off the gateway, or its sign-in failed.
        Disconnected = "disconnected",
        /// The gateway does not take our key.
        Refused = "refused",
        /// The gateway's credits are used up.
        NoCredits = "no_credits",
        /// The gateway does not know it.
        Unknown = "unknown",
    }
}

words! {
    /// Who wanted a message sent. People go first.
    Origin {
        /// Somebody wrote it.
        Person = "person",
        /// A campaign.
        Campaign = "campaign",
        /// A trigger that somebody set up.
        Automatic = "automatic",
    }
}

words! {
    /// What somebody may do with an account.
    Role {
        /// Everything; the account is theirs.
        Creator = "creator",
        /// Everything but giving it away.
        Manager = "manager",
        /// Reads and answers.
        Chatter = "chatter",
    }
}

words! {
    /// What is known of a fan's subscription.
    Subscription {
        /// Nothing so far.
        Unknown = "unknown",
        /// It runs.
        Active = "active",
        /// It has ended.
        Expired = "expired",
    }
}

/// An account of a creator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Creator {
    /// Its id here.
    pub id: CreatorId,
    /// Its id at the gateway, `acct_…`.
    pub gateway_id: String,
    /// Its name.
    pub name: String,
    /// Its user name.
    pub username: String,
    /// IANA name of its time zone.
    pub time_zone: String,
    /// Whether it can send.
    pub state: CreatorState,
    /// Why, as the gateway said it.
    pub reason: String,
    /// Since when.
    pub since: Timestamp,
}

/// An outgoing message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Outgoing {
    /// Its id here, from before it is sent.
    pub id: OutgoingId,
    /// The account that sends it.
    pub creator: CreatorId,
    /// The fan it is for.
    pub fan: FanId,
    /// Who wrote it.
    pub author: Option<UserId>,
    /// Who wanted it sent.
    pub origin: Origin,
    /// The campaign that it is part of.
    pub campaign: Option<CampaignId>,
    /// What the automatic message is called that it is.
    pub automation: Option<String>,
    /// Its text.
    pub text: String,
    /// Media of the vault or uploaded.
    pub media: Vec<String>,
    /// Those of the media that are seen without paying.
    pub previews: Vec<String>,
    /// What it costs, in cents.
    pub price_cents: i64,
    /// 1 to 10; 10 goes first.
    pub priority: u8,
    /// Where it is.
    pub state: SendState,
    /// Why, in words for the log.
    pub reason: String,
    /// Attempts so far.
    pub attempts: u32,
    /// It is not sent before this moment.
    pub due_at: Timestamp,
    /// Its id at the gateway, once that is known.
    pub gateway_id: Option<String>,
    /// When it was written.
    pub created_at: Timestamp,
    /// When it came into its state.
    pub changed_at: Timestamp,
}

/// A line of a message's log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Change {
    /// The state that it came into.
    pub state: SendState,
    /// Why.
    pub reason: String,
    /// Who did it, if it was somebody.
    pub by: Option<UserId>,
    /// When.
    pub at: Timestamp,
}

/// The queue in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct QueueStatus {
    /// Messages that wait.
    pub depth: i64,
    /// Messages that the gateway has not answered.
    pub in_flight: i64,
    /// Messages that were given up.
    pub dead_letters: i64,
    /// Messages that a person must decide on.
    pub unconfirmed: i64,
    /// Messages a minute for each account.
    pub rate_per_minute: u32,
    /// Whole tokens in the fullest bucket.
    pub tokens: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_arrived_is_never_sent_again() {
        for state in [SendState::Sent, SendState::Delivered, SendState::Read, SendState::Unconfirmed] {
            assert!(!state.may_become(SendState::Queued) && !state.may_become(SendState::InFlight), "{state:?}");
        }
    }

    #[test]
    fn every_code_reads_back() {
        for state in SendState::ALL {
            assert_eq!(SendState::from_code(state.code()), Some(*state));
        }
        assert_eq!(CreatorState::from_code("other"), None);
    }
}
