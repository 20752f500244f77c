//! What campaigns are answered with.

use model::crm::{Campaign, Results};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A campaign.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Campaign)]
pub struct CampaignBody {
    #[schema(format = "uuid")]
    campaign_id: String,
    /// The account.
    #[schema(format = "uuid")]
    account_id: String,
    campaign_name: String,
    /// The text, with the places for names.
    content: String,
    media_urls: Vec<String>,
    price_cents: i64,
    /// `draft`, `scheduled`, `running`, `paused`, `cancelled` or `done`.
    state: String,
    /// How many fans get it; 0 for a draft.
    recipients: u32,
    /// Messages that wait or are being sent.
    left: u32,
    #[schema(format = "date-time")]
    starts_at: Option<String>,
    /// When it will be through, as estimated at its start.
    #[schema(format = "date-time")]
    estimated_completion: Option<String>,
    #[schema(format = "date-time")]
    created_at: String,
}

impl From<Campaign> for CampaignBody {
    fn from(campaign: Campaign) -> Self {
        Self {
            campaign_id: campaign.id.to_string(),
            account_id: campaign.creator.to_string(),
            campaign_name: campaign.name,
            content: campaign.text,
            media_urls: campaign.media,
            price_cents: campaign.price_cents,
            state: campaign.state.code().to_owned(),
            recipients: campaign.recipients,
            left: campaign.left,
            starts_at: campaign.starts_at.map(|at| at.to_string()),
            estimated_completion: campaign.ends_at.map(|at| at.to_string()),
            created_at: campaign.created_at.to_string(),
        }
    }
}

/// A campaign with what came of it so far.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CampaignResults)]
pub struct ResultsBody {
    #[serde(flatten)]
    campaign: CampaignBody,
    /// Messages by the state they are in, as `{"sent": 12, "read": 3}`.
    states: BTreeMap<String, u32>,
    /// Why messages did not arrive; the most frequent ten.
    reasons: Vec<ReasonBody>,
    /// How many fans bought what was for sale.
    bought: u32,
    /// What they paid.
    income_cents: i64,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CampaignReason)]
struct ReasonBody {
    /// `failed` or `rejected`.
    state: &'static str,
    reason: String,
    messages: u32,
}

impl ResultsBody {
    /// Of a campaign and its results.
    pub fn new(campaign: Campaign, results: Results) -> Self {
        let Results { states, reasons, bought, income_cents } = results;
        let reason = |(state, reason, messages): (model::crm::SendState, String, u32)| ReasonBody { state: state.code(), reason, messages };
        Self {
            campaign: campaign.into(),
            states: states.into_iter().map(|(state, count)| (state.code().to_owned(), count)).collect(),
            reasons: reasons.into_iter().map(reason).collect(),
            bought,
            income_cents,
        }
    }
}
