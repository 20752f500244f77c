//! Where a message is, in words and colours.

use super::texts::DeskTexts;
use crate::ui::Tone;
use model::crm::{CreatorState, SendState};

/// A message's state, for a badge.
pub(super) fn of_message(texts: &DeskTexts, state: SendState) -> (Tone, &'static str) {
    match state {
        SendState::Queued => (Tone::Neutral, texts.queued),
        SendState::InFlight => (Tone::Accent, texts.in_flight),
        SendState::Sent => (Tone::Success, texts.sent),
        SendState::Delivered => (Tone::Success, texts.delivered),
        SendState::Read => (Tone::Success, texts.read),
        SendState::Failed => (Tone::Danger, texts.failed),
        SendState::Rejected => (Tone::Danger, texts.rejected),
        SendState::Unconfirmed => (Tone::Warning, texts.unconfirmed),
        SendState::Cancelled => (Tone::Neutral, texts.cancelled),
    }
}

/// Why an account cannot send, and what to do; `None` where it can.
pub(super) fn of_account(texts: &DeskTexts, state: CreatorState) -> Option<&'static str> {
    match state {
        CreatorState::Connected => None,
        CreatorState::SessionExpired => Some(texts.session_expired),
        CreatorState::CodeNeeded => Some(texts.code_needed),
        CreatorState::FaceNeeded => Some(texts.face_needed),
        CreatorState::Disconnected => Some(texts.disconnected),
        CreatorState::Refused => Some(texts.refused),
        CreatorState::NoCredits => Some(texts.no_credits),
        CreatorState::Unknown => Some(texts.unknown),
    }
}
