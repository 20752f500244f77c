//! Campaigns: one text to many fans.

use super::{Segment, SendState};
use crate::{
    Timestamp,
    ids::{CampaignId, CreatorId, UserId},
};
use serde::{Deserialize, Serialize};

words! {
    /// Where a campaign is.
    CampaignState {
        /// Written, and not started.
        Draft = "draft",
        /// Begins later.
        Scheduled = "scheduled",
        /// Its messages go out.
        Running = "running",
        /// Held: what waits, waits on.
        Paused = "paused",
        /// What had not gone out was taken back.
        Cancelled = "cancelled",
        /// Nothing of it waits any more.
        Done = "done",
    }
}

/// A campaign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Campaign {
    /// Its id.
    pub id: CampaignId,
    /// The account that sends it.
    pub creator: CreatorId,
    /// Who made it.
    pub author: Option<UserId>,
    /// Its name, for the team.
    pub name: String,
    /// Its text, with the places for names.
    pub text: String,
    /// Media of the vault or uploaded.
    pub media: Vec<String>,
    /// What it costs, in cents.
    pub price_cents: i64,
    /// To whom; `None` where the receivers were named one by one.
    pub segment: Option<Segment>,
    /// When it begins; `None`: as soon as it is started.
    pub starts_at: Option<Timestamp>,
    /// Where it is.
    pub state: CampaignState,
    /// How many fans get it; 0 for a draft.
    pub recipients: u32,
    /// Messages that wait or are being sent.
    pub left: u32,
    /// When it will be through, as estimated at its start.
    pub ends_at: Option<Timestamp>,
    /// When it was written.
    pub created_at: Timestamp,
}

/// Who would get a campaign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Receivers {
    /// How many.
    pub count: u32,
    /// What the first of them are called, those who paid most first.
    pub first: Vec<String>,
    /// What the very first of them would read.
    pub example: Option<String>,
    /// How long it takes at the account's rate, in seconds, with what waits before it.
    pub seconds: u64,
}

/// What came of a campaign so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Results {
    /// Messages by the state they are in; states that none is in are left out.
    pub states: Vec<(SendState, u32)>,
    /// Why messages did not arrive: state, reason and how many; the most frequent ten.
    pub reasons: Vec<(SendState, String, u32)>,
    /// How many fans bought what was for sale.
    pub bought: u32,
    /// What they paid, in cents.
    pub income_cents: i64,
}

impl Results {
    /// How many are in one of these states.
    pub fn in_states(&self, states: &[SendState]) -> u32 {
        self.states.iter().filter(|(state, _)| states.contains(state)).map(|(_, count)| count).sum()
    }
}
