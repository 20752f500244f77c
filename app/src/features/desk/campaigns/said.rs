//! What a campaign is, in words.

use super::texts::CampaignTexts;
use crate::ui::Tone;
use model::crm::CampaignState;

/// Where a campaign is, for a badge.
pub(super) fn of_state(texts: &CampaignTexts, state: CampaignState) -> (Tone, &'static str) {
    match state {
        CampaignState::Draft => (Tone::Neutral, texts.draft),
        CampaignState::Scheduled => (Tone::Accent, texts.scheduled),
        CampaignState::Running => (Tone::Accent, texts.running),
        CampaignState::Paused => (Tone::Warning, texts.paused),
        CampaignState::Cancelled => (Tone::Neutral, texts.cancelled),
        CampaignState::Done => (Tone::Success, texts.done),
    }
}
