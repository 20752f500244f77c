//! Why a message did not arrive, in the reader's language: said by the server, so that pages need not carry it.

use crate::texts::{Texts, fill};
use crm::Why;
use model::{Language, crm::Outgoing};

crate::texts! {
    /// The reasons.
    WhyTexts {
        stale: "It waited for more than a day and would have come out of turn.", "Il a attendu plus d’un jour et serait arrivé hors de propos.";
        denied: "Somebody of your team said that it did not arrive.", "Quelqu’un de votre équipe a dit qu’il n’était pas arrivé.";
        off: "Sending is switched off on this installation: the message was only logged.", "L’envoi est désactivé sur cette installation : le message a seulement été noté dans le journal.";
        unreached: "The gateway could not be reached.", "La passerelle n’a pas pu être jointe.";
        said: "OnlyFans says: {reason}", "OnlyFans répond : {reason}";
    }
}

/// Why it did not; `None` where there is nothing to say.
pub(super) fn why(language: Language, message: &Outgoing) -> Option<String> {
    Some(in_words(language, Why::of(message)?))
}

/// A reason, said.
pub(in crate::features) fn in_words(language: Language, why: Why) -> String {
    let texts = WhyTexts::of(language);
    match why {
        Why::Stale => texts.stale.to_owned(),
        Why::Denied => texts.denied.to_owned(),
        Why::Off => texts.off.to_owned(),
        Why::Unreached => texts.unreached.to_owned(),
        Why::Said(reason) => fill(texts.said, &[("reason", &reason)]),
    }
}
