//! The mails' texts, in the language of the one who gets them.

use crate::sentence;
use model::{Language, notifications::Notification};
use std::fmt::Write;

/// The most notifications that a mail tells of by name.
const LISTED: usize = 50;

/// A mail before it has a receiver.
pub(crate) struct Letter {
    pub subject: String,
    pub text: String,
}

/// Tells of one notification or of several. `public_url` has no slash at the end.
pub(crate) fn letter(language: Language, items: &[Notification], public_url: &str) -> Letter {
    let subject = match items {
        [one] => sentence(language, one),
        // The same word in both languages.
        several => format!("{} notifications", several.len()),
    };
    let mut text = String::new();
    for item in items.iter().take(LISTED) {
        add(&mut text, format_args!("{}\n", sentence(language, item)));
        if !item.excerpt.is_empty() {
            add(&mut text, format_args!("> {}\n", item.excerpt));
        }
        add(&mut text, format_args!("{public_url}{}\n\n", item.path()));
    }
    let left = items.len().saturating_sub(LISTED);
    if left > 0 {
        let more = match language {
            Language::En => format!("And {left} more: "),
            Language::Fr => format!("Et {left} de plus : "),
        };
        add(&mut text, format_args!("{more}{public_url}/notifications\n\n"));
    }
    let choose = match language {
        Language::En => "Choose which mails you get",
        Language::Fr => "Choisissez les e-mails que vous recevez",
    };
    let colon = if language == Language::Fr { " :" } else { ":" };
    add(&mut text, format_args!("--\n{choose}{colon} {public_url}/settings/notifications\n"));
    Letter { subject, text }
}

fn add(text: &mut String, piece: std::fmt::Arguments<'_>) {
    text.write_fmt(piece).expect("writing to a String cannot fail");
}
