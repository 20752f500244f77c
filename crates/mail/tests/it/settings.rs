//! The mail server's address as the operator writes it.

use mail::{Smtp, WrongSmtp};

fn smtp(url: &str, from: &str) -> Smtp {
    Smtp { url: url.to_owned(), from: from.to_owned() }
}

#[test]
fn the_password_is_not_in_debug_output() {
    let shown = format!("{:?}", smtp("smtps://me:s3cret%40@mail.example.com:465", "me@example.com"));
    assert!(!shown.contains("s3cret") && shown.contains("mail.example.com:465"), "{shown}");
    for odd in ["smtps://me:s3c@ret@mail.example.com", "me:s3cret@mail.example.com"] {
        let shown = format!("{:?}", smtp(odd, "me@example.com"));
        assert!(!shown.contains("s3c"), "{shown}");
    }
}

#[test]
fn wrong_settings_are_refused_with_what_to_write() {
    for url in ["smtps://me:pass@mail.example.com", "smtp://localhost", "smtp://me:pass@mail.example.com:587?tls=required"] {
        smtp(url, "Huntaze <hello@example.com>").check().unwrap();
    }
    for url in ["", "mail.example.com", "http://mail.example.com", "smtp://x?tls=maybe"] {
        let error = smtp(url, "hello@example.com").check().unwrap_err();
        assert!(matches!(error, WrongSmtp::Url(_)) && error.to_string().contains("smtps://"), "{url}: {error}");
    }
    let error = smtp("smtp://localhost", "Huntaze").check().unwrap_err();
    assert!(matches!(error, WrongSmtp::From(_)) && error.to_string().contains("MAIL_FROM"), "{error}");
}
