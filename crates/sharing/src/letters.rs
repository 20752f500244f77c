//! The mail to those who are invited, in the language of the one who gets it. Of all else the notifications tell.
//!
//! Names, titles and messages are free text of people who are signed in, and how many mails each of them can have
//! sent is limited.

use model::Language;

/// A mail before it has a receiver.
pub(crate) struct Letter {
    pub subject: String,
    pub text: String,
}

fn named(language: Language, title: &str) -> String {
    match (language, title) {
        (Language::En, "") => "an untitled post".to_owned(),
        (Language::Fr, "") => "une publication sans titre".to_owned(),
        (Language::En, title) => format!("“{title}”"),
        (Language::Fr, title) => format!("« {title} »"),
    }
}

/// What was written, as a paragraph of its own.
pub(crate) fn quoted(message: &str) -> String {
    if message.is_empty() { String::new() } else { format!("{}\n\n", message.lines().map(|line| format!("> {line}")).collect::<Vec<_>>().join("\n")) }
}

/// To an address that is invited.
pub(crate) fn invitation(language: Language, from: &str, title: &str, message: &str, link: &str) -> Letter {
    let (title, message) = (named(language, title), quoted(message));
    match language {
        Language::En => Letter {
            subject: format!("{from} invites you to {title}"),
            text: format!(
                "{from} invites you to {title} on Huntaze.\n\n{message}Open this link to accept or decline:\n\n{link}\n\n\
                 It works for 7 days, for this e-mail address only. If you do not know {from}, ignore this mail.\n"
            ),
        },
        Language::Fr => Letter {
            subject: format!("{from} vous invite : {title}"),
            text: format!(
                "{from} vous invite à rejoindre {title} sur Huntaze.\n\n{message}Ouvrez ce lien pour accepter ou refuser :\n\n{link}\n\n\
                 Il est valable 7 jours, pour cette adresse e-mail uniquement. Si vous ne connaissez pas {from}, ignorez ce message.\n"
            ),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letter_is_there_in_every_language_with_its_link() {
        for language in Language::ALL {
            let letter = invitation(language, "Ana", "Title", "One\ntwo", "LINK");
            assert!(letter.text.contains("LINK"), "{}", letter.subject);
        }
        let letter = invitation(Language::En, "Ana", "", "One\ntwo", "LINK");
        assert!(letter.text.contains("> One\n> two\n\n") && letter.subject.contains("an untitled post"), "{}", letter.text);
    }
}
