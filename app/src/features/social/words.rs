//! Platforms and states, in words and colours.

use super::texts::SocialTexts;
use crate::ui::Tone;
use model::social::{Platform, PublicationState};

/// What a platform calls itself, in every language.
pub(in crate::features) fn of_platform(platform: Platform) -> &'static str {
    match platform {
        Platform::TikTok => "TikTok",
        Platform::Instagram => "Instagram",
        Platform::Reddit => "Reddit",
    }
}

/// A publication's state, for a badge.
pub(in crate::features) fn of_state(texts: &SocialTexts, state: PublicationState) -> (Tone, &'static str) {
    match state {
        PublicationState::Scheduled => (Tone::Neutral, texts.scheduled),
        PublicationState::Sending => (Tone::Accent, texts.sending),
        PublicationState::Processing => (Tone::Accent, texts.processing),
        PublicationState::Published => (Tone::Success, texts.published),
        PublicationState::Failed => (Tone::Danger, texts.failed),
        PublicationState::Unconfirmed => (Tone::Warning, texts.unconfirmed),
        PublicationState::Cancelled => (Tone::Neutral, texts.cancelled),
    }
}
