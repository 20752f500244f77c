//! The mails' texts, in the language of the one who gets them.
//!
//! None of them has a name in it: names are free text, and anybody can have a mail sent to any address by
//! signing up with it.

use model::Language;

/// A mail before it has a receiver.
pub(crate) struct Letter {
    pub subject: &'static str,
    pub text: String,
}

/// To a new account's address, and again when asked for.
pub(crate) fn verify(language: Language, link: &str) -> Letter {
    match language {
        Language::En => Letter {
            subject: "Confirm your e-mail address",
            text: format!(
                "Welcome to Huntaze.\n\nOpen this link to confirm that this address is yours:\n\n{link}\n\n\
                 It works once, for 24 hours. If you did not sign up, ignore this mail.\n"
            ),
        },
        Language::Fr => Letter {
            subject: "Confirmez votre adresse e-mail",
            text: format!(
                "Bienvenue sur Huntaze.\n\nOuvrez ce lien pour confirmer que cette adresse est bien la vôtre :\n\n{link}\n\n\
                 Il ne sert qu’une fois, pendant 24 heures. Si vous n’avez pas créé de compte, ignorez ce message.\n"
            ),
        },
    }
}

/// To the new address of somebody who changes it.
pub(crate) fn confirm_change(language: Language, link: &str) -> Letter {
    match language {
        Language::En => Letter {
            subject: "Confirm your new e-mail address",
            text: format!(
                "You asked to use this address for your Huntaze account. Open this link to confirm it:\n\n{link}\n\n\
                 It works once, for 24 hours. Until then your old address stays. If you did not ask for this, ignore this mail.\n"
            ),
        },
        Language::Fr => Letter {
            subject: "Confirmez votre nouvelle adresse e-mail",
            text: format!(
                "Vous avez demandé à utiliser cette adresse pour votre compte Huntaze. Ouvrez ce lien pour la confirmer :\n\n{link}\n\n\
                 Il ne sert qu’une fois, pendant 24 heures. D’ici là, votre ancienne adresse reste valable. \
                 Si vous n’êtes pas à l’origine de cette demande, ignorez ce message.\n"
            ),
        },
    }
}

/// To the old address: somebody wants to change it.
pub(crate) fn change_notice(language: Language, new: &str) -> Letter {
    match language {
        Language::En => Letter {
            subject: "Your e-mail address is about to change",
            text: format!(
                "Somebody signed in to your Huntaze account asked to change its e-mail address to {new}.\n\n\
                 If it was you, there is nothing to do here: confirm the change in the mail sent to the new address. \
                 If it was not, change your password now; this stops the change.\n"
            ),
        },
        Language::Fr => Letter {
            subject: "Votre adresse e-mail va changer",
            text: format!(
                "Une personne connectée à votre compte Huntaze a demandé de remplacer son adresse e-mail par {new}.\n\n\
                 Si c’était vous, il n’y a rien à faire ici : confirmez le changement dans le message envoyé à la nouvelle adresse. \
                 Sinon, changez tout de suite de mot de passe ; cela annule la demande.\n"
            ),
        },
    }
}

/// To somebody who forgot their password.
pub(crate) fn reset(language: Language, link: &str) -> Letter {
    match language {
        Language::En => Letter {
            subject: "Set a new password",
            text: format!(
                "You asked for a new password for your Huntaze account. Open this link to set it:\n\n{link}\n\n\
                 It works once, for one hour, and signs you out everywhere. \
                 If you did not ask for this, ignore this mail: your password stays as it is.\n"
            ),
        },
        Language::Fr => Letter {
            subject: "Choisissez un nouveau mot de passe",
            text: format!(
                "Vous avez demandé un nouveau mot de passe pour votre compte Huntaze. Ouvrez ce lien pour le choisir :\n\n{link}\n\n\
                 Il ne sert qu’une fois, pendant une heure, et vous déconnecte partout. \
                 Si vous n’êtes pas à l’origine de cette demande, ignorez ce message : votre mot de passe reste le même.\n"
            ),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_is_there_in_every_language_with_its_link() {
        for language in Language::ALL {
            for letter in [verify(language, "LINK"), confirm_change(language, "LINK"), change_notice(language, "LINK"), reset(language, "LINK")] {
                assert!(letter.text.contains("LINK"), "{}", letter.subject);
            }
        }
        assert_ne!(reset(Language::En, "").subject, reset(Language::Fr, "").subject);
    }
}
