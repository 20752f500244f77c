//! What only the server says of a campaign, so that pages need not carry it.

use crate::{
    features::desk::{
        fans::{builder::of_who, texts::FanTexts},
        rows::money,
        why::in_words,
    },
    texts::{Texts, fill, plural},
};
use crm::Why;
use model::{
    Language,
    crm::{Segment, SendState},
};

crate::texts! {
    /// The phrases.
    PhraseTexts {
        no_reason: "OnlyFans gave no reason.", "OnlyFans n’a pas donné de raison.";
        paid_from: "Paid at least {money}", "Ont payé au moins {money}";
        paid_to: "Paid at most {money}", "Ont payé au plus {money}";
        seen_one: "Were there within {n} day", "Venus depuis {n} jour au plus";
        seen_many: "Were there within {n} days", "Venus depuis {n} jours au plus";
        unseen_one: "Were not there for {n} day", "Pas venus depuis {n} jour";
        unseen_many: "Were not there for {n} days", "Pas venus depuis {n} jours";
        new_one: "Subscribed within {n} day", "Abonnés depuis {n} jour au plus";
        new_many: "Subscribed within {n} days", "Abonnés depuis {n} jours au plus";
        renews_one: "Subscription renews or ends within {n} day", "Abonnement renouvelé ou fini d’ici {n} jour";
        renews_many: "Subscription renews or ends within {n} days", "Abonnement renouvelé ou fini d’ici {n} jours";
        named: "Named “{words}”", "Nommés « {words} »";
        tier: "Tier {tier}", "Niveau {tier}";
        tagged: "Tagged {tags}", "Étiquetés {tags}";
        untagged: "Not tagged {tags}", "Non étiquetés {tags}";
        lists_one: "On {n} list", "Sur {n} liste";
        lists_many: "On one of {n} lists", "Sur une de {n} listes";
        off_one: "Not on {n} list", "Pas sur {n} liste";
        off_many: "On none of {n} lists", "Sur aucune de {n} listes";
        but_one: "Without {n} fan", "Sans {n} fan";
        but_many: "Without {n} fans", "Sans {n} fans";
        soon: "less than a minute", "moins d’une minute";
        minutes_one: "{n} minute", "{n} minute";
        minutes_many: "{n} minutes", "{n} minutes";
        hours_one: "{n} hour", "{n} heure";
        hours_many: "{n} hours", "{n} heures";
    }
}

/// Why messages of a campaign are in this state.
pub(super) fn of_reason(language: Language, state: SendState, reason: &str) -> String {
    match Why::in_state(state, reason) {
        Some(why) => in_words(language, why),
        None => PhraseTexts::of(language).no_reason.to_owned(),
    }
}

/// To whom, each condition a phrase.
pub(super) fn of_segment(language: Language, segment: &Segment) -> Vec<String> {
    let texts = PhraseTexts::of(language);
    let mut said = vec![of_who(FanTexts::of(language), segment.who).to_owned()];
    let mut paid = |text: &str, cents: Option<i64>| said.extend(cents.map(|cents| fill(text, &[("money", &money(language, cents))])));
    paid(texts.paid_from, segment.spent_from_cents);
    paid(texts.paid_to, segment.spent_to_cents);
    said.extend(segment.seen_within_days.map(|days| plural(language, days, texts.seen_one, texts.seen_many)));
    said.extend(segment.unseen_for_days.map(|days| plural(language, days, texts.unseen_one, texts.unseen_many)));
    said.extend(segment.new_within_days.map(|days| plural(language, days, texts.new_one, texts.new_many)));
    said.extend(segment.renews_within_days.map(|days| plural(language, days, texts.renews_one, texts.renews_many)));
    let mut words = |text: &str, place: &str, value: &str| said.extend((!value.is_empty()).then(|| fill(text, &[(place, value)])));
    words(texts.named, "words", &segment.name);
    words(texts.tier, "tier", &segment.tier);
    words(texts.tagged, "tags", &segment.tags.join(", "));
    words(texts.untagged, "tags", &segment.without_tags.join(", "));
    for (lists, one, many) in [(&segment.lists, texts.lists_one, texts.lists_many), (&segment.without_lists, texts.off_one, texts.off_many)] {
        let count = u32::try_from(lists.len()).unwrap_or(u32::MAX);
        said.extend((count > 0).then(|| plural(language, count, one, many)));
    }
    let but = u32::try_from(segment.without.len()).unwrap_or(u32::MAX);
    said.extend((but > 0).then(|| plural(language, but, texts.but_one, texts.but_many)));
    said
}

/// A time span: "3 hours 20 minutes".
pub(in crate::features::desk) fn of_seconds(language: Language, seconds: u64) -> String {
    let texts = PhraseTexts::of(language);
    let minutes = u32::try_from(seconds.div_ceil(60)).unwrap_or(u32::MAX);
    let said = |n: u32, one, many| (n > 0).then(|| plural(language, n, one, many));
    let parts = [said(minutes / 60, texts.hours_one, texts.hours_many), said(minutes % 60, texts.minutes_one, texts.minutes_many)];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if seconds < 60 { texts.soon.to_owned() } else { parts.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::of_seconds;
    use model::Language::{En, Fr};

    #[test]
    fn a_time_span_is_said_in_hours_and_minutes() {
        assert_eq!((of_seconds(En, 12_000).as_str(), of_seconds(Fr, 3_600).as_str()), ("3 hours 20 minutes", "1 heure"));
        assert_eq!((of_seconds(En, 0).as_str(), of_seconds(En, 61).as_str()), ("less than a minute", "2 minutes"));
    }
}
