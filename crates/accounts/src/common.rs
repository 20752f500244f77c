//! Passwords that are guessed first.

use std::{collections::HashSet, sync::LazyLock};

/// One a line, lower case. Only those that are long enough to be taken otherwise.
static COMMON: LazyLock<HashSet<&str>> = LazyLock::new(|| include_str!("../data/common_passwords.txt").lines().collect());

/// Whether a password is among the commonest ones, upper and lower case alike, or is one character or a
/// short piece over and over.
pub fn is_common(password: &str) -> bool {
    let password = password.to_lowercase();
    COMMON.contains(password.as_str()) || is_repetition(&password)
}

/// Whether it is a piece of at most three characters over and over, as in "aaaaaaaa" or "abcabcabc".
fn is_repetition(password: &str) -> bool {
    let chars: Vec<char> = password.chars().collect();
    (1..=3).any(|piece| chars.len() > piece && chars.iter().zip(chars.iter().skip(piece)).all(|(a, b)| a == b))
}

/// Whether a password is the person's own name or address, or a part of it.
pub(crate) fn is_personal(password: &str, name: &str, email: &str) -> bool {
    let squeeze = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let password = squeeze(password);
    let local = email.split('@').next().unwrap_or_default();
    // Digits at the end do not make a name a password: "camille1987".
    let bare = password.trim_end_matches(|c: char| c.is_ascii_digit());
    [name, email, local].into_iter().map(squeeze).any(|known| !known.is_empty() && (known == password || known == bare))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_ones_are_found_whatever_their_case() {
        for common in ["password", "PassWord1", "12345678", "qwertyuiop", "motdepasse", "AAAAAAAA", "abababab", "123123123"] {
            assert!(is_common(common), "{common}");
        }
        for fine in ["correct horse battery", "tr0mbone-lundi", "abcdabce"] {
            assert!(!is_common(fine), "{fine}");
        }
    }

    #[test]
    fn the_own_name_and_address_are_found() {
        for own in ["Camille Martin", "camillemartin", "camille.m@example.com", "camille.m", "CamilleMartin1987"] {
            assert!(is_personal(own, "Camille Martin", "camille.m@example.com"), "{own}");
        }
        assert!(!is_personal("camille likes rain", "Camille Martin", "camille.m@example.com"));
        assert!(!is_personal("99999999", "Camille Martin", "camille.m@example.com"));
    }

    #[test]
    fn the_list_is_clean() {
        let lines: Vec<&str> = include_str!("../data/common_passwords.txt").lines().collect();
        assert!(lines.len() >= 1000, "{}", lines.len());
        assert_eq!(COMMON.len(), lines.len(), "a line is there twice");
        for line in lines {
            assert!(line.chars().count() >= 8 && line == line.to_lowercase() && line == line.trim(), "{line}");
        }
    }
}
