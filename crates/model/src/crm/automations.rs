//! Messages that go out by themselves when something happens to a fan.

use super::SendState;
use crate::{
    Timestamp,
    ids::{AutomationId, CreatorId, ListId, OutgoingId},
};
use serde::{Deserialize, Serialize};

words! {
    /// What happens.
    Trigger {
        /// Somebody subscribes.
        New = "new",
        /// A subscription goes on.
        Renewed = "renewed",
        /// A subscription ends.
        Expired = "expired",
        /// Somebody comes online who was away.
        Online = "online",
    }
}

words! {
    /// Why nothing went out after all.
    Stopped {
        /// The fan has a tag that is left out.
        Tagged = "tagged",
        /// The fan is on a list that is left out.
        Listed = "listed",
        /// The fan got it within so many days.
        Again = "again",
        /// The fan wrote meanwhile.
        FanWrote = "fan_wrote",
        /// Somebody of the team wrote meanwhile.
        TeamWrote = "team_wrote",
        /// What ended goes on again.
        Back = "back",
        /// The gateway does not let us write to the fan.
        Unreachable = "unreachable",
        /// It was noticed too late.
        Late = "late",
        /// It was switched off.
        Off = "off",
    }
}

/// A message that goes out by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Automation {
    /// Its id.
    pub id: AutomationId,
    /// The account that sends it.
    pub creator: CreatorId,
    /// Its name, for the team.
    pub name: String,
    /// What happens before it.
    pub trigger: Trigger,
    /// Its text, with the places for names.
    pub text: String,
    /// Media of the vault or uploaded.
    pub media: Vec<String>,
    /// What it costs, in cents.
    pub price_cents: i64,
    /// It goes out so many minutes later, at least
    pub delay_from: u32,
    /// and at most.
    pub delay_to: u32,
    /// From this minute of the account's day to that nothing goes out.
    pub quiet: Option<(u32, u32)>,
    /// Not where the fan wrote meanwhile.
    pub unless_fan_wrote: bool,
    /// Not where somebody of the team wrote meanwhile.
    pub unless_team_wrote: bool,
    /// A fan gets it once in so many days; 0: each time.
    pub again_days: u32,
    /// Not to fans with one of these tags,
    pub without_tags: Vec<String>,
    /// nor to those on one of these lists.
    pub without_lists: Vec<ListId>,
    /// Since when it is switched on; `None`: it is off.
    pub active_since: Option<Timestamp>,
    /// Messages of it by the state they are in.
    pub states: Vec<(SendState, u32)>,
}

/// Who would have got it: what happened in the last 30 days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Foreseen {
    /// How often it happened.
    pub happened: u32,
    /// How many messages would have gone out.
    pub sent: u32,
    /// The last ones: what the fan is called, when it happened, and why nothing would have gone out.
    pub last: Vec<(String, Timestamp, Option<Stopped>)>,
}

/// One that did not go out after all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StoppedOne {
    /// What the fan is called.
    pub fan: String,
    /// Why not.
    pub why: Stopped,
    /// When that was decided.
    pub at: Timestamp,
}

/// A message of an automation that waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct WaitingOne {
    /// The message in the outbox.
    pub id: OutgoingId,
    /// What the automation is called.
    pub automation: String,
    /// What the fan is called.
    pub fan: String,
    /// Its text.
    pub text: String,
    /// When it is due.
    pub due_at: Timestamp,
}
