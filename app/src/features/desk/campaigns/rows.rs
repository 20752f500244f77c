//! What the pages of campaigns show, ready for the screen: written on the server.

use crate::{features::desk::fans::asked::Asked, when::When};
use model::{
    CampaignId, CreatorId,
    crm::{CampaignState, SendState},
};
use serde::{Deserialize, Serialize};

/// A page of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CampaignList {
    /// Whether there is an account to send from.
    pub connected: bool,
    /// Whether the reader may write campaigns.
    pub may: bool,
    /// Campaigns, the last first.
    pub rows: Vec<CampaignRow>,
    /// Where the next page begins.
    pub next: Option<String>,
}

/// A campaign in the list.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct CampaignRow {
    /// Its id.
    pub id: CampaignId,
    /// Its name.
    pub name: String,
    /// Where it is.
    pub state: CampaignState,
    /// How many fans get it.
    pub recipients: u32,
    /// How many of the messages are through.
    pub through: u32,
    /// When it was written.
    pub when: When,
}

/// The form for a campaign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CampaignForm {
    /// One's accounts: id, name, and time zone.
    pub accounts: Vec<(CreatorId, String, String)>,
    /// The draft that is changed.
    pub id: Option<CampaignId>,
    /// What stands in the fields.
    pub filled: Filled,
    /// Lists that can be chosen: id and name.
    pub lists: Vec<(String, String)>,
    /// Saved segments: name, and the end of the address that begins with each.
    pub segments: Vec<(String, String)>,
}

/// What stands in the fields of the form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filled {
    /// The account's id.
    pub account: String,
    /// Its name.
    pub name: String,
    /// Its text.
    pub text: String,
    /// Ids of media, one on each line.
    pub media: String,
    /// Dollars.
    pub price: String,
    /// Which fans.
    #[serde(default)]
    pub segment: Asked,
    /// A local time of the account's, as `2026-07-14T08:00`; empty: at once.
    pub at: String,
}

/// A campaign's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CampaignView {
    /// Its id.
    pub id: CampaignId,
    /// Its name.
    pub name: String,
    /// Where it is.
    pub state: CampaignState,
    /// The account that sends it.
    pub account: String,
    /// Whether the reader may start, hold and end it.
    pub may: bool,
    /// Its text, with the places for names.
    pub text: String,
    /// How many media it has.
    pub media: u32,
    /// What it costs, if anything.
    pub price: Option<String>,
    /// To whom, in words; empty where the receivers were named one by one.
    pub to: Vec<String>,
    /// When it begins; `None`: as soon as it is started.
    pub starts: Option<When>,
    /// When it will be through, as estimated.
    pub ends: Option<When>,
    /// For a draft: who would get it.
    pub review: Option<Review>,
    /// How many fans get it.
    pub recipients: u32,
    /// How many of the messages are through.
    pub through: u32,
    /// Messages by state.
    pub states: Vec<(SendState, u32)>,
    /// Why messages did not arrive, and how many of them.
    pub reasons: Vec<(String, u32)>,
    /// How many fans bought what is for sale, and what they paid.
    pub bought: Option<(u32, String)>,
}

/// Who would get a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// How many.
    pub count: u32,
    /// What the first of them are called.
    pub first: Vec<String>,
    /// What the first of them would read.
    pub example: Option<String>,
    /// How long it takes, in words.
    pub takes: String,
    /// Whether they are more than a campaign may have.
    pub too_many: bool,
}
