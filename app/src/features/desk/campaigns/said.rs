//! What a campaign is, in words.

use super::texts::CampaignTexts;
use crate::ui::Tone;
use model::crm::{CampaignState, Who};

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

/// Fans by their subscription.
pub(super) fn of_who(texts: &CampaignTexts, who: Who) -> &'static str {
    match who {
        Who::All => texts.all,
        Who::Active => texts.active,
        Who::Expired => texts.expired,
    }
}

/// To whom, each condition a phrase.
#[cfg(feature = "ssr")]
pub(super) fn of_segment(language: model::Language, segment: &model::crm::Segment) -> Vec<String> {
    use crate::{
        features::desk::rows::money,
        texts::{Texts, fill, plural},
    };
    let texts = CampaignTexts::of(language);
    let mut said = vec![of_who(texts, segment.who).to_owned()];
    let mut paid = |text: &str, cents: Option<i64>| said.extend(cents.map(|cents| fill(text, &[("money", &money(language, cents))])));
    paid(texts.paid_from, segment.spent_from_cents);
    paid(texts.paid_to, segment.spent_to_cents);
    said.extend(segment.seen_within_days.map(|days| plural(language, days, texts.seen_one, texts.seen_many)));
    said.extend(segment.unseen_for_days.map(|days| plural(language, days, texts.unseen_one, texts.unseen_many)));
    let but = u32::try_from(segment.without.len()).unwrap_or(u32::MAX);
    said.extend((but > 0).then(|| plural(language, but, texts.but_one, texts.but_many)));
    said
}

/// A time span: "3 hours 20 minutes".
#[cfg(feature = "ssr")]
pub(in crate::features::desk) fn of_seconds(language: model::Language, seconds: u64) -> String {
    use crate::texts::{Texts, plural};
    let texts = CampaignTexts::of(language);
    let minutes = u32::try_from(seconds.div_ceil(60)).unwrap_or(u32::MAX);
    let said = |n: u32, one, many| (n > 0).then(|| plural(language, n, one, many));
    let parts = [said(minutes / 60, texts.hours_one, texts.hours_many), said(minutes % 60, texts.minutes_one, texts.minutes_many)];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if seconds < 60 { texts.soon.to_owned() } else { parts.join(" ") }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::of_seconds;
    use model::Language::{En, Fr};

    #[test]
    fn a_time_span_is_said_in_hours_and_minutes() {
        assert_eq!((of_seconds(En, 12_000).as_str(), of_seconds(Fr, 3_600).as_str()), ("3 hours 20 minutes", "1 heure"));
        assert_eq!((of_seconds(En, 0).as_str(), of_seconds(En, 61).as_str()), ("less than a minute", "2 minutes"));
    }
}
