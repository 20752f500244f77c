//! The settings of social accounts: all of a platform's, or none, and then the sandbox stands in for it.

use super::{Reader, Secret};
use model::social::{IntegrationSetting, Platform};
use services::PlatformAbout;

/// A platform's settings, and whether each is a secret.
const TIKTOK: &[(&str, bool)] = &[("TIKTOK_CLIENT_KEY", false), ("TIKTOK_CLIENT_SECRET", true)];
const INSTAGRAM: &[(&str, bool)] = &[
    ("INSTAGRAM_APP_ID", false),
    ("INSTAGRAM_APP_SECRET", true),
    ("FACEBOOK_APP_ID", false),
    ("FACEBOOK_APP_SECRET", true),
    ("INSTAGRAM_WEBHOOK_VERIFY_TOKEN", true),
];
const REDDIT: &[(&str, bool)] = &[("REDDIT_CLIENT_ID", false), ("REDDIT_CLIENT_SECRET", true), ("REDDIT_USER_AGENT", false)];

/// The settings of social accounts.
#[derive(Debug, Clone)]
pub struct Social {
    /// The values of a platform's settings, in their order; `None`: the sandbox.
    pub tiktok: Option<Vec<Secret>>,
    /// Instagram's.
    pub instagram: Option<Vec<Secret>>,
    /// Reddit's.
    pub reddit: Option<Vec<Secret>>,
    /// The keys that encrypt tokens; `None`: one derived from the program's own key.
    pub keys: Option<Secret>,
    /// What administrators see of the settings.
    pub shown: Vec<PlatformAbout>,
}

impl Social {
    pub(super) fn read(from: &mut Reader<'_>) -> Self {
        let (tiktok, shown_tiktok) = platform(from, Platform::TikTok, TIKTOK);
        let (instagram, shown_instagram) = platform(from, Platform::Instagram, INSTAGRAM);
        let (reddit, shown_reddit) = platform(from, Platform::Reddit, REDDIT);
        let keys = from.text("TOKEN_ENCRYPTION_KEY").map(Secret::new);
        match &keys {
            // The value is not shown.
            Some(keys) if social::Keyring::parse(keys.reveal()).is_err() => from.wrong(
                "TOKEN_ENCRYPTION_KEY",
                "must look like 2026a:KEY, KEY being 32 random bytes as `openssl rand -base64 32` prints them; an older key may follow after a comma",
            ),
            None if tiktok.is_some() || instagram.is_some() || reddit.is_some() => from.wrong(
                "TOKEN_ENCRYPTION_KEY",
                "must be set where a platform's settings are, as in 2026a:KEY, KEY being what `openssl rand -base64 32` prints",
            ),
            _ => {}
        }
        Self { tiktok, instagram, reddit, keys, shown: vec![shown_tiktok, shown_instagram, shown_reddit] }
    }
}

fn platform(from: &mut Reader<'_>, platform: Platform, names: &[(&'static str, bool)]) -> (Option<Vec<Secret>>, PlatformAbout) {
    let values: Vec<Option<String>> = names.iter().map(|(name, _)| from.text(name)).collect();
    let given = values.iter().flatten().count();
    if given > 0 && given < names.len() {
        for ((name, _), _) in names.iter().zip(&values).filter(|(_, value)| value.is_none()) {
            from.wrong(name, format_args!("must be set where the other settings of {} are: all of them, or none for the sandbox", platform.code()));
        }
    }
    let settings = names.iter().zip(&values).map(|((name, secret), value)| IntegrationSetting {
        name: (*name).to_owned(),
        set: value.is_some(),
        value: value.clone().filter(|_| !secret),
    });
    let about = PlatformAbout { platform, sandbox: given == 0, settings: settings.collect() };
    let whole: Option<Vec<Secret>> = values.into_iter().map(|value| value.map(Secret::new)).collect();
    (whole, about)
}
