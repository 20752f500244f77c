//! What names, addresses and passwords must look like.

use crate::common::{is_common, is_personal};
use model::{
    accounts::{PASSWORD_MAX, PASSWORD_MIN},
    error::{Check, Problem},
};

const NAME_MIN: u32 = 2;
const NAME_MAX: u32 = 80;
/// RFC 5321, 4.5.3.1: what a mail server has to take.
const EMAIL_MAX: u32 = 254;
const LOCAL_MAX: usize = 64;
const LABEL_MAX: usize = 63;

/// A text for one line: without control characters and those that turn the direction of writing, white space
/// in one piece.
pub fn one_line(text: &str) -> String {
    let words = text.split_whitespace().map(|word| word.chars().filter(|&c| !is_control(c)).collect::<String>());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn is_control(c: char) -> bool {
    c.is_control() || matches!(c, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// The name as it is kept; what is wrong with it is noted.
pub(crate) fn name(check: &mut Check, name: &str) -> String {
    let name = one_line(name);
    check.length("name", &name, NAME_MIN, NAME_MAX);
    name
}

/// The address as it is kept; what is wrong with it is noted.
pub fn email(check: &mut Check, email: &str) -> String {
    let email = lower(email);
    let long = email.chars().count();
    if long == 0 || long > EMAIL_MAX as usize {
        check.length("email", &email, 1, EMAIL_MAX);
    } else if !is_address(&email) {
        check.wrong("email", Problem::NotAnEmail);
    }
    email
}

/// The address as it is kept, if it is one.
pub(crate) fn address(email: &str) -> Option<String> {
    Some(lower(email)).filter(|email| email.len() <= EMAIL_MAX as usize && is_address(email))
}

/// The form in which addresses are compared.
pub(crate) fn lower(email: &str) -> String {
    email.trim().to_lowercase()
}

/// Notes what is wrong with a new password of the person with this name and address.
pub(crate) fn password(check: &mut Check, field: &str, password: &str, name: &str, email: &str) {
    let long = password.chars().count();
    if long < PASSWORD_MIN as usize || long > PASSWORD_MAX as usize {
        check.length(field, password, PASSWORD_MIN, PASSWORD_MAX);
    } else if is_common(password) || is_personal(password, name, email) {
        check.wrong(field, Problem::TooCommon);
    }
}

/// The common part of RFC 5321: `dot-atom@domain`, at least two labels in the domain.
fn is_address(email: &str) -> bool {
    let Some((local, domain)) = email.rsplit_once('@') else { return false };
    let atom = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c);
    let local_fits = local.len() <= LOCAL_MAX && local.split('.').all(|part| !part.is_empty() && part.chars().all(atom));
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= LABEL_MAX
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    local_fits && domain.contains('.') && domain.split('.').all(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_people_have_are_taken_and_lowered() {
        for (typed, kept) in [
            (" Zoe@Example.COM ", "zoe@example.com"),
            ("first.last+tag@mail.example.co.uk", "first.last+tag@mail.example.co.uk"),
            ("o'neil@example.ie", "o'neil@example.ie"),
            ("a@bücher.example", "a@bücher.example"),
        ] {
            assert_eq!(address(typed).as_deref(), Some(kept));
        }
    }

    #[test]
    fn what_is_no_address_is_refused() {
        let long = format!("{}@example.com", "a".repeat(65));
        let longer = format!("a@{}com", "abcdefgh.".repeat(30));
        for bad in [
            "",
            "zoe",
            "@example.com",
            "zoe@",
            "zoe@example",
            "a@b@example.com",
            "a b@example.com",
            "a@exa mple.com",
            ".a@example.com",
            "a..b@example.com",
            "a@-example.com",
            "a@example..com",
            "a\n@example.com",
            "a\0@example.com",
            "<a@example.com>",
            &long,
            &longer,
        ] {
            assert_eq!(address(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn a_line_has_no_control_characters() {
        assert_eq!(one_line("  Zoé\tof \n Paris\u{202E}\0 \u{200B} "), "Zoé of Paris");
        assert_eq!(one_line(" \u{0} "), "");
    }
}
