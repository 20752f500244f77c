//! Settings: listed in one file, and wrong ones explained.

use server::config::{Config, ConfigError, REFERENCE, Reader, settings};
use std::collections::BTreeSet;

pub fn read(pairs: &[(&str, &str)]) -> Result<Config, ConfigError> {
    let find = |name: &str| pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
    Config::read(&mut Reader::new(&find))
}

#[test]
fn the_file_lists_exactly_what_is_read() {
    let nothing = |_: &str| None;
    let mut reader = Reader::new(&nothing);
    Config::read(&mut reader).unwrap();
    let asked: BTreeSet<&str> = reader.asked.iter().copied().collect();
    let listed: BTreeSet<&str> = settings().map(|(name, _)| name).collect();
    assert_eq!(asked, listed);
    assert_eq!(listed.len(), settings().count(), "a setting stands there once");
}

#[test]
fn every_setting_is_explained() {
    let lines: Vec<&str> = REFERENCE.lines().collect();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.contains('=') && !line.starts_with('#')) {
        // Settings that belong together share an explanation.
        let before = lines[..at].iter().rev().find(|line| !line.contains('=') || line.starts_with('#')).unwrap();
        assert!(before.starts_with("# "), "{line}");
    }
}

#[test]
fn the_documentation_shows_the_file_as_it_is() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/CONFIGURATION.md");
    let documentation = std::fs::read_to_string(path).unwrap();
    assert!(documentation.contains(&format!("```sh\n{REFERENCE}```")), "copy server/config.env into docs/CONFIGURATION.md");
}

#[test]
fn without_any_setting_the_defaults_hold() {
    let config = read(&[]).unwrap();
    assert_eq!(config.listen.to_string(), "127.0.0.1:3000");
    assert_eq!(config.public_url, "http://localhost:3000");
    assert_eq!(config.database_url.reveal(), "sqlite:data/huntaze.db");
    assert_eq!(format!("{:?}", config.limits), format!("{:?}", accounts::Limits::default()));
    assert!(!config.https());
    assert_eq!(read(&[("LEPTOS_SITE_ADDR", " "), ("DATA_DIR", "")]).unwrap().data_dir, config.data_dir);
}

#[test]
fn wrong_values_are_explained_all_at_once() {
    for (name, value, says) in [
        ("LEPTOS_SITE_ADDR", "3000", "as in 127.0.0.1:3000"),
        ("LEPTOS_SITE_ADDR", "localhost:99999", "as in 127.0.0.1:3000"),
        ("PUBLIC_URL", "studio.example.com", "as in https://studio.example.com"),
        ("PUBLIC_URL", "https://studio.example.com/app", "without a path"),
        ("PUBLIC_URL", "ftp://studio.example.com", "as in https://studio.example.com"),
        ("TRUSTED_PROXIES", "-1", "a whole number from 0 to 16"),
        ("SECRET_KEY", "short", "at least 32 characters"),
        ("REDIS_URL", "localhost:6379", "as in redis://localhost:6379"),
        ("REDIS_URL", "redis://localhost", "SQLite is a file of one server"),
        ("REDIS_URL", "redis://localhost", "SECRET_KEY must be set"),
        ("SMTP_URL", "http://mail.example.com", "SMTP_URL must look like"),
        ("ONLYFANS_API_URL", "app.onlyfansapi.com", "as in https://app.onlyfansapi.com"),
        ("ONLYFANS_API_KEY", "two words", "without spaces"),
        ("ONLYFANS_PER_MINUTE", "0", "a whole number from 1"),
        ("REDIS_ENDPOINT", "http://redis.example.com", "as in redis.example.com:6379"),
        ("RATE_LIMITER_ENABLED", "off", "true or false"),
        ("METRICS_TOKEN", "short", "16 characters"),
        ("LOG", "sometimes=maybe=never", "must be error, warn"),
        ("LOG_FORMAT", "xml", "text or json"),
        ("SIGN_IN_PER_MINUTE", "0", "a whole number from 1"),
        ("SIGN_IN_PER_HOUR", "many", "it is \"many\""),
    ] {
        let sentence = read(&[(name, value), ("MAIL_FROM", "a@example.com")]).unwrap_err().to_string();
        assert!(sentence.starts_with(name) && sentence.contains(says) && sentence.ends_with('.'), "{sentence}");
    }
    assert!(read(&[("PUBLIC_URL", "https://a.example")]).unwrap_err().to_string().contains("SECRET_KEY must be set"));
    assert!(read(&[("SMTP_URL", "smtp://localhost")]).unwrap_err().to_string().contains("MAIL_FROM must be set"));
    assert_eq!(read(&[("LOG_FORMAT", "xml"), ("TRUSTED_PROXIES", "x")]).unwrap_err().0.len(), 2);
}

#[test]
fn secrets_are_not_shown() {
    let key = "0123456789abcdef0123456789abcdef";
    let config = read(&[
        ("SECRET_KEY", key),
        ("DATABASE_URL", "postgres://me:hidden1@db/huntaze"),
        ("SMTP_URL", "smtps://me:hidden2@mail.example.com"),
        ("ONLYFANS_API_KEY", "hidden3"),
        ("ONLYFANS_WEBHOOK_SECRET", "hidden4"),
        ("METRICS_TOKEN", "hidden5hidden5hidden5"),
        ("MAIL_FROM", "Huntaze <a@example.com>"),
    ])
    .unwrap();
    let shown = format!("{config:?}");
    for secret in [key, "hidden1", "hidden2", "hidden3", "hidden4", "hidden5"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

#[test]
fn a_missing_key_is_made_once_and_readable_by_nobody_else() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let config = read(&[("DATA_DIR", data.to_str().unwrap())]).unwrap();
    let key = config.signing_key().unwrap();
    assert!(key.reveal().len() >= 32);
    assert_eq!(config.signing_key().unwrap().reveal(), key.reveal());
    let file = data.join("secret-key");
    #[cfg(unix)]
    assert_eq!(std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&file).unwrap().permissions()) & 0o777, 0o600);
    std::fs::write(&file, "short").unwrap();
    assert!(config.signing_key().unwrap_err().to_string().contains("delete it"));
}
